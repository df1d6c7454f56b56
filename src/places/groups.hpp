#pragma once
/// Which records of the registry speak of one place. Every import and every decision asks for a new
/// grouping; it compares the whole registry, which takes a fraction of a second, and writes only
/// what came out otherwise than before. So the result never depends on what changed when, and a
/// night without news writes nothing.
#include "base/finding.hpp"
#include "places/likeness.hpp"
#include "places/registry.hpp"
#include "places/review_queue.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace maillage::places {

/// A record's place in a grouping.
struct Membership {
  std::string record_id, group_id;
  double belonging = 1;
  bool excluded = false;
};

struct Grouping {
  std::vector<Membership> members;  ///< every record, in the order given
  std::vector<LikelyPair> pairs;    ///< in the order of their ids; their groups left out
  base::Findings findings;          ///< decisions that contradict each other or name nobody
};

/// `records` from the oldest to the newest: a group is called after its oldest record, so that an
/// address that was given out stays good when other lists name the place too.
Grouping group(std::span<const Record> records, const Decisions& decisions,
               const LinkOptions& options);

struct GroupingCounts {
  std::size_t records = 0;
  std::size_t places = 0;   ///< groups, of one record or more
  std::size_t moved = 0;    ///< records whose group, exclusion or belonging changed
  bool up_to_date = false;  ///< nothing was compared: no news since the last grouping
  base::Findings findings;
};

/// Brings the groups up to date with imports and decisions, in one transaction.
GroupingCounts regroup(store::Database& database, const LinkOptions& options, base::Instant now);
/// Whether imports or decisions came since the last grouping.
bool is_grouped(store::Connection& connection);

/// The pairs of the last grouping of which the comparison is unsure; explanations left out.
std::vector<LikelyPair> doubtful_pairs(store::Connection& connection);
std::optional<LikelyPair> find_pair(store::Connection& connection, std::string_view first_id,
                                    std::string_view second_id);

}  // namespace maillage::places
