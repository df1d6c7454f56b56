#pragma once
/// Quantiles, classes, ranks and correlations of columns with gaps, as NumPy and SciPy define them,
/// so that anyone can check a figure with a line of Python.
#include "fragility/values.hpp"

namespace maillage::fragility {

/// The quantile `share` (0..1) of ascending values by linear interpolation, to the last bit the
/// default of `numpy.quantile` (type 7 of Hyndman and Fan). Missing when there are none.
double quantile(Values ascending, double share);
/// Those of values in any order, without sorting them all; none when no value is known.
Column quantiles(Values values, Values shares);
/// Nine of them, 10 % to 90 %.
Column deciles(Values values);

/// `lowest` + the number of cuts that the value reaches (value >= cut): with the nine deciles and 1
/// this is the class 1..10 of the index of 2023, where equal values share the highest class they
/// reach. `cuts` ascend.
Column classes(Values values, Values cuts, double lowest);

/// Ranks 1..n of the known values, equal ones sharing their mean (`scipy.stats.rankdata`).
Column mid_ranks(Values values);

struct Moments {
  std::size_t count = 0;
  double mean = kMissing, deviation = kMissing;     ///< population standard deviation
  double skewness = kMissing, kurtosis = kMissing;  ///< kurtosis in excess of the normal law's 3
};
Moments moments(Values values);

/// Over the territories where both are known; missing under three of them or without variance.
double pearson(Values a, Values b);
double spearman(Values a, Values b);

}  // namespace maillage::fragility
