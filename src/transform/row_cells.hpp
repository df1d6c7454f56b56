#pragma once
/// The cells that a mapping names, found in a row: column names become numbers once, before the
/// first row.
#include "formats/row_reader.hpp"
#include "transform/mapping.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace maillage::transform {

/// The first column that is not blank, else the constant.
class TextCell {
 public:
  TextCell() = default;
  TextCell(const TextSource& source, formats::Columns& columns);
  std::string_view operator()(const formats::Row& row) const;

 private:
  std::vector<formats::ColumnId> columns_;
  std::string constant_;
};

/// Columns joined, with second choices.
class JoinedCell {
 public:
  JoinedCell() = default;
  JoinedCell(const std::vector<JoinStep>& steps, formats::Columns& columns);
  /// The text, in `buffer` when several columns had to be joined.
  std::string_view operator()(const formats::Row& row, std::string& buffer) const;

 private:
  struct Step {
    std::vector<formats::ColumnId> columns;
    std::string separator;
  };
  std::vector<Step> steps_;
};

/// A number, perhaps a part of a cell that holds several.
class NumberCell {
 public:
  NumberCell() = default;
  NumberCell(const NumberSource& source, formats::Columns& columns);
  std::string_view operator()(const formats::Row& row, std::string& buffer) const;

 private:
  std::vector<formats::ColumnId> columns_;
  std::string separator_;
  std::size_t part_ = 0;
};

/// Notices which of the mapped columns ever had a value.
class ColumnWatch {
 public:
  ColumnWatch(const Mapping& mapping, formats::Columns& columns);
  void see(const formats::Row& row);
  /// Those that never had one. Columns of array elements ("tags.7.name") count as met when a sister
  /// was.
  std::vector<ColumnUse> never_met() const;

 private:
  struct Watched {
    ColumnUse use;
    formats::ColumnId column;
  };
  std::vector<Watched> unseen_;
  std::vector<std::string> seen_shapes_;
};

}  // namespace maillage::transform
