#include "app/verb.hpp"
#include "places/backup_commands.hpp"
#include "places/lifecycle_commands.hpp"
#include "places/opposition_commands.hpp"

#include <iostream>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

namespace maillage::app {

namespace {

void add_lieux(CLI::App& app, Session& session) {
  using places::PlaceState;
  CLI::App* command = add_verb(app, {"lieux", "", "Ferme, suspend, confirme ou montre un lieu",
                                     "lieux fermer mediatheque-7 --motif \"fermé par la mairie\""});
  command->require_subcommand(1);
  const auto options = std::make_shared<places::LifecycleOptions>();
  struct Change {
    const char *name, *purpose;
    PlaceState state;
  };
  constexpr Change kChanges[] = {
      {"fermer", "Le lieu n’existe plus : sa page le dit et montre les plus proches",
       PlaceState::closed},
      {"suspendre", "Retire le lieu de la recherche pour un temps", PlaceState::suspended},
      {"rouvrir", "Rend le lieu à la recherche", PlaceState::published},
      {"confirmer", "Dit que la fiche est juste aujourd’hui", PlaceState::published},
      {"a-verifier", "Dit que la fiche est douteuse", PlaceState::to_verify},
      {"brouillon", "Cache la fiche jusqu’à ce qu’elle soit rouverte", PlaceState::draft}};
  for (const Change& change : kChanges) {
    CLI::App* verb =
        add_verb(*command, {change.name, "", change.purpose,
                            fmt::format("lieux {} mediatheque-7 --motif \"…\"", change.name)});
    verb->add_option("id", options->place_id, "Identifiant du lieu, à la fin de son adresse")
        ->required();
    verb->add_option("--motif", options->reason, "Pourquoi")->required();
    verb->add_option("--auteur", options->actor, "Qui décide : une équipe ou un numéro");
    verb->add_option("--database", options->database, kDatabaseHelp);
    verb->callback([options, state = change.state, &session] {
      session.exit_code =
          places::change_state_command(*options, state, session.now, session.out, session.err);
    });
  }
  CLI::App* show = add_verb(*command, {"voir", "", "Montre l’état du lieu, qui dit quoi, et avant",
                                       "lieux voir mediatheque-7"});
  show->add_option("id", options->place_id, "Identifiant du lieu")->required();
  show->add_option("--database", options->database, kDatabaseHelp);
  show->callback([options, &session] {
    session.exit_code = places::show_place_command(*options, session.now, session.out, session.err);
  });
}

void add_oppositions(CLI::App& app, Session& session) {
  CLI::App* command =
      add_verb(app, {"oppositions", "", "Retire pour toujours un contact de l’annuaire",
                     "oppositions ajouter ada@exemple.fr"});
  command->require_subcommand(1);
  const auto options = std::make_shared<places::OppositionOptions>();
  const auto add = [&](const Verb& verb, auto run) {
    CLI::App* added = add_verb(*command, verb);
    added->add_option("--database", options->database, kDatabaseHelp);
    added
        ->add_option("contacts", options->contacts,
                     "Courriels et téléphones ; - pour les lire sur l’entrée, un par ligne")
        ->required();
    added->callback([options, run, &session] {
      session.exit_code = run(*options, session.now, std::cin, session.out, session.err);
    });
  };
  add({"ajouter", "", "Retire un contact de toutes les fiches, imports à venir compris",
       "oppositions ajouter ada@exemple.fr \"01 23 45 67 89\""},
      places::add_oppositions_command);
  add({"retirer", "", "Lève une opposition : le contact revient au prochain import",
       "oppositions retirer ada@exemple.fr"},
      places::remove_oppositions_command);
  CLI::App* list =
      add_verb(*command, {"liste", "", "Compte et date les oppositions", "oppositions liste"});
  list->add_option("--database", options->database, kDatabaseHelp);
  list->callback([options, &session] {
    session.exit_code =
        places::list_oppositions_command(*options, session.now, session.out, session.err);
  });
}

void add_backup(CLI::App& app, Session& session) {
  const auto options = std::make_shared<places::BackupOptions>();
  CLI::App* back_up = add_verb(app, {"sauvegarder", "", "Écrit tout l’annuaire dans un fichier",
                                     "sauvegarder sauvegardes/annuaire.gz"});
  back_up->add_option("sortie", options->file, "Fichier écrit")->required();
  back_up->add_option("--database", options->database, kDatabaseHelp);
  back_up->callback([options, &session] {
    session.exit_code = places::back_up_command(*options, session.now, session.out, session.err);
  });
  CLI::App* restore = add_verb(app, {"restaurer", "", "Remet l’annuaire d’une sauvegarde",
                                     "restaurer sauvegardes/annuaire.gz --remplacer"});
  restore->add_option("fichier", options->file, "Fichier de « sauvegarder »")->required();
  restore->add_option("--database", options->database, kDatabaseHelp);
  restore->add_flag("--remplacer", options->replace, "Remplace l’annuaire qui est déjà là");
  restore->callback([options, &session] {
    session.exit_code = places::restore_command(*options, session.now, session.out, session.err);
  });
}

}  // namespace

void add_registry_verbs(CLI::App& app, Session& session) {
  add_lieux(app, session);
  add_oppositions(app, session);
  add_backup(app, session);
}

}  // namespace maillage::app
