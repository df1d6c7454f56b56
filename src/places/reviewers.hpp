#pragma once
/// The people who may review doubles, until the house has a room for sign-in. Each has a personal
/// link, shown once; opening it starts a session. The database keeps keyed hashes of links and
/// sessions only, and the key lies in a file beside it: a stolen copy of the database opens
/// nothing. The only file with SQL on reviewers is reviewers.cpp.
#include "base/date.hpp"
#include "base/secret.hpp"
#include "store/database.hpp"
#include "store/migrations.hpp"

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace maillage::places {

struct Reviewer {
  std::int64_t number = 0;
  /// Personal data. Purpose: say who decided what. Basis: the cooperative's legitimate interest.
  /// Kept until the reviewer is withdrawn, and in decisions as long as they count. Recipients: the
  /// other reviewers.
  std::string name;
  base::Instant added_at{};
  std::optional<base::Instant> seen_at;  ///< the last session's start; same purpose and end
};

inline constexpr std::chrono::hours kSessionLength{24 * 7};

/// The making of the tables of reviewers.
std::span<const store::Migration> reviewer_steps();

/// Returns the token of the reviewer's link. Leaves a line in the journal, as all changes here.
std::string add_reviewer(store::Database& database, const base::SecretKey& key,
                         std::string_view name, base::Instant now);
std::vector<Reviewer> reviewers(store::Connection& connection);
/// Closes the door and forgets the name; false when there is no such reviewer.
bool remove_reviewer(store::Database& database, std::int64_t number, base::Instant now);

/// The token of a new session when the link's token is right. Old sessions are forgotten.
std::optional<std::string> open_session(store::Database& database, const base::SecretKey& key,
                                        std::string_view token, base::Instant now);
/// Whose session it is.
std::optional<Reviewer> find_session(store::Connection& connection, const base::SecretKey& key,
                                     std::string_view session, base::Instant now);
void close_session(store::Database& database, const base::SecretKey& key, std::string_view session);

/// What a form of this session carries, so that no other site can send one in the reviewer's name.
std::string form_token(const base::SecretKey& key, std::string_view session);

/// The pairs that a reviewer wants to see last, for a week.
using PairIds = std::set<std::pair<std::string, std::string>>;
void put_off(store::Database& database, std::int64_t reviewer, std::string_view first_id,
             std::string_view second_id, base::Instant now);
PairIds put_off_pairs(store::Connection& connection, std::int64_t reviewer, base::Instant now);

}  // namespace maillage::places
