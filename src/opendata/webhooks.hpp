#pragma once
/// Programs that are told of changes (webhooks): who subscribed to what, how far each was told, and
/// what became of the last messages. All SQL on them is in webhooks.cpp.
///
/// A subscription has a position in the log of what was published (publication.hpp) and is told all
/// that comes behind it, in order, at least once. After a failure it is tried again, later each
/// time; after twenty failures in a row it rests until somebody wakes it.
#include "base/date.hpp"
#include "store/database.hpp"
#include "store/migrations.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace maillage::opendata {

std::span<const store::Migration> webhook_steps();

struct Webhook {
  std::int64_t number = 0;
  std::string url;
  std::string secret;                       ///< "whsec_" and base64; both sides know it
  bool published = true, withdrawn = true;  ///< the events that it wants
  std::string departement;                  ///< or empty: the whole country
  bool private_network = false;             ///< its address may be on ours
  std::int64_t sequence = 0;                ///< of the last change that it was told
  int failures = 0;                         ///< in a row
  std::optional<base::Instant> next_try;    ///< nothing: it rests
  std::string last_outcome;                 ///< "204", "500", "Le serveur … ne répond pas."
  std::optional<base::Instant> last_sent;
};

inline constexpr int kMostFailures = 20;
/// 30 s, 1 min, 2 min … at most six hours.
std::chrono::seconds pause_after(int failures);

/// What is wrong with an address that a subscription names, as a French sentence; empty: nothing.
/// https, or http within our own network when that is allowed.
std::string complaint_of_address(const std::string& url, bool private_network);

/// It will be told what comes from now on; leaves a line in the journal, as `remove` does. Its
/// number.
std::int64_t subscribe(store::Database& database, const Webhook& webhook, base::Instant now);
/// False when there is none of that number.
bool unsubscribe(store::Database& database, std::int64_t number, base::Instant now);
/// Lets one that rests try again at once.
bool wake(store::Database& database, std::int64_t number, base::Instant now);
std::vector<Webhook> webhooks(store::Connection& connection);

/// Those that have something to be told and whose time has come.
std::vector<Webhook> due_webhooks(store::Connection& connection, base::Instant now);
/// Takes one for the time that a message may take, so that of several processes one sends it; false
/// when another did.
bool claim(store::Database& database, const Webhook& webhook, base::Instant now);
/// What became of a message that told all up to `sequence`.
void record_success(store::Database& database, std::int64_t number, std::int64_t sequence,
                    std::string_view outcome, base::Instant now);
void record_failure(store::Database& database, const Webhook& webhook, std::string_view outcome,
                    base::Instant now);

}  // namespace maillage::opendata
