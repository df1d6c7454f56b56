#pragma once
/// The e-mail addresses of a place, from a cell that may hold several, with labels, accents and odd
/// separators. Each address is judged alone: a bad one never loses the others. What comes out
/// satisfies the reference library's rule.
#include "base/finding.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace maillage::transform {

/// The addresses in lower case, each once, in the order of the text.
std::vector<std::string> clean_courriels(std::string_view text, base::Notes& notes);

/// Lower-case ASCII; at least two characters before `@`, the first a letter, a digit or `_`; then
/// two or more labels of at least two characters but for the first. Stricter than
/// standard::is_valid_courriel.
bool is_courriel(std::string_view text);

}  // namespace maillage::transform
