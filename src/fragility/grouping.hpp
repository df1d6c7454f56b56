#pragma once
/// Territories made of others: communes of an EPCI, IRIS of a commune.
#include "fragility/values.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace maillage::fragility {

/// Which group each row belongs to.
struct Grouping {
  static constexpr std::uint32_t kNone = static_cast<std::uint32_t>(-1);
  std::vector<std::string> codes;       ///< of the groups, sorted
  std::vector<std::uint32_t> group_of;  ///< by row; kNone for a row outside any group
};
/// From the code of the group of each row; an empty code is no group.
Grouping group_by(const std::vector<std::string>& codes);

/// By group, the mean weighted by people: sum(weight * value) / sum(weight) over the rows where
/// both are known, summed in the order of the rows.
Column weighted_means(Values values, Values weights, const Grouping& groups);
/// By group, 100 * sum(numerator) / sum(denominator) over the rows where both are known.
Column ratios_of_sums(Values numerators, Values denominators, const Grouping& groups);
Column medians(Values values, const Grouping& groups);
/// By group, the sum of the known values; missing when none is.
Column sums(Values values, const Grouping& groups);
/// The group's value for each of its rows.
Column spread(Values by_group, const Grouping& groups);

}  // namespace maillage::fragility
