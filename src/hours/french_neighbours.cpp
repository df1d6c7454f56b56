#include "hours/french_neighbours.hpp"

#include <algorithm>
#include <string>
#include <utility>

namespace maillage::hours::french {
namespace {

class Neighbours {
 public:
  Neighbours(std::vector<Token>& tokens, std::string_view text) : tokens_(tokens), text_(text) {}

  void run() {
    settle_numbers();
    settle_letters();
  }

 private:
  static bool joins(Kind kind) {
    return kind == Kind::dash || kind == Kind::to || kind == Kind::slash;
  }

  static bool lists(Kind kind) { return kind == Kind::list || kind == Kind::comma; }

  const Token& token(std::size_t i) const { return tokens_[std::min(i, tokens_.size() - 1)]; }
  bool hour_number(std::size_t i) const {
    return token(i).kind == Kind::number && token(i).value >= 0 && token(i).value <= 24;
  }

  /// A bare number is an hour when it ends an open span or begins one that is plainly a span
  /// ("9-12h", "8 à 18h").
  void settle_numbers() {
    std::size_t times = 0;
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
      Token& here = tokens_[i];
      if (here.kind == Kind::time) {
        ++times;
      } else if (here.kind == Kind::number) {
        if (is_hour(i, times)) {
          here.kind = Kind::time;
          here.value = static_cast<std::int16_t>(here.value * 60);
          ++times;
        } else if (token(i + 1).kind == Kind::month && here.value >= 1 && here.value <= 31) {
          here.kind = Kind::date;
        }
      } else if (here.kind == Kind::day || here.kind == Kind::day_group ||
                 here.kind == Kind::every_day) {
        times = 0;
      }
    }
    merge_dates();
  }

  bool is_hour(std::size_t i, std::size_t times) const {
    if (!hour_number(i)) return false;
    const int hour = token(i).value;
    const Kind after = token(i + 1).kind;
    if (after == Kind::month || after == Kind::word || after == Kind::nth) return false;
    const Kind before = i > 0 ? tokens_[i - 1].kind : Kind::newline;
    if (times % 2 == 1 && i >= 2) {
      const Token& start =
          tokens_[i - 2].kind == Kind::filler && i >= 3 ? tokens_[i - 3] : tokens_[i - 2];
      if ((joins(before) || before == Kind::comma || before == Kind::list) &&
          start.kind == Kind::time)
        return hour * 60 > start.value;
      return false;
    }
    if (!joins(after)) return false;
    const Token& end = token(i + 2);
    if (end.kind == Kind::time) return end.value > hour * 60;
    if (after == Kind::slash || !hour_number(i + 2) || end.value <= hour) return false;
    const Kind behind = token(i + 3).kind;
    if (behind == Kind::number)  // "9-12 14-18"
      return hour_number(i + 3) && joins(token(i + 4).kind) && hour_number(i + 5);
    return behind != Kind::word && behind != Kind::month;
  }

  /// "25 décembre", "1er mai" become one date; "à partir du 4 septembre 2023" one old date.
  void merge_dates() {
    std::size_t out = 0;
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
      Token here = tokens_[i];
      const bool first_of = here.kind == Kind::nth && here.value == 1;
      if ((here.kind == Kind::date || first_of) && token(i + 1).kind == Kind::month) {
        here.kind = Kind::date;
        here.value = static_cast<std::int16_t>(token(i + 1).value * 100 + here.value % 100);
        here.end = token(i + 1).end;
        ++i;
      } else if (here.kind == Kind::old_date) {
        while (i + 1 < tokens_.size() && passes(token(i + 1))) here.end = tokens_[++i].end;
        if (token(i + 1).kind == Kind::month || token(i + 1).kind == Kind::season)
          here.end = tokens_[++i].end;
      }
      if ((here.kind == Kind::date || here.kind == Kind::old_date) &&
          token(i + 1).kind == Kind::number && token(i + 1).value >= 1990)
        here.kind = Kind::old_date, here.end = tokens_[++i].end;
      tokens_[out++] = here;
    }
    tokens_.resize(out);
    // "du 1er au 15 août", "les 24, 25 et 31 décembre": the first days are of the same month.
    for (std::size_t i = tokens_.size(); i-- > 0;) {
      Token& here = tokens_[i];
      const bool day = (here.kind == Kind::nth && here.value == 1) ||
                       (here.kind == Kind::number && here.value >= 1 && here.value <= 31);
      if (!day || token(i + 2).kind != Kind::date ||
          !(joins(token(i + 1).kind) || lists(token(i + 1).kind)))
        continue;
      here.kind = Kind::date;
      here.value = static_cast<std::int16_t>(tokens_[i + 2].value / 100 * 100 + here.value);
    }
  }
  static bool passes(const Token& token) {
    return token.kind == Kind::filler || token.kind == Kind::number || token.kind == Kind::date ||
           (token.kind == Kind::nth && token.value == 1);
  }

  /// "L au V 8h30-19h", "lu, ma: 9h", "S 10h-13h": letters that are days when their neighbours
  /// speak of days or hours.
  void settle_letters() {
    initials();
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
      Token& here = tokens_[i];
      const int day = letter_day(here);
      if (day < 0) continue;
      const Kind before = i > 0 ? tokens_[i - 1].kind : Kind::newline;
      const Kind after = token(i + 1).kind;
      const Kind then = token(i + 2).kind;
      const bool day_after = (joins(after) || lists(after)) && letter_or_day(i + 2);
      const bool day_before =
          i >= 2 && (joins(before) || lists(before)) && tokens_[i - 2].kind == Kind::day;
      const bool hours_after =
          after == Kind::time ||
          (after == Kind::colon &&
           (then == Kind::time || then == Kind::closed || then == Kind::appointment)) ||
          (after == Kind::filler && token(i + 2).kind == Kind::time && here.end - here.begin == 2);
      if (day_after || day_before || hours_after) {
        here.kind = Kind::day;
        here.value = static_cast<std::int16_t>(day);
      }
    }
  }
  /// "L M M J V", "L-M-J-V", "LMJV": initials in the order of the week. A single M is Tuesday when
  /// Thursday follows; otherwise nobody knows which of the two it is, and the run stays words.
  void initials() {
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
      std::string letters;
      std::vector<std::size_t> at;
      std::size_t next = i;
      while (const char letter = letters.size() < 8 ? initial(next) : '\0') {
        letters += letter;
        at.push_back(next++);
        if ((joins(token(next).kind) || lists(token(next).kind)) && initial(next + 1)) ++next;
      }
      const std::vector<int> days = days_of(letters.size() > 1 ? letters : glued_initials(i));
      if (days.empty()) continue;
      if (at.size() < 2) {
        split(i, days);
        i += days.size() - 1;
        continue;
      }
      const Kind after = token(next).kind == Kind::colon ? token(next + 1).kind : token(next).kind;
      if (at.size() == 2 && (next - i > 2 || after != Kind::time)) continue;
      for (std::size_t day = 0; day < days.size(); ++day) {
        tokens_[at[day]].kind = Kind::day;
        tokens_[at[day]].value = static_cast<std::int16_t>(days[day]);
      }
      i = next - 1;
    }
  }

  static bool is_initial(char c) { return std::string_view("LMJVSD").find(c) != std::string::npos; }

  /// The capital letter that a token consists of, or 0.
  char initial(std::size_t i) const {
    const Token& here = token(i);
    if ((here.kind != Kind::word && here.kind != Kind::filler) || here.end - here.begin != 1)
      return 0;
    return is_initial(text_[here.begin]) ? text_[here.begin] : '\0';
  }

  /// Four letters at least: MJD is an office of justice, no list of days.
  std::string glued_initials(std::size_t i) const {
    const Token& here = token(i);
    if (here.kind != Kind::word || here.end - here.begin < 4) return {};
    const std::string_view letters = text_.substr(here.begin, here.end - here.begin);
    return std::all_of(letters.begin(), letters.end(), is_initial) ? std::string(letters)
                                                                   : std::string();
  }

  static std::vector<int> days_of(const std::string& letters) {
    std::vector<int> days;
    for (std::size_t i = 0; i < letters.size(); ++i) {
      const char next = i + 1 < letters.size() ? letters[i + 1] : '\0';
      int day = letters[i] == 'L'   ? 0
                : letters[i] == 'J' ? 3
                : letters[i] == 'V' ? 4
                : letters[i] == 'S' ? 5
                : letters[i] == 'D' ? 6
                                    : 1;
      if (letters[i] == 'M' && i > 0 && letters[i - 1] == 'M') {
        day = 2;
      } else if (letters[i] == 'M' && next != 'M' && next != 'J') {
        return {};
      }
      if (!days.empty() && day <= days.back()) return {};
      days.push_back(day);
    }
    return days;
  }

  /// One token a letter.
  void split(std::size_t i, const std::vector<int>& days) {
    std::vector<Token> letters;
    for (std::size_t day = 0; day < days.size(); ++day) {
      Token letter;
      letter.kind = Kind::day;
      letter.value = static_cast<std::int16_t>(days[day]);
      letter.begin = static_cast<std::uint32_t>(tokens_[i].begin + day);
      letter.end = letter.begin + 1;
      letters.push_back(letter);
    }
    tokens_.erase(tokens_.begin() + static_cast<std::ptrdiff_t>(i));
    tokens_.insert(tokens_.begin() + static_cast<std::ptrdiff_t>(i), letters.begin(),
                   letters.end());
  }

  bool letter_or_day(std::size_t i) const {
    return token(i).kind == Kind::day || letter_day(token(i)) >= 0;
  }
  /// The day that a word of one or two letters may mean, or -1.
  int letter_day(const Token& token) const {
    if (token.kind != Kind::word && token.kind != Kind::filler) return -1;
    const std::size_t length = token.end - token.begin;
    if (length > 2) return -1;
    static constexpr std::pair<std::string_view, int> kLetters[] = {
        {"l", 0}, {"lu", 0}, {"ma", 1}, {"me", 2}, {"j", 3}, {"je", 3},
        {"v", 4}, {"ve", 4}, {"s", 5},  {"sa", 5}, {"d", 6}, {"di", 6}};
    for (const auto& [letters, day] : kLetters) {
      if (letters.size() != length) continue;
      bool equal = true;
      for (std::size_t i = 0; i < length; ++i) equal &= (text_[token.begin + i] | 32) == letters[i];
      if (equal) return day;
    }
    return -1;
  }

  std::vector<Token>& tokens_;
  std::string_view text_;
};

}  // namespace

void settle_by_neighbours(std::vector<Token>& tokens, std::string_view text) {
  Neighbours(tokens, text).run();
}

}  // namespace maillage::hours::french
