#pragma once
/// Two records compared field by field. The result for each field is a level: 0 one of them says
/// nothing, 1 different, then the thresholds of the model from the weakest up, the highest equal.
/// All levels of a pair are packed in one number, its pattern: what learning and scoring work on.
#include "linkage/field.hpp"
#include "linkage/large_pages.hpp"
#include "linkage/weighted_texts.hpp"

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

/// What a text can have in common with another, at most: which letters (their low five bits) it
/// holds once and twice, how many more, and how it begins. Most pairs of different values are told
/// apart by this alone, without reading the texts.
struct Digest {
  std::uint64_t letters = 0;
  std::uint8_t length = 0, more = 0;
  char start[4] = {};

  Digest() = default;
  explicit Digest(std::string_view text);
  /// No fewer than the letters both have.
  std::size_t shared(const Digest& other) const;
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
    if (spec_->measure == Measure::exact) return 1;
    if (!digests_.empty() && surely_different(digests_[a], digests_[b])) return 1;
    if (a > b) std::swap(a, b);
    bool known = false;
    Level& remembered = memo.slot(a, b, known);
    if (!known) remembered = level(a, b);
    return remembered;
  }
  /// From 0 to 1; for distances 1 / (1 + metres / 1000).
  double similarity(ValueId a, ValueId b) const;

 private:
  bool surely_different(const Digest& a, const Digest& b) const;

  const ComparisonSpec* spec_;
  const Field* field_;
  std::unique_ptr<WeightedTexts> weighted_;
  LargeVector<Digest> digests_;  ///< by value, for the measures of letters
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
      pattern = pattern * comparators_[i].levels() + comparators_[i].level(x[i], y[i], memos[i]);
    }
    return pattern;
  }
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
  std::vector<Comparator> comparators_;
  LargeVector<ValueId> packed_;
  std::size_t records_;
};

}  // namespace maillage::linkage
