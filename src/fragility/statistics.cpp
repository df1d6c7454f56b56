#include "fragility/statistics.hpp"

#include <algorithm>
#include <numeric>

namespace maillage::fragility {

namespace {

/// The rows where both columns are known.
std::pair<Column, Column> known_pairs(Values a, Values b) {
  std::pair<Column, Column> pairs;
  for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i) {
    if (is_missing(a[i]) || is_missing(b[i])) continue;
    pairs.first.push_back(a[i]);
    pairs.second.push_back(b[i]);
  }
  return pairs;
}

}  // namespace

Column known(Values values) {
  Column kept;
  kept.reserve(values.size());
  std::copy_if(values.begin(), values.end(), std::back_inserter(kept),
               [](double value) { return !is_missing(value); });
  return kept;
}

Column sorted_known(Values values) {
  Column kept = known(values);
  std::sort(kept.begin(), kept.end());
  return kept;
}

double quantile(Values ascending, double share) {
  if (ascending.empty()) return kMissing;
  const double place = static_cast<double>(ascending.size() - 1) * std::clamp(share, 0.0, 1.0);
  const auto below = static_cast<std::size_t>(place);
  const double low = ascending[below];
  const double high = ascending[std::min(below + 1, ascending.size() - 1)];
  const double part = place - std::floor(place);
  // NumPy interpolates from the nearer end; from the other one the last bit may differ.
  const double step = high - low;
  return part >= 0.5 ? high - step * (1 - part) : low + step * part;
}

Column deciles(Values values) {
  const Column ascending = sorted_known(values);
  Column cuts;
  for (int k = 1; k <= 9 && !ascending.empty(); ++k) cuts.push_back(quantile(ascending, k / 10.0));
  return cuts;
}

Column classes(Values values, Values cuts, double lowest) {
  Column result(values.size(), kMissing);
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (is_missing(values[i])) continue;
    const auto reached = std::upper_bound(cuts.begin(), cuts.end(), values[i]) - cuts.begin();
    result[i] = lowest + static_cast<double>(reached);
  }
  return result;
}

Column mid_ranks(Values values) {
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (!is_missing(values[i])) order.push_back(i);
  }
  std::sort(order.begin(), order.end(),
            [&](std::size_t a, std::size_t b) { return values[a] < values[b]; });
  Column ranks(values.size(), kMissing);
  for (std::size_t from = 0, to = 0; from < order.size(); from = to) {
    while (to < order.size() && values[order[to]] == values[order[from]]) ++to;
    const double mean = (static_cast<double>(from + to) + 1) / 2;
    for (std::size_t i = from; i < to; ++i) ranks[order[i]] = mean;
  }
  return ranks;
}

Moments moments(Values values) {
  const Column kept = known(values);
  Moments found;
  found.count = kept.size();
  if (kept.empty()) return found;
  const auto n = static_cast<double>(kept.size());
  found.mean = std::accumulate(kept.begin(), kept.end(), 0.0) / n;
  double second = 0, third = 0, fourth = 0;
  for (const double value : kept) {
    const double gap = value - found.mean;
    second += gap * gap;
    third += gap * gap * gap;
    fourth += gap * gap * gap * gap;
  }
  second /= n;
  found.deviation = std::sqrt(second);
  if (second > 0) {
    found.skewness = third / n / (second * found.deviation);
    found.kurtosis = fourth / n / (second * second) - 3;
  }
  return found;
}

double pearson(Values a, Values b) {
  const auto [x, y] = known_pairs(a, b);
  if (x.size() < 3) return kMissing;
  const auto n = static_cast<double>(x.size());
  const double mean_x = std::accumulate(x.begin(), x.end(), 0.0) / n;
  const double mean_y = std::accumulate(y.begin(), y.end(), 0.0) / n;
  double xx = 0, yy = 0, xy = 0;
  for (std::size_t i = 0; i < x.size(); ++i) {
    xx += (x[i] - mean_x) * (x[i] - mean_x);
    yy += (y[i] - mean_y) * (y[i] - mean_y);
    xy += (x[i] - mean_x) * (y[i] - mean_y);
  }
  return xx > 0 && yy > 0 ? xy / std::sqrt(xx * yy) : kMissing;
}

double spearman(Values a, Values b) {
  const auto [x, y] = known_pairs(a, b);
  return pearson(mid_ranks(x), mid_ranks(y));
}

}  // namespace maillage::fragility
