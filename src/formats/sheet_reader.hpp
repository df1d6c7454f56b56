#pragma once
/// The rows of a spreadsheet (XLSX, ODS): the first sheet that holds a table,
/// whose first non-empty row names the columns. Dates are given as ISO text, formulas as their
/// stored result. The archive is checked for bombs before it is unpacked (zip_archive.hpp); the
/// sheet is held in memory.
#include "formats/row_reader.hpp"

#include <memory>

namespace maillage::formats {

std::unique_ptr<RowReader> make_xlsx_reader(std::unique_ptr<ByteSource> bytes);
std::unique_ptr<RowReader> make_ods_reader(std::unique_ptr<ByteSource> bytes);

}  // namespace maillage::formats
