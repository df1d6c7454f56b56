#include "fragility/normalise.hpp"

#include "fragility/statistics.hpp"

#include <algorithm>
#include <numeric>

namespace maillage::fragility {

namespace {

template <class Function>
Column mapped(Values values, Function function) {
  Column result(values.size());
  std::transform(values.begin(), values.end(), result.begin(), function);
  return result;
}

/// 0..top from `low` to `high`, values beyond held at the ends; missing when they coincide.
Column between(Values values, double low, double high, double top, bool higher_is_worse) {
  return mapped(values, [=](double value) {
    if (is_missing(value) || !(high > low)) return kMissing;
    const double share = (std::clamp(value, low, high) - low) / (high - low);
    return top * (higher_is_worse ? share : 1 - share);
  });
}

Column class_scale(Values values, const Normalisation& how) {
  return classes(values, quantiles(values, how.cuts), how.lowest);
}

Column base_100(Values values, Values references, bool higher_is_worse) {
  Column result(values.size(), kMissing);
  for (std::size_t i = 0; i < std::min(values.size(), references.size()); ++i) {
    const double above = higher_is_worse ? values[i] : references[i];
    const double below = higher_is_worse ? references[i] : values[i];
    if (below != 0) result[i] = 100 * above / below;
  }
  return result;
}

}  // namespace

Column normalise(Values values, const Normalisation& how, bool higher_is_worse, Values references) {
  const Column turned =
      mapped(values, [=](double value) { return higher_is_worse ? value : -value; });
  switch (how.scale) {
    case Scale::none:
      return turned;
    case Scale::classes:
      return class_scale(turned, how);
    case Scale::rank:
      return mid_ranks(turned);
    case Scale::percentile: {
      const auto count = static_cast<double>(known(turned).size());
      return mapped(mid_ranks(turned), [&](double rank) { return how.top * (rank - 0.5) / count; });
    }
    case Scale::z_score: {
      const Moments all = moments(turned);
      return mapped(turned, [&](double value) {
        return all.deviation > 0 ? (value - all.mean) / all.deviation : kMissing;
      });
    }
    case Scale::min_max: {
      const Column ends = quantiles(values, Column{how.trim, 1 - how.trim});
      if (ends.empty()) return Column(values.size(), kMissing);
      return between(values, ends[0], ends[1], how.top, higher_is_worse);
    }
    case Scale::goalposts:
      return between(values, how.low, how.high, how.top, higher_is_worse);
    case Scale::base_100:
      return base_100(values, references, higher_is_worse);
  }
  return Column(values.size(), kMissing);
}

std::size_t draw_in(Column& values, const Outliers& outliers) {
  if (outliers.most == 0) return 0;
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (!is_missing(values[i])) order.push_back(i);
  }
  if (order.size() < 3) return 0;
  std::sort(order.begin(), order.end(),
            [&](std::size_t a, std::size_t b) { return values[a] < values[b]; });
  std::size_t from_low = 0, from_high = 0;
  while (from_low + from_high < std::min(outliers.most, order.size() - 2)) {
    const Moments all = moments(values);
    if (!(std::abs(all.skewness) > 2 && all.kurtosis > 3.5)) break;
    if (all.skewness > 0) {
      ++from_high;
    } else {
      ++from_low;
    }
    const double lowest = values[order[from_low]];
    const double highest = values[order[order.size() - 1 - from_high]];
    for (std::size_t k = 0; k < from_low; ++k) values[order[k]] = lowest;
    for (std::size_t k = 0; k < from_high; ++k) values[order[order.size() - 1 - k]] = highest;
  }
  return from_low + from_high;
}

}  // namespace maillage::fragility
