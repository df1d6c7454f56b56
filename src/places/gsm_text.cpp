#include "places/gsm_text.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <vector>

namespace maillage::places {
namespace {

// 3GPP TS 23.038, section 6.2.1: the default alphabet, and the table of its extension.
constexpr std::u32string_view kAlphabet =
    U"@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    U"ÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
constexpr std::u32string_view kExtension = U"^{}\\[~]|€";

std::size_t septets(char32_t c) {
  if (kAlphabet.find(c) != std::u32string_view::npos) return 1;
  return kExtension.find(c) != std::u32string_view::npos ? 2 : 0;
}

struct Likeness {
  char32_t from;
  std::string_view to;
};
constexpr Likeness kLikenesses[] = {
    {U'’', "'"}, {U'‘', "'"}, {U'“', "\""},  {U'”', "\""},     {U'«', "\""},     {U'»', "\""},
    {U'–', "-"}, {U'—', "-"}, {U'…', "..."}, {U'œ', "oe"},     {U'Œ', "OE"},     {U'·', "-"},
    {U'°', "o"}, {U'’', "'"}, {U'ç', "c"},   {U'\u00a0', " "}, {U'\u202f', " "}, {U'\t', " "}};

}  // namespace

std::string gsm_text(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t start = at;
    const char32_t c = base::next_code_point(text, at);
    if (septets(c) > 0) {
      out += text.substr(start, at - start);
      continue;
    }
    const auto like = std::find_if(std::begin(kLikenesses), std::end(kLikenesses),
                                   [c](const Likeness& known) { return known.from == c; });
    if (like != std::end(kLikenesses)) {
      out += like->to;
      continue;
    }
    const std::string letter(text.substr(start, at - start));
    std::string plain = base::fold(letter);
    if (base::lower(letter) != letter) plain = base::upper(plain);
    if (plain.size() == 1 && static_cast<unsigned char>(plain[0]) < 0x80 &&
        septets(static_cast<char32_t>(plain[0])) > 0)
      out += plain;
  }
  return base::squeeze(out);
}

std::optional<std::size_t> gsm_length(std::string_view text) {
  std::size_t length = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t width = septets(base::next_code_point(text, at));
    if (width == 0) return std::nullopt;
    length += width;
  }
  return length;
}

std::string sms_of(std::span<const SmsPart> parts) {
  std::vector<SmsPart> kept;
  for (const SmsPart& part : parts) {
    SmsPart plain{gsm_text(part.text), part.rank};
    if (!plain.text.empty()) kept.push_back(std::move(plain));
  }
  const auto joined = [&] {
    std::string text;
    for (const SmsPart& part : kept) text += (text.empty() ? "" : " ") + part.text;
    return text;
  };
  std::string text = joined();
  while (kept.size() > 1 && gsm_length(text) > kSmsCharacters) {
    kept.erase(std::max_element(kept.begin(), kept.end(), [](const SmsPart& a, const SmsPart& b) {
      return a.rank < b.rank;
    }));
    text = joined();
  }
  while (gsm_length(text) > kSmsCharacters) {
    std::size_t size = text.size() - 1;
    while (size > 0 && (static_cast<unsigned char>(text[size]) & 0xC0) == 0x80) --size;
    text.resize(size);
  }
  return text;
}

}  // namespace maillage::places
