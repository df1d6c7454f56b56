#pragma once
/// Places as files, made while they are sent: the formats that people and programs take away. A
/// file says what one snapshot of the registry said, however long it takes to leave.
#include "places/site.hpp"
#include "web/message.hpp"

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

namespace maillage::opendata {

enum class FileFormat { csv, json, geojson, xlsx };

std::string_view extension(FileFormat format);  ///< "csv"
std::string_view content_type(FileFormat format);

/// Entry::number of places, in the order of the file.
using Numbers = std::vector<std::uint32_t>;

/// CSV and JSON are files of the standard, with its stand-ins for what nobody knows; GeoJSON and
/// XLSX leave it out. Texts that a spreadsheet would run are defused in CSV (spreadsheet_text.hpp).
web::Pieces pieces_of(FileFormat format, std::shared_ptr<const places::Snapshot> snapshot,
                      Numbers numbers);

}  // namespace maillage::opendata
