#include "hours/french_table.hpp"

#include "base/text.hpp"
#include "hours/french_lexer.hpp"

#include <vector>

namespace maillage::hours::french {
namespace {

std::vector<std::string_view> cells(std::string_view line, char separator) {
  std::vector<std::string_view> parts = base::split(line, separator);
  for (std::string_view& part : parts) part = base::trim(part);
  // "| a | b |" has an empty cell at each end.
  if (separator == '|' && parts.size() > 2 && parts.front().empty()) parts.erase(parts.begin());
  if (separator == '|' && parts.size() > 2 && parts.back().empty()) parts.pop_back();
  return parts;
}

/// The day when the cell says only that.
int day_of(std::string_view cell) {
  const std::vector<Token> words = tokens(cell);
  return words.size() == 2 && words[0].kind == Kind::day ? words[0].value : -1;
}

}  // namespace

std::optional<std::array<std::string, 7>> table_columns(std::string_view text) {
  const char separator = text.find('\t') != std::string_view::npos ? '\t' : '|';
  if (text.find(separator) == std::string_view::npos || text.find('\n') == std::string_view::npos)
    return {};
  std::vector<int> days;
  std::array<std::string, 7> columns;
  for (const std::string_view line : base::split(text, '\n')) {
    if (base::trim(line).empty()) continue;
    const std::vector<std::string_view> parts = cells(line, separator);
    if (days.empty()) {
      int named = 0;
      for (const std::string_view part : parts) {
        days.push_back(day_of(part));
        named += days.back() >= 0;
        if (days.back() < 0 && !part.empty() && days.size() > 1) return {};
      }
      if (named < 2) return {};
      continue;
    }
    if (parts.size() != days.size()) return {};
    for (std::size_t i = 0; i < parts.size(); ++i) {
      if (days[i] < 0 || parts[i].empty()) continue;
      std::string& column = columns[static_cast<std::size_t>(days[i])];
      if (!column.empty()) column += " / ";
      column += parts[i];
    }
  }
  if (days.empty()) return {};
  return columns;
}

}  // namespace maillage::hours::french
