#pragma once
/// A text in 32 bytes, side by side with those of its dictionary: enough to tell most different
/// texts apart without reading them, and to count the edits between short ones.
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace maillage::linkage {

struct alignas(32) Digest {
  static constexpr std::size_t kShort = 16;     ///< bytes of a short text
  static constexpr std::size_t kMostEdits = 2;  ///< that `edits` can count

  char start[kShort] = {};    ///< its first bytes, then zeros
  std::uint64_t letters = 0;  ///< the letters (their low five bits) it holds once, and twice
  std::uint8_t length = 0;    ///< of at most 255
  std::uint8_t more = 0;      ///< letters that it holds yet more often
  bool whole = true;          ///< `start` is the whole text

  Digest() = default;
  explicit Digest(std::string_view text);
};

/// No fewer than the letters both texts have.
std::size_t letters_shared(const Digest& a, const Digest& b);
/// Letters at the beginning that both have, four at most.
std::size_t common_prefix(const Digest& a, const Digest& b);
/// The Levenshtein distance of two whole texts, or most + 1 when it is greater: how far one gets
/// with no, one and two edits on the diagonals near the main one (Ukkonen 1985). `most` is at most
/// kMostEdits.
std::size_t edits(const Digest& a, const Digest& b, std::size_t most);

}  // namespace maillage::linkage
