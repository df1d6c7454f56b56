#pragma once
/// A workbook of one sheet (Office Open XML, ECMA-376), written row by row into a string that the
/// caller may send and clear between two rows: a list of any size needs little memory and its first
/// bytes leave at once. Texts are texts whatever they begin with, so none can be a formula. The
/// first row is a heading that stays in sight. See docs/decisions/015 for why not a library.
#include "formats/zip_writer.hpp"

#include <string>
#include <string_view>

namespace maillage::formats {

class WorkbookWriter {
 public:
  /// Rows that a sheet can hold, its heading included.
  static constexpr std::size_t kMostRows = 1'048'576;

  WorkbookWriter(std::string& out, std::string_view sheet_name);

  void begin_row();
  void text(std::string_view
                value);  ///< an empty one leaves the cell empty; beyond 32,767 characters it is cut
  void number(double value);
  void end_row();
  /// Closes the workbook; to be called once.
  void finish();

 private:
  void flush();

  ZipWriter zip_;
  std::string xml_;
  std::size_t rows_ = 0;
};

}  // namespace maillage::formats
