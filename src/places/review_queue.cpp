#include "places/review_queue.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <cmath>
#include <set>

namespace maillage::places {
namespace {

constexpr std::string_view kStart = "au départ";

using GroupPairs = std::set<std::pair<std::string, std::string>>;

std::pair<std::string, std::string> groups_of(const LikelyPair& pair) {
  return std::minmax(pair.first_group, pair.second_group);
}

std::string letters_of(std::string_view word) {
  std::string letters;
  for (const char c : base::fold(word)) {
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80)
      letters += c;
  }
  return letters;
}

/// The text cut after each run of blanks, hyphens and apostrophes.
std::vector<Piece> pieces_of(std::string_view text) {
  constexpr std::string_view kBetween = " \t\n\r-'";
  std::vector<Piece> pieces;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find_first_of(kBetween), text.size());
    const std::size_t next = std::min(text.find_first_not_of(kBetween, end), text.size());
    pieces.push_back({std::string(text.substr(0, end)), std::string(text.substr(end, next - end))});
    text.remove_prefix(next);
  }
  return pieces;
}

}  // namespace

double doubt(double probability) {
  const double p = std::clamp(probability, 0.0, 1.0);
  return 4 * p * (1 - p);
}

double readership(std::string_view code_insee, const territory::Communes* communes) {
  const territory::Commune* commune = communes ? communes->by_code(code_insee) : nullptr;
  return commune ? 1 + std::log10(1.0 + commune->population()) : 1;
}

std::vector<LikelyPair> review_queue(std::vector<LikelyPair> pairs,
                                     std::span<const Decision> decisions,
                                     const territory::Communes* communes) {
  std::set<std::pair<std::string_view, std::string_view>> decided;
  std::set<std::string_view> excluded;
  for (const std::size_t i : standing(decisions)) {
    decided.emplace(decisions[i].first_id, decisions[i].second_id);
    if (decisions[i].verdict == Verdict::excluded) excluded.insert(decisions[i].first_id);
  }
  const auto is_decided = [&](const LikelyPair& pair) {
    return decided.contains({pair.first_id, pair.second_id});
  };
  GroupPairs settled;
  for (const LikelyPair& pair : pairs) {
    if (is_decided(pair) && pair.first_group != pair.second_group) settled.insert(groups_of(pair));
  }
  std::erase_if(pairs, [&](const LikelyPair& pair) {
    return doubt(pair.probability) <= doubt(kSureFrom) || is_decided(pair) ||
           settled.contains(groups_of(pair)) || excluded.contains(pair.first_id) ||
           excluded.contains(pair.second_id);
  });
  std::vector<std::pair<double, std::size_t>> order;
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    order.emplace_back(-doubt(pairs[i].probability) * readership(pairs[i].code_insee, communes), i);
  }
  std::sort(order.begin(), order.end(), [&](const auto& a, const auto& b) {
    const LikelyPair &x = pairs[a.second], &y = pairs[b.second];
    return std::tie(a.first, x.first_id, x.second_id) < std::tie(b.first, y.first_id, y.second_id);
  });
  std::vector<LikelyPair> queue;
  GroupPairs asked;
  for (const auto& [priority, i] : order) {
    if (asked.insert(groups_of(pairs[i])).second) queue.push_back(std::move(pairs[i]));
  }
  return queue;
}

std::vector<Reason> reasons(std::string_view explanation) {
  constexpr std::string_view kBetween = " ; ";
  std::vector<Reason> all;
  while (!explanation.empty()) {
    const std::size_t end = std::min(explanation.find(kBetween), explanation.size());
    const std::string_view part = explanation.substr(0, end);
    explanation.remove_prefix(std::min(end + kBetween.size(), explanation.size()));
    const std::size_t open = part.rfind(" (");
    if (open == std::string_view::npos || !part.ends_with(')')) continue;
    std::string number =
        base::replace_all(std::string(part.substr(open + 2, part.size() - open - 3)), ",", ".");
    if (number.starts_with('+')) number.erase(0, 1);
    Reason reason{std::string(part.substr(0, open)), 0, part.substr(0, open) == kStart};
    if (base::parse_number(number, reason.bits) && std::isfinite(reason.bits))
      all.push_back(std::move(reason));
  }
  std::stable_sort(all.begin(), all.end(), [](const Reason& a, const Reason& b) {
    return a.start != b.start ? a.start : std::abs(a.bits) > std::abs(b.bits);
  });
  return all;
}

std::vector<Piece> differing_words(std::string_view text, std::string_view other) {
  std::set<std::string> known;
  for (const Piece& piece : pieces_of(other)) known.insert(letters_of(piece.text));
  std::vector<Piece> pieces;
  for (Piece& piece : pieces_of(text)) {
    const std::string letters = letters_of(piece.text);
    piece.only_here = !letters.empty() && !known.contains(letters);
    if (pieces.empty() || pieces.back().only_here != piece.only_here) {
      pieces.push_back(std::move(piece));
    } else {
      pieces.back().text += pieces.back().blanks + piece.text;
      pieces.back().blanks = std::move(piece.blanks);
    }
  }
  return pieces;
}

}  // namespace maillage::places
