#include "base/text.hpp"

#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <cstring>

#include <sodium.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

namespace maillage::base {

namespace {

constexpr char32_t kReplacement = 0xFFFD;

/// Length of the ASCII text at the front, found eight bytes at a time.
std::size_t ascii_prefix(std::string_view text, std::size_t from = 0) {
  constexpr std::uint64_t kHighBits = 0x8080808080808080;
  std::size_t at = from;
  for (std::uint64_t word; at + sizeof word <= text.size(); at += sizeof word) {
    std::memcpy(&word, text.data() + at, sizeof word);
    if (word & kHighBits) break;
  }
  while (at < text.size() && static_cast<unsigned char>(text[at]) < 0x80) ++at;
  return at - from;
}

bool is_ascii(std::string_view text) { return ascii_prefix(text) == text.size(); }

char ascii_lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

/// Compatibility decomposition (NFKD) of one code point, through ICU.
icu::UnicodeString decompose(char32_t c) {
  UErrorCode status = U_ZERO_ERROR;
  static const icu::Normalizer2* const nfkd = icu::Normalizer2::getNFKDInstance(status);
  icu::UnicodeString out;
  if (!nfkd->getDecomposition(static_cast<UChar32>(c), out)) out.setTo(static_cast<UChar32>(c));
  return out;
}

/// Calls `put` with each lower-case code point of the decomposition, combining marks left out.
template <class Put>
void fold_code_point(char32_t c, Put put) {
  switch (c) {
    case U'œ': case U'Œ': put(U'o'); put(U'e'); return;
    case U'æ': case U'Æ': put(U'a'); put(U'e'); return;
    case U'ß': put(U's'); put(U's'); return;
    case U'’': case U'‘': case U'ʼ': put(U'\''); return;
    default: break;
  }
  const icu::UnicodeString parts = decompose(c);
  for (int32_t i = 0; i < parts.length();) {
    const UChar32 part = parts.char32At(i);
    i += U16_LENGTH(part);
    if (u_charType(part) == U_NON_SPACING_MARK) continue;
    put(static_cast<char32_t>(u_tolower(part)));
  }
}

/// The folds of Latin letters with accents, worked out once: French text holds no others.
class LatinFolds {
 public:
  static constexpr char32_t kFirst = 0x80, kEnd = 0x180;
  LatinFolds() {
    for (char32_t c = kFirst; c < kEnd; ++c) {
      fold_code_point(c, [&](char32_t part) { append_utf8(folds_[c - kFirst], part); });
    }
  }
  const std::string& of(char32_t c) const { return folds_[c - kFirst]; }

 private:
  std::array<std::string, kEnd - kFirst> folds_;
};

template <class Map>
std::string map_code_points(std::string_view text, Map map) {
  std::string out;
  out.reserve(text.size() + 4);
  for (std::size_t at = 0; at < text.size();) append_utf8(out, map(next_code_point(text, at)));
  return out;
}

}  // namespace

bool is_wide_space(char32_t c) {
  return c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) ||
         c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000 || c == 0xFEFF;
}

char32_t next_wide_code_point(std::string_view text, std::size_t& at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char first = byte(at);
  const int length = first >= 0xF0 && first < 0xF5 ? 4 : first >= 0xE0 ? 3 : first >= 0xC2 ? 2 : 0;
  if (length == 0 || first >= 0xF5 || at + static_cast<std::size_t>(length) > text.size()) {
    ++at;
    return kReplacement;
  }
  char32_t c = first & (0xFF >> (length + 1));
  for (int i = 1; i < length; ++i) {
    const unsigned char next = byte(at + static_cast<std::size_t>(i));
    if ((next & 0xC0) != 0x80) {
      ++at;
      return kReplacement;
    }
    c = (c << 6) | (next & 0x3F);
  }
  const bool overlong = (length == 3 && c < 0x800) || (length == 4 && c < 0x10000);
  if (overlong || c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF)) {
    ++at;
    return kReplacement;
  }
  at += static_cast<std::size_t>(length);
  return c;
}

void append_wide_utf8(std::string& out, char32_t c) {
  if (c < 0x800) {
    out += static_cast<char>(0xC0 | (c >> 6));
    out += static_cast<char>(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    out += static_cast<char>(0xE0 | (c >> 12));
    out += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
    out += static_cast<char>(0x80 | (c & 0x3F));
  } else {
    out += static_cast<char>(0xF0 | (c >> 18));
    out += static_cast<char>(0x80 | ((c >> 12) & 0x3F));
    out += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
    out += static_cast<char>(0x80 | (c & 0x3F));
  }
}

std::u32string to_utf32(std::string_view text) {
  std::u32string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) out += next_code_point(text, at);
  return out;
}

std::string to_utf8(std::u32string_view text) {
  std::string out;
  out.reserve(text.size());
  for (const char32_t c : text) append_utf8(out, c);
  return out;
}

bool is_valid_utf8(std::string_view text) {
  for (std::size_t at = 0;;) {
    at += ascii_prefix(text, at);
    if (at == text.size()) return true;
    const std::size_t before = at;
    if (next_code_point(text, at) == kReplacement && at - before == 1) return false;
  }
}

std::string valid_utf8(std::string_view text) {
  if (is_valid_utf8(text)) return std::string(text);
  return map_code_points(text, [](char32_t c) { return c; });
}

std::size_t utf16_length(std::string_view text) {
  std::size_t units = 0;
  for (std::size_t at = 0; at < text.size();) units += next_code_point(text, at) >= 0x10000 ? 2 : 1;
  return units;
}

std::string_view trim(std::string_view text) {
  std::size_t begin = 0;
  while (begin < text.size()) {
    std::size_t next = begin;
    if (!is_space(next_code_point(text, next))) break;
    begin = next;
  }
  std::size_t end = text.size();
  while (end > begin) {
    std::size_t start = end - 1;
    while (start > begin && (static_cast<unsigned char>(text[start]) & 0xC0) == 0x80) --start;
    std::size_t next = start;
    if (!is_space(next_code_point(text, next)) || next != end) break;
    end = start;
  }
  return text.substr(begin, end - begin);
}

std::string squeeze(std::string_view text) {
  text = trim(text);
  std::string out;
  out.reserve(text.size());
  std::size_t word = 0;  // where the text begins that is not copied yet
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t before = at;
    if (!is_space(next_code_point(text, at))) continue;
    if (before > word) out.append(text, word, before - word).push_back(' ');
    word = at;
  }
  return out.append(text, word);
}

std::string remove_spaces(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  std::size_t word = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t before = at;
    if (!is_space(next_code_point(text, at))) continue;
    out.append(text, word, before - word);
    word = at;
  }
  return out.append(text, word);
}

std::string lower(std::string_view text) {
  if (is_ascii(text)) {
    std::string out(text);
    for (char& c : out) c = ascii_lower(c);
    return out;
  }
  return map_code_points(text, [](char32_t c) {
    return c < 0x80 ? static_cast<char32_t>(ascii_lower(static_cast<char>(c)))
                    : static_cast<char32_t>(u_tolower(static_cast<UChar32>(c)));
  });
}

std::string upper(std::string_view text) {
  return map_code_points(
      text, [](char32_t c) { return static_cast<char32_t>(u_toupper(static_cast<UChar32>(c))); });
}

std::string fold(std::string_view text) {
  static const LatinFolds latin;
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_code_point(text, at);
    if (c < LatinFolds::kFirst) {
      out += ascii_lower(static_cast<char>(c));
    } else if (c < LatinFolds::kEnd) {
      out += latin.of(c);
    } else {
      fold_code_point(c, [&](char32_t part) { append_utf8(out, part); });
    }
  }
  return out;
}

std::string slug(std::string_view text) {
  text = trim(text);
  std::string out;
  out.reserve(text.size());
  const auto put = [&](char32_t c) {
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
      out += static_cast<char>(c);
    } else if (c == ' ' || c == '\'' || c == '-') {
      if (out.empty() || out.back() != '-') out += '-';
    }
  };
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_code_point(text, at);
    if (c < 0x80) {
      put(static_cast<char32_t>(ascii_lower(static_cast<char>(c))));
    } else {
      fold_code_point(c, put);
    }
  }
  return out;
}

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  for (std::size_t begin = 0;;) {
    const std::size_t end = text.find(separator, begin);
    parts.push_back(text.substr(begin, end == std::string_view::npos ? end : end - begin));
    if (end == std::string_view::npos) return parts;
    begin = end + 1;
  }
}

std::string join(const std::vector<std::string>& parts, std::string_view separator) {
  std::string out;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i > 0) out += separator;
    out += parts[i];
  }
  return out;
}

std::string replace_all(std::string text, std::string_view from, std::string_view to) {
  if (from.empty()) return text;
  for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
  }
  return text;
}

bool contains(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

std::string number_text(double value) {
  if (std::isnan(value)) return "NaN";
  if (std::isinf(value)) return value < 0 ? "-Infinity" : "Infinity";
  if (value == 0) return "0";
  char buffer[400];
  const double magnitude = std::fabs(value);
  const bool plain = magnitude >= 1e-6 && magnitude < 1e21;
  const auto format = plain ? std::chars_format::fixed : std::chars_format::scientific;
  const auto result = std::to_chars(buffer, buffer + sizeof buffer, value, format);
  std::string out(buffer, result.ptr);
  if (!plain) {  // JavaScript writes 1e-7 where C++ writes 1e-07
    const std::size_t exponent = out.find('e') + 2;
    while (out.size() > exponent + 1 && out[exponent] == '0') out.erase(exponent, 1);
  }
  return out;
}

/// Plain decimals of few digits: the quotient of two numbers that a double holds exactly is the
/// double nearest to the decimal (Clinger 1990).
static bool parse_plain_decimal(std::string_view text, double& value) {
  constexpr std::size_t kExactDigits = 15;
  constexpr double kPowers[] = {1e0, 1e1, 1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15};
  const bool negative = text.starts_with('-');
  if (negative) text.remove_prefix(1);
  if (text.empty() || text.size() > kExactDigits + 1) return false;
  std::uint64_t digits = 0;
  std::size_t dot = text.size();
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '.' && dot == text.size() && i > 0 && i + 1 < text.size()) {
      dot = i;
    } else if (text[i] >= '0' && text[i] <= '9') {
      digits = digits * 10 + static_cast<std::uint64_t>(text[i] - '0');
    } else {
      return false;
    }
  }
  if (dot == text.size() && text.size() > kExactDigits) return false;
  const std::size_t decimals = dot == text.size() ? 0 : text.size() - dot - 1;
  value = static_cast<double>(digits) / kPowers[decimals];
  if (negative) value = -value;
  return true;
}

bool parse_number(std::string_view text, double& value) {
  if (!text.empty() && text.front() == '+') text.remove_prefix(1);
  if (parse_plain_decimal(text, value)) return true;
  const auto result = std::from_chars(text.data(), text.data() + text.size(), value);
  return !text.empty() && result.ec == std::errc{} && result.ptr == text.data() + text.size() &&
         std::isfinite(value);
}

std::string sha256_hex(std::string_view bytes) {
  unsigned char digest[crypto_hash_sha256_BYTES];
  crypto_hash_sha256(digest, reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
  std::string out(2 * sizeof digest, '0');
  for (std::size_t i = 0; i < sizeof digest; ++i) {
    out[2 * i] = "0123456789abcdef"[digest[i] >> 4];
    out[2 * i + 1] = "0123456789abcdef"[digest[i] & 15];
  }
  return out;
}

}  // namespace maillage::base
