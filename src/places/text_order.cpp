#include "places/text_order.hpp"

#include <algorithm>
#include <cstdint>

namespace maillage::places {

namespace {

constexpr std::size_t kPiece = sizeof(std::uint64_t);

struct Entry {
  std::string_view text;
  std::uint64_t piece;  ///< the next eight bytes, the first one the most significant
  std::size_t position;
};

std::uint64_t piece_at(std::string_view text, std::size_t depth) {
  std::uint64_t piece = 0;
  for (std::size_t i = depth; i < depth + kPiece; ++i) {
    piece = piece << 8 | (i < text.size() ? static_cast<unsigned char>(text[i]) : 0u);
  }
  return piece;
}

/// Entries that are equal in their first `depth` bytes.
struct Run {
  std::size_t first, last, depth;
};

}  // namespace

void sort_by_text(std::vector<std::size_t>& positions,
                  const std::function<std::string_view(std::size_t)>& text_at) {
  std::vector<Entry> entries;
  entries.reserve(positions.size());
  for (const std::size_t position : positions) entries.push_back({text_at(position), 0, position});
  std::vector<Run> runs = {{0, entries.size(), 0}};
  while (!runs.empty()) {
    const Run run = runs.back();
    runs.pop_back();
    const auto begin = entries.begin() + static_cast<std::ptrdiff_t>(run.first);
    const auto end = entries.begin() + static_cast<std::ptrdiff_t>(run.last);
    for (auto entry = begin; entry != end; ++entry) {
      entry->piece = piece_at(entry->text, run.depth);
    }
    // A text that ends here comes before one that goes on with bytes of zero.
    const auto rest = [&](const Entry& e) {
      return std::min(e.text.size() - std::min(run.depth, e.text.size()), kPiece + 1);
    };
    const auto same = [&](const Entry& x, const Entry& y) {
      return x.piece == y.piece && rest(x) == rest(y);
    };
    std::stable_sort(begin, end, [&](const Entry& x, const Entry& y) {
      return x.piece != y.piece ? x.piece < y.piece : rest(x) < rest(y);
    });
    for (std::size_t i = run.first, j = i; i < run.last; i = j) {
      while (j < run.last && same(entries[j], entries[i])) ++j;
      const bool goes_on = rest(entries[i]) > kPiece;
      if (goes_on && j - i > 1) runs.push_back({i, j, run.depth + kPiece});
    }
  }
  for (std::size_t i = 0; i < entries.size(); ++i) positions[i] = entries[i].position;
}

}  // namespace maillage::places
