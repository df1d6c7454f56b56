#include "transform/file_names.hpp"

#include "base/text.hpp"

#include <fmt/format.h>

namespace maillage::transform {

namespace {

bool is_apostrophe(char32_t c) {
  return c == U'\'' || c == U'’';
}

bool is_ligature(char32_t c) {
  return c == U'œ' || c == U'æ' || c == U'ß';
}

}  // namespace

std::string file_name_part(std::string_view name) {
  const std::string lower = base::lower(name);
  std::string out;
  bool in_apostrophes = false;
  for (std::size_t at = 0; at < lower.size();) {
    const std::size_t before = at;
    const char32_t c = base::next_code_point(lower, at);
    const bool apostrophe = is_apostrophe(c);
    if (apostrophe) {
      if (!in_apostrophes) out += '-';
    } else if (base::is_space(c) || c < 0x20 || c == 0x7F || c == U'/' || c == U'\\') {
      out += '-';
    } else if (c < 0x80 || is_ligature(c)) {
      base::append_utf8(out, c);
    } else {
      out += base::fold(std::string_view(lower).substr(before, at - before));
    }
    in_apostrophes = apostrophe;
  }
  return out;
}

std::string output_name(base::Date date, std::string_view source, std::string_view territoire,
                        std::string_view suffix, std::string_view extension) {
  return fmt::format("{:04}{:02}{:02}-{}-lieux-de-mediation-numeriques-{}{}{}.{}",
                     static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                     static_cast<unsigned>(date.day()), file_name_part(source),
                     file_name_part(territoire), suffix.empty() ? "" : "-", suffix, extension);
}

}  // namespace maillage::transform
