#pragma once
/// Tables of numbers by territory as people send them: read with every doubt said, written so that
/// each number reads back as the same double.
#include "base/finding.hpp"
#include "formats/row_reader.hpp"
#include "fragility/aggregate.hpp"

#include <functional>
#include <iosfwd>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace maillage::fragility {

/// What a cell says. A decimal comma and a percent sign are read and told; a mark of statistical
/// secrecy ("s", "nd", "c", "n.c.") is missing and told apart from an empty cell.
struct Cell {
  enum class Kind { number, empty, secret, comma, wrong };
  double value = kMissing;
  Kind kind = Kind::empty;
};
Cell read_number(std::string_view text);

/// A code of a commune or an IRIS whose leading zero a spreadsheet ate gets it back ("1001" ->
/// "01001", "10010000" -> "010010000"); others are returned as they are.
std::string with_leading_zero(std::string_view code);

/// The rows of a file in any format that its name tells. Throws base::Error when it can't be
/// opened.
std::unique_ptr<formats::RowReader> open_table(const std::string& path);
/// The names of its columns.
std::vector<std::string> header_of(const std::string& path);

struct ScoreTable {
  std::string key;  ///< name of the column of codes
  std::vector<std::string> codes;
  Frame frame;
  base::Findings findings;
};

/// Keeps the columns of which `wanted` says yes. The codes are in the column `key`, else in "code",
/// "iris" or "epci", else in the first. Throws base::Error when there is no row. Every row is kept,
/// those with findings too.
ScoreTable read_scores(formats::RowReader& rows, std::string_view key,
                       const std::function<bool(std::string_view)>& wanted);

/// A text as a cell of a CSV row, in quotes where it needs them.
std::string csv_cell(std::string_view text);

/// Comma, one line a row, `key` and `codes` as they are (`csv_cell` is the caller's care), missing
/// as an empty cell, numbers as short as they can be read back.
void write_table(const std::string& path, const std::string& key,
                 const std::vector<std::string>& codes, const Frame& frame);

/// "Ligne 12, colonne « med » : …" for each finding, errors first; at most `most` lines, then how
/// many are left. The row of a finding counts from 0 below the header.
void tell(const base::Findings& findings, std::ostream& err, std::size_t most = 50);

}  // namespace maillage::fragility
