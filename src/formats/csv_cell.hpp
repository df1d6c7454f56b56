#pragma once
/// One cell of CSV text, for the writers of files that are made line by line.
#include <string>
#include <string_view>

namespace maillage::formats {

/// Appends `text`, between quotes when it holds a comma, a quote or a line end (RFC 4180).
void append_csv_cell(std::string& out, std::string_view text);
/// Appends `text` between quotes, those in it doubled.
void append_quoted_cell(std::string& out, std::string_view text);

}  // namespace maillage::formats
