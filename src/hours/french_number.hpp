#pragma once
/// What begins with a digit in a French text of hours: a time in one of its many spellings ("9h",
/// "9 h 30", "9:30", "0900", "10.30"), a rank ("2e"), a telephone number, a date, "7j/7", "24h/24",
/// "1x par mois". Whether a bare number is an hour is for its neighbours to say
/// (french_neighbours.hpp).
#include "hours/french_lexer.hpp"

#include <cstddef>
#include <string_view>

namespace maillage::hours::french {

struct NumberRead {
  Kind kind = Kind::number;
  int value = 0;        ///< as in Token; -1 for a number too long to mean anything
  std::size_t end = 0;  ///< byte behind it
};

/// `text` is folded and has a digit at `at`; `before` is the kind of the token in front.
NumberRead read_number(std::string_view text, std::size_t at, Kind before);

}  // namespace maillage::hours::french
