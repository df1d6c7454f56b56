#include "standard/validators.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <array>
#include <string>

#include <re2/re2.h>

namespace maillage::standard {

namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_alphanumeric(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
bool all_digits(std::string_view text) {
  return std::all_of(text.begin(), text.end(), is_digit);
}
bool all_alphanumeric(std::string_view text) {
  return std::all_of(text.begin(), text.end(), is_alphanumeric);
}

/// ECMAScript's `\s`, which RE2 has not.
const std::string kBlank =
    "\\t\\n\\v\\f\\r "
    "\\x{a0}\\x{1680}\\x{2000}-\\x{200a}\\x{2028}\\x{2029}\\x{202f}\\x{205f}\\x{3000}\\x{feff}";

bool full_match(std::string_view text, const RE2& pattern) {
  return RE2::FullMatch(re2::StringPiece(text.data(), text.size()), pattern);
}

/// Letters of French and its neighbours: ASCII, Latin-1 without × and ÷, Œ to Ÿ.
bool is_letter(char32_t c) {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
         (c >= 0xC0 && c <= 0xFF && c != 0xD7 && c != 0xF7) || (c >= 0x152 && c <= 0x178);
}

bool is_commune_character(char32_t c) {
  return is_letter(c) || (c >= '0' && c <= '9') || c == '-' || c == '\'' || c == U'’' ||
         base::is_space(c);
}

bool is_voie_character(char32_t c) {
  if (is_commune_character(c)) return true;
  switch (c) {
    case ',':
    case '(':
    case ')':
    case U'°':
    case '.':
    case '&':
    case ':':
    case '+':
    case U'–':
    case '|':
    case ';':
    case '/':
      return true;
    default:
      return false;
  }
}

template <class Admits>
bool consists_of(std::string_view text, Admits admits) {
  for (std::size_t at = 0; at < text.size();) {
    if (!admits(base::next_code_point(text, at))) return false;
  }
  return !text.empty();
}

/// `([013-9]\d|2[AB1-9])`: the département as the schema writes it.
bool is_departement(std::string_view text) {
  if (text[0] == '2') return text[1] == 'A' || text[1] == 'B' || (text[1] >= '1' && text[1] <= '9');
  return is_digit(text[0]) && is_digit(text[1]);
}

}  // namespace

bool is_valid_telephone(std::string_view text) {
  static const RE2 pattern("(?:(?:\\+|00)(?:33|262|269|508|590|594|596|681|687|689)[" + kBlank +
                           ".-]{0,3}(?:\\(0\\)[" + kBlank + ".-]{0,3})?|0)(?:[1-9](?:[" + kBlank +
                           ".-]?[0-9]{2}){4}|[0-9]{2}(?:[" + kBlank + ".-][0-9]{3}){2}|[0-9]{6}|[" +
                           kBlank + "][0-9]{3}(?:[" + kBlank + "][0-9]{2}){3})");
  // "+33" and nine digits is what nearly every clean row holds.
  if (text.size() == 12 && text.starts_with("+33") && text[3] != '0' && all_digits(text.substr(3)))
    return true;
  return full_match(text, pattern);
}

bool is_valid_courriel(std::string_view text) {
  static const RE2 pattern(
      "(?:[a-zA-Z0-9_][a-zA-Z0-9.!#$%&'*+\\\\=?^_`{|}~-]+@[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-"
      "9])?"
      "(?:\\.[a-zA-Z0-9][a-zA-Z0-9-]{0,61}[a-zA-Z0-9])+(?:;|$))+");
  return full_match(text, pattern);
}

bool is_valid_url(std::string_view text) {
  static const RE2 pattern(
      "[A-Za-z]{3,9}:(?://)?(?:[;:&=+$,\\w-]+@)?[A-Za-z0-9.-]+"
      "(?:(?:/[+~,%@/.\\w-]*)?\\??[-+=&;%@.\\w]*#?[.!/\\\\\\w]*)?");
  return full_match(text, pattern);
}

bool is_valid_code_postal(std::string_view text) {
  return text.size() == 5 && all_digits(text);
}

bool is_schema_code_insee(std::string_view text) {
  return text.size() == 5 && is_departement(text) && all_digits(text.substr(2));
}

bool is_valid_code_insee(std::string_view text) {
  if (is_schema_code_insee(text)) return true;
  if (text.size() == 6) return is_departement(text) && text[2] == '0' && all_digits(text.substr(3));
  return text.size() == 11 && is_departement(text) && text[2] == '-' && is_digit(text[3]) &&
         text[4] == '-' && all_digits(text.substr(5, 2)) && text[7] == '-' &&
         all_digits(text.substr(8));
}

bool is_valid_commune(std::string_view text) {
  return consists_of(text, is_commune_character);
}
bool is_valid_voie(std::string_view text) {
  return consists_of(text, is_voie_character);
}

bool is_rna(std::string_view text) {
  return text.size() == 10 && text[0] == 'W' && all_alphanumeric(text);
}

bool is_valid_pivot(std::string_view text) {
  return is_rna(text) || base::utf16_length(text) == 14;
}

bool is_schema_pivot(std::string_view text) {
  return text.size() >= 9 && text.size() <= 14 && all_alphanumeric(text);
}

bool is_schema_telephone(std::string_view text) {
  static constexpr std::array<std::string_view, 10> kCodes = {"33",  "590", "594", "262", "596",
                                                              "269", "687", "689", "508", "681"};
  if (text.empty() || text[0] != '+' || !all_digits(text.substr(1))) return false;
  text.remove_prefix(1);
  return std::any_of(kCodes.begin(), kCodes.end(), [&](std::string_view code) {
    const std::size_t rest = text.size() - code.size();
    return text.size() > code.size() && text.starts_with(code) && rest >= 6 && rest <= 9;
  });
}

bool is_siret(std::string_view text) {
  static constexpr std::string_view kLaPoste = "356000000";
  if (text.size() != 14 || !all_digits(text)) return false;
  int luhn = 0;
  int sum = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const int digit = text[i] - '0';
    const int doubled = i % 2 == 0 ? digit * 2 : digit;
    luhn += doubled > 9 ? doubled - 9 : doubled;
    sum += digit;
  }
  return luhn % 10 == 0 || (text.starts_with(kLaPoste) && sum % 5 == 0);
}

}  // namespace maillage::standard
