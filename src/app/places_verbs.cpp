#include "app/verb.hpp"
#include "places/commands.hpp"

#include <CLI/CLI.hpp>

namespace maillage::app {

namespace {

void add_importer(CLI::App& app, Session& session) {
  CLI::App* command = add_verb(app, {"importer", "", "Ajoute des fichiers du standard à l’annuaire",
                                     "importer --database var/maillage.db sorties/"});
  const auto options = std::make_shared<places::ImportOptions>();
  command
      ->add_option("fichiers", options->files,
                   "Fichiers du standard, ou dossiers qui en contiennent")
      ->required();
  command->add_option("--database", options->database,
                      "Base de l’annuaire (var/maillage.db si rien n’est dit)");
  command->callback([options, &session] {
    options->models = data_directory() + "/models";
    session.exit_code = places::import_command(*options, session.out, session.err);
  });
}

void add_servir(CLI::App& app, Session& session) {
  CLI::App* command =
      add_verb(app, {"servir", "", "Ouvre le site de l’annuaire", "servir --port 8080"});
  const auto options = std::make_shared<places::ServeOptions>();
  command->add_option("--port", options->port, "Port d’écoute (8080 si rien n’est dit)");
  command->add_option("--address", options->address,
                      "Adresse d’écoute (127.0.0.1 si rien n’est dit)");
  command->add_option("--database", options->database,
                      "Base de l’annuaire (var/maillage.db si rien n’est dit)");
  command->callback([options, &session] {
    const std::string data = data_directory();
    options->communes = data + "/territories/communes.bin";
    options->school_holidays = data + "/territories/school-holidays.csv";
    options->list_names = data + "/lists/names.csv";
    options->models = data + "/models";
    session.exit_code = places::serve_command(*options, session.out, session.err);
  });
}

}  // namespace

void add_places_verbs(CLI::App& app, Session& session) {
  add_importer(app, session);
  add_servir(app, session);
}

}  // namespace maillage::app
