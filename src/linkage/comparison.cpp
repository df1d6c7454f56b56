#include "linkage/comparison.hpp"

#include "base/error.hpp"
#include "linkage/similarity.hpp"

#include <algorithm>
#include <bit>
#include <limits>

namespace maillage::linkage {

namespace {

constexpr std::size_t kValuesAhead = 16;  // pairs of values whose digests are fetched in advance

}  // namespace

double Comparator::likeness_bound(double shared, double length_a, double length_b,
                                  double prefix) const {
  const double matches = std::min({shared, length_a, length_b});
  // Each letter of the longer text that the other lacks costs an edit.
  if (spec_->measure != Measure::jaro_winkler) return matches / std::max(length_a, length_b);
  const double jaro = matches == 0 ? 0 : (matches / length_a + matches / length_b + 1) / 3;
  return jaro + 0.1 * prefix * (1 - jaro);
}

bool Comparator::surely_different(const Digest& a, const Digest& b) const {
  const std::size_t shared = letters_shared(a, b), prefix = common_prefix(a, b);
  if (a.length < kLengths && b.length < kLengths) {
    return shared < least_shared_[a.length][b.length][prefix];
  }
  return likeness_bound(static_cast<double>(shared), a.length, b.length,
                        static_cast<double>(prefix)) < spec_->thresholds.back();
}

void Comparator::prepare_bounds() {
  for (std::size_t a = 1; a < kLengths; ++a) {
    for (std::size_t b = 1; b < kLengths; ++b) {
      for (std::size_t prefix = 0; prefix < kPrefixes; ++prefix) {
        std::uint8_t& least = least_shared_[a][b][prefix];
        const auto possible = [&] {
          return likeness_bound(least, static_cast<double>(a), static_cast<double>(b),
                                static_cast<double>(prefix)) >= spec_->thresholds.back();
        };
        while (least <= std::min(a, b) && !possible()) ++least;
        if (least > std::min(a, b)) least = kNever;
      }
    }
  }
}

inline Level Comparator::graded_level(ValueId a, ValueId b, PairMemo& memo) const {
  if (!digests_.empty()) {
    const Digest &x = digests_[a], &y = digests_[b];
    const EditLevels& by_edits = edit_levels_[std::max(x.length, y.length) % kLengths];
    if (by_edits.known && x.whole && y.whole) {
      if (surely_more_edits(x, y, by_edits.most)) return 1;
      return by_edits.level[edits(x, y, by_edits.most)];
    }
    if (surely_different(x, y)) return 1;
  }
  if (a > b) std::swap(a, b);
  bool known = false;
  Level& remembered = memo.slot(a, b, known);
  if (!known) remembered = level(a, b);
  return remembered;
}

Level Comparator::unequal_level(ValueId a, ValueId b, PairMemo& memo) const {
  return graded_level(a, b, memo);
}

void Comparator::unequal_levels(std::span<const ValuePair> pairs, Level* levels,
                                PairMemo& memo) const {
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    if (!digests_.empty()) {
      const ValuePair& later = pairs[std::min(i + kValuesAhead, pairs.size() - 1)];
      __builtin_prefetch(&digests_[later.a]);
      __builtin_prefetch(&digests_[later.b]);
    }
    levels[i] = graded_level(pairs[i].a, pairs[i].b, memo);
  }
}

Level Comparator::level_of(double likeness) const {
  const std::vector<double>& thresholds = spec_->thresholds;
  for (std::size_t i = 0; i < thresholds.size(); ++i) {
    if (likeness >= thresholds[i]) return static_cast<Level>(equal_level() - 1 - i);
  }
  return 1;
}

void Comparator::prepare_edits() {
  for (std::size_t length = 1; length < kLengths; ++length) {
    EditLevels levels;
    levels.level.fill(1);
    levels.known = true;
    for (std::size_t spent = 1; spent <= length; ++spent) {
      const Level level = level_of(1 - static_cast<double>(spent) / static_cast<double>(length));
      if (level == 1) break;
      if (spent > Digest::kMostEdits) {
        levels.known = false;
        break;
      }
      levels.level[spent] = level;
      levels.most = spent;
    }
    edit_levels_[length] = levels;
  }
}

Comparator::Comparator(const ComparisonSpec& spec, const Field& field)
    : spec_(&spec), field_(&field) {
  const Measure measure = spec.measure;
  if (measure == Measure::words || measure == Measure::contained) {
    weighted_ = std::make_unique<WeightedTexts>(field.dictionary, TermKind::words);
  } else if (measure == Measure::trigrams) {
    weighted_ = std::make_unique<WeightedTexts>(field.dictionary, TermKind::trigrams);
  } else if (measure == Measure::jaro_winkler || measure == Measure::levenshtein ||
             measure == Measure::damerau) {
    digests_.reserve(field.dictionary.size());
    for (ValueId value = 0; value < field.dictionary.size(); ++value) {
      digests_.emplace_back(field.dictionary.text(value));
    }
    if (measure == Measure::levenshtein) prepare_edits();
    if (graded()) prepare_bounds();
  }
}

double Comparator::similarity(ValueId a, ValueId b) const {
  if (a == b) return a == kMissing ? 0 : 1;
  if (a == kMissing || b == kMissing) return 0;
  const std::string_view x = field_->dictionary.text(a), y = field_->dictionary.text(b);
  switch (spec_->measure) {
    case Measure::exact:
      return 0;
    case Measure::jaro_winkler:
      return jaro_winkler(x, y);
    case Measure::levenshtein:
      return levenshtein_similarity(x, y);
    case Measure::damerau:
      return damerau_similarity(x, y);
    case Measure::words:
      return weighted_->soft_cosine(a, b);
    case Measure::contained:
      return weighted_->contained(a, b);
    case Measure::trigrams:
      return weighted_->cosine(a, b);
    case Measure::date:
      return date_similarity(x, y);
    case Measure::person:
      return person_similarity(x, y);
    case Measure::email:
      return email_similarity(x, y);
    case Measure::phone:
      return phone_similarity(x, y);
    case Measure::siret:
      return siret_similarity(x, y);
    case Measure::house_number:
      return house_number_similarity(x, y);
    case Measure::number:
      return number_similarity(x, y);
    case Measure::distance: {
      const double metres = metres_between(x, y);
      return metres < 0 ? 0 : 1 / (1 + metres / 1000);
    }
    case Measure::address:
      return address_similarity(x, y);
  }
  return 0;
}

Level Comparator::level(ValueId a, ValueId b) const {
  if (a == kMissing || b == kMissing) return 0;
  if (a == b) return equal_level();
  const std::vector<double>& thresholds = spec_->thresholds;
  if (spec_->measure == Measure::distance) {
    const double metres = metres_between(field_->dictionary.text(a), field_->dictionary.text(b));
    if (metres < 0) return 0;
    for (std::size_t i = 0; i < thresholds.size(); ++i) {
      if (metres <= thresholds[i]) return static_cast<Level>(equal_level() - 1 - i);
    }
    return 1;
  }
  return level_of(similarity(a, b));
}

Comparisons::Comparisons(const std::vector<ComparisonSpec>& specs, Fields& fields,
                         std::size_t records)
    : records_(records) {
  std::uint64_t patterns = 1;
  for (const ComparisonSpec& spec : specs) {
    const Field& field = fields.get(spec.field);
    if (!field.present) continue;
    comparators_.emplace_back(spec, field);
    patterns *= comparators_.back().levels();
    if (patterns > std::numeric_limits<Pattern>::max()) {
      throw base::Error(base::ErrorCode::usage,
                        "Le modèle compare trop finement : réduisez le nombre de comparaisons ou "
                        "de niveaux.");
    }
  }
  if (comparators_.empty()) {
    throw base::Error(base::ErrorCode::usage,
                      "Aucune comparaison du modèle ne s’applique à ces colonnes.");
  }
  units_.assign(comparators_.size(), 1);
  for (std::size_t i = comparators_.size(); i-- > 1;) {
    units_[i - 1] = units_[i] * comparators_[i].levels();
  }
  by_byte_.resize((comparators_.size() + 7) / 8);
  for (std::size_t i = 0; i < comparators_.size(); ++i) {
    PatternParts& parts = by_byte_[i / 8];
    for (std::size_t bits = 0; bits < 256; ++bits) {
      if (((bits >> (i % 8)) & 1) == 0) continue;
      parts.equal[bits] += units_[i] * comparators_[i].equal_level();
      parts.different[bits] += units_[i];
    }
  }
  packed_.resize(records * comparators_.size());
  for (std::size_t i = 0; i < comparators_.size(); ++i) {
    const Values& values = comparators_[i].field().values;
    for (std::size_t record = 0; record < records; ++record) {
      packed_[record * comparators_.size() + i] = values[record];
    }
  }
}

void Comparisons::compare(RowPairs& pairs, const RowBlock& rows, Memos& memos) const {
  std::array<std::uint32_t, RowPairs::kMost> different, places;
  std::array<ValuePair, RowPairs::kMost> values;
  std::array<Level, RowPairs::kMost> levels;
  for (std::size_t i = 0; i < pairs.count; ++i) {
    const Lanes filled = rows.filled(rows[pairs.x[i]]) & rows.filled(rows[pairs.y[i]]);
    const Lanes equal = pairs.equal[i];
    different[i] = static_cast<std::uint32_t>(filled & ~equal);
    Pattern pattern = 0;
    for (std::size_t byte = 0; byte < by_byte_.size(); ++byte) {
      pattern += by_byte_[byte].equal[(equal >> (8 * byte)) & 255] +
                 by_byte_[byte].different[(different[i] >> (8 * byte)) & 255];
    }
    pairs.patterns[i] = pattern;
  }
  for (std::size_t lane = 0; lane < comparators_.size(); ++lane) {
    if (!comparators_[lane].graded()) continue;
    std::size_t count = 0;
    for (std::size_t i = 0; i < pairs.count; ++i) {
      values[count] = {rows[pairs.x[i]][lane], rows[pairs.y[i]][lane]};
      places[count] = static_cast<std::uint32_t>(i);
      count += (different[i] >> lane) & 1;
    }
    comparators_[lane].unequal_levels({values.data(), count}, levels.data(), memos[lane]);
    for (std::size_t i = 0; i < count; ++i) {
      pairs.patterns[places[i]] += units_[lane] * (levels[i] - 1u);
    }
  }
}

void Comparisons::unpack(Pattern pattern, Level* levels) const {
  for (std::size_t i = comparators_.size(); i-- > 0;) {
    levels[i] = static_cast<Level>(pattern % comparators_[i].levels());
    pattern /= comparators_[i].levels();
  }
}

double Comparisons::likeness(RecordId a, RecordId b) const {
  double sum = 0;
  for (std::size_t i = 0; i < comparators_.size(); ++i) {
    sum += comparators_[i].similarity(value(a, i), value(b, i));
  }
  return sum;
}

}  // namespace maillage::linkage
