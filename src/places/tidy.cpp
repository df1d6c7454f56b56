#include "places/tidy.hpp"

#include "base/text.hpp"

namespace maillage::places {
namespace {

using standard::Field;

constexpr std::string_view kNoBreakSpace = "\u00a0";

bool is_blank(char c) {
  return c == ' ' || (c >= '\t' && c <= '\r');
}

/// Most values need nothing: one scan, no copy.
bool is_tidy_line(std::string_view text) {
  if (text != base::trim(text)) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (!is_blank(text[i])) continue;
    if (text[i] != ' ' || is_blank(text[i + 1])) return false;
    if (text.substr(i + 1).starts_with(kNoBreakSpace)) return false;
    if (text.substr(0, i).ends_with(kNoBreakSpace)) return false;
  }
  return !base::contains(text, "\u00a0\u00a0");
}

bool is_dangling(char c) {
  return c == '-' || c == ',' || c == ';';
}

}  // namespace

std::string tidy_line(std::string_view text) {
  if (is_tidy_line(text)) return std::string(text);
  return base::squeeze(text);
}

std::string tidy_paragraphs(std::string_view text) {
  std::string out;
  int breaks = 0;
  for (const std::string_view line : base::split(text, '\n')) {
    const std::string tidied = tidy_line(line);
    if (!tidied.empty()) {
      constexpr int kMostBreaks = 2;
      if (!out.empty()) out.append(static_cast<std::size_t>(std::min(breaks, kMostBreaks)), '\n');
      out += tidied;
      breaks = 0;
    }
    ++breaks;
  }
  return out;
}

std::string tidy_address(std::string_view text) {
  text = base::trim(text);
  while (!text.empty() && is_dangling(text.back())) {
    text.remove_suffix(1);
    text = base::trim(text);
  }
  while (!text.empty() && is_dangling(text.front())) {
    text.remove_prefix(1);
    text = base::trim(text);
  }
  return tidy_line(text);
}

void tidy(standard::Place& place) {
  for (const Field field : standard::all_fields()) {
    std::string& value = place[field];
    if (value.empty() || field == Field::id) continue;
    if (field == Field::presentation_detail) {
      value = tidy_paragraphs(value);
    } else if (field == Field::adresse || field == Field::complement_adresse) {
      value = tidy_address(value);
    } else if (!is_tidy_line(value)) {
      value = base::squeeze(value);
    }
  }
}

}  // namespace maillage::places
