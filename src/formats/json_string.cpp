#include "formats/json_string.hpp"

#include "base/text.hpp"

#include <cstdint>
#include <cstring>

#include <fmt/format.h>
#include <simdjson.h>

namespace maillage::formats {

namespace {

constexpr std::uint64_t kOnes = 0x0101010101010101u;
constexpr std::uint64_t kHighs = 0x8080808080808080u;
constexpr std::uint64_t has_zero(std::uint64_t word) {
  return (word - kOnes) & ~word & kHighs;
}

/// What a text needs before it can be copied into JSON as it stands.
struct Needs {
  bool escapes = false;
  bool is_ascii = true;
};

std::uint64_t word_at(const char* at) {
  std::uint64_t word;
  std::memcpy(&word, at, sizeof word);
  return word;
}

/// The end of a text shorter than a word, filled up with blanks.
std::uint64_t short_word(std::string_view text) {
  std::uint64_t word = kOnes * ' ';
  std::memcpy(&word, text.data(), text.size());
  return word;
}

/// Looks at eight bytes at a time, the last ones perhaps twice: nearly every text of a place needs
/// nothing.
Needs needs_of(std::string_view text) {
  std::uint64_t special = 0;
  std::uint64_t high = 0;
  const auto look = [&](std::uint64_t word) {
    high |= word;
    special |= has_zero(word ^ (kOnes * '"')) | has_zero(word ^ (kOnes * '\\')) |
               ((word - kOnes * 0x20) & ~word);
  };
  if (text.size() < sizeof(std::uint64_t)) {
    look(short_word(text));
  } else {
    const char* const last = text.data() + text.size() - sizeof(std::uint64_t);
    for (const char* at = text.data(); at < last; at += sizeof(std::uint64_t)) look(word_at(at));
    look(word_at(last));
  }
  return {(special & kHighs) != 0, (high & kHighs) == 0};
}

void append_escaped(std::string& out, std::string_view text) {
  for (const char c : text) {
    switch (c) {
      case '"':
        out += "\\\"";
        break;
      case '\\':
        out += "\\\\";
        break;
      case '\n':
        out += "\\n";
        break;
      case '\r':
        out += "\\r";
        break;
      case '\t':
        out += "\\t";
        break;
      default:
        if (static_cast<unsigned char>(c) < 0x20) {
          fmt::format_to(std::back_inserter(out), "\\u{:04x}", static_cast<unsigned>(c));
        } else {
          out += c;
        }
    }
  }
}

}  // namespace

void append_json_text(std::string& out, std::string_view text) {
  const Needs needs = needs_of(text);
  if (!needs.is_ascii && !simdjson::validate_utf8(text.data(), text.size())) {
    append_escaped(out, base::valid_utf8(text));
  } else if (needs.escapes) {
    append_escaped(out, text);
  } else {
    out += text;
  }
}

void append_json_string(std::string& out, std::string_view text) {
  out += '"';
  append_json_text(out, text);
  out += '"';
}

}  // namespace maillage::formats
