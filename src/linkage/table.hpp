#pragma once
/// The records to compare, column by column, each column dictionary-encoded. Records stand in
/// canonical order (by source, id, then content), so that nothing that follows can depend on the
/// order in which the rows arrived.
#include "formats/row_reader.hpp"
#include "linkage/dictionary.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace maillage::linkage {

using RecordId = std::uint32_t;  ///< position of a record in its table

struct Column {
  std::string name;
  Dictionary dictionary;
  Values values;  ///< by record

  std::string_view text(RecordId record) const { return dictionary.text(values[record]); }
};

class Table {
 public:
  std::size_t size() const { return sources_.size(); }
  const std::vector<Column>& columns() const { return columns_; }
  /// The column of that name, letter case apart; null when there is none.
  const Column* find(std::string_view name) const;
  std::string_view id(RecordId record) const {
    return std::string_view(id_text_).substr(id_starts_[record],
                                             id_starts_[record + 1] - id_starts_[record]);
  }
  std::uint8_t source(RecordId record) const { return sources_[record]; }
  const std::string& source_name(std::uint8_t source) const { return source_names_[source]; }
  std::size_t source_count() const { return source_names_.size(); }

 private:
  friend class TableBuilder;
  std::vector<Column> columns_;
  std::string id_text_;
  std::vector<std::uint64_t> id_starts_ = {0};
  std::vector<std::uint8_t> sources_;
  std::vector<std::string> source_names_;
};

/// Fills a table record by record, from memory or from files.
class TableBuilder {
 public:
  /// Columns that several sources share carry one name.
  std::size_t column(std::string_view name);
  /// The records added from now on belong to this source (at most 256).
  void source(std::string name);
  /// `cells` by column; missing ones are empty.
  void add(std::string_view id, const std::vector<std::string_view>& cells);
  /// Every row of the reader, its first column being the id; that column is a column too unless it
  /// is called `id_only` (millions of ids that nobody compares need no dictionary). Returns the
  /// number of rows.
  std::size_t read(formats::RowReader& rows, std::string source_name, bool id_only = false);
  Table finish() &&;

 private:
  void put_in_canonical_order();
  Table table_;
  std::vector<std::uint32_t> tags_;  ///< of the cells of a record
};

}  // namespace maillage::linkage
