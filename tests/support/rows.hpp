#pragma once
/// Rows of a foreign list as plain text, for assertions that read at a glance:
/// "nom=Pimms|ville=Brest".
#include "formats/row_reader.hpp"

#include <memory>
#include <string>
#include <vector>

namespace maillage::test {

/// The non-empty cells of each row in the order of the columns.
std::vector<std::string> rows_of(std::unique_ptr<formats::ByteSource> bytes, formats::Format format,
                                 const formats::ReadOptions& options = {});
std::vector<std::string> rows_of(formats::RowReader& reader);
/// Of a CSV text, unless the format is given.
std::vector<std::string> rows_of(const std::string& text, const formats::ReadOptions& options = {},
                                 formats::Format format = formats::Format::csv);

/// Gives a text in pieces of a few bytes, as a slow network does.
class CrumbSource final : public formats::ByteSource {
 public:
  CrumbSource(std::string text, std::size_t crumb) : text_(std::move(text)), crumb_(crumb) {}
  std::size_t read(char* buffer, std::size_t capacity) override;

 private:
  std::string text_;
  std::size_t crumb_;
  std::size_t at_ = 0;
};

/// A text of any length made of one piece repeated, without holding it.
class RepeatedSource final : public formats::ByteSource {
 public:
  RepeatedSource(std::string start, const std::string& piece, std::size_t bytes);
  std::size_t read(char* buffer, std::size_t capacity) override;

 private:
  static constexpr std::size_t kBlockBytes = 1u << 16;
  std::string start_, block_;
  std::size_t left_;
  std::size_t at_ = 0;
};

}  // namespace maillage::test
