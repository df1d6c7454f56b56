#pragma once
/// The inner loop of the text parsers: the next byte that matters, sixteen at a time where the
/// processor can (SSE2). May look at up to 15 bytes beyond `end`, which must be readable
/// (InputWindow::kPadding).
#include <bit>
#include <cstdint>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace maillage::formats {

#ifdef __SSE2__
/// The first position in [at, end) where `hits`, given sixteen bytes, has a byte of ones, or `end`.
template <class Hits>
const char* find_hit(const char* at, const char* end, Hits hits) {
  for (; at < end; at += 16) {
    const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(at));
    const auto mask = static_cast<std::uint32_t>(_mm_movemask_epi8(hits(bytes)));
    if (mask != 0) {
      const char* const hit = at + std::countr_zero(mask);
      return hit < end ? hit : end;
    }
  }
  return end;
}
#endif

/// The first position in [at, end) holding one of the three bytes, or `end`.
inline const char* find_any(const char* at, const char* end, char a, char b, char c) {
#ifdef __SSE2__
  const __m128i va = _mm_set1_epi8(a), vb = _mm_set1_epi8(b), vc = _mm_set1_epi8(c);
  return find_hit(at, end, [&](__m128i bytes) {
    return _mm_or_si128(_mm_cmpeq_epi8(bytes, va),
                        _mm_or_si128(_mm_cmpeq_epi8(bytes, vb), _mm_cmpeq_epi8(bytes, vc)));
  });
#else
  while (at < end && *at != a && *at != b && *at != c) ++at;
  return at;
#endif
}

/// The first quote, brace or bracket in [at, end), or `end`.
inline const char* find_json_mark(const char* at, const char* end) {
#ifdef __SSE2__
  const __m128i quote = _mm_set1_epi8('"'), open = _mm_set1_epi8('{'), close = _mm_set1_epi8('}');
  const __m128i to_brace = _mm_set1_epi8(0x20);  // '[' | 0x20 is '{'
  return find_hit(at, end, [&](__m128i bytes) {
    const __m128i braces = _mm_or_si128(bytes, to_brace);
    return _mm_or_si128(_mm_cmpeq_epi8(bytes, quote),
                        _mm_or_si128(_mm_cmpeq_epi8(braces, open), _mm_cmpeq_epi8(braces, close)));
  });
#else
  while (at < end && *at != '"' && *at != '{' && *at != '}' && *at != '[' && *at != ']') ++at;
  return at;
#endif
}

}  // namespace maillage::formats
