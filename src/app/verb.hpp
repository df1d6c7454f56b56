#pragma once
/// How a verb is declared on the command line. Included only by the files that tie a room's
/// commands to it, for it brings the command-line library along.
#include "app/session.hpp"

#include <string>

#include <CLI/CLI.hpp>

namespace maillage::app {

/// What a verb tells about itself.
struct Verb {
  std::string name;
  std::string alias;  ///< may be empty
  std::string purpose;
  std::string example;  ///< a whole line without the program's name
};

CLI::App* add_verb(CLI::App& app, const Verb& verb);

void add_list_verbs(CLI::App& app,
                    Session& session);  ///< transformer, fusionner, publier, data-inclusion
void add_standard_verbs(CLI::App& app, Session& session);  ///< valider, migrer
void add_hours_verbs(CLI::App& app, Session& session);     ///< horaires etat, lire, evaluer
void add_places_verbs(CLI::App& app, Session& session);    ///< importer, servir

}  // namespace maillage::app
