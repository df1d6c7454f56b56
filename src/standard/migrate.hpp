#pragma once
/// Records of an older version of the standard become places of 1.0.2. What has a successor is
/// carried, what has none is said, nothing disappears without a word. Unknown columns of a 0.1 list
/// stay behind: they often hold the names of advisers. Rules: "migrate.not-carried" for what has no
/// successor, "migrate.<field>" for repairs.
#include "base/finding.hpp"
#include "standard/place.hpp"
#include "standard/reading.hpp"
#include "standard/schema.hpp"

#include <string>

namespace maillage::standard {

struct Migration {
  Place place;
  base::Notes
      notes;  ///< findings: what could not be carried; cleanings: what was repaired or reworded
};

/// An absent id is derived from name and address, the same at every run.
Migration migrate(const Schema& from, const Record& record);

}  // namespace maillage::standard
