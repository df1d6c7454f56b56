#pragma once
/// A text in 32 bytes, side by side with those of its dictionary: enough to tell most different
/// texts apart without reading them, and to count the edits between short ones.
#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace maillage::linkage {

struct alignas(32) Digest {
  static constexpr std::size_t kShort = 16;     ///< bytes of a short text
  static constexpr std::size_t kMostEdits = 2;  ///< that `edits` can count

  char start[kShort] = {};    ///< its first bytes, then zeros
  std::uint64_t letters = 0;  ///< the letters (their low five bits) it holds once, and twice
  std::uint16_t length = 0;   ///< of the part that is compared, see kComparedBytes
  std::uint16_t more = 0;     ///< letters that it holds yet more often
  bool whole = true;          ///< `start` is the whole text

  Digest() = default;
  explicit Digest(std::string_view text);
};

/// No fewer than the letters both texts have.
inline std::size_t letters_shared(const Digest& a, const Digest& b) {
  // std::popcount would be a call where the processor's own instruction may not be used.
  std::uint64_t bits = a.letters & b.letters;
  bits -= (bits >> 1) & 0x5555555555555555u;
  bits = (bits & 0x3333333333333333u) + ((bits >> 2) & 0x3333333333333333u);
  bits = (bits + (bits >> 4)) & 0x0F0F0F0F0F0F0F0Fu;
  return ((bits * 0x0101010101010101u) >> 56) + std::min(a.more, b.more);
}

/// No fewer than the letters at the beginning that both have, of the first four.
inline std::size_t common_prefix(const Digest& a, const Digest& b) {
  std::uint32_t x, y;
  std::memcpy(&x, a.start, sizeof x);
  std::memcpy(&y, b.start, sizeof y);
  const int zeros = std::endian::native == std::endian::little ? std::countr_zero(x ^ y)
                                                               : std::countl_zero(x ^ y);
  return static_cast<std::size_t>(zeros) / 8;
}

/// Letters of the whole text a, by position, that stand nowhere near in b: each costs an edit when
/// at most kMostEdits are made.
inline std::uint32_t letters_unmet(const Digest& a, const Digest& b) {
#ifdef __SSE2__
  const __m128i x = _mm_load_si128(reinterpret_cast<const __m128i*>(a.start));
  const __m128i y = _mm_load_si128(reinterpret_cast<const __m128i*>(b.start));
  const __m128i before = _mm_or_si128(_mm_cmpeq_epi8(x, _mm_slli_si128(y, 1)),
                                      _mm_cmpeq_epi8(x, _mm_slli_si128(y, 2)));
  const __m128i after = _mm_or_si128(_mm_cmpeq_epi8(x, _mm_srli_si128(y, 1)),
                                     _mm_cmpeq_epi8(x, _mm_srli_si128(y, 2)));
  const __m128i here = _mm_or_si128(_mm_cmpeq_epi8(x, y), _mm_cmpeq_epi8(x, _mm_setzero_si128()));
  const __m128i met = _mm_or_si128(here, _mm_or_si128(before, after));
  return static_cast<std::uint32_t>(_mm_movemask_epi8(met)) ^ 0xFFFFu;
#else
  std::uint32_t unmet = 0;
  for (std::size_t i = 0; i < a.length; ++i) {
    bool met = false;
    for (std::size_t j = i < 2 ? 0 : i - 2; j <= i + 2 && j < b.length; ++j) {
      met = met || a.start[i] == b.start[j];
    }
    unmet |= std::uint32_t{!met} << i;
  }
  return unmet;
#endif
}

/// Whether more than `most` edits part two whole texts, where that is plain to see; `most` is at
/// most kMostEdits.
inline bool surely_more_edits(const Digest& a, const Digest& b, std::size_t most) {
  std::uint32_t left = letters_unmet(a, b);
  for (std::size_t i = 0; i < most; ++i) left &= left - 1;
  return left != 0;
}

/// The Levenshtein distance of two whole texts, or most + 1 when it is greater: how far one gets
/// with no, one and two edits on the diagonals near the main one (Ukkonen 1985). `most` is at most
/// kMostEdits.
std::size_t edits(const Digest& a, const Digest& b, std::size_t most);

}  // namespace maillage::linkage
