#include "linkage/comparison.hpp"

#include "base/error.hpp"
#include "linkage/similarity.hpp"

#include <algorithm>
#include <bit>
#include <limits>

namespace maillage::linkage {

bool Comparator::surely_different(const Digest& a, const Digest& b) const {
  if (spec_->thresholds.empty()) return true;
  const double lowest = spec_->thresholds.back();
  const auto shared = static_cast<double>(letters_shared(a, b));
  const double longer = std::max(a.length, b.length), shorter = std::min(a.length, b.length);
  if (spec_->measure != Measure::jaro_winkler) {
    // Each letter of the longer text that the other lacks costs an edit.
    return std::min(shared, shorter) / longer < lowest;
  }
  const double matches = std::min(shared, shorter);
  const double jaro = matches == 0 ? 0 : (matches / a.length + matches / b.length + 1) / 3;
  const auto prefix = static_cast<double>(common_prefix(a, b));
  return jaro + 0.1 * prefix * (1 - jaro) < lowest;
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
    if (comparators_[i].graded()) graded_ |= Lanes{1} << i;
    PatternParts& parts = by_byte_[i / 8];
    for (std::size_t bits = 0; bits < 256; ++bits) {
      if (((bits >> (i % 8)) & 1) == 0) continue;
      parts.equal[bits] += units_[i] * comparators_[i].equal_level();
      parts.different[bits] += units_[i];
    }
  }
  packed_.resize(records * comparators_.size());
  for (std::size_t i = 0; i < comparators_.size(); ++i) {
    const std::vector<ValueId>& values = comparators_[i].field().values;
    for (std::size_t record = 0; record < records; ++record) {
      packed_[record * comparators_.size() + i] = values[record];
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
