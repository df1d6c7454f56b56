#include "formats/json_elements.hpp"

#include "base/error.hpp"
#include "base/text.hpp"
#include "formats/byte_scan.hpp"
#include "formats/json.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace maillage::formats {

namespace {

constexpr std::size_t kMaxNameBytes = 1u << 20;
constexpr std::size_t kNamesInMessage = 10;

bool is_blank(char c) {
  return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

bool ends_scalar(char c) {
  return is_blank(c) || c == ',' || c == '}' || c == ']';
}

/// Follows brackets and strings through a value that comes in pieces.
class ValueScan {
 public:
  enum class Result { more, done, too_deep, malformed };

  /// Goes on from `at`; when done, `at` stands behind the value.
  Result scan(const char*& at, const char* end) {
    while (at < end) {
      if (in_string_) {
        at = find_any(at, end, '"', '\\', '"');
        if (at == end) break;
        if (*at == '\\') {
          if (end - at < 2) break;
          at += 2;
          continue;
        }
        in_string_ = false;
        ++at;
        if (depth_ == 0) return Result::done;
        continue;
      }
      at = find_json_mark(at, end);
      if (at == end) break;
      const char c = *at++;
      if (c == '"') {
        in_string_ = true;
      } else if (c == '{' || c == '[') {
        if (depth_ == JsonElements::kMaxDepth) return Result::too_deep;
        open_[depth_++] = c;
      } else {
        if (depth_ == 0 || open_[depth_ - 1] != (c == '}' ? '{' : '[')) return Result::malformed;
        if (--depth_ == 0) return Result::done;
      }
    }
    return Result::more;
  }

 private:
  std::size_t depth_ = 0;
  bool in_string_ = false;
  std::array<char, JsonElements::kMaxDepth> open_{};
};

}  // namespace

JsonElements::JsonElements(std::unique_ptr<ByteSource> text, const ReadOptions& options)
    : window_(std::move(text)), key_(options.key), max_row_bytes_(options.max_row_bytes) {}

std::optional<std::string_view> JsonElements::next() {
  window_.advance(element_bytes_);
  element_bytes_ = 0;
  for (;;) {
    bool found = false;
    switch (state_) {
      case State::start:
        open_document();
        break;
      case State::in_array:
        found = read_list_element();
        break;
      case State::in_object:
        found = read_object_row();
        break;
      case State::in_document:
        found = read_document_member();
        break;
      case State::done:
        return std::nullopt;
    }
    if (!found) continue;
    ++count_;
    return window_.text(0, element_bytes_);
  }
}

void JsonElements::open_document() {
  const int first = peek();
  if (first < 0) {
    throw base::Error(base::ErrorCode::bad_input, "Ce fichier JSON est vide. Vérifiez la source.");
  }
  if (first == '[') {
    if (!key_.empty()) {
      throw base::Error(
          base::ErrorCode::bad_input,
          fmt::format(
              "Ce JSON est une liste : il n’a pas de membre « {} ». Enlevez « @{} » de la source.",
              key_, key_));
    }
    return open_rows('[', State::done);
  }
  if (first != '{') malformed();
  window_.advance(1);
  first_ = true;
  state_ = State::in_document;
}

void JsonElements::open_rows(char bracket, State after) {
  window_.advance(1);
  first_ = true;
  after_rows_ = after;
  key_found_ = true;
  state_ = bracket == '[' ? State::in_array : State::in_object;
}

bool JsonElements::read_list_element() {
  if (!another(']')) {
    close_rows();
    return false;
  }
  take_value();
  return true;
}

bool JsonElements::read_object_row() {
  if (!another('}')) {
    close_rows();
    return false;
  }
  take_name();
  take_value();
  return true;
}

bool JsonElements::read_document_member() {
  if (!another('}')) {
    close_document();
    return false;
  }
  const std::string name = take_name();
  const int first = peek();
  if (first < 0) cut_off();
  if (!key_found_ && member_is_list(name, static_cast<char>(first))) {
    open_rows(static_cast<char>(first), State::in_document);
    return false;
  }
  if (key_.empty() && !geojson_ && !key_found_ && first == '{') {
    take_value();
    return true;
  }
  if (members_.size() < kNamesInMessage) members_.push_back(name);
  if (first == '"' && (name == "next" || name == "type")) {
    const std::string text = parse_json(fmt::format("[{}]", value_text())).items()[0].text();
    if (name == "next") next_page_ = text;
    geojson_ = geojson_ || text == "FeatureCollection";
    window_.advance(element_bytes_);
    element_bytes_ = 0;
  } else {
    skip_value();
  }
  return false;
}

bool JsonElements::member_is_list(std::string_view name, char first) const {
  if (first != '[' && (first != '{' || key_.empty())) return false;
  return name == (key_.empty() ? std::string_view("features") : std::string_view(key_));
}

void JsonElements::close_rows() {
  state_ = after_rows_;
  first_ = false;
  if (state_ == State::done && peek() >= 0) malformed();
}

void JsonElements::close_document() {
  state_ = State::done;
  if (peek() >= 0) {
    throw base::Error(base::ErrorCode::bad_input,
                      "Ce fichier contient plusieurs documents JSON à la suite. Réunissez-les dans "
                      "une liste : [ … , … ].");
  }
  if (!key_.empty() && !key_found_) {
    throw base::Error(
        base::ErrorCode::bad_input,
        fmt::format("Ce JSON n’a pas de liste dans le membre « {} ». Membres présents : {}.", key_,
                    base::join(members_, ", ")));
  }
  if (key_.empty() && count_ == 0 && !key_found_ && !members_.empty()) {
    throw base::Error(base::ErrorCode::bad_input,
                      fmt::format("Ce JSON n’est pas une liste de lieux. Indiquez le membre qui "
                                  "contient la liste, avec « @membre » à la "
                                  "fin de la source. Membres présents : {}.",
                                  base::join(members_, ", ")));
  }
}

/// The next byte that isn't blank, or -1 at the end of the file.
int JsonElements::peek() {
  for (;;) {
    const char* at = window_.begin();
    while (at < window_.end() && is_blank(*at)) ++at;
    window_.advance(static_cast<std::size_t>(at - window_.begin()));
    if (window_.size() > 0) return static_cast<unsigned char>(*window_.begin());
    if (!window_.more()) return -1;
  }
}

void JsonElements::expect(char wanted) {
  const int found = peek();
  if (found < 0) cut_off();
  if (found != wanted) malformed();
  window_.advance(1);
}

/// Whether the open container has another element; takes the comma before it, or else the closing
/// bracket.
bool JsonElements::another(char closing) {
  const int found = peek();
  if (found < 0) cut_off();
  if (found == closing && first_) {
    window_.advance(1);
    return false;
  }
  if (!first_) {
    if (found == closing) {
      window_.advance(1);
      return false;
    }
    expect(',');
  }
  first_ = false;
  return true;
}

std::string JsonElements::take_name() {
  if (const int found = peek(); found != '"') found < 0 ? cut_off() : malformed();
  const std::string_view quoted = value_text();
  if (quoted.size() > kMaxNameBytes) malformed();
  std::string name(quoted.substr(1, quoted.size() - 2));
  if (base::contains(name, "\\")) name = parse_json(fmt::format("[{}]", quoted)).items()[0].text();
  window_.advance(element_bytes_);
  element_bytes_ = 0;
  expect(':');
  return name;
}

/// The whole value that begins at the next byte, kept in the window; its length is left in
/// `element_bytes_`.
std::string_view JsonElements::value_text() {
  const int first = peek();
  if (first < 0) cut_off();
  std::size_t length = 0;
  if (first != '{' && first != '[' && first != '"') {
    while (length < window_.size() || window_.more()) {
      if (ends_scalar(window_.begin()[length])) break;
      if (++length > kMaxNameBytes) malformed();
    }
    if (length == 0) malformed();
  } else {
    ValueScan scan;
    for (;;) {
      const char* at = window_.begin() + length;
      const auto result = scan.scan(at, window_.end());
      length = static_cast<std::size_t>(at - window_.begin());
      if (result == ValueScan::Result::done) break;
      if (result == ValueScan::Result::malformed) malformed();
      if (result == ValueScan::Result::too_deep) too_deep();
      if (length > max_row_bytes_) {
        throw base::Error(base::ErrorCode::too_large,
                          fmt::format("L’élément {} de ce JSON dépasse {} Mo. Vérifiez que le "
                                      "fichier est bien une liste de lieux.",
                                      count_ + 1, std::max<std::size_t>(1, max_row_bytes_ >> 20)));
      }
      if (!window_.more()) cut_off();
    }
  }
  element_bytes_ = length;
  return window_.text(0, length);
}

void JsonElements::take_value() {
  value_text();
}

/// Passes over a value of any length without keeping it.
void JsonElements::skip_value() {
  const int first = peek();
  if (first < 0) cut_off();
  if (first != '{' && first != '[' && first != '"') return skip_scalar();
  ValueScan scan;
  for (;;) {
    const char* at = window_.begin();
    const auto result = scan.scan(at, window_.end());
    window_.advance(static_cast<std::size_t>(at - window_.begin()));
    if (result == ValueScan::Result::done) return;
    if (result == ValueScan::Result::malformed) malformed();
    if (result == ValueScan::Result::too_deep) too_deep();
    if (!window_.more()) cut_off();
  }
}

void JsonElements::skip_scalar() {
  value_text();
  window_.advance(element_bytes_);
  element_bytes_ = 0;
}

void JsonElements::malformed() {
  state_ = State::done;
  throw base::Error(base::ErrorCode::bad_input,
                    fmt::format("Ce JSON est mal formé après l’élément {} (octet {}). Corrigez-le "
                                "ou exportez-le de nouveau.",
                                count_, window_.consumed()));
}

void JsonElements::too_deep() {
  state_ = State::done;
  throw base::Error(base::ErrorCode::too_large,
                    fmt::format("L’élément {} de ce JSON a trop de niveaux imbriqués ({} au plus).",
                                count_ + 1, kMaxDepth));
}

void JsonElements::cut_off() {
  state_ = State::done;
  throw base::Error(base::ErrorCode::bad_input,
                    fmt::format("Ce JSON est incomplet : il s’arrête après l’élément {}. "
                                "Téléchargez-le ou exportez-le de nouveau.",
                                count_));
}

}  // namespace maillage::formats
