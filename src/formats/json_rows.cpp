#include "formats/json_rows.hpp"

#include "base/error.hpp"
#include "base/text.hpp"
#include "formats/json_fault.hpp"

#include <charconv>

#include <fmt/format.h>
#include <simdjson.h>

namespace maillage::formats {

namespace {

using simdjson::ondemand::json_type;

constexpr std::size_t kMaxColumns = 1u << 16;
constexpr std::size_t kExactDigits =
    15;  // a double gives back any decimal number of so many digits
constexpr std::size_t kMaxPlainInteger = 21;  // JavaScript writes longer ones with an exponent
constexpr std::size_t kMaxLeadingZeros = 5;   // and smaller fractions too

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

std::size_t digits(std::string_view text) {
  std::size_t count = 0;
  while (count < text.size() && is_digit(text[count])) ++count;
  return count;
}

/// Whether the text follows the grammar of JSON numbers (RFC 8259, section 6).
bool is_json_number(std::string_view text) {
  if (text.starts_with('-')) text.remove_prefix(1);
  const std::size_t whole = digits(text);
  if (whole == 0 || (whole > 1 && text[0] == '0')) return false;
  text.remove_prefix(whole);
  if (text.starts_with('.')) {
    const std::size_t fraction = digits(text.substr(1));
    if (fraction == 0) return false;
    text.remove_prefix(1 + fraction);
  }
  if (text.starts_with('e') || text.starts_with('E')) {
    text.remove_prefix(1);
    if (text.starts_with('+') || text.starts_with('-')) text.remove_prefix(1);
    const std::size_t exponent = digits(text);
    if (exponent == 0) return false;
    text.remove_prefix(exponent);
  }
  return text.empty();
}

std::string_view without_trailing_blanks(std::string_view token) {
  while (!token.empty() && static_cast<unsigned char>(token.back()) <= ' ') token.remove_suffix(1);
  return token;
}

}  // namespace

std::string_view number_as_javascript(std::string_view token, std::string& scratch) {
  std::string_view rest = token;
  if (rest.starts_with('-')) rest.remove_prefix(1);
  const std::size_t whole = digits(rest);
  const bool proper = whole == 1 || (whole > 1 && rest[0] != '0');
  if (proper && rest.size() == whole && whole <= kMaxPlainInteger && token != "-0") return token;
  if (proper && rest.size() > whole + 1 && rest[whole] == '.') {
    const std::string_view fraction = rest.substr(whole + 1);
    const bool zero = rest[0] == '0';
    if (digits(fraction) == fraction.size() && fraction.back() != '0' &&
        whole + fraction.size() <= kExactDigits &&
        (!zero || fraction.find_first_not_of('0') <= kMaxLeadingZeros)) {
      return token;
    }
  }
  if (!is_json_number(token)) return {};
  double value = 0;
  const auto read = std::from_chars(token.data(), token.data() + token.size(), value);
  if (read.ec == std::errc::result_out_of_range) {  // JavaScript: 1e999 is Infinity, 1e-999 is 0
    const std::size_t exponent = token.find_first_of("eE");
    const bool tiny = exponent != std::string_view::npos && token[exponent + 1] == '-';
    scratch = tiny ? "0" : token[0] == '-' ? "-Infinity" : "Infinity";
  } else {
    scratch = base::number_text(value);
  }
  return scratch;
}

class JsonRows::Flattener {
 public:
  Flattener(Columns& columns, bool explode_arrays) : columns_(columns), explode_(explode_arrays) {}

  /// Throws simdjson::simdjson_error when the element is malformed.
  void flatten(std::string_view element, Row& row) {
    row.cells.assign(columns_.size(), {});
    built_.clear();
    built_cells_.clear();
    path_.clear();
    position_ = 0;
    const char first = element.front();
    if (first == '{' || first == '[') {  // a bare text or number among the rows has no named cell
      auto document = parser_.iterate(
          simdjson::padded_string_view(element, element.size() + InputWindow::kPadding));
      first == '{' ? object(document.get_object().value(), row)
                   : exploded(document.get_array().value(), row);
    }
    for (const BuiltCell& cell : built_cells_) {
      row.cells[cell.column] = std::string_view(built_).substr(cell.begin, cell.length);
    }
  }

 private:
  struct Known {
    std::string name;
    ColumnId column;
  };
  /// A cell whose text had to be made; `built_` moves while it grows, hence the offsets.
  struct BuiltCell {
    ColumnId column;
    std::size_t begin, length;
  };

  template <class Value>
  void object(Value members, Row& row) {
    for (auto member : members) {
      const std::size_t length = enter(member.unescaped_key().value());
      value(member.value().value(), row);
      path_.resize(length);
    }
  }

  template <class Value>
  void exploded(Value items, Row& row) {
    std::size_t index = 0;
    char number[24];
    for (auto item : items) {
      const char* const end = std::to_chars(number, number + sizeof number, index++).ptr;
      const std::size_t length = enter({number, static_cast<std::size_t>(end - number)});
      value(item.value(), row);
      path_.resize(length);
    }
  }

  /// Appends a name to the path; returns the length to go back to.
  std::size_t enter(std::string_view name) {
    const std::size_t length = path_.size();
    if (length > 0) path_ += '.';
    path_ += name;
    return length;
  }

  void value(simdjson::ondemand::value value, Row& row) {
    switch (value.type().value()) {
      case json_type::object:
        return object(value.get_object().value(), row);
      case json_type::array:
        if (explode_) return exploded(value.get_array().value(), row);
        return build(value, row);
      case json_type::string:
        return set(column(), value.get_string().value(), row);
      case json_type::number: {
        const std::string_view token = without_trailing_blanks(value.raw_json_token());
        const std::string_view text = number_as_javascript(token, number_);
        if (text.empty()) throw simdjson::simdjson_error(simdjson::NUMBER_ERROR);
        if (text.data() == token.data()) return set(column(), text, row);
        return build(text, row);
      }
      case json_type::boolean:
        return set(column(), value.get_bool().value() ? "true" : "false", row);
      case json_type::null:
        if (!value.is_null()) throw simdjson::simdjson_error(simdjson::N_ATOM_ERROR);
        return set(column(), {}, row);
    }
  }

  void set(ColumnId column, std::string_view text, Row& row) {
    if (column >= row.cells.size()) row.cells.resize(columns_.size());
    row.cells[column] = text;
  }

  void build(std::string_view text, Row& row) {
    const std::size_t begin = built_.size();
    built_ += text;
    finish(begin, row);
  }

  void build(simdjson::ondemand::value list, Row& row) {
    const std::size_t begin = built_.size();
    join(list);
    finish(begin, row);
  }

  void finish(std::size_t begin, Row& row) {
    const ColumnId id = column();
    set(id, {}, row);
    built_cells_.push_back({id, begin, built_.size() - begin});
  }

  /// Appends what JavaScript's String() gives.
  void join(simdjson::ondemand::value value) {
    switch (value.type().value()) {
      case json_type::object:
        built_ += "[object Object]";
        return;
      case json_type::array: {
        simdjson::ondemand::array items = value.get_array().value();  // outlives the walk
        bool first = true;
        for (auto item : items) {
          if (!first) built_ += ',';
          first = false;
          join(item.value());
        }
        return;
      }
      case json_type::string:
        built_ += value.get_string().value();
        return;
      case json_type::number: {
        const std::string_view text =
            number_as_javascript(without_trailing_blanks(value.raw_json_token()), number_);
        if (text.empty()) throw simdjson::simdjson_error(simdjson::NUMBER_ERROR);
        built_ += text;
        return;
      }
      case json_type::boolean:
        built_ += value.get_bool().value() ? "true" : "false";
        return;
      case json_type::null:
        if (!value.is_null()) throw simdjson::simdjson_error(simdjson::N_ATOM_ERROR);
        return;
    }
  }

  /// The column of the path. Rows of one list mostly have the same members in the same order, so
  /// the name at the same position of the row before is tried first.
  ColumnId column() {
    if (position_ < known_.size() && known_[position_].name == path_)
      return known_[position_++].column;
    const ColumnId id = columns_.intern(path_);
    if (columns_.size() > kMaxColumns) {
      throw base::Error(base::ErrorCode::too_large,
                        fmt::format("Ce JSON a plus de {} colonnes différentes. Vérifiez que c’est "
                                    "bien une liste de lieux.",
                                    kMaxColumns));
    }
    if (position_ == known_.size()) {
      known_.push_back({path_, id});
    } else {
      known_[position_] = {path_, id};
    }
    ++position_;
    return id;
  }

  Columns& columns_;
  bool explode_;
  simdjson::ondemand::parser parser_;
  std::vector<Known> known_;
  std::size_t position_ = 0;
  std::string path_, number_, built_;
  std::vector<BuiltCell> built_cells_;
};

JsonRows::JsonRows(std::unique_ptr<ByteSource> text, const ReadOptions& options,
                   std::shared_ptr<Columns> columns)
    : elements_(std::move(text), options),
      columns_(std::move(columns)),
      flattener_(std::make_unique<Flattener>(*columns_, options.explode_arrays)) {}

JsonRows::~JsonRows() = default;

bool JsonRows::next(Row& row) {
  const auto element = elements_.next();
  if (!element) return false;
  row.index = elements_.count() - 1;
  try {
    flattener_->flatten(*element, row);
  } catch (const simdjson::simdjson_error& error) {
    throw base::Error(base::ErrorCode::bad_input,
                      fmt::format("L’élément {} de ce JSON est mal formé ({}). Corrigez-le ou "
                                  "exportez le fichier de nouveau.",
                                  elements_.count(), json_fault(error.error())));
  }
  return true;
}

}  // namespace maillage::formats
