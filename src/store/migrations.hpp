#pragma once
/// The shape of the database, one numbered step after the other. Each room keeps its own list of
/// steps; a step that was applied somewhere never changes: a mistake is repaired by the next step.
#include "base/date.hpp"
#include "store/database.hpp"

#include <span>
#include <string_view>

namespace maillage::store {

struct Migration {
  int number = 1;  ///< 1, 2, 3 without a gap
  std::string_view title;
  std::string_view sql;
  /// Behind it, where the two speak differently.
  std::string_view sqlite = {}, postgres = {};
};

/// The steps of a room, from the first to the newest.
struct RoomSteps {
  std::string_view room;
  std::span<const Migration> steps;
};

/// Applies what is missing, in one transaction with the lines that remember it; of several
/// processes that start at once, one does it. Throws base::Error (environment) when an applied step
/// has changed since, or when the database was made by a newer program.
void migrate(Database& database, std::string_view room, std::span<const Migration> steps,
             base::Instant now);
/// The same within a transaction that is open already.
void apply_missing(Connection& connection, std::string_view room, std::span<const Migration> steps,
                   base::Instant now);

}  // namespace maillage::store
