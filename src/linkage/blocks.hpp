#pragma once
/// For blocking.cpp: what is equal brought together, and blocks that are too large cut.
#include "linkage/blocking.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace maillage::linkage {

using FieldList = std::vector<const Field*>;

/// Sorts entries made of half a key (high) and a number (low). Those of a few thousand stay in the
/// nearest cache; more are first spread over parts of that size. The buffers serve again.
class EntrySorter {
 public:
  /// Room for `count` entries, not initialised.
  std::uint64_t* entries(std::size_t count);
  /// The first `count` entries, ascending.
  std::span<const std::uint64_t> sorted(std::size_t count);

 private:
  LargeVector<std::uint64_t> entries_, other_;
};

/// How many records bear each value of a field.
std::vector<std::uint32_t> count_values(const Field& field, std::span<const RecordId> records);

/// The blocks of one rule that are too large, cut by the keys of the other rules.
struct CutBlocks {
  std::vector<RecordId> members;  ///< part after part, ascending within one
  std::vector<std::size_t> starts = {0};
  std::vector<std::uint32_t> part_of;  ///< by record; 0 in other blocks; empty when none was cut
  std::vector<RecordPair> windowed;    ///< neighbours, in blocks that nothing cuts
  std::size_t largest = 0;             ///< records
  std::size_t refined = 0;             ///< blocks
  std::size_t window_members = 0;      ///< records in windows
};

/// The blocks of rule `rule` above `largest` records; `records` holds all that could stand in one.
CutBlocks cut_blocks(std::size_t rule, std::span<const FieldList> rules,
                     std::span<const RecordId> records, const PairScope& scope, std::size_t largest,
                     EntrySorter& sorter);

}  // namespace maillage::linkage
