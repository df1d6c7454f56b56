#include "app/verb.hpp"
#include "base/large_heap.hpp"
#include "fragility/commands.hpp"

#include <memory>

#include <CLI/CLI.hpp>

namespace maillage::app {

namespace {

std::string methods_folder() {
  return data_directory() + "/methods";
}

void add_method_option(CLI::App& command, std::string& method) {
  command.add_option("--methode", method, "Nom d’une méthode fournie, ou fichier .toml")
      ->required();
}

void add_output_option(CLI::App& command, std::string& output) {
  command.add_option("--sortie", output, "Fichier CSV à écrire")->required();
}

void add_data_option(CLI::App& command, std::string& folder) {
  command.add_option("--donnees", folder,
                     "Dossier des indicateurs ; sans lui, ceux que Maillage fournit");
}

/// Methods, sources and, where no folder is named, indicators are those of the program; the command
/// that reads them all and ends has the memory for it.
void use_shipped(auto& options) {
  base::use_large_heap();
  options.methods_folder = methods_folder();
  options.sources_folder = data_directory() + "/sources";
  if (options.data_folder.empty()) options.data_folder = data_directory() + "/indicators";
}

void add_combine(CLI::App& indice, Session& session) {
  CLI::App* command = add_verb(
      indice, {"combiner", "", "Applique la pondération d’une méthode à des scores déjà calculés",
               "indice combiner --methode ifn-v4 --indicateurs scores.csv --sortie totaux.csv"});
  const auto options = std::make_shared<fragility::CombineOptions>();
  add_method_option(*command, options->method);
  command->add_option("--indicateurs", options->scores, "Tableau : un code, puis les scores")
      ->required();
  command->add_option("--groupes", options->groups,
                      "Tableau code, groupe, poids : répond par groupe (communes d’un EPCI)");
  add_output_option(*command, options->output);
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

void add_import(CLI::App& indice, Session& session) {
  CLI::App* command =
      add_verb(indice, {"importer", "",
                        "Lit un fichier de l’INSEE, de la Cnaf, de l’Arcep… et dit ses défauts",
                        "indice importer base-cc-filosofi-2021.csv --donnees var/indicateurs"});
  const auto options = std::make_shared<fragility::ImportOptions>();
  command->add_option("fichier", options->file, "Fichier à lire (CSV, XLSX, ODS)")->required();
  command->add_option("--donnees", options->data_folder, "Dossier où ranger les indicateurs")
      ->required();
  command->add_option("--source", options->source,
                      "Nom de la source ; sans lui, elle est reconnue à ses colonnes");
  command->add_option("--annee", options->year, "Année des données, si le fichier ne la dit pas");
  command->callback([options, &session] {
    options->sources_folder = data_directory() + "/sources";
    options->territories_folder = data_directory() + "/indicators";
    session.exit_code = fragility::import_command(*options, session.out, session.err);
  });
}

void add_calculate(CLI::App& indice, Session& session) {
  CLI::App* command =
      add_verb(indice, {"calculer", "", "Calcule un indice à partir des indicateurs",
                        "indice calculer --methode maillage-1 --niveau epci --sortie indice.csv"});
  const auto options = std::make_shared<fragility::CalculateOptions>();
  options->data_folder.clear();
  add_method_option(*command, options->method);
  command->add_option("--niveau", options->level, "iris, commune, epci, departement ou region")
      ->required();
  command->add_option("--annee", options->year, "Données de cette année ou d’avant");
  add_data_option(*command, options->data_folder);
  add_output_option(*command, options->output);
  command->callback([options, &session] {
    use_shipped(*options);
    session.exit_code = fragility::calculate_command(*options, session.out, session.err);
  });
}

void add_audit(CLI::App& indice, Session& session) {
  CLI::App* command = add_verb(
      indice, {"auditer", "", "Dit ce que vaut un indice : sens, relief, poids réels, validité",
               "indice auditer --methode ifn-v4 --niveau commune --sortie audit.csv"});
  const auto options = std::make_shared<fragility::AuditOptions>();
  options->data_folder.clear();
  add_method_option(*command, options->method);
  command->add_option("--niveau", options->level, "iris, commune, epci, departement ou region");
  command->add_option("--indicateurs", options->scores,
                      "Scores publiés à vérifier, au lieu de les calculer");
  command->add_option("--verite", options->truth,
                      "Mesure extérieure à laquelle comparer : tableau code, valeur");
  add_data_option(*command, options->data_folder);
  add_output_option(*command, options->output);
  command->callback([options, &session] {
    use_shipped(*options);
    session.exit_code = fragility::audit_command(*options, session.out, session.err);
  });
}

void add_uncertainty(CLI::App& indice, Session& session, bool sobol) {
  CLI::App* command =
      sobol
          ? add_verb(indice, {"sobol", "", "Dit quel choix de méthode déplace le plus les rangs",
                              "indice sobol --methode maillage-1 --sortie choix.csv"})
          : add_verb(indice, {"incertitude", "", "Dit à quel point chaque rang est sûr",
                              "indice incertitude --methode maillage-1 --tirages 10000 --graine 1 "
                              "--sortie rangs.csv"});
  const auto options = std::make_shared<fragility::UncertaintyOptions>();
  options->data_folder.clear();
  options->draws = sobol ? 512 : 10000;
  add_method_option(*command, options->method);
  command->add_option("--niveau", options->level,
                      "iris, commune, epci, departement ou region ; commune sans elle");
  command->add_option(sobol ? "--lignes" : "--tirages", options->draws,
                      sobol ? "Lignes du plan d’expérience, 512 sans elle ; sept calculs par ligne"
                            : "Nombre de tirages, 10000 sans elle");
  command->add_option("--graine", options->seed, "Graine des tirages, pour refaire à l’identique");
  command->add_option(
      "--poids", options->weights,
      "« autour » : chaque poids à 20 % près ; « libres » : tous les poids possibles");
  add_data_option(*command, options->data_folder);
  add_output_option(*command, options->output);
  command->callback([options, sobol, &session] {
    use_shipped(*options);
    session.exit_code = sobol ? fragility::sobol_command(*options, session.out, session.err)
                              : fragility::uncertainty_command(*options, session.out, session.err);
  });
}

}  // namespace

void add_fragility_verbs(CLI::App& app, Session& session) {
  CLI::App* indice =
      add_verb(app, {"indice", "", "Calcule et vérifie les indices de fragilité numérique",
                     "indice calculer --methode maillage-1 --niveau commune --sortie indice.csv"});
  indice->require_subcommand(1);
  add_import(*indice, session);
  add_calculate(*indice, session);
  add_audit(*indice, session);
  add_uncertainty(*indice, session, false);
  add_uncertainty(*indice, session, true);
  add_combine(*indice, session);
  add_class(*indice, session);
}

}  // namespace maillage::app
