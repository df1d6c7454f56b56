#pragma once
/// The table inside a workbook: XLSX (ECMA-376) or OpenDocument (ODF 1.2, part 1, section 9).
#include "formats/sheet_cells.hpp"
#include "formats/zip_archive.hpp"

namespace maillage::formats {

/// The first sheet that is a table (a header and a row), else the first that isn't empty. Throws
/// base::Error when the workbook is malformed or passes the limits of SheetCells.
SheetCells read_xlsx_table(const ZipArchive& archive);
SheetCells read_ods_table(const ZipArchive& archive);

}  // namespace maillage::formats
