#pragma once
/// The verbs, tied to the command line: each `add_…` declares the options of one room's commands
/// and calls the room's function with a plain struct.
namespace CLI {
class App;
}

namespace maillage::app {

struct Session;

/// All of them. `session` must outlive the parsing.
void add_commands(CLI::App& app, Session& session);

}  // namespace maillage::app
