#include "hours/french_number.hpp"

#include <algorithm>
#include <utility>

namespace maillage::hours::french {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_letter(char c) {
  return c >= 'a' && c <= 'z';
}

class NumberReader {
 public:
  NumberReader(std::string_view text, std::size_t at, Kind before)
      : text_(text), at_(at), before_(before) {}

  NumberRead run() {
    if (phone_number() || full_date() || short_date() || around_the_clock() || days_of_seven() ||
        cadence())
      return read_;
    const std::size_t from = at_;
    int number = 0;
    std::size_t length = 0;
    while (digit_at(at_) || letter_for_zero(from)) {
      if (length < 5) number = number * 10 + (is_digit(text_[at_]) ? text_[at_] - '0' : 0);
      ++length;
      ++at_;
    }
    if (ordinal(number)) return read_;
    // "9h -1 2h": a blank fell into the number.
    if (length == 1 && (number == 1 || number == 2) && before_ == Kind::dash && peek() == ' ' &&
        digit_at(at_ + 1) && at_hour_sign(at_ + 2) && number * 10 + (text_[at_ + 1] - '0') <= 24) {
      number = number * 10 + (text_[at_ + 1] - '0');
      length = 2;
      at_ += 2;
    }
    if (length <= 2 && (hour_sign_time(number) || colon_time(number) || missed_sign_time(number)))
      return read_;
    if (length == 4 && number <= 2400 && number % 100 <= 59 && number % 5 == 0 &&
        !(number >= 2000 && number < 2060)) {
      found(Kind::time, number / 100 * 60 + number % 100, at_);
      return read_;
    }
    if (number > 24 && length >= 4 && peek() != ' ') {
      while (is_letter(peek())) ++at_;
    }
    found(Kind::number, length <= 4 ? number : -1, at_);
    return read_;
  }

 private:
  char peek(std::size_t ahead = 0) const {
    return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
  }
  bool found(Kind kind, int value, std::size_t end) {
    read_ = {kind, value, end};
    return true;
  }

  std::size_t skip_blanks(std::size_t at) const {
    while (at < text_.size() && text_[at] == ' ') ++at;
    return at;
  }
  bool digit_at(std::size_t at) const { return at < text_.size() && is_digit(text_[at]); }
  /// An h that is no beginning of a word: "9h", "9h30", "9heures", "9hà", "19hMer"; not "11h30
  /// hors".
  bool at_hour_sign(std::size_t at) const {
    if (at >= text_.size() || text_[at] != 'h') return false;
    const std::size_t next = at + 1;
    if (next >= text_.size() || !is_letter(text_[next])) return true;
    const bool alone = next + 1 >= text_.size() || !is_letter(text_[next + 1]);
    if (alone && (text_[next] == 'a' || text_[next] == 'e' || text_[next] == 's')) return true;
    return text_.substr(next, 4) == "eure" || text_.substr(next, 2) == "et" || starts_word(next);
  }

  bool literal(std::string_view sign_text, Kind kind, int value) {
    if (text_.substr(at_, sign_text.size()) != sign_text) return false;
    const std::size_t end = at_ + sign_text.size();
    if (digit_at(end) || (end < text_.size() && is_letter(text_[end]))) return false;
    return found(kind, value, end);
  }

  /// "02 47 21 64 55", "0247216455": swallowed whole, for its pairs look like hours.
  bool phone_number() {
    if (peek() != '0' || !digit_at(at_ + 1) || text_[at_ + 1] == '0') return false;
    const char separator = peek(2);
    const bool separated = separator == ' ' || separator == '.' || separator == '-';
    std::size_t at = at_ + 2;
    for (int pair = 0; pair < 4; ++pair) {
      if (separated && (at >= text_.size() || text_[at++] != separator)) return false;
      if (!digit_at(at) || !digit_at(at + 1)) return false;
      at += 2;
    }
    if (digit_at(at)) return false;
    return found(Kind::word, 0, at);
  }

  /// "14/04/2022", "14/04/22": a day that passes; no hours.
  bool full_date() {
    std::size_t at = at_;
    for (int part = 0; part < 3; ++part) {
      std::size_t digits = 0;
      while (digit_at(at)) ++at, ++digits;
      if (digits == 0 || digits > 4 || (part < 2 && digits > 2)) return false;
      if (part == 2) {
        if (digits == 3 || digits == 1) return false;
        return found(Kind::old_date, 0, at);
      }
      if (at >= text_.size() || (text_[at] != '/' && text_[at] != '.')) return false;
      ++at;
    }
    return false;
  }

  /// "20/07", "du 24/12 au 02/01": a day of the year; "9/12" alone is from nine to twelve.
  bool short_date() {
    std::size_t end = 0;
    const int day = day_and_month(at_, end);
    if (day == 0) return false;
    const bool plain = text_[end - 2] == '0' || day % 100 > 24;
    if (!plain) {
      std::size_t next = skip_blanks(end), other = 0;
      if (text_.substr(next, 2) == "au")
        next = skip_blanks(next + 2);
      else if (text_.substr(next, 1) == "-")
        next = skip_blanks(next + 1);
      const int until = day_and_month(next, other);
      if (until == 0 || (text_[other - 2] != '0' && until % 100 <= 24)) return false;
    }
    return found(Kind::date, day, end);
  }

  /// "24/12" as 1224, or 0; `end` is the byte behind it.
  int day_and_month(std::size_t at, std::size_t& end) const {
    int day = 0;
    for (std::size_t digits = 0; digits < 2 && digit_at(at); ++digits)
      day = day * 10 + (text_[at++] - '0');
    if (at >= text_.size() || text_[at] != '/' || !digit_at(at + 1) || !digit_at(at + 2)) return 0;
    end = at + 3;
    const int month = two_digits(at + 1);
    const char behind = end < text_.size() ? text_[end] : ' ';
    if (is_digit(behind) || behind == 'h' || behind == ':' || behind == '/' || behind == '-')
      return 0;
    return day >= 1 && day <= 31 && month >= 1 && month <= 12 ? month * 100 + day : 0;
  }

  int two_digits(std::size_t at) const { return (text_[at] - '0') * 10 + (text_[at + 1] - '0'); }

  bool around_the_clock() {
    for (const std::string_view always :
         {"24h/24", "24/24", "24h24", "24/7", "24h/7j", "24 h/24", "24 h / 24"}) {
      if (literal(always, Kind::always, 0)) return true;
    }
    return false;
  }

  /// "7j/7", "6 jours sur 7", "7/7".
  bool days_of_seven() {
    const int share = text_[at_] - '0';
    if (share < 5 || share > 7) return false;
    std::size_t at = skip_blanks(at_ + 1);
    bool days = false;
    for (const std::string_view word : {"jours", "jour", "j"}) {
      if (days || text_.substr(at, word.size()) != word) continue;
      days = true;
      at = skip_blanks(at + word.size());
    }
    const bool sign = text_.substr(at, 1) == "/" || text_.substr(at, 3) == "sur";
    if (sign) at = skip_blanks(at + (text_[at] == '/' ? 1 : 3));
    if ((!days && !(sign && share == 7)) || text_.substr(at, 1) != "7" || digit_at(at + 1))
      return false;
    at += text_.substr(at, 2) == "7j" ? 2 : 1;
    if (at < text_.size() && is_letter(text_[at])) return false;
    return share == 7 ? found(Kind::day_group, 0x7F, at) : found(Kind::days_of_seven, share, at);
  }

  /// "1Oh": the letter O typed for a zero.
  bool letter_for_zero(std::size_t from) const {
    return at_ == from + 1 && peek() == 'o' &&
           (peek(1) == 'h' || (is_digit(peek(1)) && peek(2) == 'h'));
  }

  bool cadence() {
    static constexpr std::pair<std::string_view, int> kCadences[] = {
        {"1 semaine sur 2", 0}, {"1 semaine sur deux", 0},
        {"1 semaine/2", 0},     {"1 semaine /2", 0},
        {"1 semaine / 2", 0},   {"1x par mois", 2},
        {"1 x par mois", 2},    {"1 fois par mois", 2},
        {"1x/mois", 2},         {"1 fois/mois", 2},
        {"2x par mois", 3},     {"2 x par mois", 3},
        {"2 fois par mois", 3}, {"2x/mois", 3},
        {"1/2 semaine", 0}};
    for (const auto& [text, value] : kCadences) {
      if (literal(text, Kind::cadence, value)) return true;
    }
    return false;
  }

  bool ordinal(int number) {
    std::size_t at = at_;
    for (const std::string_view ending : {"ieme", "eme", "ere", "er", "nde", "nd", "e"}) {
      const std::size_t start =
          text_.substr(at_, 1) == " " && ending != "e" && ending != "nd" ? at_ + 1 : at_;
      if (text_.substr(start, ending.size()) != ending) continue;
      at = start + ending.size();
      if (at < text_.size() && text_[at] == 's') ++at;
      if (at < text_.size() && is_letter(text_[at])) continue;
      return found(number >= 1 && number <= 5 ? Kind::nth : Kind::word, number, at);
    }
    return false;
  }

  /// "9h", "9h30", "9 h 30", "9heures", "13h030", "12h3019h" (the rest is another time).
  bool hour_sign_time(int hour) {
    const std::size_t sign = skip_blanks(at_);
    if (!at_hour_sign(sign) || hour > 24) return false;
    std::size_t at = sign + 1;
    if (text_.substr(at, 4) == "eure") at += 4;
    if (at < text_.size() && text_[at] == 's' &&
        !(at + 1 < text_.size() && is_letter(text_[at + 1])))
      ++at;
    std::size_t minutes_at = at;
    if (text_.substr(at, 1) == ":" && digit_at(at + 1)) minutes_at = at + 1;
    const bool apart = digit_at(skip_blanks(minutes_at)) && !digit_at(minutes_at);
    minutes_at = skip_blanks(minutes_at);
    std::size_t end = minutes_at;
    while (digit_at(end)) ++end;
    int minutes = 0;
    if (end > minutes_at) {
      const bool is_next_hour =
          end - minutes_at <= 2 && at_hour_sign(skip_blanks(end)) && !closes_minutes(end);
      const std::size_t count = end - minutes_at;
      if (is_next_hour || text_.substr(end, 1) == ":") {
        // "9h12h", "9h 12:00": the digits are another time.
      } else if (count == 1 && !apart) {
        minutes = (text_[minutes_at] - '0') * 10;
        at = end;
      } else if (count == 3 && text_[minutes_at] == '0') {
        minutes = two_digits(minutes_at + 1);
        at = end;
      } else if (count >= 2 && two_digits(minutes_at) < 60 &&
                 (!apart || (count == 2 && two_digits(minutes_at) % 15 == 0))) {
        minutes = two_digits(minutes_at);
        at = minutes_at + 2;
      }
      if (minutes > 59) minutes = 0;
    }
    // "09h30h": the sign repeated.
    if (at > sign + 1 && at_hour_sign(at) &&
        !(at + 1 < text_.size() && (is_letter(text_[at + 1]) || digit_at(at + 1))))
      ++at;
    return found(Kind::time, std::min(hour * 60 + minutes, 24 * 60), at);
  }

  /// Letters right behind "19h": another word begins ("19hMer").
  bool starts_word(std::size_t at) const {
    static constexpr std::string_view kStarts[] = {"lu", "ma", "me", "je", "ve", "sa", "di", "ou",
                                                   "pu", "fe", "le", "de", "du", "no", "su"};
    return std::find(std::begin(kStarts), std::end(kStarts), text_.substr(at, 2)) !=
           std::end(kStarts);
  }

  /// "09h30h-12h30": the second h belongs to the minutes, no time begins here.
  bool closes_minutes(std::size_t at) const {
    if (!at_hour_sign(at) || two_digits_before(at) <= 24) return false;
    return at + 1 >= text_.size() || !is_digit(text_[at + 1]);
  }
  int two_digits_before(std::size_t at) const {
    return at >= 2 && is_digit(text_[at - 2]) && is_digit(text_[at - 1]) ? two_digits(at - 2) : 0;
  }

  /// "9:30", "9 : 30", "9:", "10.30"; not "13:16:59.99".
  bool colon_time(int hour) {
    if (hour > 24) return false;
    const std::size_t sign = skip_blanks(at_);
    if (sign < text_.size() && text_[sign] == '.' && sign == at_) {
      if (!digit_at(sign + 1) || !digit_at(sign + 2) || digit_at(sign + 3) ||
          two_digits(sign + 1) > 59)
        return false;
      const std::size_t end = sign + 3;
      return found(Kind::time, hour * 60 + two_digits(sign + 1), at_hour_sign(end) ? end + 1 : end);
    }
    if (sign >= text_.size() || text_[sign] != ':') return false;
    std::size_t at = skip_blanks(sign + 1);
    if (!digit_at(at)) {
      // "9: à 13:" has hours; "le 2 : fermé" has none.
      if (sign != at_ || (at < text_.size() && is_letter(text_[at]) && text_[at] != 'a'))
        return false;
      return found(Kind::time, hour * 60, sign + 1);
    }
    if (!digit_at(at + 1)) {  // "9:3"
      const int minutes = (text_[at] - '0') * 10;
      if (minutes > 59 || at != sign + 1) return false;
      return found(Kind::time, hour * 60 + minutes, at + 1);
    }
    if (digit_at(at + 2) || two_digits(at) > 59) return false;
    const int minutes = two_digits(at);
    std::size_t end = at + 2;
    // Seconds: ":00" is dropped; a clock reading such as 13:16:59.99 is no opening time.
    // "07:30:12:30" is two times.
    if (end < text_.size() && text_[end] == ':' && digit_at(end + 1) && digit_at(end + 2) &&
        !(end + 3 < text_.size() && text_[end + 3] == ':')) {
      const bool whole =
          text_.substr(end + 1, 2) == "00" && !digit_at(end + 3) && text_.substr(end + 3, 1) != ".";
      end += 3;
      if (!whole) {
        while (digit_at(end) || (end < text_.size() && text_[end] == '.')) ++end;
        return found(Kind::word, 0, end);
      }
    }
    if (at_hour_sign(end) && !(end + 1 < text_.size() && is_letter(text_[end + 1]))) ++end;
    return found(Kind::time, std::min(hour * 60 + minutes, 24 * 60), end);
  }

  /// "13/30 - 16:30", "10:00-11-00": the sign between hour and minutes was missed.
  bool missed_sign_time(int hour) {
    if (hour < 1 || hour > 24 || (peek() != '/' && peek() != '-') || !digit_at(at_ + 1) ||
        !digit_at(at_ + 2) || digit_at(at_ + 3) || at_hour_sign(at_ + 3))
      return false;
    const int minutes = two_digits(at_ + 1);
    if (minutes != 30 && minutes != 45 && !(minutes == 0 && peek() == '-')) return false;
    return found(Kind::time, hour * 60 + minutes, at_ + 3);
  }

  std::string_view text_;
  std::size_t at_;
  Kind before_;
  NumberRead read_;
};

}  // namespace

NumberRead read_number(std::string_view text, std::size_t at, Kind before) {
  return NumberReader(text, at, before).run();
}

}  // namespace maillage::hours::french
