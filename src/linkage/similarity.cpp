#include "linkage/similarity.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>

namespace maillage::linkage {

namespace {

constexpr std::size_t kWord = 64;

std::string_view clipped(std::string_view text) {
  return text.substr(0, kComparedBytes);
}

/// Which positions of a text of at most 64 bytes hold each letter; cleared letter by letter, since
/// a whole table costs more than a name.
class Positions {
 public:
  explicit Positions(std::string_view text) : text_(text) {
    for (std::size_t i = 0; i < text.size(); ++i) at(text[i]) |= std::uint64_t{1} << i;
  }
  ~Positions() {
    for (const char c : text_) at(c) = 0;
  }
  Positions(const Positions&) = delete;
  Positions& operator=(const Positions&) = delete;
  std::uint64_t of(char c) const { return table()[static_cast<unsigned char>(c)]; }

 private:
  static std::array<std::uint64_t, 256>& table() {
    thread_local std::array<std::uint64_t, 256> letters{};
    return letters;
  }
  static std::uint64_t& at(char c) { return table()[static_cast<unsigned char>(c)]; }
  std::string_view text_;
};

struct JaroCounts {
  std::size_t matches = 0;
  std::size_t half_transpositions = 0;
};

JaroCounts jaro_by_bits(std::string_view a, std::string_view b, std::size_t window) {
  const Positions positions(a);
  std::uint64_t matched_a = 0, matched_b = 0;
  for (std::size_t j = 0; j < b.size(); ++j) {
    const std::size_t low = j > window ? j - window : 0;
    if (low >= a.size()) break;
    const std::size_t width = j + window + 1 - low;
    const std::uint64_t reach =
        (width >= kWord ? ~std::uint64_t{0} : (std::uint64_t{1} << width) - 1) << low;
    const std::uint64_t hits = positions.of(b[j]) & reach & ~matched_a;
    if (hits == 0) continue;
    matched_a |= hits & (~hits + 1);
    matched_b |= std::uint64_t{1} << j;
  }
  JaroCounts counts;
  counts.matches = static_cast<std::size_t>(std::popcount(matched_a));
  for (; matched_a != 0; matched_a &= matched_a - 1, matched_b &= matched_b - 1) {
    counts.half_transpositions += a[static_cast<std::size_t>(std::countr_zero(matched_a))] !=
                                  b[static_cast<std::size_t>(std::countr_zero(matched_b))];
  }
  return counts;
}

JaroCounts jaro_by_letters(std::string_view a, std::string_view b, std::size_t window) {
  std::array<bool, kComparedBytes> matched_a{}, matched_b{};
  JaroCounts counts;
  for (std::size_t j = 0; j < b.size(); ++j) {
    const std::size_t end = std::min(a.size(), j + window + 1);
    for (std::size_t i = j > window ? j - window : 0; i < end; ++i) {
      if (matched_a[i] || a[i] != b[j]) continue;
      matched_a[i] = matched_b[j] = true;
      ++counts.matches;
      break;
    }
  }
  for (std::size_t i = 0, j = 0; i < a.size(); ++i) {
    if (!matched_a[i]) continue;
    while (!matched_b[j]) ++j;
    counts.half_transpositions += a[i] != b[j++];
  }
  return counts;
}

/// The edit distance row by row, with or without swaps.
std::size_t distance_by_rows(std::string_view a, std::string_view b, bool swaps) {
  std::array<std::array<std::uint16_t, kComparedBytes + 1>, 3> rows;
  for (std::size_t i = 0; i <= a.size(); ++i) rows[0][i] = static_cast<std::uint16_t>(i);
  for (std::size_t j = 1; j <= b.size(); ++j) {
    const auto& above = rows[(j + 2) % 3];
    auto& row = rows[j % 3];
    row[0] = static_cast<std::uint16_t>(j);
    for (std::size_t i = 1; i <= a.size(); ++i) {
      unsigned best = std::min(
          {above[i] + 1u, row[i - 1] + 1u, above[i - 1] + (a[i - 1] != b[j - 1] ? 1u : 0u)});
      if (swaps && i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        best = std::min(best, rows[(j + 1) % 3][i - 2] + 1u);
      }
      row[i] = static_cast<std::uint16_t>(best);
    }
  }
  return rows[b.size() % 3][a.size()];
}

std::size_t distance_by_bits(std::string_view a, std::string_view b, bool swaps) {
  const Positions positions(a);
  const std::uint64_t last = std::uint64_t{1} << (a.size() - 1);
  std::uint64_t up = ~std::uint64_t{0}, down = 0, diagonal = 0, hits_before = 0;
  std::size_t distance = a.size();
  for (const char c : b) {
    const std::uint64_t hits = positions.of(c);
    const std::uint64_t swapped = swaps ? (((~diagonal) & hits) << 1) & hits_before : 0;
    diagonal = (((hits & up) + up) ^ up) | hits | down | swapped;
    std::uint64_t right = down | ~(diagonal | up);
    std::uint64_t left = diagonal & up;
    distance += (right & last) != 0;
    distance -= (left & last) != 0;
    right = (right << 1) | 1;
    left <<= 1;
    up = left | ~(diagonal | right);
    down = right & diagonal;
    hits_before = hits;
  }
  return distance;
}

std::size_t distance(std::string_view a, std::string_view b, bool swaps) {
  a = clipped(a);
  b = clipped(b);
  if (a.size() > b.size()) std::swap(a, b);
  if (a.empty()) return b.size();
  return a.size() <= kWord ? distance_by_bits(a, b, swaps) : distance_by_rows(a, b, swaps);
}

double share_kept(std::size_t distance, std::string_view a, std::string_view b) {
  const std::size_t longer = std::max(clipped(a).size(), clipped(b).size());
  return longer == 0 ? 1 : 1 - static_cast<double>(distance) / static_cast<double>(longer);
}

}  // namespace

double jaro_winkler(std::string_view a, std::string_view b) {
  a = clipped(a);
  b = clipped(b);
  if (a == b) return 1;
  if (a.empty() || b.empty()) return 0;
  const std::size_t longer = std::max(a.size(), b.size());
  const std::size_t window = longer < 4 ? 0 : longer / 2 - 1;
  const JaroCounts counts =
      longer <= kWord ? jaro_by_bits(a, b, window) : jaro_by_letters(a, b, window);
  if (counts.matches == 0) return 0;
  const auto matches = static_cast<double>(counts.matches);
  const double jaro =
      (matches / static_cast<double>(a.size()) + matches / static_cast<double>(b.size()) +
       (matches - static_cast<double>(counts.half_transpositions / 2)) / matches) /
      3;
  std::size_t prefix = 0;
  while (prefix < std::min({a.size(), b.size(), std::size_t{4}}) && a[prefix] == b[prefix])
    ++prefix;
  return jaro + 0.1 * static_cast<double>(prefix) * (1 - jaro);
}

std::size_t levenshtein(std::string_view a, std::string_view b) {
  return distance(a, b, false);
}

std::size_t damerau(std::string_view a, std::string_view b) {
  return distance(a, b, true);
}

double levenshtein_similarity(std::string_view a, std::string_view b) {
  return share_kept(levenshtein(a, b), a, b);
}

double damerau_similarity(std::string_view a, std::string_view b) {
  return share_kept(damerau(a, b), a, b);
}

}  // namespace maillage::linkage
