#pragma once
/// CSV and TSV rows (RFC 4180 and what people make of it): the separator detected or given, quotes
/// anywhere a spreadsheet leaves them, every line ending. Cells and names are trimmed; a cell
/// beyond the header and a column without a name are called "field7" (their position from 1); of
/// two columns with one name the last non-empty cell counts. A quote that is never closed is an
/// ordinary character, so that it can't swallow the rest of the file. Blank lines are no rows.
#include "formats/row_reader.hpp"

#include <memory>

namespace maillage::formats {

/// `text` is UTF-8 (text_decoding.hpp).
std::unique_ptr<RowReader> make_csv_reader(std::unique_ptr<ByteSource> text,
                                           const ReadOptions& options);

/// The separator that cuts the lines of a sample most evenly, among , ; tab |. ',' when none cuts.
char detect_delimiter(std::string_view sample);

}  // namespace maillage::formats
