#include "linkage/blocks.hpp"

#include <algorithm>
#include <array>
#include <bit>

namespace maillage::linkage {

namespace {

constexpr std::size_t kNeighbours = 3;  // in a block that nothing cuts
constexpr unsigned kDigitBits = 11;     // of a key looked at in one pass
constexpr std::size_t kDigits = std::size_t{1} << kDigitBits;
constexpr std::size_t kPart = 2 * kDigits;  // entries that one pass nearly sorts
constexpr std::size_t kInsertion = 24;      // entries sorted by insertion

/// The key of a record in one rule; 0 when a part of it is missing.
std::uint64_t key_of(const FieldList& fields, RecordId record) {
  std::uint64_t key = 0;
  for (const Field* field : fields) {
    const ValueId value = field->values[record];
    if (value == kMissing) return 0;
    key = mix(key ^ value);
  }
  return key | 1u;
}

/// Where entries of each digit begin in the sorted order; the last is the end.
using DigitStarts = std::array<std::uint32_t, kDigits + 1>;

/// Moves entries to `to` in the order of the eleven bits above `shift`.
DigitStarts move_by_digit(std::span<const std::uint64_t> from, std::uint64_t* to, unsigned shift) {
  DigitStarts starts{};
  for (const std::uint64_t entry : from) ++starts[((entry >> shift) & (kDigits - 1)) + 1];
  for (std::size_t i = 1; i <= kDigits; ++i) starts[i] += starts[i - 1];
  DigitStarts next = starts;
  for (const std::uint64_t entry : from) to[next[(entry >> shift) & (kDigits - 1)]++] = entry;
  return starts;
}

/// Sorts entries whose bits above `shift` + 11 are equal or nearly so from `from` to `to`.
void sort_part(std::span<const std::uint64_t> from, std::uint64_t* to, unsigned shift) {
  if (from.size() <= kInsertion) {
    std::copy(from.begin(), from.end(), to);
  } else {
    const DigitStarts starts = move_by_digit(from, to, shift);
    for (std::size_t i = 0; i < kDigits; ++i) {
      if (starts[i + 1] - starts[i] > kInsertion) std::sort(to + starts[i], to + starts[i + 1]);
    }
  }
  // What is left to do is near at hand.
  for (std::size_t i = 1; i < from.size(); ++i) {
    const std::uint64_t entry = to[i];
    std::size_t at = i;
    for (; at > 0 && to[at - 1] > entry; --at) to[at] = to[at - 1];
    to[at] = entry;
  }
}

bool links_anything(std::span<const RecordId> members, const PairScope& scope) {
  if (scope.sides.empty()) return true;
  std::uint8_t seen = 0;
  for (const RecordId record : members) seen |= scope.sides[record];
  return seen == 3;
}

class BlockCutter {
 public:
  BlockCutter(CutBlocks& blocks, std::size_t rule, std::span<const FieldList> rules,
              const PairScope& scope, std::size_t largest)
      : blocks_(blocks), rule_(rule), rules_(rules), scope_(scope), largest_(largest) {}

  /// Cuts members that share the keys of `cuts` rules, beginning with this one, by the next.
  /// Records without that key can't be told apart by it, so they stay together.
  void cut(std::span<const RecordId> members, std::size_t cuts) {
    struct Keyed {
      std::uint64_t key;
      RecordId record;
      auto operator<=>(const Keyed&) const = default;
    };
    const FieldList& finer = rules_[(rule_ + cuts) % rules_.size()];
    std::vector<Keyed> order;
    order.reserve(members.size());
    for (const RecordId record : members) order.push_back({key_of(finer, record), record});
    std::sort(order.begin(), order.end());
    std::vector<RecordId> same;
    for (std::size_t i = 0; i < order.size();) {
      same.clear();
      const std::uint64_t key = order[i].key;
      for (; i < order.size() && order[i].key == key; ++i) same.push_back(order[i].record);
      settle(same, cuts + 1);
    }
  }

 private:
  void settle(std::span<const RecordId> members, std::size_t cuts) {
    if (cuts == 1) {
      if (members.size() <= largest_) return;  // other keys had the same half
      blocks_.largest = std::max(blocks_.largest, members.size());
      if (!links_anything(members, scope_)) return set_apart(members);
      ++blocks_.refined;
    }
    if (members.size() <= largest_) return keep_together(members);
    if (cuts < rules_.size()) return cut(members, cuts);
    set_apart(members);
    pair_neighbours(members);
  }

  void keep_together(std::span<const RecordId> members) {
    ++parts_;
    for (const RecordId record : members) part_of(record) = parts_;
    blocks_.members.insert(blocks_.members.end(), members.begin(), members.end());
    blocks_.starts.push_back(blocks_.members.size());
  }

  /// Each record a part of its own: nobody pairs them all.
  void set_apart(std::span<const RecordId> members) {
    for (const RecordId record : members) part_of(record) = ++parts_;
  }

  std::uint32_t& part_of(RecordId record) {
    if (blocks_.part_of.empty()) blocks_.part_of.assign(rules_[0][0]->values.size(), 0);
    return blocks_.part_of[record];
  }

  void pair_neighbours(std::span<const RecordId> members) {
    blocks_.window_members += members.size();
    for (std::size_t i = 0; i < members.size(); ++i) {
      for (std::size_t j = i + 1; j < members.size() && j <= i + kNeighbours; ++j) {
        if (scope_.admits(members[i], members[j])) {
          blocks_.windowed.push_back({members[i], members[j]});
        }
      }
    }
  }

  CutBlocks& blocks_;
  std::size_t rule_;
  std::span<const FieldList> rules_;
  const PairScope& scope_;
  std::size_t largest_;
  std::uint32_t parts_ = 0;
};

}  // namespace

std::uint64_t* EntrySorter::entries(std::size_t count) {
  if (entries_.size() < count) entries_.resize(count);
  return entries_.data();
}

std::span<const std::uint64_t> EntrySorter::sorted(std::size_t count) {
  if (other_.size() < entries_.size()) other_.resize(entries_.size());
  constexpr unsigned kTop = 64 - kDigitBits;
  if (count <= kPart) {
    sort_part({entries_.data(), count}, other_.data(), kTop);
    return {other_.data(), count};
  }
  const DigitStarts starts = move_by_digit({entries_.data(), count}, other_.data(), kTop);
  for (std::size_t i = 0; i < kDigits; ++i) {
    sort_part({other_.data() + starts[i], other_.data() + starts[i + 1]},
              entries_.data() + starts[i], kTop - kDigitBits);
  }
  return {entries_.data(), count};
}

std::vector<std::uint32_t> count_values(const Field& field, std::span<const RecordId> records) {
  std::vector<std::uint32_t> counts(field.dictionary.size(), 0);
  for (const RecordId record : records) ++counts[field.values[record]];
  return counts;
}

CutBlocks cut_blocks(std::size_t rule, std::span<const FieldList> rules,
                     std::span<const RecordId> records, const PairScope& scope, std::size_t largest,
                     EntrySorter& sorter) {
  CutBlocks blocks;
  std::uint64_t* const entries = sorter.entries(records.size());
  for (std::size_t i = 0; i < records.size(); ++i) {
    entries[i] = (key_of(rules[rule], records[i]) & ~std::uint64_t{0xFFFFFFFF}) | records[i];
  }
  const std::span<const std::uint64_t> sorted = sorter.sorted(records.size());
  BlockCutter cutter(blocks, rule, rules, scope, largest);
  std::vector<RecordId> members;
  for (std::size_t i = 0; i < sorted.size();) {
    const std::uint64_t half = sorted[i] >> 32;
    members.clear();
    for (; i < sorted.size() && sorted[i] >> 32 == half; ++i) {
      members.push_back(static_cast<RecordId>(sorted[i]));
    }
    if (members.size() > largest) cutter.cut(members, 0);
  }
  return blocks;
}

}  // namespace maillage::linkage
