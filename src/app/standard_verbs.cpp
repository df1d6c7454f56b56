#include "app/verb.hpp"
#include "standard/commands.hpp"

#include <CLI/CLI.hpp>

namespace maillage::app {

namespace {

void add_valider(CLI::App& app, Session& session) {
  CLI::App* command =
      add_verb(app, {"valider", "",
                     "Vérifie qu’un fichier suit le standard, et dit tout ce qui est à corriger",
                     "valider mes-lieux.csv --format texte"});
  const auto options = std::make_shared<standard::ValidateOptions>();
  command->add_option("fichier", options->file, "Fichier à vérifier")->required();
  command->add_option("--version", options->version,
                      "Version du standard (sinon elle est reconnue)");
  command->add_option("--format", options->format, "Forme du résultat : texte, json ou csv");
  command->callback([options, &session] {
    session.exit_code = standard::validate_command(*options, session.out, session.err);
  });
}

void add_migrer(CLI::App& app, Session& session) {
  CLI::App* command = add_verb(
      app, {"migrer", "", "Porte un fichier d’une ancienne version du standard à la version 1.0.2",
            "migrer anciens-lieux.csv --sortie lieux.csv"});
  const auto options = std::make_shared<standard::MigrateOptions>();
  command->add_option("fichier", options->file, "Fichier à porter")->required();
  command->add_option("--sortie", options->output, "Fichier écrit : .csv, .json ou .geojson")
      ->required();
  command->add_option("--version", options->version,
                      "Version du fichier lu (sinon elle est reconnue)");
  command->add_option("--vers", options->to, "Version voulue");
  command->add_option("--date-source", options->date_source,
                      "Date (2024-05-01) des lieux dont la mise à jour est inconnue");
  command->callback([options, &session] {
    session.exit_code = standard::migrate_command(*options, session.out, session.err);
  });
}

}  // namespace

void add_standard_verbs(CLI::App& app, Session& session) {
  add_valider(app, session);
  add_migrer(app, session);
}

}  // namespace maillage::app
