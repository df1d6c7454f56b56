#pragma once
/// A foreign list read row by row in constant memory, whatever its format: CSV, TSV, JSON, GeoJSON, XLSX, ODS. A row is
/// a set of text cells under column names; nested JSON is flattened, names joined by '.' ("geolocalisation.lat").
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace maillage::formats {

using ColumnId = std::uint32_t;

/// The names of the columns, numbered in order of first appearance. Whoever needs a column interns its name before
/// reading starts; the reader interns the names that it meets.
class Columns {
 public:
  ColumnId intern(std::string_view name);
  /// The id, or `kNone` when nobody has named that column.
  ColumnId find(std::string_view name) const;
  const std::string& name(ColumnId id) const { return *names_[id]; }
  std::size_t size() const { return names_.size(); }
  static constexpr ColumnId kNone = static_cast<ColumnId>(-1);

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view name) const { return std::hash<std::string_view>{}(name); }
  };
  std::unordered_map<std::string, ColumnId, Hash, std::equal_to<>> ids_;
  std::vector<const std::string*> names_;
};

/// One row. The text of its cells lives in the reader's buffers until the next call of `next`.
struct Row {
  std::size_t index = 0;                ///< 0-based position in the source, rejected and empty rows included
  std::vector<std::string_view> cells;  ///< by ColumnId; empty when absent, null or ""; may be shorter than Columns

  std::string_view operator[](ColumnId column) const {
    return column < cells.size() ? cells[column] : std::string_view();
  }
};

/// Bytes from a file, a socket or a test; `read` fills at most `capacity` bytes and returns 0 at the end.
class ByteSource {
 public:
  virtual ~ByteSource() = default;
  virtual std::size_t read(char* buffer, std::size_t capacity) = 0;
};

enum class Format { csv, json, xlsx, ods };

struct ReadOptions {
  std::string encoding;          ///< iconv name; empty: detected (UTF-8, UTF-16 by mark, else windows-1252)
  char delimiter = 0;            ///< 0: detected among , ; tab |
  std::string key;               ///< JSON: the member that holds the rows ("features"); empty: the document itself
  bool explode_arrays = false;   ///< JSON: arrays become columns x.0, x.1; else one cell "a,b,c"
  std::size_t max_row_bytes = 64u << 20;
};

/// Reads rows one after the other. Cells are trimmed for CSV and sheets, kept as written for JSON.
class RowReader {
 public:
  virtual ~RowReader() = default;
  /// False at the end. Throws base::Error when the rest of the file can't be read; rows given before stay good.
  virtual bool next(Row& row) = 0;
  virtual Columns& columns() = 0;
};

/// The format by file name or content type, else by the first bytes.
Format guess_format(std::string_view name, std::string_view content_type, std::string_view first_bytes);
std::unique_ptr<RowReader> make_reader(Format format, std::unique_ptr<ByteSource> bytes, const ReadOptions& options);

std::unique_ptr<ByteSource> open_file(const std::string& path);  ///< throws base::Error when it can't be opened
std::unique_ptr<ByteSource> from_text(std::string text);

}  // namespace maillage::formats
