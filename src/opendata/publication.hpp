#pragma once
/// What the site published, place by place, and when it last changed: so that who copied the
/// directory takes away the difference only, is told of places that are no more, and subscribers
/// hear of changes. Follows from the registry and can be made anew from it: its lines are no part
/// of the journal. All SQL on it is in publication.cpp.
#include "places/site.hpp"
#include "store/database.hpp"
#include "store/migrations.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace maillage::opendata {

std::span<const store::Migration> publication_steps();

enum class Presence {
  present,
  merged,     ///< another place speaks for it now
  closed,     ///< it receives nobody any more
  suspended,  ///< for some time
  withdrawn,  ///< no list names it any more, or it was taken out
};
/// "present", "reuni", "ferme", "suspendu", "retire": in the database and the API.
std::string_view presence_name(Presence presence);

struct Published {
  std::string place_id;
  std::int64_t sequence = 0;  ///< grows with each change of any place
  base::Instant changed_at{};
  Presence presence = Presence::present;
  std::string leads_to;  ///< the place that speaks for a merged one
};

struct PublicationCounts {
  std::size_t added = 0, changed = 0, gone = 0;
  bool any() const { return added + changed + gone > 0; }
};

/// Brings the log up to the snapshot, in one transaction. Does nothing when a newer one was
/// published already, by this process or another.
PublicationCounts publish(store::Database& database, const places::Snapshot& snapshot,
                          base::Instant now);

/// The changes behind a sequence number, at most `count`, in their order.
std::vector<Published> changes_after(store::Connection& connection, std::int64_t sequence,
                                     std::size_t count);
/// All changes, the newest first, until `visit` returns false.
void each_newest_change(store::Connection& connection,
                        const std::function<bool(Published&&)>& visit);
/// The sequence number behind which stands all that changed at that instant or later.
std::int64_t sequence_before(store::Connection& connection, base::Instant instant);
std::int64_t newest_sequence(store::Connection& connection);
/// What became of a place that was published once.
std::optional<Published> find_published(store::Connection& connection, std::string_view place_id);

}  // namespace maillage::opendata
