#pragma once
/// The words that an opening_hours value may use: those of the specification, and those that the
/// lenient reader takes for them, in the languages that the recorded values speak.
#include "hours/lexer.hpp"

#include <span>
#include <string_view>

namespace maillage::hours {

struct Word {
  std::string_view text;
  TokenKind kind;
  std::int32_t value;
};

/// Several words that stand for a piece of a value; a blank also matches '_' and '-'.
struct Phrase {
  std::string_view text, osm;
};

/// The word in lower case, or null.
const Word* word_of_specification(std::string_view text);
const Word* foreign_word(std::string_view text);

/// Longer phrases before those that they begin with.
std::span<const Phrase> foreign_phrases();

}  // namespace maillage::hours
