#pragma once
/// How a verb is declared on the command line, for the files that tie a room's commands to it.
#include "app/session.hpp"

#include <string>

namespace CLI {
class App;
}

namespace maillage::app {

/// What a verb tells about itself.
struct Verb {
  std::string name;
  std::string alias;  ///< may be empty
  std::string purpose;
  std::string example;  ///< a whole line without the program's name
};

/// Of the option --database, wherever a command opens the registry.
inline constexpr const char* kDatabaseHelp =
    "Base de l’annuaire : fichier, ou postgresql://… (var/maillage.db si rien n’est dit)";

CLI::App* add_verb(CLI::App& app, const Verb& verb);

void add_list_verbs(CLI::App& app,
                    Session& session);  ///< transformer, fusionner, publier, data-inclusion
void add_standard_verbs(CLI::App& app, Session& session);  ///< valider, migrer
void add_hours_verbs(CLI::App& app, Session& session);     ///< horaires etat, lire, evaluer
void add_linkage_verbs(CLI::App& app, Session& session);   ///< rapprocher
void add_geocoding_verbs(CLI::App& app, Session& session);  ///< importer-adresses
void add_places_verbs(CLI::App& app, Session& session);    ///< dedupliquer, importer, servir
void add_review_verbs(CLI::App& app, Session& session);    ///< decisions, relecteurs
void add_opendata_verbs(CLI::App& app, Session& session);  ///< webhooks
void add_fragility_verbs(CLI::App& app, Session& session);  ///< indice …
void add_registry_verbs(CLI::App& app,
                        Session& session);  ///< lieux, oppositions, sauvegarder, restaurer

}  // namespace maillage::app
