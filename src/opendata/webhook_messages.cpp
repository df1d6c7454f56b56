#include "opendata/webhook_messages.hpp"

#include "base/error.hpp"
#include "base/secret.hpp"
#include "base/signature.hpp"
#include "formats/json.hpp"
#include "opendata/place_json.hpp"
#include "opendata/publication.hpp"

#include <fmt/format.h>

namespace maillage::opendata {
namespace {

constexpr std::string_view kSecretStart = "whsec_";
constexpr std::size_t kMostChanges = 100;  // of one message

struct Message {
  std::string body;  ///< empty: nothing of what happened concerns the subscriber
  std::int64_t sequence = 0;
};

/// What a subscriber is told of the changes behind its position.
class MessageWriter {
 public:
  MessageWriter(const Webhook& webhook, OpenSite& site)
      : webhook_(webhook),
        origin_(site.settings.public_address),
        snapshot_(site.places.snapshot()),
        today_(site.places.today()) {}

  Message write(std::span<const Published> changes) {
    json_.begin_object().key("evenements").begin_array();
    std::size_t events = 0;
    for (const Published& change : changes) events += write(change);
    json_.end_array().end_object();
    return {events > 0 ? std::move(text_) : "", changes.back().sequence};
  }

 private:
  bool write(const Published& change) {
    const auto number = snapshot_->number_of(change.place_id);
    // a place in between two states is told with the change that follows
    if (number.has_value() != (change.presence == Presence::present)) return false;
    return number ? write_present(change, *number) : write_gone(change);
  }

  bool write_present(const Published& change, std::uint32_t number) {
    const places::Entry& entry = snapshot_->entry(number);
    if (!webhook_.published ||
        (!webhook_.departement.empty() && entry.departement != webhook_.departement))
      return false;
    begin("lieu.publie", change);
    json_.key("lieu").begin_object();
    write_place(json_, snapshot_->texts[number], entry, today_, origin_);
    json_.end_object().end_object();
    return true;
  }

  /// Told whatever the département: a place that is no more lies in none.
  bool write_gone(const Published& change) {
    if (!webhook_.withdrawn) return false;
    begin("lieu.retire", change);
    json_.member("id", change.place_id).member("etat", presence_name(change.presence));
    if (!change.leads_to.empty()) json_.member("vers", change.leads_to);
    json_.end_object();
    return true;
  }

  void begin(std::string_view type, const Published& change) {
    json_.begin_object().member("type", type);
    json_.member("quand", base::iso_instant(change.changed_at));
  }

  const Webhook& webhook_;
  const std::string& origin_;
  std::shared_ptr<const places::Snapshot> snapshot_;
  base::Date today_;
  std::string text_;
  formats::JsonWriter json_{text_};
};

formats::HttpRequest signed_request(const Webhook& webhook, const Message& message,
                                    base::Instant now) {
  const std::string id = fmt::format("maillage_{}_{}", webhook.number, message.sequence);
  formats::HttpRequest request;
  request.method = "POST";
  request.url = webhook.url;
  request.body = message.body;
  request.headers = {"Content-Type: application/json", "webhook-id: " + id,
                     fmt::format("webhook-timestamp: {}", now.time_since_epoch().count()),
                     "webhook-signature: " + signature_of(webhook.secret, id, now, message.body)};
  return request;
}

void deliver(OpenSite& site, const Webhook& webhook, base::Instant now,
             const formats::HttpOptions& http) {
  store::Database& database = site.places.database();
  const auto changes = changes_after(*database.read(), webhook.sequence, kMostChanges);
  if (changes.empty() || !claim(database, webhook, now)) return;
  const Message message = MessageWriter(webhook, site).write(changes);
  if (message.body.empty()) {
    record_success(database, webhook.number, message.sequence, webhook.last_outcome, now);
    return;
  }
  std::string outcome;
  try {
    const auto answer = call_http(signed_request(webhook, message, now), http);
    outcome = std::to_string(answer.status);
    if (answer.status >= 200 && answer.status < 300) {
      record_success(database, webhook.number, message.sequence, outcome, now);
      return;
    }
  } catch (const base::Error& error) {
    outcome = error.what();
  }
  record_failure(database, webhook, outcome, now);
}

}  // namespace

std::string new_webhook_secret() {
  const base::SecretKey key = base::random_key();
  return std::string(kSecretStart) +
         base::base64({reinterpret_cast<const char*>(key.data()), key.size()});
}

std::string signature_of(std::string_view secret, std::string_view id, base::Instant sent,
                         std::string_view body) {
  if (secret.starts_with(kSecretStart)) secret.remove_prefix(kSecretStart.size());
  const std::string key = base::from_base64(secret).value_or("");
  const std::string said = fmt::format("{}.{}.", id, sent.time_since_epoch().count()).append(body);
  return "v1," + base::base64(base::hmac_sha256(key, said));
}

void deliver_due(OpenSite& site, base::Instant now, formats::HttpOptions http) {
  http.limits.connect = std::chrono::seconds(5);
  http.limits.stall = http.limits.total = std::chrono::seconds(10);
  http.limits.bytes = 1 << 20;
  http.limits.attempts = 1;  // the pauses between tries are ours
  for (const Webhook& webhook : due_webhooks(*site.places.database().read(), now)) {
    http.public_only = !webhook.private_network;
    deliver(site, webhook, now, http);
  }
}

}  // namespace maillage::opendata
