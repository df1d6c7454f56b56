#include "opendata/webhook_commands.hpp"

#include "base/error.hpp"
#include "base/text.hpp"
#include "opendata/schema.hpp"
#include "opendata/webhook_messages.hpp"
#include "opendata/webhooks.hpp"
#include "places/departements.hpp"
#include "places/registry.hpp"

#include <ostream>

#include <fmt/format.h>

namespace maillage::opendata {
namespace {

std::unique_ptr<store::Database> open(const WebhookOptions& options, base::Instant now) {
  auto database = places::open_known_registry(options.database, now);
  prepare(*database, now);
  return database;
}

base::Error usage(std::string sentence) {
  return {base::ErrorCode::usage, std::move(sentence)};
}

/// Runs `work` and says what failed.
template <class Work>
int guarded(std::ostream& err, Work&& work) {
  try {
    work();
    return 0;
  } catch (const base::Error& error) {
    err << error.what() << "\n";
    return base::exit_code(error.code());
  }
}

Webhook webhook_of(const WebhookOptions& options) {
  Webhook webhook;
  webhook.url = options.url;
  webhook.private_network = options.private_network;
  webhook.departement = options.departement;
  webhook.secret = new_webhook_secret();
  webhook.published = webhook.withdrawn = false;
  if (std::string complaint = complaint_of_address(options.url, options.private_network);
      !complaint.empty())
    throw usage(std::move(complaint));
  for (const std::string_view event : base::split(options.events, ',')) {
    if (base::trim(event) == "publie") {
      webhook.published = true;
    } else if (base::trim(event) == "retire") {
      webhook.withdrawn = true;
    } else {
      throw usage(fmt::format(
          "L’événement « {} » n’existe pas. Les événements sont publie et retire.", event));
    }
  }
  const auto known = places::departements();
  if (!webhook.departement.empty() &&
      std::none_of(known.begin(), known.end(), [&](const places::Departement& each) {
        return each.code == webhook.departement;
      }))
    throw usage("Donnez le code d’un département : 23, 2A, 974.");
  return webhook;
}

std::string state_of(const Webhook& webhook) {
  if (!webhook.next_try) {
    return fmt::format("au repos après {} échecs ({}) : webhooks reveiller {}", webhook.failures,
                       webhook.last_outcome, webhook.number);
  }
  if (webhook.failures > 0) {
    return fmt::format("{} échec(s), dernier : {} ; nouvel essai {}", webhook.failures,
                       webhook.last_outcome, base::iso_instant(*webhook.next_try));
  }
  if (!webhook.last_sent) return "aucun message encore";
  return fmt::format("dernier message {}, réponse {}", base::iso_instant(*webhook.last_sent),
                     webhook.last_outcome);
}

base::Error unknown_number() {
  return usage("Aucun abonnement n’a ce numéro. « webhooks lister » les donne.");
}

}  // namespace

int subscribe_command(const WebhookOptions& options, base::Instant now, std::ostream& out,
                      std::ostream& err) {
  return guarded(err, [&] {
    const Webhook webhook = webhook_of(options);
    const auto database = open(options, now);
    const std::int64_t number = subscribe(*database, webhook, now);
    out << fmt::format(
        "Abonnement {} : {}\nSecret, montré une seule fois : {}\nLe site envoie les changements à "
        "venir tant qu’il tourne (« maillage servir »).\n",
        number, webhook.url, webhook.secret);
  });
}

int list_webhooks_command(const WebhookOptions& options, base::Instant now, std::ostream& out,
                          std::ostream& err) {
  return guarded(err, [&] {
    const auto database = open(options, now);
    const auto all = webhooks(*database->read());
    for (const Webhook& webhook : all) {
      out << fmt::format("{}  {}{}{}{}\n   {}\n", webhook.number, webhook.url,
                         webhook.published ? "  publie" : "", webhook.withdrawn ? "  retire" : "",
                         webhook.departement.empty() ? "" : "  département " + webhook.departement,
                         state_of(webhook));
    }
    if (all.empty()) out << "Aucun abonnement.\n";
  });
}

int wake_webhook_command(const WebhookOptions& options, base::Instant now, std::ostream& out,
                         std::ostream& err) {
  return guarded(err, [&] {
    if (!wake(*open(options, now), options.number, now)) throw unknown_number();
    out << fmt::format("L’abonnement {} sera essayé tout de suite.\n", options.number);
  });
}

int remove_webhook_command(const WebhookOptions& options, base::Instant now, std::ostream& out,
                           std::ostream& err) {
  return guarded(err, [&] {
    if (!unsubscribe(*open(options, now), options.number, now)) throw unknown_number();
    out << fmt::format("L’abonnement {} est retiré.\n", options.number);
  });
}

}  // namespace maillage::opendata
