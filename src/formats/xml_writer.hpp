#pragma once
/// XML text written piece by piece into a string: feeds, sitemaps, the parts of a workbook. Names
/// are our own; texts may be anybody's.
///
///     xml.open("entry").element("title", nom).leaf("link", {{"href", page}}).close();
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace maillage::formats {

class XmlWriter {
 public:
  using Attributes = std::initializer_list<std::pair<std::string_view, std::string_view>>;

  explicit XmlWriter(std::string& out) : out_(out) {}
  /// <?xml …?>, at the start of a document.
  XmlWriter& declaration();
  XmlWriter& open(std::string_view name, Attributes attributes = {});
  XmlWriter& close();  ///< the innermost element
  XmlWriter& leaf(std::string_view name, Attributes attributes = {});
  XmlWriter& element(std::string_view name, std::string_view text, Attributes attributes = {});

 private:
  void start(std::string_view name, Attributes attributes, std::string_view end);
  std::string& out_;
  std::vector<std::string_view> open_;  ///< literals of ours
};

/// `text` as content or value of an attribute; what XML can't hold (control characters, wrong
/// bytes) is left out or becomes U+FFFD.
void append_xml(std::string& out, std::string_view text);

}  // namespace maillage::formats
