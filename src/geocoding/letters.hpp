#pragma once
/// Which letters a word holds, as a set of bits: two words within n misspellings differ by at most
/// 2 n of them, so that most of a vocabulary is passed over at one instruction a word.
#include <cstdint>
#include <string_view>

namespace maillage::geocoding {

constexpr std::uint32_t letters_of(std::string_view word) {
  std::uint32_t letters = 0;
  for (const char c : word) {
    if (c >= 'a' && c <= 'z') letters |= 1u << (c - 'a');
    if (c >= '0' && c <= '9') letters |= 1u << (26 + (c - '0') % 6);
  }
  return letters;
}

/// Misspellings that a word of a name may have and still be meant: 1 from 5 letters, 2 from 8.
constexpr int tolerance_of(std::size_t letters) {
  return letters < 5 ? 0 : letters < 8 ? 1 : 2;
}

}  // namespace maillage::geocoding
