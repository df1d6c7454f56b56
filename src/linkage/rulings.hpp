#pragma once
/// What people decided about pairs of records: the same, or not. A decision wins over every
/// probability, and a newer decision over an older one that it contradicts, directly or along a
/// chain: after "A is B" and "B is C", an older "A is not C" can't hold.
#include "linkage/table.hpp"

#include <span>
#include <vector>

namespace maillage::linkage {

struct Ruling {
  RecordId a, b;
  bool same;
};

struct Settlement {
  std::vector<Ruling> standing;         ///< a < b, each pair once, free of contradictions
  std::vector<std::size_t> overruled;   ///< those that newer ones make impossible, ascending
  std::vector<std::size_t> superseded;  ///< the pair was decided again since, ascending
};

/// `rulings` from the oldest to the newest. A ruling on one record alone stands for nothing.
Settlement settle(std::span<const Ruling> rulings);

}  // namespace maillage::linkage
