#include "web/html.hpp"

namespace maillage::web {

void append_escaped(std::string& out, std::string_view text) {
  std::size_t start = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    std::string_view entity;
    switch (text[i]) {
      case '&':
        entity = "&amp;";
        break;
      case '<':
        entity = "&lt;";
        break;
      case '>':
        entity = "&gt;";
        break;
      case '"':
        entity = "&quot;";
        break;
      case '\'':
        entity = "&#39;";
        break;
      case '\0':
        entity = "\xEF\xBF\xBD";
        break;  // U+FFFD, as a browser would read it
      default:
        continue;
    }
    out += text.substr(start, i - start);
    out += entity;
    start = i + 1;
  }
  out += text.substr(start);
}

void Attribute::write(std::string& out, std::string_view base) const {
  if (name_.empty()) return;
  out += ' ';
  out += name_;
  if (!has_value_) return;
  out += "=\"";
  if (is_number_) {
    out += std::to_string(number_);
  } else if (page_ != nullptr) {
    append_escaped(out, page_->text_under(base));
  } else {
    append_escaped(out, value_);
  }
  out += '"';
}

Html& Html::open(Literal tag, Attributes attributes) {
  out_ += '<';
  out_ += tag.text();
  for (const Attribute& attribute : attributes) attribute.write(out_, base_);
  out_ += '>';
  return *this;
}

Html& Html::close(Literal tag) {
  out_ += "</";
  out_ += tag.text();
  out_ += '>';
  return *this;
}

Html& Html::data_block(Literal type, std::string_view json) {
  open("script", {{"type", type.text()}});
  for (const char c : json) {  // in JSON these stand in strings only
    if (c == '<' || c == '>' || c == '&' || c == '\'') {
      constexpr std::string_view kDigits = "0123456789abcdef";
      out_.append("\\u00") += kDigits[static_cast<unsigned char>(c) >> 4];
      out_ += kDigits[static_cast<unsigned char>(c) & 15];
    } else {
      out_ += c;
    }
  }
  return close("script");
}

Html& Html::text(std::string_view text) {
  append_escaped(out_, text);
  return *this;
}

}  // namespace maillage::web
