#include "places/where.hpp"

#include "base/text.hpp"

#include <algorithm>

namespace maillage::places {
namespace {

constexpr std::size_t kLongestText = 80;

bool is_postcode(std::string_view text) {
  return text.size() == 5 && text.find_first_not_of("0123456789") == std::string_view::npos;
}

std::optional<Where> most_inhabitants_first(std::vector<const territory::Commune*> communes) {
  if (communes.empty()) return std::nullopt;
  std::stable_sort(communes.begin(), communes.end(),
                   [](const auto* a, const auto* b) { return a->population() > b->population(); });
  Where where;
  where.commune = communes.front();
  where.also.assign(communes.begin() + 1, communes.end());
  return where;
}

/// The postcode that stands in a text, and the text without it: "33000 Bordeaux", "Bordeaux
/// (33000)".
std::string_view postcode_in(std::string_view text, std::string& rest) {
  for (std::size_t i = 0; i + 5 <= text.size(); ++i) {
    const bool starts = i == 0 || text[i - 1] == ' ' || text[i - 1] == '(' || text[i - 1] == ',';
    const bool ends =
        i + 5 == text.size() || text[i + 5] == ' ' || text[i + 5] == ')' || text[i + 5] == ',';
    if (!starts || !ends || !is_postcode(text.substr(i, 5))) continue;
    rest = std::string(text.substr(0, i)) + " " + std::string(text.substr(i + 5));
    for (char& c : rest) {
      if (c == '(' || c == ')' || c == ',') c = ' ';
    }
    return text.substr(i, 5);
  }
  return {};
}

/// "st etienne" as the official name writes it.
std::string with_saint_in_full(std::string_view slug) {
  std::string out;
  for (const std::string_view part : base::split(slug, '-')) {
    if (!out.empty()) out += '-';
    out += part == "st" ? "saint" : part == "ste" ? "sainte" : part;
  }
  return out;
}

}  // namespace

std::optional<Where> find_where(const territory::Communes& communes, std::string_view text) {
  text = base::trim(text);
  if (text.empty() || text.size() > kLongestText) return std::nullopt;
  if (is_postcode(text)) return most_inhabitants_first(communes.by_postcode(text));

  std::string rest;
  const std::string_view postcode = postcode_in(text, rest);
  if (!postcode.empty()) {
    const auto match = communes.match(base::squeeze(rest), postcode, "");
    if (!match || match->confidence < 0.5) return std::nullopt;
    Where where;
    where.commune = match->commune;
    return where;
  }
  if (auto found = most_inhabitants_first(communes.by_slug(with_saint_in_full(base::slug(text)))))
    return found;
  // A former name or an arrondissement ("Lyon 3e"), when there is no doubt about it.
  const auto match = communes.match(text, "", "");
  if (!match || (match->reason != territory::MatchReason::former_name &&
                 match->reason != territory::MatchReason::arrondissement)) {
    return std::nullopt;
  }
  Where where;
  where.commune = match->commune;
  return where;
}

}  // namespace maillage::places
