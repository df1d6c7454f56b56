#pragma once
/// From raw values to a common scale on which more means more fragile. Pure functions of a column;
/// missing stays missing.
#include "fragility/method.hpp"
#include "fragility/values.hpp"

namespace maillage::fragility {

/// `references` is only read by Scale::base_100: the value of each territory's reference, by row.
/// A territory of which less is worse is turned round: classes, percentiles, z and ranks of the
/// opposite value, min-max and goalposts from the top, 100 * reference / value for base 100.
Column normalise(Values values, const Normalisation& how, bool higher_is_worse,
                 Values references = {});

/// Up to `outliers.most` of the most extreme values are moved to the next one inside, one at a time
/// from the longer tail, while |skewness| > 2 and kurtosis > 3.5 (the rule of COINr and of the
/// JRC's handbook). Gives the number moved.
std::size_t draw_in(Column& values, const Outliers& outliers);

}  // namespace maillage::fragility
