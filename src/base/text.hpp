#pragma once
/// Text as people and files write it: UTF-8 in, UTF-8 out. Every function accepts invalid UTF-8 (a wrong byte
/// counts as U+FFFD) and never throws.
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace maillage::base {

/// White space in the sense of ECMAScript's `\s`: ASCII blanks, no-break and typographic spaces, line separators, BOM.
bool is_wide_space(char32_t c);  ///< those beyond ASCII
inline bool is_space(char32_t c) { return c == ' ' || (c >= 9 && c <= 13) || (c >= 0x80 && is_wide_space(c)); }

char32_t next_wide_code_point(std::string_view text, std::size_t& at);
/// Reads the code point that starts at `at` and moves `at` behind it. A wrong byte gives U+FFFD and moves by one.
inline char32_t next_code_point(std::string_view text, std::size_t& at) {
  const auto first = static_cast<unsigned char>(text[at]);
  return first < 0x80 ? (++at, first) : next_wide_code_point(text, at);
}
void append_wide_utf8(std::string& out, char32_t c);
inline void append_utf8(std::string& out, char32_t c) {
  if (c < 0x80) {
    out += static_cast<char>(c);
  } else {
    append_wide_utf8(out, c);
  }
}
std::u32string to_utf32(std::string_view text);
std::string to_utf8(std::u32string_view text);
bool is_valid_utf8(std::string_view text);
/// The text with each wrong byte replaced by U+FFFD.
std::string valid_utf8(std::string_view text);
/// Number of UTF-16 units: the length that JavaScript and the schema's `maxLength` count.
std::size_t utf16_length(std::string_view text);

/// The part between leading and trailing white space.
std::string_view trim(std::string_view text);
/// Trimmed, each run of white space made one ordinary space.
std::string squeeze(std::string_view text);
std::string remove_spaces(std::string_view text);

/// Lower or upper case of every letter, as Unicode's simple mapping.
std::string lower(std::string_view text);
std::string upper(std::string_view text);
/// Lower case without accents, œ as oe, æ as ae, typographic apostrophes as `'`: two spellings of a French word become equal.
std::string fold(std::string_view text);
/// The slug of the sector's tools: trimmed, NFKD, lower case, œ as oe, keep `[a-z0-9 '-]`, spaces and apostrophes as `-`, runs
/// of `-` squeezed. "L'Haÿ-les-Roses" -> "l-hay-les-roses".
std::string slug(std::string_view text);

std::vector<std::string_view> split(std::string_view text, char separator);
std::string join(const std::vector<std::string>& parts, std::string_view separator);
std::string replace_all(std::string text, std::string_view from, std::string_view to);
bool contains(std::string_view text, std::string_view part);

/// The shortest decimal text that reads back as `value`, as JavaScript prints it ("1", "0.1", "1e+21").
std::string number_text(double value);
/// The number when the whole text is one ("12", "-0.5", "1e3"); else nothing.
bool parse_number(std::string_view text, double& value);

/// SHA-256 of the bytes as 64 hexadecimal digits.
std::string sha256_hex(std::string_view bytes);

}  // namespace maillage::base
