#pragma once
/// The closed values of the standard that tell a person how a place receives them, in the language
/// of a page. Names of programmes and labels stay as they are written on the door.
#include "standard/place.hpp"
#include "web/page.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace maillage::places {

/// The fields whose values are said in the language of the page.
bool speaks_the_language(standard::Field field);
/// "Gratuit" -> "Free"; nothing when the standard doesn't know the value.
std::optional<std::string> value_words(const web::Words& t, std::string_view value);
/// The same on a page, where another text is marked as the French of a producer.
void write_value(web::Html& html, const web::View& view, std::string_view value);

}  // namespace maillage::places
