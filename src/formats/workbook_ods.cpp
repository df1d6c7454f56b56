#include "base/error.hpp"
#include "base/text.hpp"
#include "formats/workbook.hpp"
#include "formats/xml_events.hpp"

#include <algorithm>
#include <charconv>

namespace maillage::formats {

namespace {

constexpr std::int64_t kMaxRepeat = 1'000'000'000;

/// How many times an element counts: 1 unless its attribute says more.
std::int64_t repeats(std::string_view attribute) {
  std::int64_t count = 1;
  std::from_chars(attribute.data(), attribute.data() + attribute.size(), count);
  return std::clamp<std::int64_t>(count, 1, kMaxRepeat);
}

bool is_padded_code(std::string_view text) {
  return text.size() > 1 && text[0] == '0' &&
         text.find_first_not_of("0123456789") == std::string_view::npos;
}

/// Collects the cells of each table of the document and keeps the first that is one.
class DocumentScan {
 public:
  SheetCells read(const ZipArchive& archive) {
    XmlParser parser({[this](std::string_view name, const XmlAttributes& attributes) {
                        start(name, attributes);
                      },
                      [this](std::string_view name) { end(name); },
                      [this](std::string_view text) {
                        if (paragraphs_open_ > 0) shown_ += text;
                      }});
    archive.unpack("content.xml", [&](std::string_view piece) {
      if (!found_) parser.feed(piece);
    });
    if (!found_) parser.finish();
    return std::move(best_);
  }

 private:
  struct Cell {
    std::int64_t column, count;
    std::string text;
  };

  void start(std::string_view name, const XmlAttributes& attributes) {
    if (annotation_ > 0 || name == "annotation") {
      ++annotation_;  // a comment on a cell is no part of it
    } else if (name == "table") {
      cells_ = {};
      row_ = 0;
    } else if (name == "table-row") {
      row_count_ = repeats(attributes["number-rows-repeated"]);
      column_ = 0;
      row_cells_.clear();
    } else if (name == "table-cell" || name == "covered-table-cell") {
      start_cell(attributes);
    } else if (name == "p") {
      if (!shown_.empty()) shown_ += '\n';
      ++paragraphs_open_;
    } else if (name == "s") {
      shown_.append(static_cast<std::size_t>(std::min<std::int64_t>(repeats(attributes["c"]), 100)),
                    ' ');
    } else if (name == "line-break" || name == "tab") {
      shown_ += name == "tab" ? '\t' : '\n';
    }
  }

  void start_cell(const XmlAttributes& attributes) {
    column_count_ = repeats(attributes["number-columns-repeated"]);
    type_ = attributes["value-type"];
    value_ = type_ == "date"      ? attributes["date-value"]
             : type_ == "boolean" ? attributes["boolean-value"]
             : type_ == "string"  ? attributes["string-value"]
                                  : attributes["value"];
    shown_.clear();
  }

  void end(std::string_view name) {
    if (annotation_ > 0) {
      --annotation_;
    } else if (name == "p") {
      --paragraphs_open_;
    } else if (name == "table-cell" || name == "covered-table-cell") {
      if (std::string text = cell_text(); !text.empty())
        row_cells_.push_back({column_, column_count_, std::move(text)});
      column_ += column_count_;
    } else if (name == "table-row") {
      end_row();
    } else if (name == "table") {
      end_table();
    }
  }

  std::string cell_text() const {
    if (type_ == "date")
      return base::replace_all(base::replace_all(value_, "T00:00:00", ""), "T", " ");
    if (type_ == "boolean") return value_;
    if (type_ == "string") return shown_.empty() ? value_ : shown_;
    double number = 0;
    if (value_.empty() || is_padded_code(shown_) || !base::parse_number(value_, number))
      return shown_;
    return base::number_text(number);
  }

  void end_row() {
    for (std::int64_t row = 0; row < (row_cells_.empty() ? 0 : row_count_); ++row) {
      for (const Cell& cell : row_cells_) {
        for (std::int64_t i = 0; i < cell.count; ++i)
          cells_.put(row_ + row, cell.column + i, cell.text);
      }
    }
    row_ += row_count_;
  }

  void end_table() {
    cells_.finish();
    if (!found_ && (cells_.is_table() || best_.cells().empty())) {
      found_ = cells_.is_table();
      best_ = std::move(cells_);
    }
    cells_ = {};
  }

  SheetCells cells_, best_;
  bool found_ = false;
  std::int64_t row_ = 0, row_count_ = 1, column_ = 0, column_count_ = 1;
  std::vector<Cell> row_cells_;
  std::string type_, value_, shown_;
  int annotation_ = 0, paragraphs_open_ = 0;
};

}  // namespace

SheetCells read_ods_table(const ZipArchive& archive) {
  if (!archive.has("content.xml")) {
    throw base::Error(base::ErrorCode::bad_input,
                      "Ce fichier n’est pas un classeur OpenDocument. Enregistrez-le de nouveau au "
                      "format .ods ou .csv.");
  }
  return DocumentScan().read(archive);
}

}  // namespace maillage::formats
