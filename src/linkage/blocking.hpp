#pragma once
/// Which pairs of records are worth comparing, and their comparison. Several rules, each catching
/// what the others miss; a pair proposed by several rules counts once. A block larger than the
/// model allows is cut by the keys of the other rules, and what is still too large is compared with
/// neighbours only: the work stays linear, and the report says where.
#include "linkage/comparison.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace maillage::linkage {

struct RecordPair {
  RecordId a, b;  ///< a < b
  auto operator<=>(const RecordPair&) const = default;
};

struct RuleReport {
  std::string rule;          ///< "prénom + naissance"
  std::size_t pairs = 0;     ///< pairs that no earlier rule proposed
  std::size_t largest = 0;   ///< records in its largest block
  std::size_t refined = 0;   ///< blocks that were cut
  std::size_t windowed = 0;  ///< records compared with neighbours only
};

struct Candidates {
  LargeVector<RecordPair> pairs;  ///< each once, in an order that depends on the records alone
  LargeVector<Pattern> patterns;  ///< of each pair
  std::vector<RuleReport> rules;
};

/// What may be paired with what.
struct PairScope {
  std::span<const RecordId> records;    ///< the records that take part, ascending
  std::span<const std::uint8_t> sides;  ///< by record: 1 first file, 2 second file; empty: one list
  bool admits(RecordId a, RecordId b) const { return sides.empty() || sides[a] != sides[b]; }
};

/// The pairs worth comparing, compared: records are at hand when their pair is found, and would
/// have to be fetched again later. Throws base::Error (usage) beyond 64 rules of equality or 62
/// fields.
Candidates compared_candidates(const Model& model, Fields& fields, const Comparisons& comparisons,
                               const PairScope& scope, unsigned threads = 1);

}  // namespace maillage::linkage
