#include "places/spoken.hpp"

#include "base/text.hpp"
#include "places/readable.hpp"

namespace maillage::places {
namespace {

constexpr std::string_view kUnits[] = {"zéro",   "un",    "deux",     "trois",    "quatre",
                                       "cinq",   "six",   "sept",     "huit",     "neuf",
                                       "dix",    "onze",  "douze",    "treize",   "quatorze",
                                       "quinze", "seize", "dix-sept", "dix-huit", "dix-neuf"};
constexpr std::string_view kTens[] = {
    "",          "",         "vingt",    "trente",       "quarante",
    "cinquante", "soixante", "soixante", "quatre-vingt", "quatre-vingt"};

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

std::string below_hundred(int number) {
  if (number < 20) return std::string(kUnits[number]);
  const int tens = number / 10;
  const bool by_twenty = tens == 7 || tens == 9;  // soixante-dix, quatre-vingt-dix
  const int rest = number % 10 + (by_twenty ? 10 : 0);
  std::string words(kTens[tens]);
  if (rest == 0) return tens == 8 ? words + "s" : words;
  const bool and_one = (rest == 1 || rest == 11) && tens < 8;
  return words + (and_one ? " et " : "-") + std::string(kUnits[rest]);
}

/// "neuf heures trente", "midi", "une heure"
std::string hour_words(int hour, int minute) {
  std::string words = hour == 0    ? "minuit"
                      : hour == 12 ? "midi"
                      : hour == 1  ? "une heure"
                      : hour == 21 ? "vingt et une heures"
                                   : number_words(hour) + " heures";
  if (minute > 0) words += " " + number_words(minute);
  return words;
}

}  // namespace

std::string number_words(int number) {
  if (number < 100) return below_hundred(number);
  if (number >= 1000) {
    std::string words = number < 2000 ? "mille" : number_words(number / 1000) + " mille";
    return number % 1000 == 0 ? words : words + " " + number_words(number % 1000);
  }
  const int hundreds = number / 100, rest = number % 100;
  std::string words = hundreds == 1 ? "cent" : std::string(kUnits[hundreds]) + " cent";
  if (rest == 0) return hundreds > 1 ? words + "s" : words;
  return words + " " + below_hundred(rest);
}

std::string spoken_phone(std::string_view number) {
  const std::string written = readable_phone(number);
  std::string digits, words;
  for (const char c : written) {
    if (is_digit(c)) digits += c;
  }
  if (written.starts_with('+')) words = "plus";
  // An odd count begins with one digit alone: "plus, six cent…" would be no pair.
  for (std::size_t i = 0; i < digits.size();) {
    const std::size_t size = (digits.size() - i) % 2 == 1 ? 1 : 2;
    if (!words.empty()) words += ", ";
    if (size == 2 && digits[i] == '0') {
      words += "zéro " + std::string(kUnits[digits[i + 1] - '0']);
    } else {
      words += number_words(size == 1 ? digits[i] - '0'
                                      : (digits[i] - '0') * 10 + (digits[i + 1] - '0'));
    }
    i += size;
  }
  return words;
}

std::string spoken_hours(std::string_view sentence) {
  const std::string text = base::replace_all(std::string(sentence), "\u00a0", " ");
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    const bool starts = is_digit(text[i]) && (i == 0 || !is_digit(text[i - 1]));
    std::size_t end = i;
    while (starts && end < text.size() && end - i < 2 && is_digit(text[end])) ++end;
    if (!starts || text.compare(end, 2, " h") != 0 ||
        (end + 2 < text.size() && text[end + 2] >= 'a' && text[end + 2] <= 'z')) {
      out += text[i++];
      continue;
    }
    const int hour = std::stoi(text.substr(i, end - i));
    end += 2;
    int minute = 0;
    if (end + 2 < text.size() && text[end] == ' ' && is_digit(text[end + 1]) &&
        is_digit(text[end + 2])) {
      minute = std::stoi(text.substr(end + 1, 2));
      end += 3;
    }
    out += hour_words(hour % 24, minute);
    i = end;
  }
  out = base::replace_all(std::move(out), " ;", ",");
  return base::replace_all(std::move(out), "–", "à");
}

}  // namespace maillage::places
