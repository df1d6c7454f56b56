#include "app/verb.hpp"
#include "opendata/webhook_commands.hpp"

#include <CLI/CLI.hpp>

namespace maillage::app {

void add_opendata_verbs(CLI::App& app, Session& session) {
  CLI::App* command =
      add_verb(app, {"webhooks", "", "Prévient d’autres programmes des changements de l’annuaire",
                     "webhooks abonner https://exemple.fr/maillage --evenements publie,retire"});
  command->require_subcommand(1);
  const auto options = std::make_shared<opendata::WebhookOptions>();
  const auto add = [&](const Verb& verb, auto run) {
    CLI::App* added = add_verb(*command, verb);
    added->add_option("--database", options->database, kDatabaseHelp);
    added->callback([options, run, &session] {
      session.exit_code = run(*options, session.now, session.out, session.err);
    });
    return added;
  };
  CLI::App* subscribing =
      add({"abonner", "", "Abonne une adresse et montre une fois le secret de ses signatures",
           "webhooks abonner https://exemple.fr/maillage --departement 23"},
          opendata::subscribe_command);
  subscribing->add_option("adresse", options->url, "Adresse qui reçoit les messages")->required();
  subscribing->add_option("--evenements", options->events,
                          "publie, retire, ou les deux séparés par une virgule");
  subscribing->add_option("--departement", options->departement,
                          "Seulement les lieux publiés d’un département");
  subscribing->add_flag("--reseau-prive", options->private_network,
                        "Permet une adresse de cette machine ou de son réseau");
  add({"lister", "", "Dit où en est chaque abonnement", "webhooks lister"},
      opendata::list_webhooks_command);
  const auto with_number = [&](const Verb& verb, auto run) {
    add(verb, run)
        ->add_option("numero", options->number, "Son numéro, que donne « lister »")
        ->required();
  };
  with_number(
      {"reveiller", "", "Essaie tout de suite un abonnement en échec", "webhooks reveiller 3"},
      opendata::wake_webhook_command);
  with_number({"retirer", "", "Met fin à un abonnement", "webhooks retirer 3"},
              opendata::remove_webhook_command);
}

}  // namespace maillage::app
