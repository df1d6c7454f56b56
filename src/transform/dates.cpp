#include "transform/dates.hpp"

#include "base/text.hpp"
#include "transform/blank_words.hpp"

#include <algorithm>
#include <array>
#include <vector>

namespace maillage::transform {

namespace {

using std::chrono::hours, std::chrono::minutes, std::chrono::seconds;

constexpr int kFirstYear = 1970;
constexpr int kLastYear = 2099;
constexpr std::size_t kLongestText = 400;  // bytes; a longer text is prose, not a date

/// A run of digits or of letters, with what stands right before it.
struct Token {
  std::string_view text;
  bool number = false;
  std::string_view gap;  ///< the marks between the token before and this one

  int value() const {
    int value = 0;
    for (const char c : text.substr(0, 9)) value = value * 10 + (c - '0');
    return value;
  }
};

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80;
}

std::vector<Token> tokens_of(std::string_view text) {
  std::vector<Token> tokens;
  std::size_t gap = 0;
  for (std::size_t at = 0; at < text.size();) {
    if (!is_digit(text[at]) && !is_letter(text[at])) {
      ++at;
      continue;
    }
    const bool number = is_digit(text[at]);
    std::size_t end = at;
    while (end < text.size() && (number ? is_digit(text[end]) : is_letter(text[end]))) ++end;
    tokens.push_back({text.substr(at, end - at), number, text.substr(gap, at - gap)});
    gap = at = end;
  }
  return tokens;
}

/// 1-12 for a French or English month name or its abbreviation of three letters or more, folded;
/// else 0.
int month_named(std::string_view word) {
  constexpr std::array<std::string_view, 12> kFrench = {
      "janvier", "fevrier", "mars",      "avril",   "mai",      "juin",
      "juillet", "aout",    "septembre", "octobre", "novembre", "decembre"};
  constexpr std::array<std::string_view, 12> kEnglish = {
      "january", "february", "march",     "april",   "may",      "june",
      "july",    "august",   "september", "october", "november", "december"};
  if (word.size() < 3 || word == "jui") return 0;
  for (std::size_t i = 0; i < kFrench.size(); ++i) {
    if (kFrench[i].starts_with(word) || kEnglish[i].starts_with(word)) {
      return static_cast<int>(i) + 1;
    }
  }
  return 0;
}

struct Found {
  base::Date day;
  seconds time = hours(12);
  bool month_only = false;
};

bool is_separator(std::string_view gap) {
  const std::string_view mark = base::trim(gap);
  return mark == "-" || mark == "/" || mark == ".";
}

std::optional<base::Date> day_of(int year, int month, int day) {
  const base::Date date{std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
                        std::chrono::day(static_cast<unsigned>(day))};
  if (year < kFirstYear || year > kLastYear || !date.ok()) return std::nullopt;
  return date;
}

/// "2023" or "23"; nothing for other lengths.
std::optional<int> year_of(const Token& token) {
  if (token.text.size() == 4) return token.value();
  if (token.text.size() == 2) return 2000 + token.value();
  return std::nullopt;
}

/// A time behind a day: "10:11", "T10:11:12.345", "à 10h11", and its zone; noon when there is none.
seconds time_after(const std::vector<Token>& tokens, std::size_t at) {
  const auto number = [&](std::size_t i, std::size_t longest) {
    return i < tokens.size() && tokens[i].number && tokens[i].text.size() <= longest;
  };
  if (at < tokens.size() && !tokens[at].number &&
      (tokens[at].text == "t" || tokens[at].text == "a" || tokens[at].text == "at")) {
    ++at;
  }
  const std::size_t hour = at;
  std::size_t minute = at + 1;
  const bool french_hour = minute < tokens.size() && tokens[minute].text == "h";
  if (french_hour) ++minute;
  if (!number(hour, 2) || !number(minute, 2)) return hours(12);
  if (!french_hour && tokens[minute].gap != ":") return hours(12);
  const int h = tokens[hour].value(), m = tokens[minute].value();
  if (h > 24 || m > 59 || (h == 24 && m > 0)) return hours(12);
  seconds time = hours(h) + minutes(m);
  std::size_t next = minute + 1;
  if (number(next, 2) && tokens[next].gap == ":" && tokens[next].value() < 60) {
    time += seconds(tokens[next].value());
    ++next;
    if (number(next, 12) && (tokens[next].gap == "." || tokens[next].gap == ",")) ++next;
  }
  const std::string_view sign = next < tokens.size() ? base::trim(tokens[next].gap) : "";
  if (number(next, 4) && (sign == "+" || sign == "-")) {
    const bool joined = tokens[next].text.size() == 4;
    const int zone_hours = joined ? tokens[next].value() / 100 : tokens[next].value();
    const bool has_minutes = number(next + 1, 2) && tokens[next + 1].gap == ":";
    const int zone_minutes = joined        ? tokens[next].value() % 100
                             : has_minutes ? tokens[next + 1].value()
                                           : 0;
    const seconds zone = hours(zone_hours) + minutes(zone_minutes);
    if (zone_hours <= 14) time += sign == "+" ? -zone : zone;
  }
  return time;
}

/// The date whose first token is `at`.
std::optional<Found> date_at(const std::vector<Token>& tokens, std::size_t at) {
  const Token& first = tokens[at];
  const auto has = [&](std::size_t i) { return at + i < tokens.size(); };
  const auto is_number = [&](std::size_t i) { return has(i) && tokens[at + i].number; };
  const auto with_time = [&](std::optional<base::Date> day,
                             std::size_t used) -> std::optional<Found> {
    if (!day) return std::nullopt;
    return Found{*day, time_after(tokens, at + used), false};
  };
  if (first.number && is_number(1) && is_number(2) && is_separator(tokens[at + 1].gap) &&
      is_separator(tokens[at + 2].gap)) {
    const Token &second = tokens[at + 1], &third = tokens[at + 2];
    if (first.text.size() == 4 && second.text.size() <= 2 && third.text.size() <= 2) {
      return with_time(day_of(first.value(), second.value(), third.value()), 3);
    }
    const std::optional<int> year = year_of(third);
    if (first.text.size() <= 2 && second.text.size() <= 2 && year) {
      if (auto day = day_of(*year, second.value(), first.value())) return with_time(day, 3);
      return with_time(day_of(*year, first.value(), second.value()), 3);  // month first
    }
    return std::nullopt;
  }
  const auto month_at = [&](std::size_t i) {
    return has(i) && !tokens[at + i].number ? month_named(tokens[at + i].text) : 0;
  };
  if (first.number && first.text.size() <= 2) {
    const std::size_t month = has(1) && tokens[at + 1].text == "er" ? 2 : 1;
    if (month_at(month) > 0 && is_number(month + 1)) {
      if (const std::optional<int> year = year_of(tokens[at + month + 1])) {
        return with_time(day_of(*year, month_at(month), first.value()), month + 2);
      }
    }
  }
  const bool month_in_words = month_at(0) > 0;
  const bool month_in_digits =
      first.number && first.text.size() <= 2 && is_number(1) && is_separator(tokens[at + 1].gap);
  if ((month_in_words || month_in_digits) && is_number(1) && tokens[at + 1].text.size() == 4) {
    const int month = month_in_words ? month_at(0) : first.value();
    if (const auto day = day_of(tokens[at + 1].value(), month, 1)) {
      return Found{*day, hours(12), true};
    }
  }
  return std::nullopt;
}

bool all_digits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), is_digit);
}

/// A text that is one number: Unix seconds (10 digits), milliseconds (13), or an Excel serial day
/// (5 and a fraction).
std::optional<base::Instant> machine_date(std::string_view text) {
  double value = 0;
  if (!base::parse_number(text, value)) return std::nullopt;
  const std::string_view whole = text.substr(0, text.find('.'));
  if (!all_digits(whole)) return std::nullopt;
  if (whole.size() == 10) return base::Instant(seconds(static_cast<long long>(value)));
  if (whole.size() == 13) return base::Instant(seconds(static_cast<long long>(value / 1000)));
  // Excel counts days from 1899-12-30; 5 digits above 36526 are days from the year 2000 on.
  constexpr double kExcel1970 = 25569, kExcel2000 = 36526, kExcel2100 = 73051;
  if (whole.size() == 5 && value >= kExcel2000 && value < kExcel2100) {
    const auto days = std::chrono::days(static_cast<int>(value - kExcel1970));
    const double fraction = value - static_cast<int>(value);
    const seconds time =
        fraction == 0 ? seconds(hours(12)) : seconds(static_cast<int>(fraction * 86400 + 0.5));
    return base::Instant(days + time);
  }
  return std::nullopt;
}

bool is_plausible(base::Instant instant) {
  const int year = static_cast<int>(base::utc_day(instant).year());
  return year >= kFirstYear && year <= kLastYear && instant > base::Instant(seconds(0));
}

/// "2024-01-15" and "2024-01-15 10:11:12" without any search: what most lists hold.
std::optional<base::Instant> plain_date(std::string_view text) {
  if (text.size() != 10) return std::nullopt;
  const auto day = base::parse_iso_date(text);
  if (!day) return std::nullopt;
  return base::Instant(std::chrono::sys_days(*day)) + hours(12);
}

void unread(std::string_view text, base::Notes& notes) {
  notes.findings.push_back({base::Severity::warning, "date_maj.unreadable", base::Finding::kNoRow,
                            "date_maj", base::valid_utf8(text),
                            "Cette date de mise à jour n’est pas lisible ou n’existe pas.",
                            "Écrivez-la sous la forme 2024-04-02."});
}

}  // namespace

std::optional<base::Instant> read_date(std::string_view text, base::Notes& notes) {
  const std::string_view trimmed = base::trim(text);
  if (trimmed.empty()) return std::nullopt;
  if (const auto instant = plain_date(trimmed); instant && is_plausible(*instant)) return instant;
  if (trimmed.size() > kLongestText) {
    unread(text, notes);
    return std::nullopt;
  }
  std::optional<base::Instant> instant = machine_date(trimmed);
  std::string_view rule = "date_maj.machine-form";
  if (!instant) {
    rule = "date_maj.spelling";
    const std::string folded = base::fold(trimmed);
    const std::vector<Token> tokens = tokens_of(folded);
    // The last date of the text wins, as "créé le 01/02/2021, mis à jour le 03/04/2022" wants; a
    // whole date before a month.
    bool month_only = true;
    for (std::size_t i = tokens.size(); i-- > 0 && month_only;) {
      const std::optional<Found> found = date_at(tokens, i);
      if (!found || (found->month_only && instant)) continue;
      const bool is_rest_of_a_day = i > 0 && tokens[i - 1].number && tokens[i - 1].text.size() <= 2;
      if (found->month_only && is_rest_of_a_day) continue;
      instant = base::Instant(std::chrono::sys_days(found->day)) + found->time;
      month_only = found->month_only;
    }
    if (instant && month_only) rule = "date_maj.month-only";
  }
  if (!instant && says_nothing(trimmed)) {
    notes.cleaned("date_maj", base::valid_utf8(text), "date_maj.says-nothing", "");
    return std::nullopt;
  }
  if (!instant || !is_plausible(*instant)) {
    unread(text, notes);
    return std::nullopt;
  }
  const std::string after = base::iso_instant(*instant);
  if (trimmed != after) {
    notes.cleaned("date_maj", base::valid_utf8(text), std::string(rule), after);
  }
  return instant;
}

}  // namespace maillage::transform
