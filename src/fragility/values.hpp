#pragma once
/// The values that every index is made of: one column of doubles a part, one row a territory, NaN
/// where nothing is known. A missing value is never a zero here.
#include <cmath>
#include <limits>
#include <span>
#include <vector>

namespace maillage::fragility {

using Column = std::vector<double>;  ///< by territory
using Values = std::span<const double>;

constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();
inline bool is_missing(double value) {
  return std::isnan(value);
}

/// The known values, in their order.
Column known(Values values);
/// The known values in ascending order.
Column sorted_known(Values values);

}  // namespace maillage::fragility
