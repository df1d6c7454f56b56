#pragma once
/// JSON lists as rows: each element flattened, the names of nested members joined by '.'. Numbers,
/// booleans and lists read as JavaScript's String() prints them, so that mapping files written for
/// the incumbent find the same texts; whole numbers too long for a double keep all their digits.
#include "formats/json_elements.hpp"
#include "formats/row_reader.hpp"

#include <memory>
#include <string>

namespace maillage::formats {

class JsonRows final : public RowReader {
 public:
  /// `text` is UTF-8. Pages of one list share their `columns`.
  JsonRows(std::unique_ptr<ByteSource> text, const ReadOptions& options,
           std::shared_ptr<Columns> columns);
  ~JsonRows() override;

  bool next(Row& row) override;
  Columns& columns() override { return *columns_; }
  /// The document's own `next`, once `next(row)` has returned false.
  const std::string& next_page() const { return elements_.next_page(); }

 private:
  class Flattener;  // keeps simdjson out of the header

  JsonElements elements_;
  std::shared_ptr<Columns> columns_;
  std::unique_ptr<Flattener> flattener_;
};

/// What JavaScript prints for a JSON number: the text itself when it is already that, else a new
/// one in `scratch`. Empty when the text is no JSON number.
std::string_view number_as_javascript(std::string_view token, std::string& scratch);

}  // namespace maillage::formats
