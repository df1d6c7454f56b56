#pragma once
/// The second look of the French lexer: tokens that only their neighbours can judge. A bare number
/// is an hour in "9-12h", a day of the month in "25 décembre"; a letter is a day in "L au V" and in
/// "L M M J V".
#include "hours/french_lexer.hpp"

#include <string_view>
#include <vector>

namespace maillage::hours::french {

/// `text` is the source that the tokens point into.
void settle_by_neighbours(std::vector<Token>& tokens, std::string_view text);

}  // namespace maillage::hours::french
