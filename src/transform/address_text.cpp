// The spelling of streets and communes: clean_voie, clean_commune, find_town.
#include "base/text.hpp"
#include "transform/address.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace maillage::transform {

namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_ascii_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
/// A byte of a letter: ASCII, or part of a longer UTF-8 sequence.
bool is_word_byte(char c) {
  return is_digit(c) || is_ascii_letter(c) || static_cast<unsigned char>(c) >= 0x80;
}

/// Letters of the standard: Latin-1 and œ.
bool is_legal_letter(char32_t c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
         (c >= 0xC0 && c <= 0xFF && c != 0xD7 && c != 0xF7) || c == U'œ' || c == U'Œ';
}
/// The characters that the standard's reference library admits in a street besides letters.
bool is_legal_in_voie(char32_t c) {
  if (is_legal_letter(c) || (c >= '0' && c <= '9') || c == ' ') return true;
  constexpr std::u32string_view marks = U"-,()°.&:+–|;'’/";
  return marks.find(c) != std::u32string_view::npos;
}

/// windows-1252 bytes 0x80-0x9F; 0 where it has none.
constexpr std::array<char32_t, 32> kWindows1252 = {
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

/// The byte that a character was before someone took UTF-8 for windows-1252; -1 when it can't have
/// been one.
int former_byte(char32_t c) {
  if (c < 0x100) return static_cast<int>(c);
  const auto found = std::ranges::find(kWindows1252, c);
  return found == kWindows1252.end() ? -1 : 0x80 + static_cast<int>(found - kWindows1252.begin());
}

/// The character that a windows-1252 byte was meant to be, where it was taken for a control
/// character.
char32_t printable(char32_t c) {
  if (c < 0x80 || c > 0x9F) return c;
  if (c == 0x91 || c == 0x92) return U'\'';
  return kWindows1252[c - 0x80] != 0 ? kWindows1252[c - 0x80] : U' ';
}

/// "CitÃ©" -> "Cité": UTF-8 that was read as windows-1252 once too often. Lone C1 characters are
/// taken for windows-1252.
std::string repair_encoding_once(std::string_view text) {
  const bool suspect = text.find("\xC3\x82") != text.npos || text.find("\xC3\x83") != text.npos ||
                       text.find("\xC3\xA2\xE2\x82\xAC") != text.npos ||
                       text.find("\xC2\x80") != text.npos ||
                       std::ranges::adjacent_find(text, [](char a, char b) {
                         return a == '\xC2' && static_cast<unsigned char>(b) < 0xA0;
                       }) != text.end();
  if (!suspect) return std::string(text);
  const std::u32string points = base::to_utf32(text);
  std::string out;
  for (std::size_t i = 0; i < points.size(); ++i) {
    const char32_t c = points[i];
    const std::size_t length = c >= 0xC2 && c <= 0xDF ? 2 : c >= 0xE0 && c <= 0xEF ? 3 : 1;
    std::string bytes(1, static_cast<char>(c < 0x100 ? c : 0));
    while (bytes.size() < length && i + bytes.size() < points.size()) {
      const int byte = former_byte(points[i + bytes.size()]);
      if (byte < 0x80 || byte > 0xBF) break;
      bytes += static_cast<char>(byte);
    }
    if (length > 1 && bytes.size() == length && base::is_valid_utf8(bytes)) {
      out += bytes;
      i += length - 1;
    } else {
      base::append_utf8(out, printable(c));
    }
  }
  return out;
}

/// Until nothing changes: some files went through it twice.
std::string repair_encoding(std::string_view text) {
  std::string repaired = repair_encoding_once(text);
  while (repaired != text && repaired.size() < text.size()) {
    std::string again = repair_encoding_once(repaired);
    if (again == repaired) break;
    repaired = std::move(again);
  }
  return repaired;
}

/// Applies repairs one after the other and notes those that changed something.
class Repairs {
 public:
  Repairs(std::string_view text, base::Cleanings& cleanings) : text_(text), cleanings_(cleanings) {}
  void apply(std::string_view rule, std::string repaired) {
    if (repaired == text_) return;
    cleanings_.push_back({"adresse", text_, std::string(rule), repaired});
    text_ = std::move(repaired);
  }
  const std::string& text() const { return text_; }
  std::string take() { return std::move(text_); }

 private:
  std::string text_;
  base::Cleanings& cleanings_;
};

/// The bytes of a Latin-1 letter or a typographic apostrophe at the head of `text`; 0 for anything
/// else, and for Â and Ã, which more often stand for a letter that was decoded wrongly.
std::size_t plain_letter(std::string_view text) {
  if (text.starts_with("’")) return std::string_view("’").size();
  if (text.size() < 2 || text[0] != '\xC3') return 0;
  const auto second = static_cast<unsigned char>(text[1]);
  const bool letter = second >= 0x80 && second <= 0xBF && second != 0x97 && second != 0xB7;
  return letter && second != 0x82 && second != 0x83 ? 2 : 0;
}

/// Nothing to repair: one line of plain words. Most streets are, and go through here alone.
bool is_clean_voie(std::string_view voie) {
  bool letter = false;
  int digits = 0;
  char before = ' ';
  for (std::size_t at = 0; at < voie.size(); ++at) {
    const char c = voie[at];
    if (static_cast<unsigned char>(c) >= 0x80) {
      const std::size_t length = plain_letter(voie.substr(at));
      if (length == 0) return false;
      at += length - 1;
      letter = letter || length == 2;
    } else {
      const bool legal = is_ascii_letter(c) || is_digit(c) || c == '-' || c == '\'' || c == '.' ||
                         (c == ' ' && before != ' ');
      if (!legal) return false;
      letter = letter || is_ascii_letter(c);
    }
    digits = is_digit(c) ? digits + 1 : 0;
    if (digits == 5) return false;
    before = c;
  }
  return letter && before != ' ' && voie.front() != '0' && !voie.starts_with("null ");
}

/// "5,place" -> "5 place"; "7,5 km" keeps its comma, any other goes.
std::string without_commas(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != ',') {
      out += text[i];
      continue;
    }
    const char before = i > 0 ? text[i - 1] : ' ', after = i + 1 < text.size() ? text[i + 1] : ' ';
    if (is_digit(before) && is_digit(after))
      out += ',';
    else if (is_word_byte(before) && is_word_byte(after))
      out += ' ';
  }
  return out;
}

/// "0 Rue du Lac", "null Grande Rue": what a spreadsheet wrote for an absent number.
std::string_view without_absent_number(std::string_view text) {
  for (;;) {
    const std::size_t zeros = std::min(text.find_first_not_of('0'), text.size());
    if (text.starts_with("null ")) {
      text.remove_prefix(5);
    } else if (zeros > 0 && zeros + 1 < text.size() && text[zeros] == ' ' &&
               !is_digit(text[zeros + 1])) {
      text.remove_prefix(zeros + 1);
    } else {
      return text;
    }
  }
}

std::string without_mail_addresses(std::string_view text) {
  if (text.find('@') == text.npos) return std::string(text);
  std::string out;
  for (const std::string_view word : base::split(text, ' ')) {
    if (word.find('@') != word.npos) continue;
    if (!out.empty()) out += ' ';
    out += word;
  }
  return out;
}

/// The nearest legal writing of an illegal character; may be empty.
std::string legal_writing(char32_t c, std::string_view written) {
  switch (c) {
    case U'‘':
    case U'`':
    case U'´':
    case U'ʼ':
    case U'′':
      return "'";
    case U'—':
    case U'―':
    case U'‑':
    case U'‐':
    case U'−':
    case U'~':
      return "-";
    case U'[':
    case U'{':
      return "(";
    case U']':
    case U'}':
      return ")";
    case U'º':
      return "°";
    case U'_':
    case U'\\':
    case U'•':
    case U'·':
    case U'*':
      return " ";
    case U'…':
      return "...";
    default:
      break;
  }
  std::string out;
  for (const char part : base::fold(written)) {
    if (is_ascii_letter(part)) out += part;
  }
  if (!out.empty() && base::upper(written) == written) out = base::upper(out);
  return out;
}

/// The length of a mark like "</br>" at the head of `text`; 0 when there is none.
std::size_t markup_length(std::string_view text) {
  constexpr std::size_t kLongestTag = 16;
  if (!text.starts_with('<')) return 0;
  const std::size_t end = text.substr(0, kLongestTag).find('>');
  return end == text.npos ? 0 : end + 1;
}

std::string with_legal_characters(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    if (const std::size_t markup = markup_length(text.substr(at))) {
      out += ' ';
      at += markup;
      continue;
    }
    const std::size_t before = at;
    const char32_t c = base::next_code_point(text, at);
    if (is_legal_in_voie(c))
      out.append(text, before, at - before);
    else
      out += legal_writing(c, text.substr(before, at - before));
  }
  return out;
}

bool has_letter(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    if (is_legal_letter(base::next_code_point(text, at))) return true;
  }
  return false;
}

/// The word that ends at `end`, to tell "BP 40273" from a postcode.
bool is_post_box(std::string_view text, std::size_t end) {
  while (end > 0 && (text[end - 1] == ' ' || text[end - 1] == '.' || text[end - 1] == ':')) --end;
  std::size_t begin = end;
  while (begin > 0 && (is_ascii_letter(text[begin - 1]) || text[begin - 1] == '.')) --begin;
  std::string word = base::upper(text.substr(begin, end - begin));
  std::erase(word, '.');
  return word == "BP" || word == "CS" || word == "TSA";
}

}  // namespace

TownInStreet find_town(std::string_view voie) {
  for (std::size_t at = 0; at < voie.size(); ++at) {
    if (!is_digit(voie[at])) continue;
    std::size_t end = at;
    while (end < voie.size() && is_digit(voie[end])) ++end;
    const bool five = end - at == 5 && voie.substr(at, 2) != "00" && voie.substr(at, 2) != "99";
    const bool apart = (at == 0 || !is_word_byte(voie[at - 1])) &&
                       (end == voie.size() || !is_word_byte(voie[end]));
    if (!five || !apart || is_post_box(voie, at)) {
      at = end;
      continue;
    }
    std::size_t town = end;
    const auto skip = [&] {
      while (town < voie.size() && (voie[town] == ' ' || voie[town] == ',' || voie[town] == '-'))
        ++town;
    };
    skip();
    while (voie.substr(town).starts_with(voie.substr(at, 5))) {  // "20221 20221 CERVIONE"
      town += 5;
      skip();
    }
    TownInStreet found;
    found.postcode = voie.substr(at, 5);
    const std::size_t stop = voie.find_first_of(",;\n\r(0123456789", town);
    std::string_view commune =
        base::trim(voie.substr(town, stop == voie.npos ? stop : stop - town));
    while (commune.ends_with('-')) commune = base::trim(commune.substr(0, commune.size() - 1));
    if (!commune.empty() && is_word_byte(commune.front())) found.commune = commune;
    if (!found.commune.empty() || town >= voie.size()) found.begins = at;
    return found;
  }
  return {};
}

namespace {

std::string without_town(std::string_view text) {
  const TownInStreet town = find_town(text);
  text = base::trim(text.substr(0, town.begins));
  while (town.commune.empty() && town.begins != text.npos && text.ends_with('-'))
    text = base::trim(text.substr(0, text.size() - 1));
  return std::string(text);
}

}  // namespace

std::string clean_voie(std::string_view voie, base::Cleanings& cleanings) {
  if (is_clean_voie(voie)) return std::string(voie);
  Repairs repairs(voie, cleanings);
  repairs.apply("adresse.encoding", repair_encoding(voie));
  repairs.apply("adresse.spaces", base::squeeze(repairs.text()));
  repairs.apply("adresse.mail-address", without_mail_addresses(repairs.text()));
  repairs.apply("adresse.characters", base::squeeze(with_legal_characters(repairs.text())));
  repairs.apply("adresse.town-behind", without_town(repairs.text()));
  repairs.apply("adresse.commas", base::squeeze(without_commas(repairs.text())));
  repairs.apply("adresse.absent-number", std::string(without_absent_number(repairs.text())));
  if (!has_letter(repairs.text())) repairs.apply("adresse.illegible", "");
  return repairs.take();
}

namespace {

/// Names that other lists misspell often, by the spelling that clean_commune gives them otherwise.
constexpr std::array<std::pair<std::string_view, std::string_view>, 11> kRepairedNames = {{
    {"Pont-de-Claix", "Le-Pont-de-Claix"},
    {"Nouvion-en-Thiérache", "Le-Nouvion-en-Thiérache"},
    {"Fay-Saint-Quentin", "Le-Fay-Saint-Quentin"},
    {"Grandchamps-des-Fontaines", "Grandchamp-des-Fontaines"},
    {"Prêcheur", "Le-Prêcheur"},
    {"Bordères-et-Lamensens", "Bordères-et-Lamensans"},
    {"Pierreffitte-Nestalas", "Pierrefitte-Nestalas"},
    {"Ayre-sur-la-Lys", "Aire-sur-la-Lys"},
    {"Saugnacq-et-muret", "Saugnac-et-muret"},
    {"Saint-Philbert-de-Grandlieu", "Saint-Philbert-de-Grand-Lieu"},
    {"Les-Molettes", "Les-Mollettes"},
}};

bool is_ordinal(std::string_view word) {
  const std::size_t digits = std::min(word.find_first_not_of("0123456789"), word.size());
  constexpr std::array<std::string_view, 6> endings = {"", "e", "er", "eme", "ème", "nd"};
  const std::string ending = base::lower(word.substr(digits));
  return digits > 0 && std::ranges::find(endings, ending) != endings.end();
}

std::string without_parentheses(std::string_view text) {
  std::string out(text);
  for (std::size_t open = out.find('('); open != out.npos; open = out.find('(')) {
    const std::size_t close = out.find(')', open);
    out.erase(open, close == out.npos ? close : close - open + 1);
  }
  return out;
}

}  // namespace

std::string clean_commune(std::string_view commune) {
  std::string text = without_parentheses(repair_encoding(commune));
  text = base::replace_all(std::move(text), "╢", "Â");  // DOS code page 850 read as 437
  text = base::replace_all(std::move(text), "’", "'");
  for (std::size_t space = text.find("' "); space != text.npos; space = text.find("' "))
    text.erase(space + 1, 1);
  std::string out;
  std::size_t at = 0;
  text = base::squeeze(text);
  while (at < text.size()) {
    const std::size_t end = std::min(text.find_first_of(" -", at), text.size());
    std::string word = text.substr(at, end - at);
    at = end + 1;
    const std::string folded = base::fold(word);
    if (word.empty() || folded == "cedex" || is_ordinal(word)) continue;
    if (end < text.size() && (folded == "st" || folded == "ste"))
      word = folded == "st" ? "Saint" : "Sainte";
    std::erase_if(word, is_digit);
    if (word.empty()) continue;
    if (!out.empty()) out += '-';
    out += word;
  }
  for (const auto& [written, repaired] : kRepairedNames) {
    if (out == written) return std::string(repaired);
  }
  return out;
}

}  // namespace maillage::transform
