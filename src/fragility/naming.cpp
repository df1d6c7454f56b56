#include "fragility/naming.hpp"

#include "base/text.hpp"
#include "fragility/question.hpp"

#include <algorithm>

namespace maillage::fragility {

namespace {

std::optional<std::uint32_t> most_peopled(const LevelTable& table,
                                          const std::vector<std::uint32_t>& rows) {
  const auto people = [&](std::uint32_t row) {
    return is_missing(table.population[row]) ? 0 : table.population[row];
  };
  const auto most =
      std::max_element(rows.begin(), rows.end(),
                       [&](std::uint32_t a, std::uint32_t b) { return people(a) < people(b); });
  if (most == rows.end()) return std::nullopt;
  return *most;
}

}  // namespace

std::string plain_name(std::string_view name) {
  std::string plain = base::fold(name);
  std::replace_if(
      plain.begin(), plain.end(), [](char c) { return c == '-' || c == '\''; }, ' ');
  return base::squeeze(plain);
}

std::vector<std::uint32_t> rows_named(const LevelTable& table, std::string_view text) {
  const std::string code = base::upper(base::trim(text));
  std::vector<std::string> beginnings;
  const std::string plain = plain_name(text);
  for (const std::string_view word : base::split(plain, ' ')) {
    if (!word.empty()) beginnings.push_back(" " + std::string(word));
  }
  std::vector<std::uint32_t> rows;
  for (std::uint32_t row = 0; row < table.codes.size(); ++row) {
    const std::string name = beginnings.empty() ? "" : " " + plain_name(table.names[row]);
    const bool bears =
        std::all_of(beginnings.begin(), beginnings.end(),
                    [&](const std::string& beginning) { return base::contains(name, beginning); });
    if (bears || table.codes[row] == code) rows.push_back(row);
  }
  return rows;
}

std::optional<Territory> likely_territory(const Territories& territories, std::string_view text) {
  if (base::trim(text).empty()) return std::nullopt;
  if (auto by_code = territory_of(territories, base::upper(base::trim(text)))) return by_code;
  if (auto by_code = territory_of(territories, base::trim(text))) return by_code;
  const std::string plain = plain_name(text);
  std::optional<Territory> bearing;
  for (const Level level : {Level::departement, Level::region, Level::commune, Level::epci}) {
    const LevelTable& table = territories.at(level);
    const std::vector<std::uint32_t> rows = rows_named(table, text);
    std::vector<std::uint32_t> exact;
    for (const std::uint32_t row : rows) {
      if (plain_name(table.names[row]) == plain) exact.push_back(row);
    }
    if (const auto row = most_peopled(table, exact)) return Territory{level, *row};
    if (const auto row = most_peopled(table, rows); row && !bearing) bearing = {level, *row};
  }
  return bearing;
}

}  // namespace maillage::fragility
