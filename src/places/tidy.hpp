#pragma once
/// The last touch before a place enters the registry: what people will read loses stray blanks and
/// dangling signs. The files of the standard keep what their producers wrote.
#include "standard/place.hpp"

#include <string>
#include <string_view>

namespace maillage::places {

/// Trimmed, runs of blanks made one; a single no-break space stays.
std::string tidy_line(std::string_view text);
/// The same line by line; at most one empty line between paragraphs.
std::string tidy_paragraphs(std::string_view text);
/// "12 rue des Lilas -" -> "12 rue des Lilas"
std::string tidy_address(std::string_view text);

/// Every field but the id, which others refer to as it is.
void tidy(standard::Place& place);

}  // namespace maillage::places
