#include "formats/csv_reader.hpp"

#include "base/error.hpp"
#include "base/text.hpp"
#include "formats/byte_scan.hpp"
#include "formats/input_window.hpp"

#include <algorithm>
#include <cstring>

#include <fmt/format.h>

namespace maillage::formats {

namespace {

constexpr std::size_t kMaxColumns = 1u << 16;
constexpr std::size_t kSampleLines = 30;
constexpr std::size_t kMaxOpenQuotes =
    100;  // after so many unclosed quotes, the file doesn't use them as quotes

/// A cell as it lies in the window.
struct RawCell {
  std::size_t begin = 0;
  std::size_t end = 0;
  bool quoted = false;
};

bool is_blank(char c) {
  return c == ' ' || c == '\t';
}

/// Takes the quotes of a quoted cell away, in place; text behind the closing quote is kept.
std::string_view unquote(char* begin, char* end) {
  while (is_blank(*begin)) ++begin;
  char* const out_begin = ++begin;
  const auto inside = static_cast<std::size_t>(end - begin);
  if (auto* const quote = static_cast<char*>(std::memchr(begin, '"', inside)); quote == end - 1) {
    return {begin, inside - 1};  // nothing to take out
  }
  char* out = out_begin;
  bool open = true;
  while (begin < end) {
    if (open && *begin == '"') {
      if (begin + 1 < end && begin[1] == '"') {
        ++begin;
      } else {
        open = false;
        ++begin;
        continue;
      }
    }
    *out++ = *begin++;
  }
  return {out_begin, static_cast<std::size_t>(out - out_begin)};
}

std::string_view trim_cell(std::string_view cell) {
  const auto plain = [](char c) {
    return static_cast<unsigned char>(c) > ' ' && static_cast<unsigned char>(c) < 0x80;
  };
  if (cell.empty() || (plain(cell.front()) && plain(cell.back()))) return cell;
  return base::trim(cell);
}

class CsvReader final : public RowReader {
 public:
  CsvReader(std::unique_ptr<ByteSource> text, const ReadOptions& options)
      : window_(std::move(text)),
        delimiter_(options.delimiter),
        max_row_bytes_(options.max_row_bytes) {}

  Columns& columns() override { return columns_; }

  bool next(Row& row) override {
    if (!started_) start();
    if (!read_record()) return false;
    row.index = index_++;
    while (header_.size() < cells_.size()) name_column("");
    row.cells.assign(columns_.size(), {});
    for (std::size_t i = 0; i < cells_.size(); ++i) {
      const std::string_view text = cell(i);
      if (!text.empty()) row.cells[header_[i]] = text;
    }
    window_.advance(record_end_);
    record_end_ = 0;
    return true;
  }

 private:
  void start() {
    started_ = true;
    while (window_.size() < InputWindow::kChunk && window_.more()) {
    }
    skip_separator_hint();
    if (delimiter_ == 0)
      delimiter_ = detect_delimiter(window_.text(0, std::min(window_.size(), InputWindow::kChunk)));
    if (!read_record()) return;
    for (std::size_t i = 0; i < cells_.size(); ++i) name_column(cell(i));
    window_.advance(record_end_);
    record_end_ = 0;
  }

  /// The line "sep=;" that Excel writes for itself.
  void skip_separator_hint() {
    const std::string_view start = window_.text(0, std::min<std::size_t>(window_.size(), 8));
    if (!start.starts_with("sep=") || start.size() < 6 || (start[5] != '\n' && start[5] != '\r'))
      return;
    if (delimiter_ == 0) delimiter_ = start[4];
    window_.advance(start[5] == '\r' && start.size() > 6 && start[6] == '\n' ? 7 : 6);
  }

  void name_column(std::string_view name) {
    if (header_.size() >= kMaxColumns) {
      throw base::Error(
          base::ErrorCode::too_large,
          fmt::format("La ligne {} a plus de {} colonnes. Vérifiez le séparateur du fichier.",
                      line(), kMaxColumns));
    }
    header_.push_back(columns_.intern(name.empty() ? fmt::format("field{}", header_.size() + 1)
                                                   : std::string(name)));
  }

  std::string_view cell(std::size_t i) {
    char* const base = window_.begin();
    const RawCell& raw = cells_[i];
    return trim_cell(raw.quoted ? unquote(base + raw.begin, base + raw.end)
                                : std::string_view(base + raw.begin, raw.end - raw.begin));
  }

  /// Finds the cells of the next record that isn't blank. False at the end of the file.
  bool read_record() {
    do {
      window_.advance(record_end_);
      record_end_ = 0;
      if (window_.size() == 0 && !window_.more()) return false;
      split_record();
    } while (cells_.size() == 1 && cell_is_blank(cells_[0]));
    return true;
  }

  bool cell_is_blank(const RawCell& raw) {
    return !raw.quoted && base::trim(window_.text(raw.begin, raw.end - raw.begin)).empty();
  }

  void split_record() {
    cells_.clear();
    ++records_;
    std::size_t at = 0;
    while (!split_cell(at)) {
    }
    record_end_ = at;
  }

  /// Reads one cell from `at` and moves behind its separator. True when it was the last of its
  /// record.
  bool split_cell(std::size_t& at) {
    RawCell raw{at, at, false};
    std::size_t scan = at;
    if (quotes_ && opens_quote(scan)) {
      if (const std::size_t closed = closing_quote(scan); closed != kNotClosed) {
        raw.quoted = true;
        scan = closed;
      } else if (++open_quotes_ >= kMaxOpenQuotes) {
        quotes_ = false;
      }
    }
    for (;;) {
      const char* const begin = window_.begin();
      const char* const hit = find_any(begin + scan, window_.end(), delimiter_, '\n', '\r');
      scan = static_cast<std::size_t>(hit - begin);
      if (hit != window_.end()) break;
      if (!grow()) {
        add_cell(raw, scan);
        at = scan;
        return true;
      }
    }
    add_cell(raw, scan);
    const char stop = window_.begin()[scan];
    at = scan + 1;
    if (stop == delimiter_) return false;
    if (stop == '\r' && (at < window_.size() || grow()) && window_.begin()[at] == '\n') ++at;
    return true;
  }

  void add_cell(RawCell raw, std::size_t end) {
    raw.end = end;
    if (cells_.size() < 2 * kMaxColumns) cells_.push_back(raw);
  }

  /// Whether a quote comes first, blanks aside; then `scan` stands behind it.
  bool opens_quote(std::size_t& scan) {
    for (std::size_t look = scan;; ++look) {
      if (look == window_.size() && !grow()) return false;
      const char c = window_.begin()[look];
      if (c == '"') {
        scan = look + 1;
        return true;
      }
      if (!is_blank(c) || c == delimiter_) return false;
    }
  }

  static constexpr std::size_t kNotClosed = static_cast<std::size_t>(-1);

  /// The position behind the quote that closes the cell whose text begins at `scan`.
  std::size_t closing_quote(std::size_t scan) {
    for (;;) {
      const void* const hit = std::memchr(window_.begin() + scan, '"', window_.size() - scan);
      if (hit == nullptr) {
        scan = window_.size();
        if (scan > max_row_bytes_ || !window_.more()) return kNotClosed;
        continue;
      }
      scan = static_cast<std::size_t>(static_cast<const char*>(hit) - window_.begin()) + 1;
      if (scan == window_.size() && !grow()) return scan;
      if (window_.begin()[scan] != '"') return scan;
      ++scan;
    }
  }

  /// Reads on; the window holds one record, so its size is the record's.
  bool grow() {
    if (window_.size() > max_row_bytes_) {
      throw base::Error(
          base::ErrorCode::too_large,
          fmt::format("La ligne {} dépasse {} Mo. Vérifiez que ce fichier est bien un CSV, avec un "
                      "retour à la ligne après chaque lieu.",
                      line(), std::max<std::size_t>(1, max_row_bytes_ >> 20)));
    }
    return window_.more();
  }

  std::size_t line() const { return records_; }

  InputWindow window_;
  char delimiter_;
  std::size_t max_row_bytes_;
  Columns columns_;
  std::vector<ColumnId> header_;  // by position
  std::vector<RawCell> cells_;
  std::size_t record_end_ = 0;
  std::size_t records_ = 0;  // header and blank lines included
  std::size_t index_ = 0;
  std::size_t open_quotes_ = 0;
  bool quotes_ = true;
  bool started_ = false;
};

}  // namespace

char detect_delimiter(std::string_view sample) {
  char best = ',';
  double best_score = 0;
  for (const char candidate : {',', ';', '\t', '|'}) {
    std::size_t header = 0, lines = 0, even = 0, cells = 1;
    bool quoted = false;
    for (std::size_t at = 0; at < sample.size() && lines < kSampleLines; ++at) {
      const char c = sample[at];
      if (c == '"') quoted = !quoted;
      if (quoted) continue;
      cells += c == candidate;
      if (c != '\n' && c != '\r') continue;
      if (at > 0 && sample[at - 1] != '\n' && sample[at - 1] != '\r') {
        if (lines++ == 0) header = cells;
        even += cells == header;
      }
      cells = 1;
    }
    if (lines == 0) {
      header = cells;
      lines = even = 1;
    }
    const double score = header < 2 ? 0
                                    : static_cast<double>(header) * static_cast<double>(even) /
                                          static_cast<double>(lines);
    if (score > best_score) {
      best = candidate;
      best_score = score;
    }
  }
  return best;
}

std::unique_ptr<RowReader> make_csv_reader(std::unique_ptr<ByteSource> text,
                                           const ReadOptions& options) {
  return std::make_unique<CsvReader>(std::move(text), options);
}

}  // namespace maillage::formats
