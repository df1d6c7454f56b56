#pragma once
/// XML as a stream of events, through Expat: for documents too large to hold, such as the sheets of
/// a workbook. Names come without their namespace prefix; entities of the document's own are not
/// expanded (no "billion laughs").
#include <functional>
#include <memory>
#include <string_view>
#include <vector>

namespace maillage::formats {

struct XmlAttributes {
  std::vector<std::pair<std::string_view, std::string_view>> pairs;
  /// The value, or "" when absent.
  std::string_view operator[](std::string_view name) const;
};

struct XmlHandler {
  std::function<void(std::string_view name, const XmlAttributes&)> start;
  std::function<void(std::string_view name)> end;
  std::function<void(std::string_view text)> text;  ///< may come in several pieces
};

class XmlParser {
 public:
  explicit XmlParser(XmlHandler handler);
  ~XmlParser();
  XmlParser(const XmlParser&) = delete;

  /// Throws base::Error (bad_input) when the document is malformed, and whatever the handler
  /// throws.
  void feed(std::string_view piece);
  void finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace maillage::formats
