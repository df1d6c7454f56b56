#pragma once
/// Field facts: who says what of a place, since when, how sure it is, under which licence; and what
/// was said before. Facts are made of records when they are asked for; old values are kept when an
/// import changes a record.
#include "places/shown.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace maillage::places {

/// A value that a list no longer gives.
struct FieldChange {
  std::string record_id, list;
  standard::Field field = standard::Field::nom;
  std::string before;  ///< empty when the field was absent
  base::Instant when{};
  std::string origin;  ///< the file that brought the new value
  bool operator==(const FieldChange&) const = default;
};

struct FieldFact {
  std::string record_id;
  standard::Field field = standard::Field::nom;
  std::string value;
  std::string source;      ///< the list
  base::Date observed_on;  ///< when the list first gave this value
  double confidence = 1;   ///< 0 to 1
  std::string_view licence;
  bool shown = false;  ///< it is the value that the place shows
};

/// The results of transformations are published under Licence Ouverte 2.0 (data/README.md).
inline constexpr std::string_view kLicence = "etalab-2.0";

/// How far a record can be believed: 1 when it was confirmed in the last 90 days, 0.8 in the last
/// 180, 0.5 in the last year, 0.2 before or when nobody knows; times the probability that it speaks
/// of this place.
double confidence(const Record& record, base::Date today);

/// Every value that a record of the place gives, field by field in the order of the standard, the
/// shown one first. `changes` are those of its records.
std::vector<FieldFact> facts_of(const Shown& shown, std::span<const FieldChange> changes,
                                base::Date today);

}  // namespace maillage::places
