#include "formats/csv_cell.hpp"

#include <algorithm>
#include <array>

namespace maillage::formats {

namespace {

constexpr auto kNeedsQuotes = [] {
  std::array<bool, 256> needs{};
  for (const unsigned char c : {',', '"', '\r', '\n'}) needs[c] = true;
  return needs;
}();

}  // namespace

void append_csv_cell(std::string& out, std::string_view text) {
  const bool quoted = std::any_of(
      text.begin(), text.end(), [](char c) { return kNeedsQuotes[static_cast<unsigned char>(c)]; });
  if (quoted) {
    append_quoted_cell(out, text);
  } else {
    out += text;
  }
}

void append_quoted_cell(std::string& out, std::string_view text) {
  out += '"';
  while (true) {
    const std::size_t quote = text.find('"');
    out += text.substr(0, quote);
    if (quote == std::string_view::npos) break;
    out += "\"\"";
    text.remove_prefix(quote + 1);
  }
  out += '"';
}

}  // namespace maillage::formats
