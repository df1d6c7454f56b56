#pragma once
/// What the share of a small commune is worth: its count is a sample of a few hundred people, so
/// its share is drawn towards that of communes like it, the more the fewer people it has.
/// Beta-binomial by group, the strength of the prior by maximum likelihood.
#include "fragility/grouping.hpp"
#include "fragility/values.hpp"

#include <string>
#include <vector>

namespace maillage::fragility {

/// Beta(strength * share, strength * (1 - share)).
struct BetaPrior {
  double share = 0.5;   ///< 0..1
  double strength = 0;  ///< as many people as the prior is worth
};

/// From counts `successes` out of `sizes` (rows where either is missing don't count). Under
/// `kFewest` rows, or without anything to learn from, nothing is drawn in: strength 0.
BetaPrior fit_beta_binomial(Values successes, Values sizes);

struct Shrunk {
  Column share;      ///< percent, posterior mean
  Column low, high;  ///< percent, 5 and 95 % of the posterior (normal on the logit scale)
  Column a, b;       ///< parameters of each posterior
};

/// `shares` in percent of `sizes` people. A row's prior comes from its group; where the group has
/// too few rows, from all rows of its `fallback`.
Shrunk shrink(Values shares, Values sizes, const Grouping& groups, const Grouping& fallback);

/// A class of size, standing in for density: "0-199", "200-499", "500-1999", "2000-9999", "10000+".
std::string size_class(double population);

}  // namespace maillage::fragility
