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

/// The same with how often: a second bit for each letter that comes twice or more.
constexpr std::uint64_t letter_counts_of(std::string_view word) {
  std::uint64_t once = 0, twice = 0;
  for (const char c : word) {
    if (c < 'a' || c > 'z') continue;
    const std::uint64_t letter = std::uint64_t{1} << (c - 'a');
    twice |= once & letter;
    once |= letter;
  }
  return once | twice << 26;
}

/// Whether more than `most` letters are in one of the two only. Without a population count, which
/// the processors that the program is built for may lack.
constexpr bool differ_by_more(std::uint64_t a, std::uint64_t b, int most) {
  std::uint64_t letters = a ^ b;
  for (int i = 0; i < most && letters != 0; ++i) letters &= letters - 1;
  return letters != 0;
}

/// Misspellings that a word of a name may have and still be meant: 1 from 5 letters, 2 from 8.
constexpr int tolerance_of(std::size_t letters) {
  return letters < 5 ? 0 : letters < 8 ? 1 : 2;
}

}  // namespace maillage::geocoding
