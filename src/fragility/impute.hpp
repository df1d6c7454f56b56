#pragma once
/// What stands in for a figure that nobody published: the median of a group, the nearest
/// territories, or a model of other indicators; never the row before, whose order says nothing
/// about a territory. Each function leaves known values alone and may leave gaps.
#include "fragility/grouping.hpp"
#include "fragility/values.hpp"

#include <cstddef>
#include <vector>

namespace maillage::fragility {

struct Imputed {
  Column values;
  std::vector<bool> filled;     ///< by territory
  double deviation = kMissing;  ///< of the error to expect (model only)
};

Imputed impute_group_median(Values values, const Grouping& groups);

/// The mean of the `nearest` territories with a value, as the crow flies.
Imputed impute_neighbours(Values values, Values latitude, Values longitude,
                          std::size_t nearest = 5);

/// Least squares on the predictors and their squares, held within the range seen.
Imputed impute_model(Values values, const std::vector<Column>& predictors);

}  // namespace maillage::fragility
