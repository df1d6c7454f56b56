#include "opendata/place_files.hpp"

#include "formats/workbook_writer.hpp"
#include "opendata/spreadsheet_text.hpp"
#include "standard/writing.hpp"

#include <algorithm>

namespace maillage::opendata {
namespace {

using standard::Field;
using standard::Place;

constexpr std::size_t kPiece = 64 * 1024;  // bytes, a little more with the last place

/// A file of places on its way: `Writer` has write(const Place&) and finish(), and appends to the
/// string that its constructor was given.
template <class Writer>
class PlaceFile {
 public:
  template <class... Arguments>
  PlaceFile(std::shared_ptr<const places::Snapshot> snapshot, Numbers numbers,
            Arguments... arguments)
      : snapshot_(std::move(snapshot)),
        numbers_(std::move(numbers)),
        writer_(arguments..., buffer_) {}
  PlaceFile(const PlaceFile&) = delete;
  PlaceFile& operator=(const PlaceFile&) = delete;

  std::string next() {
    buffer_.reserve(kPiece + kPiece / 4);
    while (buffer_.size() < kPiece && at_ < numbers_.size()) {
      snapshot_->texts[numbers_[at_++]].copy_to(place_);
      writer_.write(place_);
    }
    if (at_ == numbers_.size() && !finished_) {
      writer_.finish();
      finished_ = true;
    }
    return std::exchange(buffer_, std::string());
  }

 private:
  std::shared_ptr<const places::Snapshot> snapshot_;
  Numbers numbers_;
  std::string buffer_;
  Writer writer_;
  Place place_;
  std::size_t at_ = 0;
  bool finished_ = false;
};

/// JSON and GeoJSON as the standard's tools write them.
class StandardWriter {
 public:
  StandardWriter(standard::OutputFormat format, standard::StandIns stand_ins, std::string& out)
      : writer_(format, out, std::move(stand_ins)) {}
  void write(const Place& place) { writer_.write(place); }
  void finish() { writer_.finish(); }

 private:
  standard::PlaceWriter writer_;
};

class CsvWriter {
 public:
  explicit CsvWriter(std::string& out) : writer_(standard::OutputFormat::csv, out) {}
  void write(Place& place) {
    for (std::string& value : place.values) {
      if (is_formula(value)) value.insert(value.begin(), '\'');
    }
    writer_.write(place);
  }
  void finish() { writer_.finish(); }

 private:
  standard::PlaceWriter writer_;
};

class SheetWriter {
 public:
  explicit SheetWriter(std::string& out) : workbook_(out, "Lieux") {
    workbook_.begin_row();
    for (const Field field : standard::all_fields()) workbook_.text(standard::field_name(field));
    workbook_.end_row();
  }
  void write(const Place& place) {
    if (++rows_ >= formats::WorkbookWriter::kMostRows) return;
    const auto point = place.coordinates();
    workbook_.begin_row();
    for (const Field field : standard::all_fields()) {
      if (point && field == Field::latitude) {
        workbook_.number(point->latitude);
      } else if (point && field == Field::longitude) {
        workbook_.number(point->longitude);
      } else {
        workbook_.text(place[field]);
      }
    }
    workbook_.end_row();
  }
  void finish() { workbook_.finish(); }

 private:
  formats::WorkbookWriter workbook_;
  std::size_t rows_ = 0;
};

template <class Writer, class... Arguments>
web::Pieces pieces(std::shared_ptr<const places::Snapshot> snapshot, Numbers numbers,
                   Arguments... arguments) {
  const auto file = std::make_shared<PlaceFile<Writer>>(std::move(snapshot), std::move(numbers),
                                                        std::move(arguments)...);
  return [file] { return file->next(); };
}

}  // namespace

std::string_view extension(FileFormat format) {
  constexpr std::string_view kNames[] = {"csv", "json", "geojson", "xlsx"};
  return kNames[static_cast<std::size_t>(format)];
}

std::string_view content_type(FileFormat format) {
  constexpr std::string_view kTypes[] = {
      "text/csv; charset=utf-8; header=present", "application/json", "application/geo+json",
      "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"};
  return kTypes[static_cast<std::size_t>(format)];
}

web::Pieces pieces_of(FileFormat format, std::shared_ptr<const places::Snapshot> snapshot,
                      Numbers numbers) {
  switch (format) {
    case FileFormat::csv:
      return pieces<CsvWriter>(std::move(snapshot), std::move(numbers));
    case FileFormat::json:
      return pieces<StandardWriter>(std::move(snapshot), std::move(numbers),
                                    standard::OutputFormat::json, standard::StandIns());
    case FileFormat::geojson:
      return pieces<StandardWriter>(std::move(snapshot), std::move(numbers),
                                    standard::OutputFormat::geojson, standard::StandIns{"", ""});
    case FileFormat::xlsx:
      break;
  }
  return pieces<SheetWriter>(std::move(snapshot), std::move(numbers));
}

}  // namespace maillage::opendata
