#include "linkage/blocks.hpp"

#include <algorithm>
#include <array>

namespace maillage::linkage {

namespace {

constexpr std::size_t kNeighbours = 3;  // in a block that nothing cuts

class BlockCutter {
 public:
  BlockCutter(Blocks& blocks, const std::vector<Keys>& keys, const PairScope& scope,
              std::size_t largest, KeySorter& sorter)
      : blocks_(blocks), keys_(keys), scope_(scope), largest_(largest), sorter_(sorter) {}

  /// `members` share the keys of `cuts` rules, beginning with `rule`.
  void add(std::span<const RecordId> members, std::size_t rule, std::size_t cuts) {
    if (members.size() < 2 || !links_anything(members)) return;
    if (members.size() <= largest_) {
      const auto number = static_cast<std::uint32_t>(blocks_.starts.size());
      for (const RecordId record : members) blocks_.block_of[record] = number;
      blocks_.members.insert(blocks_.members.end(), members.begin(), members.end());
      blocks_.starts.push_back(blocks_.members.size());
      return;
    }
    if (cuts == 1) ++blocks_.report.refined;
    if (cuts == keys_.size()) {
      pair_neighbours(members);
      return;
    }
    const Keys& finer = keys_[(rule + cuts) % keys_.size()];
    std::vector<RecordId> order(members.begin(), members.end());
    sorter_.sort(order, finer);
    for (std::size_t i = 0; i < order.size();) {
      std::size_t j = i;
      while (j < order.size() && finer[order[j]] == finer[order[i]]) ++j;
      // Records without the finer key can't be told apart by it, so they stay together.
      add({order.data() + i, order.data() + j}, rule, cuts + 1);
      i = j;
    }
  }

 private:
  bool links_anything(std::span<const RecordId> members) const {
    if (scope_.sides.empty()) return true;
    std::uint8_t seen = 0;
    for (const RecordId record : members) seen |= scope_.sides[record];
    return seen == 3;
  }

  void pair_neighbours(std::span<const RecordId> members) {
    blocks_.report.windowed += members.size();
    for (std::size_t i = 0; i < members.size(); ++i) {
      for (std::size_t j = i + 1; j < members.size() && j <= i + kNeighbours; ++j) {
        if (scope_.admits(members[i], members[j])) {
          blocks_.windowed.push_back(
              {std::min(members[i], members[j]), std::max(members[i], members[j])});
        }
      }
    }
  }

  Blocks& blocks_;
  const std::vector<Keys>& keys_;
  const PairScope& scope_;
  std::size_t largest_;
  KeySorter& sorter_;
};

}  // namespace

Keys make_keys(std::span<const Field* const> fields, const PairScope& scope) {
  const std::size_t size = fields[0]->values.size();
  Keys keys(size, 0);
  for (const RecordId record : scope.records) {
    std::uint64_t key = 0;
    bool whole = true;
    for (const Field* field : fields) {
      const ValueId value = field->values[record];
      whole = whole && value != kMissing;
      key = mix(key ^ value);
    }
    keys[record] = whole ? key | 1u : 0;
  }
  return keys;
}

void KeySorter::sort(std::vector<RecordId>& records, const Keys& keys) {
  constexpr unsigned kBits = 11;
  constexpr std::size_t kBuckets = 1u << kBits;
  entries_.resize(records.size());
  other_.resize(records.size());
  for (std::size_t i = 0; i < records.size(); ++i) {
    entries_[i] = (keys[records[i]] & ~std::uint64_t{0xFFFFFFFF}) | records[i];
  }
  for (unsigned shift = 32; shift < 64; shift += kBits) {
    std::array<std::size_t, kBuckets + 1> starts{};
    for (const std::uint64_t entry : entries_) ++starts[((entry >> shift) & (kBuckets - 1)) + 1];
    for (std::size_t i = 1; i <= kBuckets; ++i) starts[i] += starts[i - 1];
    for (const std::uint64_t entry : entries_) {
      other_[starts[(entry >> shift) & (kBuckets - 1)]++] = entry;
    }
    entries_.swap(other_);
  }
  for (std::size_t i = 0; i < records.size(); ++i) {
    records[i] = static_cast<RecordId>(entries_[i]);
  }
  // Different keys that share their upper half (a few in a million) are parted.
  for (std::size_t i = 0; i < records.size();) {
    std::size_t j = i + 1;
    bool mixed = false;
    while (j < records.size() && (entries_[j] ^ entries_[i]) >> 32 == 0) {
      mixed = mixed || keys[records[j]] != keys[records[i]];
      ++j;
    }
    if (mixed) {
      std::stable_sort(records.begin() + static_cast<std::ptrdiff_t>(i),
                       records.begin() + static_cast<std::ptrdiff_t>(j),
                       [&](RecordId a, RecordId b) { return keys[a] < keys[b]; });
    }
    i = j;
  }
}

Blocks make_blocks(std::size_t rule, const std::vector<Keys>& keys, const PairScope& scope,
                   std::size_t largest, KeySorter& sorter) {
  const Keys& own = keys[rule];
  Blocks blocks;
  blocks.block_of.assign(own.size(), 0);
  std::vector<RecordId> order;
  order.reserve(scope.records.size());
  for (const RecordId record : scope.records) {
    if (own[record] != 0) order.push_back(record);
  }
  sorter.sort(order, own);
  BlockCutter cutter(blocks, keys, scope, largest, sorter);
  for (std::size_t i = 0; i < order.size();) {
    std::size_t j = i + 1;
    while (j < order.size() && own[order[j]] == own[order[i]]) ++j;
    blocks.report.largest = std::max(blocks.report.largest, j - i);
    cutter.add({order.data() + i, order.data() + j}, rule, 1);
    i = j;
  }
  return blocks;
}

}  // namespace maillage::linkage
