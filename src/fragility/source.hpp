#pragma once
/// How a producer writes its indicators: a description as data (data/sources, TOML), so that a new
/// year or a new file needs no code. Reading gives series and findings; every row that can't be
/// used is a finding with its row and column.
#include "base/finding.hpp"
#include "formats/row_reader.hpp"
#include "fragility/store.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace maillage::fragility {

/// One indicator of a source. Names of columns may hold {AA} or {AAAA}: the year in two or four
/// digits. Several columns are summed; those behind a minus sign are taken away.
struct SourceIndicator {
  std::string id, label;
  std::vector<std::string> numerator, denominator;
  std::string value;                    ///< instead of a numerator
  std::string weight;                   ///< people behind a value; may be empty
  std::string only_column, only_value;  ///< rows of which this column says this; others don't count
  bool summed = false;                  ///< several rows of a territory add up
  bool is_share = true;
  double factor = 1;        ///< of a value: 100 when the producer writes shares between 0 and 1
  bool complement = false;  ///< 100 minus the share
  double least = 0, most = 100;  ///< beyond is impossible
};

struct Source {
  std::string name, title, producer, licence;
  std::string level;        ///< "commune", or "=column" when each row names its level
  std::string code;         ///< column
  std::string year_column;  ///< when each row names its year
  int year = 0;             ///< when the file is of one known year
  std::vector<SourceIndicator> indicators;
};

Source parse_source(std::string_view toml, std::string_view name);
/// Every source of a folder, sorted by name. Throws base::Error (bad_input) as methods do.
std::vector<Source> load_sources(const std::string& folder);

/// The source that a header fits: all of its columns are there, and more of them than of any other.
/// Null when none fits.
const Source* recognise(const std::vector<Source>& sources, const std::vector<std::string>& header);

struct Reading {
  std::vector<Series> series;
  base::Findings findings;
  std::size_t rows = 0;
  std::size_t unknown_codes = 0;  ///< territories of another geography: told once, with examples
};

/// `year`: of a file that doesn't say it; 0 when unknown. Rows of one territory, indicator and year
/// that say different things: the first is kept, the other is a finding.
Reading read_source(formats::RowReader& rows, const Source& source, const Territories& territories,
                    int year = 0);

}  // namespace maillage::fragility
