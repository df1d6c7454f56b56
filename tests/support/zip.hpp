#pragma once
/// Small ZIP archives for tests, entries stored or deflated; enough to build spreadsheets and
/// bombs.
#include <string>
#include <utility>
#include <vector>

namespace maillage::test {

using ZipEntries = std::vector<std::pair<std::string, std::string>>;  ///< name, content

std::string zip_of(const ZipEntries& entries, bool deflated = false);

/// The smallest workbook that holds one sheet: `rows` is the inside of <sheetData>, `styles` the
/// inside of <styleSheet>.
std::string xlsx_of(const std::string& rows, const std::string& styles = "",
                    const std::string& shared_strings = "");
/// The same for OpenDocument: `tables` is the inside of <office:spreadsheet>.
std::string ods_of(const std::string& tables);

}  // namespace maillage::test
