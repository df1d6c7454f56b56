#pragma once
/// The verbs of subscriptions: `webhooks abonner`, `lister`, `reveiller`, `retirer`.
#include "base/date.hpp"

#include <cstdint>
#include <iosfwd>
#include <string>

namespace maillage::opendata {

struct WebhookOptions {
  std::string database = "var/maillage.db";
  std::string url;
  std::string events = "publie,retire";
  std::string departement;
  bool private_network = false;
  std::int64_t number = 0;
};

/// Shows the secret, once. All return the exit code.
int subscribe_command(const WebhookOptions& options, base::Instant now, std::ostream& out,
                      std::ostream& err);
int list_webhooks_command(const WebhookOptions& options, base::Instant now, std::ostream& out,
                          std::ostream& err);
int wake_webhook_command(const WebhookOptions& options, base::Instant now, std::ostream& out,
                         std::ostream& err);
int remove_webhook_command(const WebhookOptions& options, base::Instant now, std::ostream& out,
                           std::ostream& err);

}  // namespace maillage::opendata
