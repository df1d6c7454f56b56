#include "formats/row_reader.hpp"

#include "base/error.hpp"
#include "base/text.hpp"
#include "formats/csv_reader.hpp"
#include "formats/json_rows.hpp"
#include "formats/sheet_reader.hpp"
#include "formats/text_decoding.hpp"

namespace maillage::formats {

namespace {

/// The last part of a file name or address, lower case, without query and fragment.
std::string file_part(std::string_view name) {
  name = name.substr(0, name.find_first_of("?#"));
  return base::lower(name.substr(name.rfind('/') + 1));
}

}  // namespace

Format guess_format(std::string_view name, std::string_view content_type,
                    std::string_view first_bytes) {
  if (first_bytes.starts_with("\xD0\xCF\x11\xE0")) {
    throw base::Error(base::ErrorCode::bad_input,
                      "Ce fichier est un ancien classeur Excel (.xls). Enregistrez-le au format "
                      ".xlsx, .ods ou .csv, puis recommencez.");
  }
  if (first_bytes.starts_with("PK\x03\x04")) {
    const bool ods = base::contains(first_bytes.substr(0, 200),
                                    "application/vnd.oasis.opendocument.spreadsheet");
    return ods || (first_bytes.size() < 60 && file_part(name).ends_with(".ods")) ? Format::ods
                                                                                 : Format::xlsx;
  }
  const std::string file = file_part(name);
  const std::string type = base::lower(content_type);
  if (file.ends_with(".json") || file.ends_with(".geojson") || base::contains(type, "json"))
    return Format::json;
  if (file.ends_with(".csv") || file.ends_with(".tsv") || base::contains(type, "csv"))
    return Format::csv;
  if (first_bytes.empty() && file.ends_with(".xlsx")) return Format::xlsx;
  if (first_bytes.empty() && file.ends_with(".ods")) return Format::ods;
  if (first_bytes.starts_with("\xEF\xBB\xBF")) first_bytes.remove_prefix(3);
  const std::string_view text = base::trim(first_bytes);
  return text.starts_with('[') || text.starts_with('{') ? Format::json : Format::csv;
}

std::unique_ptr<RowReader> make_reader(Format format, std::unique_ptr<ByteSource> bytes,
                                       const ReadOptions& options) {
  switch (format) {
    case Format::csv:
      return make_csv_reader(decode_text(std::move(bytes), options.encoding), options);
    case Format::json:
      return std::make_unique<JsonRows>(decode_text(std::move(bytes), options.encoding), options,
                                        std::make_shared<Columns>());
    case Format::xlsx:
      return make_xlsx_reader(std::move(bytes));
    case Format::ods:
      return make_ods_reader(std::move(bytes));
  }
  return nullptr;
}

}  // namespace maillage::formats
