#include "linkage/clusters.hpp"

#include "linkage/apart.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace maillage::linkage {

namespace {

constexpr std::size_t kWholeMatrix = 64;    // records of a component compared all with all
constexpr double kStep = 3, kCertain = 24;  // bits

/// Members of a group may differ much, each having other errors: how unlike two of them are says
/// less than that they are unlike. One pair must not outweigh several good ones, but a decision
/// outweighs all.
double tempered(double bits) {
  return std::isinf(bits) ? bits : std::clamp(bits, -3.0, 12.0);
}

class Splitter {
 public:
  Splitter(std::vector<RecordId>& group_of, const PairWeight& weight, double threshold)
      : group_of_(group_of), weight_(weight), threshold_(threshold) {}

  /// `members` ascending, `pairs` all known pairs among them.
  void split(const std::vector<RecordId>& members, std::vector<WeightedPair> pairs, double cut) {
    if (members.size() <= kWholeMatrix) {
      average_linkage(members, pairs);
      return;
    }
    if (cut > kCertain) {
      keep_whole(members, std::move(pairs));
      return;
    }
    Forest forest(members.size());
    const auto position = [&](RecordId record) {
      return static_cast<RecordId>(std::lower_bound(members.begin(), members.end(), record) -
                                   members.begin());
    };
    for (const WeightedPair& pair : pairs) {
      if (pair.bits >= cut) forest.join(position(pair.a), position(pair.b));
    }
    std::vector<RecordId> roots(members.size());
    for (std::size_t i = 0; i < members.size(); ++i)
      roots[i] = forest.root(static_cast<RecordId>(i));
    std::vector<std::size_t> order(members.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return roots[a] < roots[b]; });
    std::erase_if(pairs, [&](const WeightedPair& pair) {
      return roots[position(pair.a)] != roots[position(pair.b)];
    });
    std::stable_sort(pairs.begin(), pairs.end(), [&](const auto& x, const auto& y) {
      return roots[position(x.a)] < roots[position(y.a)];
    });
    auto pair = pairs.begin();
    for (std::size_t i = 0; i < order.size();) {
      const RecordId root = roots[order[i]];
      std::vector<RecordId> part;
      for (; i < order.size() && roots[order[i]] == root; ++i) part.push_back(members[order[i]]);
      auto end = pair;
      while (end != pairs.end() && roots[position(end->a)] == root) ++end;
      split(part, {pair, end}, cut + kStep);
      pair = end;
    }
  }

 private:
  /// One group, or as few as the decisions allow: the likeliest pairs join first.
  void keep_whole(const std::vector<RecordId>& members, std::vector<WeightedPair> pairs) {
    ForestApart forest(members.size());
    const auto position = [&](RecordId record) {
      return static_cast<RecordId>(std::lower_bound(members.begin(), members.end(), record) -
                                   members.begin());
    };
    std::stable_sort(pairs.begin(), pairs.end(),
                     [](const auto& x, const auto& y) { return x.bits > y.bits; });
    for (const WeightedPair& pair : pairs) {
      if (pair.bits == kDecidedDifferent) forest.keep_apart(position(pair.a), position(pair.b));
    }
    for (const WeightedPair& pair : pairs) {
      if (pair.bits > threshold_) forest.join(position(pair.a), position(pair.b));
    }
    for (std::size_t i = 0; i < members.size(); ++i)
      group_of_[members[i]] = members[forest.root(static_cast<RecordId>(i))];
  }

  void average_linkage(const std::vector<RecordId>& members,
                       const std::vector<WeightedPair>& pairs) {
    const std::size_t size = members.size();
    if (size == 2) {
      group_of_[members[0]] = group_of_[members[1]] = members[0];
      return;
    }
    constexpr double kUnknown = -1e9;
    std::vector<double> sum(size * size, kUnknown);
    const auto position = [&](RecordId record) {
      return static_cast<std::size_t>(std::lower_bound(members.begin(), members.end(), record) -
                                      members.begin());
    };
    for (const WeightedPair& pair : pairs) {
      const std::size_t i = position(pair.a), j = position(pair.b);
      sum[i * size + j] = sum[j * size + i] = tempered(pair.bits);
    }
    for (std::size_t i = 0; i < size; ++i) {
      for (std::size_t j = i + 1; j < size; ++j) {
        if (sum[i * size + j] != kUnknown) continue;
        sum[i * size + j] = sum[j * size + i] = tempered(weight_(members[i], members[j]));
      }
    }
    std::vector<std::size_t> count(size, 1), home(size);
    std::iota(home.begin(), home.end(), std::size_t{0});
    while (true) {
      double best = threshold_;
      std::size_t x = size, y = size;
      for (std::size_t i = 0; i < size; ++i) {
        if (count[i] == 0) continue;
        for (std::size_t j = i + 1; j < size; ++j) {
          if (count[j] == 0) continue;
          const double mean = sum[i * size + j] / static_cast<double>(count[i] * count[j]);
          if (mean > best || (mean == best && x == size)) {
            best = mean;
            x = i;
            y = j;
          }
        }
      }
      if (x == size) break;
      for (std::size_t k = 0; k < size; ++k) {
        sum[x * size + k] += sum[y * size + k];
        sum[k * size + x] = sum[x * size + k];
      }
      count[x] += count[y];
      count[y] = 0;
      for (std::size_t& place : home) place = place == y ? x : place;
    }
    for (std::size_t i = 0; i < size; ++i) group_of_[members[i]] = members[home[i]];
  }

  std::vector<RecordId>& group_of_;
  const PairWeight& weight_;
  double threshold_;
};

}  // namespace

std::vector<RecordId> cluster(std::size_t records, std::span<const WeightedPair> pairs,
                              double threshold, const PairWeight& weight) {
  Forest forest(records);
  for (const WeightedPair& pair : pairs) {
    if (pair.bits >= threshold) forest.join(pair.a, pair.b);
  }
  std::vector<RecordId> group_of(records);
  std::vector<std::uint32_t> size(records, 0);
  for (std::size_t record = 0; record < records; ++record) {
    group_of[record] = forest.root(static_cast<RecordId>(record));
    ++size[group_of[record]];
  }
  // Components of three or more are looked at again; their members and pairs brought together.
  std::vector<std::uint32_t> number(records, 0);
  std::vector<std::vector<RecordId>> members;
  for (std::size_t record = 0; record < records; ++record) {
    const RecordId root = group_of[record];
    if (size[root] < 3) continue;
    if (number[root] == 0) {
      members.emplace_back().reserve(size[root]);
      number[root] = static_cast<std::uint32_t>(members.size());
    }
    members[number[root] - 1].push_back(static_cast<RecordId>(record));
  }
  std::vector<std::size_t> starts(members.size() + 1, 0);
  const auto component = [&](const WeightedPair& pair) {
    return group_of[pair.a] == group_of[pair.b] ? number[group_of[pair.a]] : 0;
  };
  for (const WeightedPair& pair : pairs) {
    if (const std::uint32_t own = component(pair)) ++starts[own];
  }
  std::partial_sum(starts.begin(), starts.end(), starts.begin());
  std::vector<WeightedPair> inner(starts.back());
  std::vector<std::size_t> next(starts.begin(), starts.end());
  for (const WeightedPair& pair : pairs) {
    if (const std::uint32_t own = component(pair)) inner[next[own - 1]++] = pair;
  }
  Splitter splitter(group_of, weight, threshold);
  for (std::size_t i = 0; i < members.size(); ++i) {
    splitter.split(members[i],
                   {inner.begin() + static_cast<std::ptrdiff_t>(starts[i]),
                    inner.begin() + static_cast<std::ptrdiff_t>(starts[i + 1])},
                   threshold + kStep);
  }
  return group_of;
}

std::vector<bool> assign_one_to_one(std::span<const WeightedPair> pairs,
                                    std::span<const float> likeness, std::size_t records,
                                    double threshold) {
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    if (pairs[i].bits >= threshold) order.push_back(i);
  }
  std::sort(order.begin(), order.end(), [&](std::size_t x, std::size_t y) {
    if (pairs[x].bits != pairs[y].bits) return pairs[x].bits > pairs[y].bits;
    if (likeness[x] != likeness[y]) return likeness[x] > likeness[y];
    return std::pair(pairs[x].a, pairs[x].b) < std::pair(pairs[y].a, pairs[y].b);
  });
  std::vector<bool> taken(records, false), kept(pairs.size(), false);
  for (const std::size_t i : order) {
    if (taken[pairs[i].a] || taken[pairs[i].b]) continue;
    taken[pairs[i].a] = taken[pairs[i].b] = kept[i] = true;
  }
  return kept;
}

}  // namespace maillage::linkage
