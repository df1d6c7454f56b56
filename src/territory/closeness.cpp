#include "territory/closeness.hpp"

#include "territory/name_key.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>

namespace maillage::territory {

namespace {

/// Longer keys than any name of a commune ("saint-remy-en-bouzemont-saint-genest-et-isson": 45) are
/// nobody's misspelling.
constexpr std::size_t kLongest = 63;

bool begins_at_word(std::string_view longer, std::string_view shorter) {
  return longer.size() > shorter.size() && longer.starts_with(shorter) &&
         longer[shorter.size()] == '-';
}

bool has_word(std::string_view key, std::string_view word) {
  for (std::size_t at = key.find(word); at != std::string_view::npos; at = key.find(word, at + 1)) {
    const std::size_t end = at + word.size();
    if ((at == 0 || key[at - 1] == '-') && (end == key.size() || key[end] == '-')) return true;
  }
  return false;
}

bool is_telling(std::string_view word) {
  constexpr std::array<std::string_view, 9> common = {"saint", "sainte", "sur", "sous", "les",
                                                      "lez",   "des",    "aux", "mont"};
  return word.size() >= 3 && std::ranges::find(common, word) == common.end();
}

/// All words of `part` are in `whole`, and at least one says something.
bool has_words(std::string_view whole, std::string_view part) {
  bool telling = false;
  for (std::size_t at = 0; at <= part.size();) {
    const std::size_t end = std::min(part.find('-', at), part.size());
    const std::string_view word = part.substr(at, end - at);
    if (!has_word(whole, word)) return false;
    telling = telling || is_telling(word);
    at = end + 1;
  }
  return telling;
}

}  // namespace

int tolerated_misspellings(std::size_t letters) {
  return letters < 5 ? 0 : letters < 9 ? 1 : letters < 15 ? 2 : 3;
}

int misspellings(std::string_view a, std::string_view b, int limit) {
  const int difference = std::abs(static_cast<int>(a.size()) - static_cast<int>(b.size()));
  if (difference > limit || a.size() > kLongest || b.size() > kLongest) return limit + 1;
  // Cells farther than `limit` from the diagonal can't be part of a way that is short enough.
  const std::size_t width = static_cast<std::size_t>(limit);
  std::array<std::array<int, kLongest + 2>, 3> rows;
  for (std::size_t j = 0; j <= std::min(b.size(), width + 1); ++j) rows[0][j] = static_cast<int>(j);
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::array<int, kLongest + 2>& row = rows[i % 3];
    const std::array<int, kLongest + 2>& above = rows[(i + 2) % 3];
    const std::array<int, kLongest + 2>& two_above = rows[(i + 1) % 3];
    const std::size_t from = i > width ? i - width : 1, to = std::min(b.size(), i + width);
    row[from - 1] = from == 1 ? static_cast<int>(i) : limit + 1;
    int best = row[from - 1];
    for (std::size_t j = from; j <= to; ++j) {
      int cost =
          std::min({above[j] + 1, row[j - 1] + 1, above[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        cost = std::min(cost, two_above[j - 2] + 1);
      }
      row[j] = cost;
      best = std::min(best, cost);
    }
    row[to + 1] = limit + 1;
    if (best > limit) return limit + 1;
  }
  return std::min(rows[a.size() % 3][b.size()], limit + 1);
}

bool one_slip_apart(std::string_view a, std::string_view b) {
  if (a.size() > b.size()) std::swap(a, b);
  if (b.size() - a.size() > 1) return false;
  std::size_t i = 0;
  while (i < a.size() && a[i] == b[i]) ++i;
  if (a.size() < b.size()) return a.substr(i) == b.substr(i + 1);
  if (i == a.size() || a.substr(i + 1) == b.substr(i + 1)) return true;
  return i + 1 < a.size() && a[i] == b[i + 1] && a[i + 1] == b[i] &&
         a.substr(i + 2) == b.substr(i + 2);
}

int closeness(std::string_view written, std::string_view name) {
  if (written == name) return 0;
  if (written.size() < 3 || name.size() < 3) return kNotClose;
  if (without_article(written) == without_article(name)) return 1;
  const bool shorter = written.size() < name.size();
  const std::string_view small = without_article(shorter ? written : name);
  const std::string_view large = without_article(shorter ? name : written);
  if (small.size() >= 3) {
    if (begins_at_word(large, small)) return 2;
    // One word of a longer name written is too little: "Saint-Hilaire-du-Touvet" is not Le Touvet.
    const bool enough = shorter || small.find('-') != small.npos;
    if (enough && has_words(large, small)) return 3;
    if (large.starts_with(small)) return 4;
  }
  const int limit = tolerated_misspellings(std::min(written.size(), name.size()));
  const int found = misspellings(written, name, limit);
  return found <= limit && limit > 0 ? 4 + found : kNotClose;
}

}  // namespace maillage::territory
