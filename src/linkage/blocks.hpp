#pragma once
/// Blocks of records with equal keys, for blocking.cpp: cut until small enough.
#include "linkage/blocking.hpp"

#include <cstdint>
#include <vector>

namespace maillage::linkage {

/// One rule's key of every record; 0 when a part is missing.
using Keys = LargeVector<std::uint64_t>;

/// The blocks of one rule. A block has a number of its own, so that "some earlier rule puts these
/// two in one block" is a comparison of numbers.
struct Blocks {
  std::vector<std::uint32_t> block_of;  ///< by record; 0: in no block
  std::vector<RecordId> members;        ///< block after block, ascending within one
  std::vector<std::size_t> starts = {0};
  std::vector<RecordPair> windowed;  ///< pairs of blocks that could not be cut
  RuleReport report;
};

/// Brings records of equal key together, in the order they had: a least-significant-digit radix
/// sort on the upper half of the (mixed) keys. Its buffers serve again.
class KeySorter {
 public:
  void sort(std::vector<RecordId>& records, const Keys& keys);

 private:
  LargeVector<std::uint64_t> entries_, other_;  // half a key, record
};

Keys make_keys(std::span<const Field* const> fields, const PairScope& scope);
/// The blocks of rule `rule`; those above `largest` records are cut by the keys of the other rules.
Blocks make_blocks(std::size_t rule, const std::vector<Keys>& keys, const PairScope& scope,
                   std::size_t largest, KeySorter& sorter);
}  // namespace maillage::linkage
