#include "web/url.hpp"

#include "base/text.hpp"

#include <fmt/format.h>

namespace maillage::web {
namespace {

int hexadecimal(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

bool is_unreserved(unsigned char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
         c == '.' || c == '_' || c == '~';
}

/// Encodes what an address may not hold as it is, and leaves its own punctuation alone.
std::string encode_unsafe(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte > 0x20 && byte < 0x7f &&
        std::string_view("\"<>\\^`{|}").find(c) == std::string_view::npos) {
      out += c;
    } else {
      fmt::format_to(std::back_inserter(out), "%{:02X}", byte);
    }
  }
  return out;
}

}  // namespace

std::optional<std::string> percent_decode(std::string_view text, bool plus_is_space) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%') {
      if (i + 2 >= text.size()) return std::nullopt;
      const int high = hexadecimal(text[i + 1]), low = hexadecimal(text[i + 2]);
      if (high < 0 || low < 0) return std::nullopt;
      out += static_cast<char>(high * 16 + low);
      i += 2;
    } else {
      out += plus_is_space && text[i] == '+' ? ' ' : text[i];
    }
  }
  return out;
}

std::string percent_encode(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (const char c : text) {
    if (is_unreserved(static_cast<unsigned char>(c))) {
      out += c;
    } else {
      fmt::format_to(std::back_inserter(out), "%{:02X}", static_cast<unsigned char>(c));
    }
  }
  return out;
}

Query Query::parse(std::string_view text) {
  constexpr std::size_t kMostPairs = 100;
  Query query;
  while (!text.empty() && query.pairs_.size() < kMostPairs) {
    const std::size_t end = std::min(text.find('&'), text.size());
    const std::string_view pair = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (pair.empty()) continue;
    const std::size_t equal = std::min(pair.find('='), pair.size());
    auto name = percent_decode(pair.substr(0, equal), true);
    auto value = percent_decode(pair.substr(std::min(equal + 1, pair.size())), true);
    if (name && value) query.pairs_.emplace_back(std::move(*name), base::valid_utf8(*value));
  }
  return query;
}

std::string_view Query::get(std::string_view name) const {
  for (const auto& [key, value] : pairs_) {
    if (key == name) return value;
  }
  return {};
}

std::vector<std::string_view> Query::all(std::string_view name) const {
  std::vector<std::string_view> values;
  for (const auto& [key, value] : pairs_) {
    if (key == name) values.push_back(value);
  }
  return values;
}

std::optional<Address> Address::external(std::string_view text) {
  text = base::trim(text);
  const std::string scheme = base::lower(text.substr(0, std::min<std::size_t>(text.size(), 8)));
  const std::size_t start = scheme.starts_with("https://")  ? 8
                            : scheme.starts_with("http://") ? 7
                                                            : 0;
  if (start == 0 || text.size() == start) return std::nullopt;
  const char first = text[start];
  if (first == '/' || first == '?' || first == '#' || first == ':') return std::nullopt;
  return Address((start == 8 ? "https://" : "http://") + encode_unsafe(text.substr(start)));
}

Address Address::mail(std::string_view mailbox) {
  const std::size_t at = mailbox.rfind('@');
  if (at == std::string_view::npos) return Address("mailto:" + percent_encode(mailbox));
  return Address("mailto:" + percent_encode(mailbox.substr(0, at)) + "@" +
                 percent_encode(mailbox.substr(at + 1)));
}

Address Address::phone(std::string_view number) {
  std::string digits;
  for (const char c : number) {
    if ((c >= '0' && c <= '9') || (c == '+' && digits.empty())) digits += c;
  }
  return Address("tel:" + digits);
}

Address Address::point(double latitude, double longitude) {
  return Address(fmt::format("geo:{:.6f},{:.6f}", latitude, longitude));
}

std::string Address::text_under(std::string_view base) const {
  if (!is_page_ || base.empty() || !text_.starts_with('/')) return text_;
  const std::size_t slash = text_ == "/" || text_.starts_with("/?") || text_.starts_with("/#");
  return std::string(base) + text_.substr(slash);
}

Address& Address::segment(std::string_view text) {
  if (!text_.ends_with('/')) text_ += '/';
  text_ += percent_encode(text);
  return *this;
}

Address& Address::with(std::string_view name, std::string_view value) {
  text_ += text_.find('?') == std::string::npos ? '?' : '&';
  text_ += percent_encode(name);
  text_ += '=';
  text_ += percent_encode(value);
  return *this;
}

Address& Address::fragment(Literal name) {
  text_ += '#';
  text_ += name.text();
  return *this;
}

}  // namespace maillage::web
