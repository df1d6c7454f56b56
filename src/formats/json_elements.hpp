#pragma once
/// The elements of a long JSON list one after the other, in constant memory: finds where each
/// begins and ends without looking inside. The list is the document itself, the member `key` of its
/// top-level object, the `features` of a GeoJSON document, or the values of an object of rows. What
/// follows the list is read too, for the address of the next page.
#include "formats/input_window.hpp"
#include "formats/row_reader.hpp"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace maillage::formats {

class JsonElements {
 public:
  static constexpr std::size_t kMaxDepth = 64;

  /// `text` is UTF-8 (text_decoding.hpp).
  JsonElements(std::unique_ptr<ByteSource> text, const ReadOptions& options);

  /// The text of the next element, valid until the next call, readable `InputWindow::kPadding`
  /// bytes beyond its end. Throws base::Error when the list is cut off, malformed, nested too deep,
  /// or an element is too long.
  std::optional<std::string_view> next();
  /// Elements given so far.
  std::size_t count() const { return count_; }
  /// The top-level member `next` when it is a text, once `next()` has given nothing; "" when there
  /// is none.
  const std::string& next_page() const { return next_page_; }

 private:
  enum class State { start, in_array, in_object, in_document, done };

  void open_document();
  void open_rows(char bracket, State after);
  bool read_list_element();
  bool read_object_row();
  bool read_document_member();
  bool member_is_list(std::string_view name, char first) const;
  void close_rows();
  void close_document();

  int peek();
  void expect(char wanted);
  bool another(char closing);
  std::string take_name();
  std::string_view value_text();
  void take_value();
  void skip_value();
  void skip_scalar();

  [[noreturn]] void malformed();
  [[noreturn]] void cut_off();
  [[noreturn]] void too_deep();

  InputWindow window_;
  std::string key_;
  std::size_t max_row_bytes_;
  State state_ = State::start;
  State after_rows_ = State::done;
  bool first_ = true;  // no element or member of the open container was read yet
  bool key_found_ = false;
  bool geojson_ = false;
  std::size_t element_bytes_ = 0;  // of the element handed out, still in the window
  std::size_t count_ = 0;
  std::string next_page_;
  std::vector<std::string> members_;  // names at the top, for the message when no list is found
};

}  // namespace maillage::formats
