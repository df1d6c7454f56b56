#pragma once
/// One sheet of a spreadsheet as rows of text: what the importer of XLSX and ODS (sheet_reader.cpp)
/// collects, and the rules that turn a stored number into what people see (dates, padded codes).
#include "base/date.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace maillage::formats {

/// How a number format shows its numbers.
struct NumberStyle {
  enum class Kind { general, date, padded } kind = Kind::general;
  std::size_t digits = 0;  ///< padded: "00000" shows 1000 as 01000
  bool operator==(const NumberStyle&) const = default;
};

/// The style of a format code ("dd/mm/yyyy", "00000", "#,##0.00").
NumberStyle number_style(std::string_view format_code);
/// The style of a built-in format of XLSX (ECMA-376 part 1, section 18.8.30).
NumberStyle builtin_number_style(std::size_t identifier);
/// The number as text: as JavaScript prints it, padded, or as "2024-04-02", "2024-04-02 09:30:00",
/// "09:30". `origin` is the day that counts as 0.
std::string cell_text(double value, NumberStyle style, std::chrono::sys_days origin);

/// Cells in any order; empty ones are not kept.
class SheetCells {
 public:
  static constexpr std::size_t kMaxRows = 1'048'576;  // what spreadsheet programs allow
  static constexpr std::size_t kMaxColumns = 16'384;
  static constexpr std::size_t kMaxCells = 10'000'000;
  static constexpr std::size_t kMaxTextBytes = 512u << 20;

  /// Throws base::Error (too_large) beyond the limits.
  void put(std::int64_t row, std::int64_t column, std::string_view text);
  /// Sorts; of two cells at one place the later counts.
  void finish();

  struct Cell {
    std::uint32_t row, column;
    std::uint32_t length;
    std::size_t begin;
  };
  const std::vector<Cell>& cells() const { return cells_; }
  std::string_view text(const Cell& cell) const {
    return std::string_view(texts_).substr(cell.begin, cell.length);
  }
  /// A header of two columns or more and a row below it.
  bool is_table() const;

 private:
  std::vector<Cell> cells_;
  std::string texts_;
};

}  // namespace maillage::formats
