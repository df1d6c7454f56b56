#pragma once
/// Tables from files of any format that `formats` reads, the separator detected: also the percent
/// sign of the Leipzig benchmark sets, which no spreadsheet writes.
#include "linkage/model.hpp"
#include "linkage/table.hpp"

#include <string>
#include <vector>

namespace maillage::linkage {

/// "donnees/abt.csv" -> "abt"
std::string source_name(const std::string& path);
/// One source a file, in the order given. The ids are a column too only where a field of the model
/// reads them. Throws base::Error when a file can't be read or is empty.
Table read_tables(const std::vector<std::string>& paths, const std::vector<FieldSpec>& fields);

}  // namespace maillage::linkage
