#include "formats/xml_writer.hpp"

#include "base/text.hpp"

namespace maillage::formats {
namespace {

/// XML 1.0 has no control characters but tab and line ends; the rest of them says nothing.
void append_valid(std::string& out, std::string_view text) {
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      default:
        if (static_cast<unsigned char>(c) >= 0x20 || c == '\t' || c == '\n') out += c;
    }
  }
}

}  // namespace

void append_xml(std::string& out, std::string_view text) {
  if (base::is_valid_utf8(text)) {
    append_valid(out, text);
  } else {
    append_valid(out, base::valid_utf8(text));
  }
}

XmlWriter& XmlWriter::declaration() {
  out_ += "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
  return *this;
}

void XmlWriter::start(std::string_view name, Attributes attributes, std::string_view end) {
  out_.append("<").append(name);
  for (const auto& [key, value] : attributes) {
    out_.append(" ").append(key).append("=\"");
    append_xml(out_, value);
    out_ += '"';
  }
  out_ += end;
}

XmlWriter& XmlWriter::open(std::string_view name, Attributes attributes) {
  start(name, attributes, ">");
  open_.push_back(name);
  return *this;
}

XmlWriter& XmlWriter::close() {
  out_.append("</").append(open_.back()).append(">\n");
  open_.pop_back();
  return *this;
}

XmlWriter& XmlWriter::leaf(std::string_view name, Attributes attributes) {
  start(name, attributes, "/>\n");
  return *this;
}

XmlWriter& XmlWriter::element(std::string_view name, std::string_view text, Attributes attributes) {
  start(name, attributes, ">");
  append_xml(out_, text);
  out_.append("</").append(name).append(">\n");
  return *this;
}

}  // namespace maillage::formats
