#include "formats/sheet_reader.hpp"

#include "base/error.hpp"
#include "formats/workbook.hpp"

#include <fmt/format.h>

namespace maillage::formats {

namespace {

constexpr std::size_t kMaxFileBytes = 128u << 20;

std::string read_all(ByteSource& bytes) {
  constexpr std::size_t kChunk = 64u << 10;
  std::string all;
  for (;;) {
    const std::size_t before = all.size();
    all.resize(before + kChunk);
    const std::size_t got = bytes.read(all.data() + before, kChunk);
    all.resize(before + got);
    if (got == 0) return all;
    if (all.size() > kMaxFileBytes) {
      throw base::Error(base::ErrorCode::too_large,
                        fmt::format("Ce classeur dépasse {} Mo. Enregistrez la feuille en CSV.",
                                    kMaxFileBytes >> 20));
    }
  }
}

class SheetReader final : public RowReader {
 public:
  explicit SheetReader(SheetCells cells) : cells_(std::move(cells)) {
    if (cells_.cells().empty()) return;
    header_row_ = cells_.cells().front().row;
    for (; at_ < cells_.cells().size() && cells_.cells()[at_].row == header_row_; ++at_) {
      name_column(cells_.cells()[at_].column, cells_.text(cells_.cells()[at_]));
    }
    row_ = header_row_;
  }

  Columns& columns() override { return columns_; }

  bool next(Row& row) override {
    const auto& cells = cells_.cells();
    if (at_ == cells.size()) return false;
    row_ = cells[at_].row;
    row.index = row_ - header_row_ - 1;
    row.cells.assign(columns_.size(), {});
    for (; at_ < cells.size() && cells[at_].row == row_; ++at_) {
      const ColumnId column = column_of(cells[at_].column);
      if (column >= row.cells.size()) row.cells.resize(columns_.size());
      row.cells[column] = cells_.text(cells[at_]);
    }
    return true;
  }

 private:
  static constexpr ColumnId kUnnamed = Columns::kNone;

  void name_column(std::size_t position, std::string_view name) {
    if (header_.size() <= position) header_.resize(position + 1, kUnnamed);
    header_[position] = columns_.intern(name);
  }

  ColumnId column_of(std::size_t position) {
    if (position >= header_.size() || header_[position] == kUnnamed)
      name_column(position, fmt::format("field{}", position + 1));
    return header_[position];
  }

  SheetCells cells_;
  Columns columns_;
  std::vector<ColumnId> header_;  // by position in the sheet
  std::size_t at_ = 0;
  std::size_t row_ = 0;
  std::size_t header_row_ = 0;
};

}  // namespace

std::unique_ptr<RowReader> make_xlsx_reader(std::unique_ptr<ByteSource> bytes) {
  return std::make_unique<SheetReader>(read_xlsx_table(ZipArchive(read_all(*bytes))));
}

std::unique_ptr<RowReader> make_ods_reader(std::unique_ptr<ByteSource> bytes) {
  return std::make_unique<SheetReader>(read_ods_table(ZipArchive(read_all(*bytes))));
}

}  // namespace maillage::formats
