#include "app/verb.hpp"
#include "fragility/commands.hpp"

#include <memory>

#include <CLI/CLI.hpp>

namespace maillage::app {

namespace {

std::string methods_folder() {
  return data_directory() + "/methods";
}

void add_combine(CLI::App& indice, Session& session) {
  CLI::App* command = add_verb(
      indice, {"combiner", "", "Applique la pondération d’une méthode à des scores déjà calculés",
               "indice combiner --methode ifn-v4 --indicateurs scores.csv --sortie totaux.csv"});
  const auto options = std::make_shared<fragility::CombineOptions>();
  command->add_option("--methode", options->method, "Nom d’une méthode fournie, ou fichier .toml")
      ->required();
  command->add_option("--indicateurs", options->scores, "Tableau : un code, puis les scores")
      ->required();
  command->add_option("--groupes", options->groups,
                      "Tableau code, groupe, poids : répond par groupe (communes d’un EPCI)");
  command->add_option("--sortie", options->output, "Fichier CSV à écrire")->required();
  command->callback([options, &session] {
    options->methods_folder = methods_folder();
    session.exit_code = fragility::combine_command(*options, session.out, session.err);
  });
}

void add_class(CLI::App& indice, Session& session) {
  CLI::App* command =
      add_verb(indice, {"classer", "", "Range des valeurs en dix classes, comme la version 4",
                        "indice classer --valeurs valeurs.csv --sortie classes.csv"});
  const auto options = std::make_shared<fragility::ClassOptions>();
  command->add_option("--valeurs", options->values, "Tableau code, valeur")->required();
  command->add_option("--sortie", options->output, "Fichier CSV à écrire : code, classe")
      ->required();
  command->callback([options, &session] {
    session.exit_code = fragility::class_command(*options, session.out, session.err);
  });
}

}  // namespace

void add_fragility_verbs(CLI::App& app, Session& session) {
  CLI::App* indice =
      add_verb(app, {"indice", "", "Calcule et vérifie les indices de fragilité numérique",
                     "indice classer --valeurs valeurs.csv --sortie classes.csv"});
  indice->require_subcommand(1);
  add_combine(*indice, session);
  add_class(*indice, session);
}

}  // namespace maillage::app
