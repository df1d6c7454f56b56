#include "linkage/digest.hpp"

#include "linkage/similarity.hpp"

#include <algorithm>
#include <array>
#include <bit>

namespace maillage::linkage {

namespace {

constexpr std::size_t kReach = Digest::kMostEdits;
constexpr std::size_t kDiagonals = 2 * kReach + 1;

/// By diagonal, from -kReach to kReach, the positions of a whose letter stands in b that much
/// further on.
using Diagonals = std::array<std::uint32_t, kDiagonals>;

Diagonals diagonals(const Digest& a, const Digest& b) {
  const std::uint32_t letters = (1u << a.length) - 1;
#ifdef __SSE2__
  const __m128i x = _mm_load_si128(reinterpret_cast<const __m128i*>(a.start));
  const __m128i y = _mm_load_si128(reinterpret_cast<const __m128i*>(b.start));
  const auto equal = [&](__m128i moved) {
    return static_cast<std::uint32_t>(_mm_movemask_epi8(_mm_cmpeq_epi8(x, moved))) & letters;
  };
  return {equal(_mm_slli_si128(y, 2)), equal(_mm_slli_si128(y, 1)), equal(y),
          equal(_mm_srli_si128(y, 1)), equal(_mm_srli_si128(y, 2))};
#else
  Diagonals result{};
  for (std::size_t diagonal = 0; diagonal < kDiagonals; ++diagonal) {
    for (std::size_t i = 0; i < a.length; ++i) {
      const std::size_t j = i + diagonal - kReach;  // wraps below 0
      result[diagonal] |= std::uint32_t{j < b.length && a.start[i] == b.start[j]} << i;
    }
  }
  return result;
#endif
}

}  // namespace

Digest::Digest(std::string_view text) {
  whole = text.size() <= kShort && text.find('\0') == std::string_view::npos;
  text = text.substr(0, kComparedBytes);
  length = static_cast<std::uint16_t>(text.size());
  for (const char c : text) {
    const std::uint64_t once = std::uint64_t{1} << (static_cast<unsigned char>(c) & 31);
    const std::uint64_t twice = once << 32;
    if ((letters & once) == 0) {
      letters |= once;
    } else if ((letters & twice) == 0) {
      letters |= twice;
    } else {
      ++more;
    }
  }
  std::copy_n(text.begin(), std::min(kShort, text.size()), start);
}

std::size_t edits(const Digest& a, const Digest& b, std::size_t most) {
  if (a.length > b.length) return edits(b, a, most);
  const std::size_t longer_by = b.length - a.length;
  if (longer_by > most) return most + 1;
  const Diagonals same = diagonals(a, b);
  constexpr int kNowhere = -1 - static_cast<int>(Digest::kMostEdits);
  // Letters of a passed on each diagonal, with a margin on each side.
  std::array<int, kDiagonals + 2> passed;
  passed.fill(kNowhere);
  const auto slide = [&](int from, std::size_t diagonal) {
    return from < 0 ? from : from + std::countr_one(same[diagonal] >> from);
  };
  passed[kReach + 1] = slide(0, kReach);
  for (std::size_t spent = 0;; ++spent) {
    if (passed[kReach + longer_by + 1] >= a.length) return spent;
    if (spent == most) return most + 1;
    const auto before = passed;
    for (std::size_t d = kReach - spent - 1; d <= kReach + spent + 1; ++d) {
      // A letter of b left out, one replaced, or one of a left out.
      const int from = std::max({before[d], before[d + 1] + 1, before[d + 2] + 1});
      passed[d + 1] = slide(std::min<int>(from, a.length), d);
    }
  }
}

}  // namespace maillage::linkage
