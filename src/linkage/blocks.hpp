#pragma once
/// Blocks of records with equal keys, for blocking.cpp: cut until small enough.
#include "linkage/blocking.hpp"

#include <cstdint>
#include <vector>

namespace maillage::linkage {

/// One rule's key of every record; 0 when a part is missing.
using Keys = std::vector<std::uint64_t>;

/// The blocks of one rule. A block has a number of its own, so that "some earlier rule puts these
/// two in one block" is a comparison of numbers.
struct Blocks {
  std::vector<std::uint32_t> block_of;  ///< by record; 0: in no block
  std::vector<RecordId> members;        ///< block after block, ascending within one
  std::vector<std::size_t> starts = {0};
  std::vector<RecordPair> windowed;  ///< pairs of blocks that could not be cut
  RuleReport report;
};

Keys make_keys(std::span<const Field* const> fields, const PairScope& scope);
/// The blocks of rule `rule`; those above `largest` records are cut by the keys of the other rules.
Blocks make_blocks(std::size_t rule, const std::vector<Keys>& keys, const PairScope& scope,
                   std::size_t largest);
/// Sorts records by key, records of equal key in ascending order.
void sort_by_key(std::vector<RecordId>& records, const Keys& keys);

}  // namespace maillage::linkage
