#pragma once
/// The phrases that the French lexer knows, in folded spelling: lower case, no accents, a blank for
/// any run of blanks, hyphens and apostrophes. Each word may also carry a plural s.
#include "hours/french_lexer.hpp"

#include <cstdint>
#include <span>
#include <string_view>

namespace maillage::hours::french {

struct Phrase {
  std::string_view text;
  Kind kind;
  std::int16_t value = 0;
};

/// The phrases that begin with this letter, longest first.
std::span<const Phrase> phrases(char first_letter);

}  // namespace maillage::hours::french
