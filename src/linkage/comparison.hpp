#pragma once
/// Two records compared field by field. The result for each field is a level: 0 one of them says
/// nothing, 1 different, then the thresholds of the model from the weakest up, the highest equal.
/// All levels of a pair are packed in one number, its pattern: what learning and scoring work on.
#include "linkage/digest.hpp"
#include "linkage/field.hpp"
#include "linkage/large_pages.hpp"
#include "linkage/record_rows.hpp"
#include "linkage/weighted_texts.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <memory>
#include <vector>

namespace maillage::linkage {

using Level = std::uint8_t;
using Pattern = std::uint32_t;

/// Remembers the last levels computed for pairs of values; one for each thread and comparison.
class PairMemo {
 public:
  static constexpr std::size_t kEntries = 1u << 14;
  PairMemo() : keys_(kEntries), levels_(kEntries) {}
  /// The slot of the pair; `known` tells whether its level is there.
  Level& slot(ValueId a, ValueId b, bool& known) {
    const std::uint64_t key = (std::uint64_t{a} << 32) | b;
    const std::size_t at = mix(key) & (kEntries - 1);
    known = keys_[at] == key;
    keys_[at] = key;
    return levels_[at];
  }

 private:
  std::vector<std::uint64_t> keys_;
  std::vector<Level> levels_;
};

class Comparator {
 public:
  Comparator(const ComparisonSpec& spec, const Field& field);

  const ComparisonSpec& spec() const { return *spec_; }
  const Field& field() const { return *field_; }
  /// Number of levels, 0 included.
  Level levels() const { return static_cast<Level>(spec_->thresholds.size() + 3); }
  Level equal_level() const { return static_cast<Level>(levels() - 1); }
  Level level(ValueId a, ValueId b) const;
  Level level(ValueId a, ValueId b, PairMemo& memo) const {
    if (a == kMissing || b == kMissing) return 0;
    return a == b ? equal_level() : unequal_level(a, b, memo);
  }
  /// The level of two values that are there and differ.
  Level unequal_level(ValueId a, ValueId b, PairMemo& memo) const {
    if (!graded()) return 1;
    if (!digests_.empty()) {
      const Digest &x = digests_[a], &y = digests_[b];
      const EditLevels& by_edits = edit_levels_[std::max(x.length, y.length) % kLengths];
      if (by_edits.known && x.whole && y.whole) return by_edits.level[edits(x, y, by_edits.most)];
      if (surely_different(x, y)) return 1;
    }
    if (a > b) std::swap(a, b);
    bool known = false;
    Level& remembered = memo.slot(a, b, known);
    if (!known) remembered = level(a, b);
    return remembered;
  }
  /// Whether different values have more than one level.
  bool graded() const {
    return spec_->measure == Measure::distance ||
           (spec_->measure != Measure::exact && !spec_->thresholds.empty());
  }
  /// Brings what is known of a value to come near the processor.
  void prefetch(ValueId value) const {
    if (!digests_.empty()) __builtin_prefetch(&digests_[value]);
  }
  /// From 0 to 1; for distances 1 / (1 + metres / 1000).
  double similarity(ValueId a, ValueId b) const;

 private:
  static constexpr std::size_t kLengths = Digest::kShort + 1;
  /// Levels of two short texts by the edits between them.
  struct EditLevels {
    bool known = false;    ///< few edits settle the level
    std::size_t most = 0;  ///< edits that lift a level above 1
    std::array<Level, Digest::kMostEdits + 2> level = {};
  };

  bool surely_different(const Digest& a, const Digest& b) const;
  Level level_of(double likeness) const;
  void prepare_edits();

  const ComparisonSpec* spec_;
  const Field* field_;
  std::unique_ptr<WeightedTexts> weighted_;
  LargeVector<Digest> digests_;                        ///< by value, for the measures of letters
  std::array<EditLevels, kLengths> edit_levels_ = {};  ///< by length of the longer text
};

/// The comparisons of a model over a table, the values of a record side by side in memory.
class Comparisons {
 public:
  using Memos = std::vector<PairMemo>;

  /// Comparisons of absent columns are left out. Throws base::Error (usage) when none is left or
  /// when the model has more combinations of levels than a pattern can hold.
  Comparisons(const std::vector<ComparisonSpec>& specs, Fields& fields, std::size_t records);

  std::size_t size() const { return comparators_.size(); }
  const Comparator& operator[](std::size_t comparison) const { return comparators_[comparison]; }
  std::size_t records() const { return records_; }
  ValueId value(RecordId record, std::size_t comparison) const {
    return packed_[record * comparators_.size() + comparison];
  }
  Memos memos() const { return Memos(size()); }

  Pattern pattern(RecordId a, RecordId b, Memos& memos) const {
    const ValueId* x = &packed_[a * comparators_.size()];
    const ValueId* y = &packed_[b * comparators_.size()];
    Pattern pattern = 0;
    for (std::size_t i = 0; i < comparators_.size(); ++i) {
      pattern += units_[i] * comparators_[i].level(x[i], y[i], memos[i]);
    }
    return pattern;
  }
  /// The same of two rows whose lane i holds the value of comparison i, when it is known in which
  /// lanes both hold a value and in which of these it is the same.
  Pattern pattern(const ValueId* x, const ValueId* y, Lanes filled, Lanes equal,
                  Memos& memos) const {
    const Lanes different = filled & ~equal;
    Pattern pattern = 0;
    for (std::size_t byte = 0; byte < by_byte_.size(); ++byte) {
      pattern += by_byte_[byte].equal[(equal >> (8 * byte)) & 255] +
                 by_byte_[byte].different[(different >> (8 * byte)) & 255];
    }
    for (Lanes left = different & graded_; left != 0; left &= left - 1) {
      const auto i = static_cast<std::size_t>(std::countr_zero(left));
      pattern += units_[i] * (comparators_[i].unequal_level(x[i], y[i], memos[i]) - 1u);
    }
    return pattern;
  }
  /// Brings the values of a pair to come near the processor.
  void prefetch(RecordId a, RecordId b) const {
    __builtin_prefetch(&packed_[a * comparators_.size()]);
    __builtin_prefetch(&packed_[b * comparators_.size()]);
  }
  /// Comparisons whose level is not settled by whether the values are equal.
  Lanes graded() const { return graded_; }
  /// The levels that a pattern packs, by comparison.
  void unpack(Pattern pattern, Level* levels) const;
  /// Sum of the similarities: decides between pairs of equal weight.
  double likeness(RecordId a, RecordId b) const;

 private:
  /// What eight comparisons add to a pattern, by which of them are equal or different.
  struct PatternParts {
    std::array<Pattern, 256> equal = {}, different = {};
  };

  std::vector<Comparator> comparators_;
  std::vector<Pattern> units_;  ///< what a level of each comparison adds to a pattern
  std::vector<PatternParts> by_byte_;
  Lanes graded_ = 0;
  LargeVector<ValueId> packed_;
  std::size_t records_;
};

}  // namespace maillage::linkage
