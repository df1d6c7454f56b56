#pragma once
/// Two records compared field by field. The result for each field is a level: 0 one of them says
/// nothing, 1 different, then the thresholds of the model from the weakest up, the highest equal.
/// All levels of a pair are packed in one number, its pattern: what learning and scoring work on.
#include "linkage/digest.hpp"
#include "linkage/field.hpp"
#include "linkage/large_pages.hpp"
#include "linkage/record_rows.hpp"
#include "linkage/weighted_texts.hpp"

#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace maillage::linkage {

using Level = std::uint8_t;
using Pattern = std::uint32_t;

/// Two values of a field.
struct ValuePair {
  ValueId a, b;
};

/// Pairs of rows that lie near each other, compared in one go: comparison after comparison, so that
/// each runs over many pairs without asking what it is.
struct RowPairs {
  static constexpr std::size_t kMost = 1u << 10;

  std::array<std::uint32_t, kMost> x, y;  ///< places of the rows
  std::array<Lanes, kMost> equal;         ///< lanes in which both hold the same value
  std::array<Pattern, kMost> patterns;    ///< the answer
  std::size_t count = 0;
};

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
    if (a == b) return equal_level();
    return graded() ? unequal_level(a, b, memo) : Level{1};
  }
  /// The levels of pairs of values that are there and differ, for a graded comparison.
  void unequal_levels(std::span<const ValuePair> pairs, Level* levels, PairMemo& memo) const;
  /// Whether different values have more than one level.
  bool graded() const {
    return spec_->measure == Measure::distance ||
           (spec_->measure != Measure::exact && !spec_->thresholds.empty());
  }
  /// From 0 to 1; for distances 1 / (1 + metres / 1000).
  double similarity(ValueId a, ValueId b) const;

 private:
  static constexpr std::size_t kLengths = Digest::kShort + 1;
  static constexpr std::size_t kPrefixes = 5;
  static constexpr std::uint8_t kNever = 255;
  /// Levels of two short texts by the edits between them.
  struct EditLevels {
    bool known = false;    ///< few edits settle the level
    std::size_t most = 0;  ///< edits that lift a level above 1
    std::array<Level, Digest::kMostEdits + 2> level = {};
  };

  /// The most that two texts can resemble each other, from the letters that they share.
  double likeness_bound(double shared, double length_a, double length_b, double prefix) const;
  bool surely_different(const Digest& a, const Digest& b) const;
  Level unequal_level(ValueId a, ValueId b, PairMemo& memo) const;
  [[gnu::always_inline]] Level graded_level(ValueId a, ValueId b, PairMemo& memo) const;
  Level level_of(double likeness) const;
  void prepare_edits();
  void prepare_bounds();

  const ComparisonSpec* spec_;
  const Field* field_;
  std::unique_ptr<WeightedTexts> weighted_;
  LargeVector<Digest> digests_;                        ///< by value, for the measures of letters
  std::array<EditLevels, kLengths> edit_levels_ = {};  ///< by length of the longer text
  /// By both lengths and the common prefix: letters shared below which the level is 1.
  std::array<std::array<std::array<std::uint8_t, kPrefixes>, kLengths>, kLengths> least_shared_ =
      {};
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
  /// The same of many pairs of `rows`, whose lane i holds the value of comparison i.
  void compare(RowPairs& pairs, const RowBlock& rows, Memos& memos) const;
  /// Brings the values of a pair to come near the processor.
  void prefetch(RecordId a, RecordId b) const {
    __builtin_prefetch(&packed_[a * comparators_.size()]);
    __builtin_prefetch(&packed_[b * comparators_.size()]);
  }
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
  LargeVector<ValueId> packed_;
  std::size_t records_;
};

}  // namespace maillage::linkage
