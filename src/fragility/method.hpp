#pragma once
/// A method is data: which indicators, in which sense, brought to which scale, weighed and joined
/// how, for which territories. The published indices and ours are files of data/methods; anyone can
/// write another. Nothing here computes: see normalise.hpp, aggregate.hpp, calculation.hpp.
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace maillage::fragility {

enum class Scale {
  none,        ///< the value as it is
  classes,     ///< `lowest` + number of quantile cuts reached; nine deciles and 1 in version 4
  percentile,  ///< share of the territories below, 0..`top`, equal values in the middle
  min_max,     ///< 0..`top` between the extremes, after cutting `trim` of the values at each end
  z_score,     ///< standard deviations from the mean
  goalposts,   ///< 0..`top` between two fixed values, held inside
  base_100,    ///< 100 for the value of the reference territory
  rank,        ///< 1..n, equal values sharing their mean rank
};

struct Normalisation {
  Scale scale = Scale::none;
  std::vector<double> cuts;    ///< classes: ascending shares, 0..1
  double lowest = 1;           ///< classes
  double trim = 0;             ///< min_max: share at each end, under 0.5
  double low = 0, high = 100;  ///< goalposts, in the sense of the raw value
  double top = 100;            ///< percentile, min_max, goalposts
};

/// How extreme values are drawn in before the scale is applied.
struct Outliers {
  std::size_t most = 0;  ///< at most so many values moved to the next one (COINr's rule: while
                         ///< |skewness| > 2 and kurtosis > 3.5); 0: left alone
};

enum class Mean { arithmetic, geometric, harmonic, power };

/// What stands in for a value that nobody published. Never the row before.
enum class Imputation {
  none,
  group_median,  ///< median of the group (`Method::group`)
  neighbours,    ///< mean of the nearest territories that have one
  model,         ///< least squares on the other indicators, fitted where the value is known
};

enum class Missing {
  ignore,  ///< weights are shared among the parts present, if they weigh enough
  zero,    ///< counted as 0, the error of version 1; only to rebuild it
};

/// How a territory made of others is scored.
enum class Levels {
  recompute,      ///< from counts, at each level (ratios of sums)
  mean_of_units,  ///< population-weighted mean of the scores of its parts, as version 4 does
};

/// What 100 stands for.
enum class Reference {
  official,  ///< the figure published for the reference territory, else the ratio of sums
  ratio,     ///< numerator over denominator of the whole reference territory
  median,    ///< median over its territories
};

/// A branch of the index: joins its children. The root has no parent.
struct Part {
  std::string id, label;
  std::size_t parent = kNone;  ///< position in Method::parts
  double weight = 1;
  Mean mean = Mean::arithmetic;
  double power = 1;
  double factor = 1;                     ///< the joined value is multiplied by this
  bool shown = true;                     ///< a column of the results
  std::optional<Normalisation> rescale;  ///< of the joined value
  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);
};

/// A leaf: an indicator of the store under this part.
struct Indicator {
  std::string id, label;
  std::string data;      ///< its name in the store
  std::size_t part = 0;  ///< position in Method::parts
  double weight = 1;
  bool higher_is_worse = true;
  bool zero_is_missing = false;
  Normalisation scale;
  Imputation imputation = Imputation::none;
  std::vector<std::string> predictors;  ///< of Imputation::model: names in the store
};

struct Method {
  std::string name, title, origin;
  std::string key = "code";             ///< name of the first column of results
  std::string level = "commune";        ///< the units that are scored: "iris" or "commune"
  std::vector<std::string> references;  ///< base 100: "reg", "dep", "epci"; columns get this suffix
  Reference reference = Reference::ratio;
  std::string group = "dep";  ///< of group_median
  Missing missing = Missing::ignore;
  double least_weight = 2.0 / 3;  ///< share of the weight that must be known
  bool truncated = false;         ///< each step cut to an integer, as version 2 did
  Outliers outliers;
  Levels levels = Levels::recompute;
  std::vector<Part> parts;  ///< a parent stands before its children; the first is the root
  std::vector<Indicator> indicators;

  /// A method that knows several references reads and writes a set of columns for each; of another,
  /// one empty suffix.
  std::vector<std::string> suffixes() const;
  std::size_t part(std::string_view id) const;       ///< Part::kNone when unknown
  std::size_t indicator(std::string_view id) const;  ///< likewise
};

}  // namespace maillage::fragility
