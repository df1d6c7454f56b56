#include "transform/presentation.hpp"

#include "base/text.hpp"

namespace maillage::transform {

namespace {

constexpr std::size_t kLongestResume = 280;  // UTF-16 units: `maxLength` of the schema
constexpr std::string_view kEllipsis = "…";

bool is_line_end(char c) {
  return c == '\n' || c == '\r';
}

/// The text on one line: each run of line ends is a space unless a blank stands beside it;
/// backslashes go.
std::string one_line(std::string_view text) {
  if (text.find_first_of("\n\r\\") == std::string_view::npos) return std::string(text);
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\\') continue;
    if (!is_line_end(text[i])) {
      out += text[i];
      continue;
    }
    while (i + 1 < text.size() && (is_line_end(text[i + 1]) || text[i + 1] == '\\')) ++i;
    const bool blank_before = out.empty() || out.back() == ' ';
    const bool blank_after = i + 1 >= text.size() || text[i + 1] == ' ';
    if (!blank_before && !blank_after) out += ' ';
  }
  return out;
}

/// The longest beginning of whole words that, with "…" behind it, is short enough.
std::string cut_at_word(std::string_view text) {
  std::size_t units = 0, last_space = 0, end = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t before = at;
    const char32_t c = base::next_code_point(text, at);
    units += c >= 0x10000 ? 2 : 1;
    if (base::is_space(c)) last_space = before;
    if (units >= kLongestResume) break;
    end = at;
  }
  std::string_view kept = text.substr(0, last_space > 0 ? last_space : end);
  while (!kept.empty() && (kept.back() == ' ' || kept.back() == ',' || kept.back() == ';' ||
                           kept.back() == ':' || kept.back() == '-')) {
    kept.remove_suffix(1);
  }
  return std::string(kept) + std::string(kEllipsis);
}

std::string clean(std::string_view field, std::string_view text, base::Notes& notes) {
  std::string out = one_line(text);
  if (base::trim(out).empty()) return {};
  if (out != text) {
    notes.cleaned(std::string(field), base::valid_utf8(text), std::string(field) + ".one-line",
                  out);
  }
  return out;
}

}  // namespace

Presentation clean_presentation(std::string_view resume, std::string_view detail,
                                base::Notes& notes) {
  Presentation presentation{clean("presentation_resume", resume, notes),
                            clean("presentation_detail", detail, notes)};
  std::string& text = presentation.resume;
  // Bytes are never fewer than UTF-16 units.
  if (text.size() <= kLongestResume || base::utf16_length(text) <= kLongestResume) {
    return presentation;
  }
  if (presentation.detail.empty()) {
    notes.cleaned("presentation_resume", text, "presentation_resume.moved-to-detail", "");
    presentation.detail = std::move(text);
    text.clear();
    return presentation;
  }
  std::string cut = cut_at_word(text);
  notes.cleaned("presentation_resume", text, "presentation_resume.cut", cut);
  text = std::move(cut);
  return presentation;
}

}  // namespace maillage::transform
