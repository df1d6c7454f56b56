#pragma once
/// The contacts that people do not want to be published. The registry keeps keyed hashes of them
/// only, so the list itself tells nothing; it outlives every import. An opposed contact is taken
/// out of what lists say before it is written, wherever it stands in a record, and out of what was
/// written before: no page, file or backup can show it. The only file with SQL on oppositions is
/// oppositions.cpp.
///
/// Personal data: the hash. Purpose: never publish the contact again. Basis: right to object (GDPR,
/// article 21). Kept until the person withdraws it. Recipients: nobody.
#include "base/date.hpp"
#include "base/secret.hpp"
#include "places/contacts.hpp"
#include "standard/place.hpp"
#include "store/backup.hpp"
#include "store/database.hpp"
#include "store/migrations.hpp"

#include <functional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace maillage::places {

std::span<const store::Migration> opposition_steps();

struct Opposition {
  std::int64_t number = 0;
  ContactKind kind = ContactKind::email;
  base::Instant opposed_at{};
};

/// The list in force, ready to clean records.
class Oppositions {
 public:
  Oppositions() = default;  ///< nobody opposes
  Oppositions(const base::SecretKey& key, std::set<std::string> hashes)
      : key_(key), hashes_(std::move(hashes)) {}
  /// Throws base::Error (environment) when the list was made with another key: it would let
  /// everything pass.
  static Oppositions load(store::Connection& connection, const base::SecretKey& key);

  bool empty() const { return hashes_.empty(); }
  bool names(const Contact& contact) const;
  /// The text without opposed contacts.
  std::string clean(std::string_view text) const;
  /// A value of the field without them; of a field with several values, without those that hold
  /// one; nothing is left of an address on the web that holds one.
  std::string clean(standard::Field field, std::string_view value) const;
  /// All fields and extras but the id; whether something was taken out.
  bool clean(standard::Place& place) const;

 private:
  base::SecretKey key_{};
  std::set<std::string> hashes_;
};

/// Adds the contacts and cleans the whole registry of them, in one transaction; how many of them
/// were not opposed before. Leaves a line each in the journal, as `remove_oppositions` does.
std::size_t add_oppositions(store::Database& database, const base::SecretKey& key,
                            std::span<const Contact> contacts, base::Instant now);
/// The contacts may be published again, from the next import on; how many were opposed.
std::size_t remove_oppositions(store::Database& database, const base::SecretKey& key,
                               std::span<const Contact> contacts, base::Instant now);
/// For a registry that a backup replaces: whoever opposed since the backup was made stays out of
/// it. `find_key` is called when there is somebody.
store::Keep keep_oppositions(std::function<base::SecretKey()> find_key);
std::vector<Opposition> oppositions(store::Connection& connection);

}  // namespace maillage::places
