#include "hours/french_folding.hpp"

#include <algorithm>
#include <utility>

namespace maillage::hours::french {
namespace {

/// "</strong>" is a blank, "<li>" and other blocks begin a line; false when no tag stands here.
bool fold_tag(std::string_view source, std::size_t& at, char& out) {
  constexpr std::size_t kLongestTag = 200;
  const auto letter = [&](std::size_t i) {
    return i < source.size() && (source[i] | 32) >= 'a' && (source[i] | 32) <= 'z';
  };
  std::size_t name = at + 1;
  if (name < source.size() && source[name] == '/') ++name;
  if (!letter(name)) return false;
  const std::size_t end = source.substr(at, kLongestTag).find('>');
  if (end == std::string_view::npos) return false;
  static constexpr std::string_view kInline[] = {"a", "b", "em", "i", "span", "strong", "u"};
  std::size_t name_end = name;
  while (letter(name_end)) ++name_end;
  const bool is_inline = std::find(std::begin(kInline), std::end(kInline),
                                   source.substr(name, name_end - name)) != std::end(kInline);
  out = is_inline ? ' ' : '\n';
  at += end + 1;
  return true;
}

void fold_entity(std::string_view source, std::size_t& at, char& out) {
  static constexpr std::pair<std::string_view, char> kEntities[] = {
      {"&amp;", '&'}, {"&nbsp;", ' '}, {"&#39;", '\''}, {"&gt;", '\x02'}};
  if (source[at] == '<' && fold_tag(source, at, out)) return;
  for (const auto& [entity, character] : kEntities) {
    if (source.substr(at, entity.size()) != entity) continue;
    out = character;
    at += entity.size();
    return;
  }
  out = source[at++];
}

char fold_latin(unsigned char second) {
  // U+00C0..U+00FF by their second byte, after case folding.
  static constexpr std::string_view kLetters =
      "aaaaaa_ceeeeiiii_nooooo_ouuuuy__aaaaaa_ceeeeiiii_nooooo_ouuuuy_y";
  return kLetters[second - 0x80u];
}

}  // namespace

Folded fold(std::string_view source) {
  Folded out;
  out.text.reserve(source.size());
  out.source.reserve(source.size() + 1);
  const auto add = [&](char c, std::size_t from) {
    out.text += c;
    out.source.push_back(static_cast<std::uint32_t>(from));
  };
  for (std::size_t at = 0; at < source.size();) {
    const auto byte = static_cast<unsigned char>(source[at]);
    const std::size_t from = at;
    const auto follows = [&](std::size_t ahead) {
      return at + ahead < source.size() ? static_cast<unsigned char>(source[at + ahead]) : 0u;
    };
    if (byte < 0x80) {
      char c = source[at];
      if (c == '&' || c == '<') {
        fold_entity(source, at, c);
      } else {
        ++at;
      }
      if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
      if (c == '\t' || c == '\r') c = c == '\t' ? ' ' : '\n';
      if (c == '>' || c == '*') c = '\x02';
      add(c, from);
    } else if (byte == 0xC2 && follows(1) == 0xA0) {
      add(' ', from);
      at += 2;
    } else if (byte == 0xC3 && follows(1) >= 0x80 && follows(1) <= 0xBF) {
      add(fold_latin(static_cast<unsigned char>(follows(1))), from);
      at += 2;
    } else if (byte == 0xE2 && follows(1) == 0x80) {
      const unsigned third = follows(2);
      add(third >= 0x90 && third <= 0x95   ? '-'
          : third == 0x98 || third == 0x99 ? '\''
          : third == 0xA2                  ? '\x02'
          : third == 0xAF || third <= 0x8A ? ' '
                                           : '_',
          from);
      at += std::min<std::size_t>(3, source.size() - at);
    } else if (byte == 0xCC && follows(1) >= 0x80) {
      at += 2;  // an accent that follows its letter
    } else {
      add('_', from);
      ++at;
      while (at < source.size() && (static_cast<unsigned char>(source[at]) & 0xC0) == 0x80) ++at;
    }
  }
  out.source.push_back(static_cast<std::uint32_t>(source.size()));
  return out;
}

}  // namespace maillage::hours::french
