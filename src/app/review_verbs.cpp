#include "app/verb.hpp"
#include "places/review_commands.hpp"

#include <CLI/CLI.hpp>

namespace maillage::app {

namespace {

void add_decisions(CLI::App& app, Session& session) {
  CLI::App* command =
      add_verb(app, {"decisions", "", "Apporte ou sort les décisions sur les doublons",
                     "decisions importer decisions.csv"});
  command->require_subcommand(1);
  const auto options = std::make_shared<places::DecisionsOptions>();

  CLI::App* bring = add_verb(
      *command, {"importer", "",
                 "Ajoute les décisions d’un fichier CSV (id1, id2, decision, auteur, motif, date)",
                 "decisions importer decisions.csv"});
  bring->add_option("fichier", options->file, "Fichier de décisions, ou d’exclusions")->required();
  bring->add_option("--database", options->database, kDatabaseHelp);
  bring->add_option("--auteur", options->author, "Auteur des lignes qui n’en nomment pas");
  bring->callback([options, &session] {
    options->models = data_directory() + "/models";
    session.exit_code =
        places::import_decisions_command(*options, session.now, session.out, session.err);
  });

  CLI::App* take = add_verb(*command, {"exporter", "", "Écrit toutes les décisions en CSV",
                                       "decisions exporter decisions.csv"});
  take->add_option("fichier", options->file, "Fichier écrit (sinon la sortie)");
  take->add_option("--database", options->database, kDatabaseHelp);
  take->callback([options, &session] {
    session.exit_code =
        places::export_decisions_command(*options, session.now, session.out, session.err);
  });
}

void add_relecteurs(CLI::App& app, Session& session) {
  CLI::App* command = add_verb(app, {"relecteurs", "", "Dit qui peut relire les doublons",
                                     "relecteurs ajouter \"Ada Martin\""});
  command->require_subcommand(1);
  const auto options = std::make_shared<places::ReviewersOptions>();
  const auto add = [&](const Verb& verb, auto run) {
    CLI::App* added = add_verb(*command, verb);
    added->add_option("--database", options->database, kDatabaseHelp);
    added->callback([options, run, &session] {
      session.exit_code = run(*options, session.now, session.out, session.err);
    });
    return added;
  };
  CLI::App* adding =
      add({"ajouter", "", "Ajoute une personne et montre une fois son lien personnel",
           "relecteurs ajouter \"Ada Martin\" --site https://lieux.exemple.fr"},
          places::add_reviewer_command);
  adding->add_option("nom", options->name, "Nom de la personne")->required();
  adding->add_option("--site", options->site, "Adresse du site, au début du lien");
  add({"lister", "", "Liste les relecteurs", "relecteurs lister"}, places::list_reviewers_command);
  add({"retirer", "", "Ferme la porte à une personne", "relecteurs retirer 3"},
      places::remove_reviewer_command)
      ->add_option("numero", options->number, "Son numéro, que donne « lister »")
      ->required();
}

}  // namespace

void add_review_verbs(CLI::App& app, Session& session) {
  add_decisions(app, session);
  add_relecteurs(app, session);
}

}  // namespace maillage::app
