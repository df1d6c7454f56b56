#pragma once
/// What the index of one territory is made of, and what drove its change: sums, so that every point
/// is accounted for. For methods that are an arithmetic mean all the way down; others have no such
/// account.
#include "fragility/calculation.hpp"
#include "fragility/method.hpp"

#include <optional>
#include <vector>

namespace maillage::fragility {

/// What each indicator brings to the index of one territory, in points: by indicator, 0 where it is
/// missing, for its weight then goes to the others; their sum is the index. Empty when the method
/// isn't such a mean or the index isn't known.
std::vector<double> contributions(const Method& method, const Calculation& calculation,
                                  std::size_t row);

/// One territory at two dates by one method. What wasn't known at both dates is held as it is at
/// the later one, so that the change is that of figures and never that of their absence.
struct Change {
  double before = kMissing, after = kMissing;
  std::vector<double> by_indicator;  ///< points; their sum is after - before
  std::vector<bool> held;            ///< by indicator
};
/// `earlier` and `later` are of one method and level. Nothing when the index isn't known, when
/// nothing is known at both dates, or when the method isn't such a mean.
std::optional<Change> change_of(const Method& method, const Calculation& earlier,
                                const Calculation& later, std::size_t row);

}  // namespace maillage::fragility
