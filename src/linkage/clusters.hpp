#pragma once
/// From pairs to groups. Records joined by any chain of likely pairs form a component; a component
/// is then rebuilt by average linkage, so that one wrong pair can't glue two persons together.
#include "linkage/blocking.hpp"

#include <functional>
#include <limits>
#include <span>
#include <vector>

namespace maillage::linkage {

/// The bits of a pair that people decided upon; see settle() in rulings.hpp, which frees decisions
/// of contradictions. Pairs "different" never share a group, even through others.
inline constexpr float kDecidedSame = std::numeric_limits<float>::infinity();
inline constexpr float kDecidedDifferent = -kDecidedSame;

struct WeightedPair {
  RecordId a, b;  ///< a < b; each pair once
  float bits;     ///< log2 of the odds that both are the same, or a decision
};

/// Bits of a pair that blocking did not propose.
using PairWeight = std::function<double(RecordId, RecordId)>;

/// The smallest record of each record's group. A pair links from `threshold` bits; groups are kept
/// whole while the mean weight of their pairs is above it. Components beyond 64 records are first
/// cut at higher thresholds; what even certain pairs hold together is kept, but for decisions.
std::vector<RecordId> cluster(std::size_t records, std::span<const WeightedPair> pairs,
                              double threshold, const PairWeight& weight);

/// One partner at most for each record, the best pairs first; between pairs of equal weight the
/// more alike wins. Returns for each pair whether it is kept.
std::vector<bool> assign_one_to_one(std::span<const WeightedPair> pairs,
                                    std::span<const float> likeness, std::size_t records,
                                    double threshold);

}  // namespace maillage::linkage
