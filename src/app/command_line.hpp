#pragma once
/// The command line: one verb a job, French help with an example each, the exit codes of
/// base/error.hpp. The verbs themselves live in their rooms as plain functions; only this folder
/// knows the command-line library.

namespace maillage::app {

/// Runs the program; returns its exit code. Nothing is thrown.
int run(int argc, char** argv);

}  // namespace maillage::app
