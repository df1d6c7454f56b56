#include "standard/repairs.hpp"

#include "base/date.hpp"
#include "base/text.hpp"
#include "standard/validators.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace maillage::standard {

namespace {

constexpr std::size_t kNationalDigits = 10;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// First three digits after the zero -> country code. Source: numbering plan of the Arcep, overseas
/// blocks.
struct OverseasBlock {
  std::string_view block, code;
};
constexpr std::array<OverseasBlock, 14> kOverseas = {{{"590", "590"},
                                                      {"690", "590"},
                                                      {"691", "590"},
                                                      {"594", "594"},
                                                      {"694", "594"},
                                                      {"596", "596"},
                                                      {"696", "596"},
                                                      {"697", "596"},
                                                      {"262", "262"},
                                                      {"263", "262"},
                                                      {"692", "262"},
                                                      {"693", "262"},
                                                      {"269", "262"},
                                                      {"639", "262"}}};

/// "+33180059880" from the nine digits behind the zero.
std::string international(std::string_view nine_digits) {
  for (const OverseasBlock& overseas : kOverseas) {
    if (nine_digits.starts_with(overseas.block))
      return fmt::format("+{}{}", overseas.code, nine_digits);
  }
  return fmt::format("+33{}", nine_digits);
}

int number_of(std::string_view digits) {
  int value = 0;
  for (const char c : digits) value = value * 10 + (c - '0');
  return value;
}

/// The words of a cell between blanks, semicolons and bars.
std::vector<std::string_view> words_of(std::string_view text, std::string_view separators) {
  std::vector<std::string_view> words;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = text.find_first_not_of(separators, at);
    if (begin == std::string_view::npos) break;
    at = std::min(text.find_first_of(separators, begin), text.size());
    words.push_back(text.substr(begin, at - begin));
  }
  return words;
}

}  // namespace

std::optional<std::string> repaired_telephone(std::string_view text) {
  std::string digits;
  bool plus = false;
  for (const char c : base::replace_all(std::string(text), "(0)", "")) {
    if (c == '+' && digits.empty()) plus = true;
    if (is_digit(c)) digits += c;
    const bool is_remark = c == '(' || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    // "05 96 68 62 02 (poste 311)": the number is whole, what follows is for the switchboard.
    if (is_remark && digits.size() >= kNationalDigits) break;
    // A letter inside, or a second number: what is meant is not certain.
    if (is_remark || c == '/' || c == '|' || c == ';') return std::nullopt;
  }
  if (!plus && digits.starts_with("00")) {
    plus = true;
    digits.erase(0, 2);
  }
  if (plus && digits.size() == 11 && digits.starts_with("33"))
    return international(std::string_view(digits).substr(2));
  if (plus && is_schema_telephone("+" + digits)) return "+" + digits;
  if (!plus && digits.size() == 10 && digits[0] == '0' && digits[1] != '0') {
    return international(std::string_view(digits).substr(1));
  }
  if (!plus && digits.size() == 9 && digits[0] != '0') return international(digits);
  return std::nullopt;
}

std::optional<std::string> repaired_date(std::string_view text) {
  if (base::parse_iso_date(text)) return std::string(text);
  if (text.size() > 10 && (text[10] == 'T' || text[10] == ' ') &&
      base::parse_iso_date(text.substr(0, 10))) {
    return std::string(text.substr(0, 10));
  }
  const auto parts = base::split(text.substr(0, text.find(' ')), '/');
  if (parts.size() != 3 || parts[2].size() != 4) return std::nullopt;
  for (const std::string_view part : parts) {
    if (part.empty() || part.size() > 4 || !std::all_of(part.begin(), part.end(), is_digit))
      return std::nullopt;
  }
  std::string date =
      fmt::format("{}-{:02}-{:02}", parts[2], number_of(parts[1]), number_of(parts[0]));
  return base::parse_iso_date(date) ? std::optional(std::move(date)) : std::nullopt;
}

std::optional<std::string> repaired_code_postal(std::string_view text) {
  std::string digits = base::remove_spaces(text);
  if (digits.size() == 4) digits.insert(digits.begin(), '0');
  return is_valid_code_postal(digits) ? std::optional(std::move(digits)) : std::nullopt;
}

std::optional<std::string> repaired_number(std::string_view text) {
  double value = 0;
  std::string number = base::replace_all(std::string(base::trim(text)), ",", ".");
  return base::parse_number(number, value) ? std::optional(std::move(number)) : std::nullopt;
}

std::string shortened(std::string_view text, std::size_t length) {
  if (base::utf16_length(text) <= length) return std::string(text);
  std::size_t units = 0;
  std::size_t end = 0;       // behind the last character that fits, the "…" counted
  std::size_t word_end = 0;  // behind the last whole word that fits
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    const char32_t c = base::next_code_point(text, at);
    units += c >= 0x10000 ? 2 : 1;
    if (base::is_space(c) && begin > 0) word_end = begin;
    if (units + 1 > length) break;
    end = at;
  }
  const std::string_view kept =
      word_end > 0 && word_end <= end ? text.substr(0, word_end) : text.substr(0, end);
  return std::string(base::trim(kept)) + "…";
}

std::vector<std::string> courriels_of(std::string_view text) {
  std::vector<std::string> addresses;
  for (const std::string_view word : words_of(text, " \t\r\n;,|")) {
    if (word.find('@') != std::string_view::npos) addresses.emplace_back(word);
  }
  return addresses;
}

std::vector<std::string> sites_of(std::string_view text) {
  std::vector<std::string> sites;
  for (std::string_view word : words_of(text, " \t\r\n;|")) {
    // A comma is a separator before another address only: paths may hold one.
    for (std::size_t comma = word.find(",http"); comma != std::string_view::npos;
         comma = word.find(",http")) {
      sites.emplace_back(word.substr(0, comma));
      word.remove_prefix(comma + 1);
    }
    if (word.ends_with(',')) word.remove_suffix(1);
    if (word.starts_with("www.")) {
      sites.push_back("http://" + std::string(word));
    } else if (!word.empty()) {
      sites.emplace_back(word);
    }
  }
  return sites;
}

}  // namespace maillage::standard
