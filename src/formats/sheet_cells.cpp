#include "formats/sheet_cells.hpp"

#include "base/error.hpp"
#include "base/text.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include <fmt/format.h>

namespace maillage::formats {

namespace {

constexpr double kMaxSerial = 2'958'466;  // the day after 31 December 9999
constexpr int kSecondsPerDay = 86'400;

std::string date_text(double value, std::chrono::sys_days origin) {
  const double day = std::floor(value);
  auto seconds = static_cast<int>(std::lround((value - day) * kSecondsPerDay));
  auto date = origin + std::chrono::days(static_cast<int>(day));
  if (seconds == kSecondsPerDay) {
    seconds = 0;
    date += std::chrono::days(1);
  }
  const int hours = seconds / 3600, minutes = seconds / 60 % 60;
  if (value < 1) return fmt::format("{:02}:{:02}", hours, minutes);
  const std::string text = base::iso_date(base::Date(date));
  return seconds == 0 ? text
                      : fmt::format("{} {:02}:{:02}:{:02}", text, hours, minutes, seconds % 60);
}

[[noreturn]] void too_large() {
  throw base::Error(base::ErrorCode::too_large,
                    "Cette feuille de calcul est trop grande. Enregistrez-la en CSV.");
}

}  // namespace

NumberStyle number_style(std::string_view code) {
  if (!code.empty() && code.find_first_not_of('0') == std::string_view::npos) {
    return code.size() == 1 ? NumberStyle{} : NumberStyle{NumberStyle::Kind::padded, code.size()};
  }
  bool quoted = false, bracketed = false;
  for (std::size_t at = 0; at < code.size(); ++at) {
    const char c = code[at];
    if (c == '"') quoted = !quoted;
    if (quoted) continue;
    if (c == '\\' || c == '_' || c == '*') {
      ++at;  // the next character is shown or measured as it is
      continue;
    }
    if (c == '[') bracketed = true;
    if (c == ']') bracketed = false;
    if (bracketed) continue;  // colours, currencies, conditions
    if (c == ';') break;
    if (base::contains("yYdDhHaAjJ", std::string_view(&c, 1)) ||
        ((c == 'm' || c == 'M') && code.size() > 1)) {
      return {NumberStyle::Kind::date, 0};
    }
    if (c == '0' || c == '#' || c == 'G') break;
  }
  return {};
}

NumberStyle builtin_number_style(std::size_t id) {
  const bool date = (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) ||
                    (id >= 50 && id <= 58);
  return date ? NumberStyle{NumberStyle::Kind::date, 0} : NumberStyle{};
}

std::string cell_text(double value, NumberStyle style, std::chrono::sys_days origin) {
  if (style.kind == NumberStyle::Kind::date && value >= 0 && value < kMaxSerial)
    return date_text(value, origin);
  std::string text = base::number_text(value);
  if (style.kind == NumberStyle::Kind::padded && value >= 0 && text.size() < style.digits &&
      text.find_first_not_of("0123456789") == std::string::npos) {
    text.insert(0, style.digits - text.size(), '0');
  }
  return text;
}

void SheetCells::put(std::int64_t row, std::int64_t column, std::string_view text) {
  text = base::trim(text);
  if (text.empty()) return;
  if (row < 0 || column < 0 || row >= static_cast<std::int64_t>(kMaxRows) ||
      column >= static_cast<std::int64_t>(kMaxColumns) || cells_.size() >= kMaxCells ||
      texts_.size() + text.size() > kMaxTextBytes) {
    too_large();
  }
  cells_.push_back({static_cast<std::uint32_t>(row), static_cast<std::uint32_t>(column),
                    static_cast<std::uint32_t>(text.size()), texts_.size()});
  texts_ += base::is_valid_utf8(text) ? text : std::string_view(base::valid_utf8(text));
  cells_.back().length = static_cast<std::uint32_t>(texts_.size() - cells_.back().begin);
}

void SheetCells::finish() {
  const auto place = [](const Cell& cell) { return std::pair(cell.row, cell.column); };
  const auto before = [&](const Cell& a, const Cell& b) { return place(a) < place(b); };
  if (!std::is_sorted(cells_.begin(), cells_.end(), before))
    std::stable_sort(cells_.begin(), cells_.end(), before);
  std::size_t kept = 0;
  for (std::size_t i = 0; i < cells_.size(); ++i) {
    if (i + 1 < cells_.size() && place(cells_[i]) == place(cells_[i + 1])) continue;
    cells_[kept++] = cells_[i];
  }
  cells_.resize(kept);
}

bool SheetCells::is_table() const {
  return cells_.size() > 2 && cells_[0].row == cells_[1].row && cells_.back().row > cells_[0].row;
}

}  // namespace maillage::formats
