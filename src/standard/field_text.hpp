#pragma once
/// What the texts of fields stand for: the items of a list, the two numbers of a point.
#include "standard/place.hpp"

namespace maillage::standard {

/// The values of a list field, blanks around them removed, empty ones left out.
std::vector<std::string_view> items_of(std::string_view text);
/// The other way round.
std::string list_text(std::span<const std::string_view> items);
/// Both coordinates, when both are numbers.
std::optional<Coordinates> point_of(std::string_view latitude, std::string_view longitude);

}  // namespace maillage::standard
