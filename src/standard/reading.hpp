#pragma once
/// Lists that are already in the standard, in any of its versions, CSV or JSON alike: the columns
/// are matched with the fields of the version, which is recognised from what the file holds when
/// nobody names it.
#include "base/finding.hpp"
#include "formats/row_reader.hpp"
#include "standard/schema.hpp"

#include <cstdint>
#include <deque>
#include <exception>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace maillage::standard {

/// One row: the text of each field in the order of the schema, as written, empty where absent.
/// Lives until the next one is read.
struct Record {
  std::size_t row = 0;  ///< 0-based position in the list
  std::vector<std::string_view> values;
  std::vector<std::pair<std::string_view, std::string_view>>
      extras;  ///< column and text, unknown to the version
};

struct Detection {
  Version version;
  std::string
      reason;  ///< French, without a capital or a full stop: "les listes sont séparées par « | »"
};

/// A look at the columns and at some rows of a list: which version is it?
Detection detect_version(std::span<const std::string> columns,
                         std::span<const std::vector<std::string>> rows);

/// Opens a list whatever its format: CSV, JSON, a workbook. "-" is the standard input. Throws
/// base::Error when it can't.
std::unique_ptr<formats::RowReader> open_list(const std::string& path);

/// Reads record after record in constant memory. The first rows are read ahead to recognise the
/// version.
class RecordReader {
 public:
  /// `rows` must outlive this reader. Throws base::Error as `rows.next` does; `next` does too,
  /// after the rows that could be read.
  RecordReader(formats::RowReader& rows, std::optional<Version> version);

  const Schema& schema() const { return standard::schema(detection_.version); }
  const Detection& detection() const { return detection_; }
  /// The columns met in the first rows that the version doesn't know.
  const std::vector<std::string>& extra_columns() const { return extra_columns_; }
  /// What is to be said of the columns: misspelt, unknown.
  base::Findings column_findings() const;

  /// False at the end.
  bool next(Record& record);

 private:
  /// Where the text of a column goes.
  struct Target {
    std::size_t field = Schema::kNone;
    bool exact =
        true;  ///< false when the name is only like the field's: then it fills what is empty
  };
  struct KeptRow {
    std::size_t index;
    std::vector<std::string> cells;
  };
  Target target_of(std::string_view column) const;
  void fill(Record& record, std::size_t index, std::span<const std::string_view> cells);

  formats::RowReader& rows_;
  formats::Row row_;
  std::deque<KeptRow> ahead_;
  std::exception_ptr broken_;  // met while reading ahead, kept for its turn
  KeptRow current_;
  std::vector<std::string_view> cells_;
  Detection detection_;
  std::vector<Target> targets_;
  std::vector<std::string> extra_columns_;
};

}  // namespace maillage::standard
