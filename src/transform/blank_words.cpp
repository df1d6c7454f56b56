#include "transform/blank_words.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace maillage::transform {

bool says_nothing(std::string_view text) {
  constexpr std::array<std::string_view, 24> kWords = {
      "neant", "aucun",     "aucune",    "non",         "rien",         "nc",
      "na",    "sans",      "sansobjet", "inconnu",     "inconnue",     "null",
      "nul",   "none",      "undefined", "nan",         "nr",           "so",
      "x",     "pasdesite", "pasdemail", "nonconcerne", "nonrenseigne", "acompleter"};
  constexpr std::size_t kLongest = 40;  // bytes; a longer text says something
  if (text.size() > kLongest) return false;
  std::string letters;
  for (const char c : base::fold(text)) {
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80) {
      letters += c;
    }
  }
  return letters.empty() || std::find(kWords.begin(), kWords.end(), letters) != kWords.end();
}

}  // namespace maillage::transform
