#pragma once
/// The fields of the standard as people call them, and their values as people read them.
#include "standard/place.hpp"
#include "web/words.hpp"

#include <string>
#include <string_view>

namespace maillage::places {

/// Field::code_insee -> "Code INSEE"
std::string field_label(const web::Words& t, standard::Field field);
/// Several values separated by points, telephones in pairs, days and hours in
/// words, typologies in full.
std::string readable_value(const web::Words& t, standard::Field field, std::string_view value);

}  // namespace maillage::places
