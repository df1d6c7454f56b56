#pragma once
/// What one row of a producer's list becomes: a place, a rejection with its reasons, or a row set
/// aside on purpose. In each case, all that was repaired on the way.
#include "base/finding.hpp"
#include "standard/place.hpp"

#include <string>

namespace maillage::transform {

struct Outcome {
  enum class Kind { record, rejected, skipped };

  Kind kind = Kind::record;
  std::size_t index = 0;   ///< 0-based row of the source
  std::string entry_name;  ///< the name written in the row, to find it again; may be empty
  standard::Place place;   ///< of a record
  std::string reason;      ///< French sentence: why the row was set aside (skipped)
  base::Notes notes;       ///< findings (errors only when rejected) and cleanings
};

}  // namespace maillage::transform
