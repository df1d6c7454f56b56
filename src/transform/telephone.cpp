#include "transform/telephone.hpp"

#include "base/text.hpp"
#include "standard/validators.hpp"
#include "transform/blank_words.hpp"

#include <array>
#include <optional>
#include <span>
#include <vector>

#include <phonenumbers/phonenumberutil.h>

namespace maillage::transform {

namespace {

constexpr std::string_view kField = "telephone";

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// Country codes that share the French numbering plan of nine digits after the zero.
constexpr std::array<std::string_view, 5> kFrenchPlan = {"33", "262", "590", "594", "596"};

struct SmallTerritory {
  std::string_view country, postcode;
  std::size_t digits;
};
/// Territories with a plan of their own, whose local numbers tell nothing without the postcode.
constexpr std::array<SmallTerritory, 4> kSmallTerritories = {
    {{"687", "988", 6}, {"689", "987", 8}, {"681", "986", 6}, {"508", "975", 6}}};

/// The country code of nine national digits ("262502013" -> "262").
std::string_view country_of(std::string_view national, std::string_view code_postal) {
  const std::string_view start = national.substr(0, 3);
  if (start == "590" || start == "690" || start == "691") return "590";
  if (start == "594" || start == "694") return "594";
  if (start == "596" || start == "696" || start == "697") return "596";
  if (start == "262" || start == "263" || start == "269" || start == "639" || start == "692" ||
      start == "693") {
    return "262";
  }
  // 0709 and 0976 are shared by all of overseas France: only the postcode tells where.
  if ((start == "709" || start == "976") && code_postal.starts_with("97")) {
    if (code_postal.starts_with("972")) return "596";
    if (code_postal.starts_with("973")) return "594";
    if (code_postal.starts_with("974") || code_postal.starts_with("976")) return "262";
    return "590";
  }
  return "33";
}

std::optional<std::string> french_number(std::string_view national, std::string_view code_postal) {
  if (national.size() != 9 || national.front() == '0') return std::nullopt;
  // Saint-Pierre-et-Miquelon: 0508 at home, +508 without it from abroad.
  if (national.starts_with("508")) return "+" + std::string(national);
  std::string number = "+";
  number += country_of(national, code_postal);
  number += national;
  return number;
}

/// A number behind its country code ("33", "687"…), the trunk zero dropped. Nothing for other
/// countries.
std::optional<std::string> number_abroad(std::string_view digits, std::string_view code_postal) {
  // Mayotte had the code of the Comoros until 2007, and lists still show it.
  if (digits.size() == 12 && digits.starts_with("269") &&
      country_of(digits.substr(3), {}) == "262") {
    return french_number(digits.substr(3), code_postal);
  }
  for (const std::string_view country : kFrenchPlan) {
    if (!digits.starts_with(country)) continue;
    std::string_view national = digits.substr(country.size());
    if (national.starts_with('0')) national.remove_prefix(1);
    if (auto number = french_number(national, code_postal)) return number;
  }
  for (const SmallTerritory& territory : kSmallTerritories) {
    if (digits.starts_with(territory.country) &&
        digits.size() == territory.country.size() + territory.digits) {
      return "+" + std::string(digits);
    }
  }
  return std::nullopt;
}

/// Reads all digits as one number.
std::optional<std::string> read_number(std::string_view digits, bool plus,
                                       std::string_view code_postal) {
  if (digits.starts_with("00") && !plus) return number_abroad(digits.substr(2), code_postal);
  // "+596741105" is the national number 0596741105 whose zero became a `+`.
  if (plus && digits.size() == 9 && country_of(digits, {}) != "33") {
    return french_number(digits, code_postal);
  }
  if (plus) return number_abroad(digits, code_postal);
  for (const SmallTerritory& territory : kSmallTerritories) {
    if (!code_postal.starts_with(territory.postcode)) continue;
    if (digits.size() == territory.digits) {
      return "+" + std::string(territory.country) + std::string(digits);
    }
    if (digits.starts_with(territory.country) &&
        digits.size() == territory.country.size() + territory.digits) {
      return "+" + std::string(digits);
    }
  }
  if (digits.size() == 10 && digits.front() == '0') {
    return french_number(digits.substr(1), code_postal);
  }
  // Spreadsheets drop the leading zero, and the `+` before a country code.
  if (digits.size() == 9) {
    return french_number(digits, code_postal);
  }
  return number_abroad(digits, code_postal);
}

/// A stretch of digits and the marks that people put between them; letters and line ends close it.
struct Stretch {
  std::string digits;
  bool plus = false;
  std::vector<std::size_t> group_ends;  ///< counts of digits at which a mark stands
};

bool is_mark(char32_t c) {
  return (base::is_space(c) && c != '\n' && c != '\r') || c == '.' || c == '-' || c == '(' ||
         c == ')' || c == '_' || c == '/' || c == ',' || (c >= 0x200B && c <= 0x2015) ||
         c == 0x202A || c == 0x202C || c == 0x2060 || c == 0xAD;
}

std::vector<Stretch> stretches(std::string_view text) {
  std::vector<Stretch> found;
  Stretch current;
  const auto close = [&] {
    if (!current.digits.empty()) found.push_back(std::move(current));
    current = {};
  };
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = base::next_code_point(text, at);
    if (c >= '0' && c <= '9') {
      current.digits += static_cast<char>(c);
    } else if (c == '+') {
      close();
      current.plus = true;
    } else if (is_mark(c)) {
      if (!current.digits.empty() &&
          (current.group_ends.empty() || current.group_ends.back() != current.digits.size())) {
        current.group_ends.push_back(current.digits.size());
      }
    } else {
      close();
    }
  }
  close();
  return found;
}

/// The first number of a stretch that may hold several: the digits up to a mark that read as a
/// number.
std::optional<std::string> first_number(const Stretch& stretch, std::string_view code_postal) {
  const std::string_view digits = stretch.digits;
  if (auto number = read_number(digits, stretch.plus, code_postal)) return number;
  const std::size_t shortest =
      code_postal.starts_with("98") || code_postal.starts_with("975") ? 6 : 10;
  for (const std::size_t end : stretch.group_ends) {
    if (end < shortest) continue;
    if (auto number = read_number(digits.substr(0, end), stretch.plus, code_postal)) return number;
    if (end > 16) break;
  }
  // Behind something else ("poste 12 - 04 73 94 20 49"): from each mark on, ten digits with their
  // zero.
  for (std::size_t i = 0; i < stretch.group_ends.size() && i < 40; ++i) {
    const std::size_t begin = stretch.group_ends[i];
    if (begin >= digits.size() || digits[begin] != '0') continue;
    for (std::size_t j = i + 1; j <= stretch.group_ends.size(); ++j) {
      const std::size_t end = j < stretch.group_ends.size() ? stretch.group_ends[j] : digits.size();
      if (end - begin != 10) continue;
      if (auto number = french_number(digits.substr(begin + 1, 9), code_postal)) return number;
    }
  }
  return std::nullopt;
}

/// Long numbers of two national services, as the incumbent gives them for their short ones.
std::string_view long_form(std::string_view short_number) {
  if (short_number == "3230") return "+33969322121";  // Caisses d'allocations familiales
  if (short_number == "3960") return "+33971103960";  // Assurance retraite
  return {};
}

/// A number of four digits or fewer that only works inside France ("3949", "10 14", "115").
std::string_view short_number(std::span<const Stretch> found) {
  for (const Stretch& stretch : found) {
    const std::string_view digits = stretch.digits;
    if (stretch.plus) continue;
    if (digits.size() == 4 && (digits[0] == '3' || digits.starts_with("10"))) return digits;
    if (digits.size() == 3 && digits[0] == '1') return digits;
  }
  return {};
}

/// Fewer digits than any number of the world has, its country code counted: "+687" alone.
bool is_cut_off(std::span<const Stretch> found) {
  constexpr std::size_t kFewestDigits = 5;
  std::size_t digits = 0;
  for (const Stretch& stretch : found) digits += stretch.digits.size();
  return !found.empty() && digits < kFewestDigits;
}

/// What libphonenumber makes of a text that our own reading gave up (full-width digits, foreign
/// numbers): E.164.
std::optional<std::string> odd_number(std::string_view text) {
  using i18n::phonenumbers::PhoneNumber;
  using i18n::phonenumbers::PhoneNumberUtil;
  constexpr std::size_t kLongest = 60;  // bytes; a longer text is no number
  if (text.size() > kLongest) return std::nullopt;
  const PhoneNumberUtil& util = *PhoneNumberUtil::GetInstance();
  PhoneNumber number;
  if (util.Parse(std::string(text), "FR", &number) != PhoneNumberUtil::NO_PARSING_ERROR ||
      !util.IsValidNumber(number)) {
    return std::nullopt;
  }
  std::string formatted;
  util.Format(number, PhoneNumberUtil::E164, &formatted);
  return formatted;
}

/// Ten digits with blanks, points or hyphens between them: nine lists of ten hold little else.
std::optional<std::string> plain_number(std::string_view text, std::string_view code_postal) {
  std::array<char, 10> digits;
  std::size_t count = 0;
  for (const char c : text) {
    if (is_digit(c)) {
      if (count == digits.size()) return std::nullopt;
      digits[count++] = c;
    } else if (c != ' ' && c != '.' && c != '-') {
      return std::nullopt;
    }
  }
  if (count != digits.size() || digits[0] != '0') return std::nullopt;
  return french_number({digits.data() + 1, 9}, code_postal);
}

void lost(std::string_view text, std::string message, std::string advice, std::string rule,
          base::Notes& notes) {
  notes.findings.push_back({base::Severity::warning, std::move(rule), base::Finding::kNoRow,
                            std::string(kField), std::string(text), std::move(message),
                            std::move(advice)});
}

std::string keep(std::string_view text, std::string number, std::string_view rule,
                 base::Notes& notes) {
  if (text != number) {
    notes.cleaned(std::string(kField), std::string(text), std::string(rule), number);
  }
  return number;
}

}  // namespace

std::string clean_telephone(std::string_view text, std::string_view code_postal,
                            base::Notes& notes) {
  const std::string_view trimmed = base::trim(text);
  if (trimmed.empty()) return {};
  if (auto number = plain_number(trimmed, code_postal)) {
    return keep(text, std::move(*number), "telephone.international-form", notes);
  }
  const std::vector<Stretch> found = stretches(trimmed);
  if (found.empty() && says_nothing(trimmed)) {
    notes.cleaned(std::string(kField), std::string(text), "telephone.says-nothing", "");
    return {};
  }
  if (found.size() == 1) {
    if (auto number = read_number(found[0].digits, found[0].plus, code_postal)) {
      return keep(text, std::move(*number), "telephone.international-form", notes);
    }
  }
  for (const Stretch& stretch : found) {
    if (auto number = first_number(stretch, code_postal)) {
      return keep(text, std::move(*number), "telephone.first-number", notes);
    }
  }
  if (const std::string_view digits = short_number(found); !digits.empty()) {
    if (const std::string_view number = long_form(digits); !number.empty()) {
      return keep(text, std::string(number), "telephone.short-number", notes);
    }
    lost(text, "Le numéro court " + std::string(digits) + " n’est pas accepté par le standard.",
         "Donnez un numéro à dix chiffres, ou citez ce numéro court dans la présentation.",
         "telephone.short-number", notes);
    return {};
  }
  const bool may_be_odd = !is_cut_off(found) && (base::contains(trimmed, "+") ||
                                                 trimmed.starts_with("00") || found.empty());
  if (auto number = may_be_odd ? odd_number(trimmed) : std::nullopt) {
    if (standard::is_schema_telephone(*number))
      return keep(text, std::move(*number), "telephone.odd-form", notes);
    lost(text, "Ce numéro étranger n’est pas accepté par le standard.",
         "Donnez un numéro français.", "telephone.foreign", notes);
    return {};
  }
  lost(text, "Ce texte n’est pas un numéro de téléphone complet.",
       "Donnez dix chiffres, par exemple 01 23 45 67 89.", "telephone.unreadable", notes);
  return {};
}

}  // namespace maillage::transform
