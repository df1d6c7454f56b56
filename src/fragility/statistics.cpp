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

/// Between two neighbours of an ascending row, `part` (0..1) of the way.
double between(double low, double high, double part) {
  // NumPy interpolates from the nearer end; from the other one the last bit may differ.
  const double step = high - low;
  return part >= 0.5 ? high - step * (1 - part) : low + step * part;
}

/// Finds the value of any rank by counting values into boxes of equal width: only the boxes asked
/// for are ever sorted.
class Boxes {
 public:
  /// `values`: not empty, none missing.
  explicit Boxes(const Column& values) {
    const auto [least, most] = std::minmax_element(values.begin(), values.end());
    low_ = *least;
    scale_ = (kBoxes - 1) / (*most - *least);
    if (!std::isfinite(scale_)) scale_ = 0;  // all equal: one box
    first_.assign(kBoxes + 1, 0);
    for (const double value : values) ++first_[box(value) + 1];
    std::partial_sum(first_.begin(), first_.end(), first_.begin());
    boxed_.resize(values.size());
    std::vector<std::uint32_t> next(first_.begin(), first_.end() - 1);
    for (const double value : values) boxed_[next[box(value)]++] = value;
    sorted_.assign(kBoxes, false);
  }

  /// 0 is the least.
  double at(std::size_t rank) {
    const std::size_t here = box(boxed_[rank]);
    if (!sorted_[here]) {
      std::sort(boxed_.begin() + first_[here], boxed_.begin() + first_[here + 1]);
      sorted_[here] = true;
    }
    return boxed_[rank];
  }

 private:
  static constexpr std::size_t kBoxes = 4096;

  std::size_t box(double value) const {
    return scale_ > 0 ? static_cast<std::size_t>((value - low_) * scale_) : 0;
  }

  double low_ = 0, scale_ = 0;
  std::vector<std::uint32_t> first_;
  Column boxed_;
  std::vector<bool> sorted_;
};

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
  return between(ascending[below], ascending[std::min(below + 1, ascending.size() - 1)],
                 place - std::floor(place));
}

Column quantiles(Values values, Values shares) {
  const Column all = known(values);
  Column result;
  if (all.empty()) return result;
  Boxes boxes(all);
  for (const double share : shares) {
    const double place = static_cast<double>(all.size() - 1) * std::clamp(share, 0.0, 1.0);
    const auto below = static_cast<std::size_t>(place);
    result.push_back(between(boxes.at(below), boxes.at(std::min(below + 1, all.size() - 1)),
                             place - std::floor(place)));
  }
  return result;
}

Column deciles(Values values) {
  Column shares;
  for (int k = 1; k <= 9; ++k) shares.push_back(k / 10.0);
  return quantiles(values, shares);
}

Column classes(Values values, Values cuts, double lowest) {
  Column result(values.size(), kMissing);
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (is_missing(values[i])) continue;
    // A dozen cuts: counting them all is quicker than guessing where to look.
    const auto reached =
        std::count_if(cuts.begin(), cuts.end(), [&](double cut) { return values[i] >= cut; });
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
