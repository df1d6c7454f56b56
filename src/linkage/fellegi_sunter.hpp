#pragma once
/// The probability that two records are the same, from the levels of their comparisons: Fellegi and
/// Sunter (JASA 1969), learned without labels. u, how often strangers agree, comes from random
/// pairs, its "equal" level from exact counts; m, how often a record agrees with its double, from
/// the expectation-maximisation algorithm (Dempster, Laird, Rubin 1977; Winkler 1988) over the
/// histogram of patterns: an iteration never touches a pair. Agreement on a rare value weighs more:
/// its u is the value's own frequency (Winkler 2000).
#include "linkage/blocking.hpp"
#include "linkage/comparison.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace maillage::linkage {

struct PatternCount {
  Pattern pattern;
  std::uint64_t count;
};

struct LevelWeights {
  std::vector<double> m, u;  ///< by level; level 0 (nothing to compare) has none
  std::vector<double> bits;  ///< log2(m / u), never falling from level 1 up; 0 for level 0
};

/// One part of the evidence for a pair.
struct Evidence {
  std::size_t comparison;
  Level level;
  double bits;         ///< weight, the bonus for rarity included
  double rarity_bits;  ///< that bonus alone
};

class Scorer {
 public:
  struct Learning {
    std::uint64_t seed = 20260629;
    std::size_t random_pairs = 1u << 18;
    std::size_t iterations = 100;
  };

  /// Learns u and sets m to a first guess, or takes what the model gives.
  Scorer(const Model& model, const Comparisons& comparisons, const PairScope& scope,
         const Learning& learning);
  /// Fits m and the prior to the patterns of all candidates.
  void learn(std::span<const PatternCount> patterns);
  /// The same when a record has one double at most: the candidates of a record share its chance.
  /// `ranks` tells the place of each pair's pattern in `patterns`.
  void learn_one_to_one(std::span<const PatternCount> patterns, std::span<const RecordPair> pairs,
                        std::span<const std::uint32_t> ranks);

  double prior() const { return prior_; }
  double prior_bits() const;
  const LevelWeights& weights(std::size_t comparison) const { return weights_[comparison]; }
  /// Sum of weights and prior, rarity left out.
  double pattern_bits(Pattern pattern) const;
  /// The most that rarity can add to this pattern.
  double largest_rarity(Pattern pattern) const;
  /// Of a pair with this pattern; where its records agree they share `record`'s values.
  double bits(RecordId record, Pattern pattern) const;
  /// Replaces `parts`.
  void explain(RecordId record, Pattern pattern, std::vector<Evidence>& parts) const;

 private:
  void count_equal_values(const PairScope& scope);
  void learn_u(const PairScope& scope);
  double rarity(std::size_t comparison, ValueId value) const {
    return rarity_[comparison].empty() ? 0 : rarity_[comparison][value];
  }
  std::vector<Level> all_levels(std::span<const PatternCount> patterns) const;
  std::vector<double> all_bits(std::span<const PatternCount> patterns,
                               const std::vector<Level>& levels) const;
  /// m and prior from how many pairs of each pattern are the same; returns the largest change.
  double fit(std::span<const double> same, const std::vector<Level>& levels);
  void update_bits();

  const Model& model_;
  const Comparisons& comparisons_;
  Learning learning_;
  std::vector<LevelWeights> weights_;
  std::vector<std::vector<float>> rarity_;  ///< by comparison and value: bits above the average
  std::vector<double> largest_rarity_;
  std::vector<double> equal_u_;  ///< exact chance that two random records are equal
  double prior_ = 0;
  double all_pairs_ = 0;
};

/// log-odds in bits -> probability
double probability(double bits);

}  // namespace maillage::linkage
