#include "app/verb.hpp"
#include "base/large_heap.hpp"
#include "linkage/commands.hpp"

#include <memory>

#include <CLI/CLI.hpp>
#include <unistd.h>

namespace maillage::app {

void add_linkage_verbs(CLI::App& app, Session& session) {
  CLI::App* command =
      add_verb(app, {"rapprocher", "", "Trouve les fiches qui parlent de la même personne ou chose",
                     "rapprocher --donnees contacts.csv --modele contacts -o sorties"});
  const auto options = std::make_shared<linkage::MatchOptions>();
  command->add_option("--donnees", options->data, "Tableau à lire")->required();
  command->add_option("--avec", options->with,
                      "Second tableau ; sans lui, les doublons du premier sont cherchés");
  command->add_option("--modele", options->model, "Nom d’un modèle fourni, ou fichier .toml")
      ->required();
  command->add_option("-o,--output-directory", options->output_folder, "Dossier des résultats")
      ->required();
  command->add_option("--graine", options->seed, "Graine des tirages, pour refaire à l’identique");
  command->callback([options, &session] {
    options->models_folder = data_directory() + "/models";
    options->progress = isatty(STDERR_FILENO) != 0;
    base::use_large_heap();
    session.exit_code = linkage::match_command(*options, session.out, session.err);
  });
}

}  // namespace maillage::app
