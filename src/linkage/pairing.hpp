#pragma once
/// Pairs of records that rules of equality propose, found and compared in one go, for
/// blocking.cpp: records are brought near the processor once for all rules that share a field, and
/// a pair belongs to the first rule that it obeys.
#include "linkage/blocks.hpp"
#include "linkage/record_rows.hpp"

#include <array>
#include <bit>
#include <span>
#include <vector>

namespace maillage::linkage {

/// Which rules two records obey, from the lanes in which they are equal; 64 rules at most.
class RuleTable {
 public:
  /// By rule, the lanes that are to be equal.
  explicit RuleTable(std::span<const Lanes> needs);
  /// A bit for each rule.
  std::uint64_t obeyed(Lanes equal) const {
    std::uint64_t rules = obeyed_[0][equal & 255] & obeyed_[1][(equal >> 8) & 255];
    for (std::size_t byte = 2; byte < obeyed_.size(); ++byte) {
      rules &= obeyed_[byte][(equal >> (8 * byte)) & 255];
    }
    return rules;
  }

 private:
  std::vector<std::array<std::uint64_t, 256>> obeyed_;  ///< by eight lanes and which are equal
};

/// Rules that share a field: their blocks lie within its values.
struct RuleFamily {
  const Field* field;
  std::vector<std::size_t> rules;
};

/// As few families as a greedy choice gives, each rule in one: the field that most rules read
/// first, of several the one with most values.
std::vector<RuleFamily> families_of(std::span<const FieldList> rules);

class Pairing {
 public:
  /// What a family found.
  struct Found {
    LargeVector<RecordPair> pairs;
    LargeVector<Pattern> patterns;
    std::vector<std::size_t> pairs_of, largest;  ///< by rule: pairs, records of a block
  };

  Pairing(std::vector<FieldList> rules, const Comparisons& comparisons, const PairScope& scope,
          std::size_t largest_block);

  std::span<const FieldList> rules() const { return rules_; }
  const std::vector<CutBlocks>& cut_blocks() const { return cut_blocks_; }
  /// Whether a rule proposes the pair.
  bool proposed(RecordId a, RecordId b) const;
  /// The pairs of all rules, in an order that depends on the records alone.
  Found pairs(unsigned threads);

 private:
  struct Workshop;  // what a thread needs

  void cut();
  std::size_t first_rule(std::uint64_t rules, RecordId a, RecordId b) const;
  std::vector<RecordId> order_by(const Field& field, std::vector<std::size_t>& chunks) const;
  void gather(std::span<const RecordId> records, Workshop& shop) const;
  void find_blocks(std::size_t rule, Workshop& shop) const;
  void pair_up(std::size_t rule, Workshop& shop) const;
  void compare(Workshop& shop) const;

  std::vector<FieldList> rules_;
  const Comparisons& comparisons_;
  const PairScope& scope_;
  std::size_t largest_block_;
  FieldList lanes_;
  RecordRows rows_;
  std::vector<Lanes> needs_;  ///< by rule
  RuleTable table_;
  std::vector<CutBlocks> cut_blocks_;                     ///< by rule
  std::uint64_t cut_rules_ = 0;                           ///< a bit for each rule with such blocks
  std::vector<std::vector<std::uint32_t>> value_counts_;  ///< by lane, where they were needed
};

}  // namespace maillage::linkage
