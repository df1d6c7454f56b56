#pragma once
/// The closed lists of values of the standard, v1.0.2 and v0.1, and the typologie codes.
#include "standard/place.hpp"

#include <optional>
#include <span>
#include <string_view>

namespace maillage::standard {

/// The values that v1.0.2 admits in an enumerated field, in the order of the schema; empty for a
/// free field.
std::span<const std::string_view> allowed_values(Field field);
/// The admitted value equal to `text`; a pointer into the vocabulary, so it may be kept. Both
/// spellings of "Étapes numériques (La Poste)" are known and give the documented one.
std::optional<std::string_view> admitted(Field field, std::string_view text);
/// The v1 values of the same field or of the field that took its place that a v0.1 value became
/// ("Prendre en main un ordinateur" -> "Maîtrise des outils numériques du quotidien"); empty when
/// there is none.
std::span<const std::string_view> successors(Field field, std::string_view v01_value);

}  // namespace maillage::standard
