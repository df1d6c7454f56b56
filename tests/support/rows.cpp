#include "support/rows.hpp"

#include <algorithm>
#include <cstring>

namespace maillage::test {

std::vector<std::string> rows_of(formats::RowReader& reader) {
  std::vector<std::string> rows;
  for (formats::Row row; reader.next(row);) {
    std::string text;
    for (formats::ColumnId column = 0; column < row.cells.size(); ++column) {
      if (row.cells[column].empty()) continue;
      if (!text.empty()) text += '|';
      text += reader.columns().name(column) + "=" + std::string(row.cells[column]);
    }
    rows.push_back(text);
  }
  return rows;
}

std::vector<std::string> rows_of(std::unique_ptr<formats::ByteSource> bytes, formats::Format format,
                                 const formats::ReadOptions& options) {
  const auto reader = formats::make_reader(format, std::move(bytes), options);
  return rows_of(*reader);
}

std::vector<std::string> rows_of(const std::string& text, const formats::ReadOptions& options,
                                 formats::Format format) {
  return rows_of(formats::from_text(text), format, options);
}

std::size_t CrumbSource::read(char* buffer, std::size_t capacity) {
  const std::size_t got = std::min({capacity, crumb_, text_.size() - at_});
  std::memcpy(buffer, text_.data() + at_, got);
  at_ += got;
  return got;
}

RepeatedSource::RepeatedSource(std::string start, const std::string& piece, std::size_t bytes)
    : start_(std::move(start)), left_(bytes) {
  while (block_.size() < kBlockBytes) block_ += piece;
}

std::size_t RepeatedSource::read(char* buffer, std::size_t capacity) {
  if (!start_.empty()) {
    const std::size_t got = std::min(capacity, start_.size());
    std::memcpy(buffer, start_.data(), got);
    start_.erase(0, got);
    return got;
  }
  const std::size_t got = std::min({capacity, left_, block_.size() - at_});
  std::memcpy(buffer, block_.data() + at_, got);
  at_ = (at_ + got) % block_.size();
  left_ -= got;
  return got;
}

}  // namespace maillage::test
