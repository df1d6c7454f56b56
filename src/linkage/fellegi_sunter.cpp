#include "linkage/fellegi_sunter.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace maillage::linkage {

namespace {

constexpr double kSmallest = 1e-12;
constexpr double kSettled = 1e-5;  // change of a probability at which learning stops

/// A record and its double: equal nine times in ten, each lower level three times rarer.
std::vector<double> first_m(Level levels) {
  std::vector<double> m(levels, 0);
  double rest = 0.1, total = 0;
  for (Level level = static_cast<Level>(levels - 1); level > 0; --level) {
    m[level] = level == levels - 1 ? 0.9 : rest;
    if (level != levels - 1) rest /= 3;
    total += m[level];
  }
  for (double& value : m) value /= total;
  return m;
}

}  // namespace

double probability(double bits) {
  return 1 / (1 + std::exp2(-bits));
}

Scorer::Scorer(const Model& model, const Comparisons& comparisons, const PairScope& scope,
               const Learning& learning)
    : model_(model), comparisons_(comparisons), learning_(learning) {
  const std::size_t count = comparisons.size();
  weights_.resize(count);
  rarity_.resize(count);
  largest_rarity_.assign(count, 0);
  equal_u_.assign(count, 0);
  double first = static_cast<double>(scope.records.size()), second = first - 1;
  all_pairs_ = first * second / 2;
  if (!scope.sides.empty()) {
    first = 0;
    for (const RecordId record : scope.records) first += scope.sides[record] == 1;
    second = static_cast<double>(scope.records.size()) - first;
    all_pairs_ = first * second;
  }
  all_pairs_ = std::max(all_pairs_, 1.0);
  prior_ = model.prior > 0 ? model.prior : std::min(0.1, std::max(first, second) / all_pairs_ / 2);
  count_equal_values(scope);
  bool given = true;
  for (std::size_t i = 0; i < count; ++i) given = given && !comparisons[i].spec().u.empty();
  if (!given) learn_u(scope);
  for (std::size_t i = 0; i < count; ++i) {
    const ComparisonSpec& spec = comparisons[i].spec();
    const Level levels = comparisons[i].levels();
    if (spec.m.empty()) {
      weights_[i].m = first_m(levels);
    } else {
      weights_[i].m.assign(levels, 0);
      std::reverse_copy(spec.m.begin(), spec.m.end(), weights_[i].m.begin() + 1);
    }
    if (!spec.u.empty()) {
      weights_[i].u.assign(levels, 0);
      std::reverse_copy(spec.u.begin(), spec.u.end(), weights_[i].u.begin() + 1);
    }
  }
  update_bits();
}

void Scorer::count_equal_values(const PairScope& scope) {
  for (std::size_t i = 0; i < comparisons_.size(); ++i) {
    const Field& field = comparisons_[i].field();
    std::vector<std::uint32_t> first(field.dictionary.size(), 0), second;
    if (!scope.sides.empty()) second.assign(field.dictionary.size(), 0);
    for (const RecordId record : scope.records) {
      const bool other = !second.empty() && scope.sides[record] == 2;
      ++(other ? second : first)[field.values[record]];
    }
    double filled = 0, filled_second = 0, equal = 0;
    for (std::size_t value = 1; value < first.size(); ++value) {
      filled += first[value];
      if (second.empty()) {
        equal += static_cast<double>(first[value]) * (first[value] - 1.0);
      } else {
        filled_second += second[value];
        equal += static_cast<double>(first[value]) * second[value];
      }
    }
    const double pairs = second.empty() ? filled * (filled - 1) : filled * filled_second;
    equal_u_[i] = pairs > 0 ? equal / pairs : 0;
    if (!comparisons_[i].spec().term_frequencies) continue;
    const double average = std::max(equal_u_[i], kSmallest);
    const double all = filled + filled_second;
    rarity_[i].assign(first.size(), 0);
    for (std::size_t value = 1; value < first.size(); ++value) {
      const double uses = first[value] + (second.empty() ? 0.0 : second[value]);
      if (uses == 0 || all == 0 || equal_u_[i] == 0) continue;
      const auto bonus = static_cast<float>(std::log2(average / (uses / all)));
      rarity_[i][value] = bonus;
      largest_rarity_[i] = std::max(largest_rarity_[i], double{bonus});
    }
  }
}

void Scorer::learn_u(const PairScope& scope) {
  std::vector<RecordId> first, second;
  for (const RecordId record : scope.records) {
    (!scope.sides.empty() && scope.sides[record] == 2 ? second : first).push_back(record);
  }
  const std::vector<RecordId>& partners = scope.sides.empty() ? first : second;
  std::vector<std::vector<double>> counts(comparisons_.size());
  for (std::size_t i = 0; i < counts.size(); ++i) counts[i].assign(comparisons_[i].levels(), 0);
  const bool possible = !first.empty() && !partners.empty() && all_pairs_ >= 2;
  const std::size_t draws =
      possible ? std::min(learning_.random_pairs, static_cast<std::size_t>(all_pairs_) * 4) : 0;
  Comparisons::Memos memos = comparisons_.memos();
  std::vector<Level> levels(comparisons_.size());
  for (std::size_t draw = 0; draw < draws; ++draw) {
    const RecordId a = first[mix(learning_.seed + 2 * draw) % first.size()];
    const RecordId b = partners[mix(learning_.seed + 2 * draw + 1) % partners.size()];
    if (a == b) continue;
    comparisons_.unpack(comparisons_.pattern(a, b, memos), levels.data());
    for (std::size_t i = 0; i < levels.size(); ++i) ++counts[i][levels[i]];
  }
  for (std::size_t i = 0; i < counts.size(); ++i) {
    const Level top = comparisons_[i].equal_level();
    // The equal level is known exactly; the others share the rest as they did in the draws, half a
    // draw being added to each so that nothing is impossible.
    double others = 0;
    for (Level level = 1; level < top; ++level) others += counts[i][level] + 0.5;
    const double equal = std::clamp(equal_u_[i], 0.5 / std::max(all_pairs_, 100.0), 0.99);
    std::vector<double>& u = weights_[i].u;
    u.assign(comparisons_[i].levels(), 0);
    for (Level level = 1; level < top; ++level) {
      u[level] = (1 - equal) * (counts[i][level] + 0.5) / others;
    }
    u[top] = equal;
  }
}

std::vector<double> Scorer::all_bits(std::span<const PatternCount> patterns,
                                     const std::vector<Level>& levels) const {
  const std::size_t width = comparisons_.size();
  std::vector<double> bits(patterns.size(), prior_bits());
  for (std::size_t p = 0; p < bits.size(); ++p) {
    for (std::size_t i = 0; i < width; ++i) bits[p] += weights_[i].bits[levels[p * width + i]];
  }
  return bits;
}

double Scorer::fit(std::span<const double> same, const std::vector<Level>& levels) {
  const std::size_t width = comparisons_.size();
  double change = 0;
  if (model_.prior == 0) {
    const double total = std::accumulate(same.begin(), same.end(), 0.0);
    const double prior = std::clamp(total / all_pairs_, 0.5 / all_pairs_, 0.5);
    change = std::abs(prior - prior_) / prior_;
    prior_ = prior;
  }
  for (std::size_t i = 0; i < width; ++i) {
    if (!comparisons_[i].spec().m.empty()) continue;
    // One pair's worth of the first guess keeps rare levels possible.
    std::vector<double> sums = first_m(comparisons_[i].levels());
    for (std::size_t p = 0; p < same.size(); ++p) sums[levels[p * width + i]] += same[p];
    const double total = std::accumulate(sums.begin() + 1, sums.end(), 0.0);
    for (std::size_t level = 1; level < sums.size(); ++level) {
      const double m = sums[level] / total;
      change = std::max(change, std::abs(m - weights_[i].m[level]));
      weights_[i].m[level] = m;
    }
  }
  update_bits();
  return change;
}

std::vector<Level> Scorer::all_levels(std::span<const PatternCount> patterns) const {
  const std::size_t width = comparisons_.size();
  std::vector<Level> levels(patterns.size() * width);
  for (std::size_t p = 0; p < patterns.size(); ++p) {
    comparisons_.unpack(patterns[p].pattern, &levels[p * width]);
  }
  return levels;
}

void Scorer::learn(std::span<const PatternCount> patterns) {
  const std::vector<Level> levels = all_levels(patterns);
  std::vector<double> same(patterns.size());
  for (std::size_t iteration = 0; iteration < learning_.iterations; ++iteration) {
    const std::vector<double> bits = all_bits(patterns, levels);
    for (std::size_t p = 0; p < same.size(); ++p) {
      same[p] = probability(bits[p]) * static_cast<double>(patterns[p].count);
    }
    if (fit(same, levels) < kSettled) break;
  }
}

void Scorer::learn_one_to_one(std::span<const PatternCount> patterns,
                              std::span<const RecordPair> pairs,
                              std::span<const std::uint32_t> ranks) {
  const std::vector<Level> levels = all_levels(patterns);
  std::vector<double> same(patterns.size()), rivals(comparisons_.records());
  for (std::size_t iteration = 0; iteration < learning_.iterations; ++iteration) {
    std::vector<double> odds = all_bits(patterns, levels);
    for (double& value : odds) value = std::exp2(std::min(value, 60.0));
    std::fill(rivals.begin(), rivals.end(), 0);
    for (std::size_t i = 0; i < pairs.size(); ++i) {
      rivals[pairs[i].a] += odds[ranks[i]];
      rivals[pairs[i].b] += odds[ranks[i]];
    }
    std::fill(same.begin(), same.end(), 0);
    for (std::size_t i = 0; i < pairs.size(); ++i) {
      const double own = odds[ranks[i]];
      same[ranks[i]] += own / (1 + rivals[pairs[i].a] + rivals[pairs[i].b] - own);
    }
    if (fit(same, levels) < kSettled) break;
  }
}

void Scorer::update_bits() {
  for (LevelWeights& weights : weights_) {
    weights.bits.assign(weights.m.size(), 0);
    // More alike never speaks less for the same: levels out of order are pooled with those below
    // (isotonic regression by pooling adjacent violators).
    struct Pool {
      double m, u;
      std::size_t first;
      double bits() const { return std::log2(std::max(m, kSmallest) / std::max(u, kSmallest)); }
    };
    std::vector<Pool> pools;
    for (std::size_t level = 1; level < weights.m.size(); ++level) {
      pools.push_back({weights.m[level], weights.u[level], level});
      while (pools.size() > 1 && pools.back().bits() < pools[pools.size() - 2].bits()) {
        const Pool last = pools.back();
        pools.pop_back();
        pools.back().m += last.m;
        pools.back().u += last.u;
      }
    }
    for (std::size_t i = 0; i < pools.size(); ++i) {
      const std::size_t end = i + 1 < pools.size() ? pools[i + 1].first : weights.m.size();
      for (std::size_t level = pools[i].first; level < end; ++level) {
        weights.bits[level] = pools[i].bits();
      }
    }
  }
}

double Scorer::prior_bits() const {
  return std::log2(prior_ / (1 - prior_));
}

double Scorer::pattern_bits(Pattern pattern) const {
  std::vector<Level> levels(comparisons_.size());
  comparisons_.unpack(pattern, levels.data());
  double bits = prior_bits();
  for (std::size_t i = 0; i < levels.size(); ++i) bits += weights_[i].bits[levels[i]];
  return bits;
}

double Scorer::largest_rarity(Pattern pattern) const {
  std::vector<Level> levels(comparisons_.size());
  comparisons_.unpack(pattern, levels.data());
  double bits = 0;
  for (std::size_t i = 0; i < levels.size(); ++i) {
    if (levels[i] == comparisons_[i].equal_level()) bits += largest_rarity_[i];
  }
  return bits;
}

double Scorer::bits(RecordId record, Pattern pattern) const {
  double bits = prior_bits();
  for (std::size_t i = comparisons_.size(); i-- > 0;) {
    const Level levels = comparisons_[i].levels();
    const Level level = static_cast<Level>(pattern % levels);
    pattern /= levels;
    bits += weights_[i].bits[level];
    if (level == levels - 1) bits += rarity(i, comparisons_.value(record, i));
  }
  return bits;
}

void Scorer::explain(RecordId record, Pattern pattern, std::vector<Evidence>& parts) const {
  parts.resize(comparisons_.size());
  for (std::size_t i = comparisons_.size(); i-- > 0;) {
    const Level levels = comparisons_[i].levels();
    const Level level = static_cast<Level>(pattern % levels);
    pattern /= levels;
    const double bonus = level == levels - 1 ? rarity(i, comparisons_.value(record, i)) : 0;
    parts[i] = {i, level, weights_[i].bits[level] + bonus, bonus};
  }
}

}  // namespace maillage::linkage
