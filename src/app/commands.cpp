#include "app/commands.hpp"

#include "app/verb.hpp"

#include <CLI/CLI.hpp>

namespace maillage::app {

CLI::App* add_verb(CLI::App& app, const Verb& verb) {
  CLI::App* command = app.add_subcommand(verb.name, verb.purpose);
  if (!verb.alias.empty()) command->alias(verb.alias);
  command->group("Commandes");
  command->footer("Exemple : maillage " + verb.example);
  return command;
}

void add_commands(CLI::App& app, Session& session) {
  add_list_verbs(app, session);
  add_standard_verbs(app, session);
  add_hours_verbs(app, session);
  add_linkage_verbs(app, session);
  add_geocoding_verbs(app, session);
  add_places_verbs(app, session);
  add_review_verbs(app, session);
  add_opendata_verbs(app, session);
  add_fragility_verbs(app, session);
  add_registry_verbs(app, session);
}

}  // namespace maillage::app
