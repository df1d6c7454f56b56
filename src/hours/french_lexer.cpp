#include "hours/french_lexer.hpp"

#include "hours/french_phrases.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace maillage::hours::french {
namespace {

constexpr std::size_t kLongestText = 6000;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_letter(char c) {
  return c >= 'a' && c <= 'z';
}

/// The text in lower case without accents, and for each byte of it the byte of the source it came
/// from. Typographic dashes become '-', apostrophes '\'', no-break spaces ' ', marks of lists
/// '\x02'.
struct Folded {
  std::string text;
  std::vector<std::uint32_t> source;  ///< one more than bytes: the end
};

void fold_entity(std::string_view source, std::size_t& at, char& out) {
  static constexpr std::pair<std::string_view, char> kEntities[] = {
      {"&amp;", '&'}, {"&nbsp;", ' '}, {"&#39;", '\''}, {"&gt;", '\x02'},
      {"<br>", '\n'}, {"<br/>", '\n'}, {"<br />", '\n'}};
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

/// Whether two words differ by one letter: one changed, missing, added, or two neighbours swapped.
bool one_letter_apart(std::string_view a, std::string_view b) {
  if (a.size() > b.size()) std::swap(a, b);
  if (b.size() - a.size() > 1) return false;
  std::size_t i = 0;
  while (i < a.size() && a[i] == b[i]) ++i;
  if (a.size() < b.size()) return a.substr(i) == b.substr(i + 1);
  if (i == a.size()) return true;
  if (a.substr(i + 1) == b.substr(i + 1)) return true;
  return i + 1 < a.size() && a[i] == b[i + 1] && a[i + 1] == b[i] &&
         a.substr(i + 2) == b.substr(i + 2);
}

class Lexer {
 public:
  Lexer(std::string_view text, Spelling spelling)
      : folded_(fold(text.substr(0, kLongestText))), text_(folded_.text), spelling_(spelling) {
    tokens_.reserve(text_.size() / 3 + 4);
  }

  std::vector<Token> run() {
    while (at_ < text_.size()) next();
    add(Kind::end, 0, text_.size());
    settle_numbers();
    settle_letters();
    return std::move(tokens_);
  }

 private:
  char peek(std::size_t ahead = 0) const {
    return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
  }

  void add(Kind kind, int value, std::size_t from, bool bare = false) {
    Token token;
    token.kind = kind;
    token.bare = bare;
    token.value = static_cast<std::int16_t>(value);
    token.begin = folded_.source[from];
    token.end = folded_.source[std::max(from, at_)];
    tokens_.push_back(token);
  }
  void sign(Kind kind) {
    ++at_;
    add(kind, 0, at_ - 1);
  }
  Kind last_kind() const { return tokens_.empty() ? Kind::newline : tokens_.back().kind; }

  void next() {
    const char c = peek();
    if (is_digit(c)) return digits();
    if (is_letter(c)) return word();
    switch (c) {
      case ' ':
      case '\'':
      case '"':
        ++at_;
        return;
      case '-':
      case '_':
      case '=':
      case '~':
        while (peek(1) == '-' || peek(1) == '_') ++at_;
        return sign(Kind::dash);
      case '\n':
        return sign(Kind::newline);
      case '/':
      case '\\':
        while (peek(1) == '/') ++at_;
        return sign(Kind::slash);
      case ',':
        return sign(Kind::comma);
      case ':':
        return sign(Kind::colon);
      case '.':
      case ';':
      case '|':
      case '\x02':
      case '!':
        return sign(Kind::stop);
      case '(':
      case '[':
        return sign(Kind::open_paren);
      case ')':
      case ']':
        return sign(Kind::close_paren);
      case '&':
      case '+':
        return sign(Kind::list);
      default:
        ++at_;
        return;
    }
  }

  // ---- words
  /// The end of the phrase when it stands at `at_`, else 0.
  std::size_t phrase_end(std::string_view phrase) const {
    std::size_t at = at_;
    for (std::size_t i = 0; i < phrase.size(); ++i) {
      if (phrase[i] != ' ') {
        if (at >= text_.size() || text_[at] != phrase[i]) return 0;
        ++at;
        continue;
      }
      if (at < text_.size() && text_[at] == 's' && phrase[i - 1] != 's') ++at;
      while (at < text_.size() && (text_[at] == ' ' || text_[at] == '-' || text_[at] == '\'')) ++at;
    }
    if (at < text_.size() && text_[at] == 's' && !is_digit(phrase.back())) ++at;
    if (at < text_.size() && is_letter(text_[at])) return 0;
    if (is_digit(phrase.back()) && at < text_.size() && is_digit(text_[at])) return 0;
    return at;
  }

  /// "Mo", "Tu", "PH", "off" in a value that tries to be OSM.
  bool osm_word() {
    std::size_t end = at_;
    while (end < text_.size() && is_letter(text_[end])) ++end;
    static constexpr std::pair<std::string_view, Kind> kWords[] = {{"mo", Kind::day},
                                                                   {"tu", Kind::day},
                                                                   {"we", Kind::day},
                                                                   {"th", Kind::day},
                                                                   {"fr", Kind::day},
                                                                   {"sa", Kind::day},
                                                                   {"su", Kind::day},
                                                                   {"ph", Kind::public_holidays},
                                                                   {"sh", Kind::school_holidays},
                                                                   {"off", Kind::closed},
                                                                   {"closed", Kind::closed},
                                                                   {"open", Kind::filler}};
    for (std::size_t i = 0; i < std::size(kWords); ++i) {
      if (text_.substr(at_, end - at_) != kWords[i].first) continue;
      const std::size_t from = at_;
      at_ = end;
      add(kWords[i].second, kWords[i].second == Kind::day ? static_cast<int>(i) : 0, from);
      return true;
    }
    return false;
  }

  void word() {
    if (spelling_ == Spelling::osm && osm_word()) return;
    for (const Phrase& phrase : phrases(peek())) {
      const std::size_t end = phrase_end(phrase.text);
      if (end == 0) continue;
      // "l" and "s" may be days, "e" and "a" joints: settle_letters() looks at their neighbours.
      const std::size_t from = at_;
      at_ = end;
      if (phrase.kind == Kind::day && phrase.text.size() <= 4 && peek() == '.')
        ++at_;  // "lun. mar."
      return add(phrase.kind, phrase.value, from);
    }
    const std::size_t from = at_;
    while (is_letter(peek())) ++at_;
    const std::string_view word = text_.substr(from, at_ - from);
    if (const int day = misspelt_day(word); day >= 0) return add(Kind::day, day, from);
    add(Kind::word, 0, from);
  }

  static int misspelt_day(std::string_view word) {
    static constexpr std::array<std::string_view, 7> kDays{
        "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"};
    if (word.size() > 4 && word.back() == 's') word.remove_suffix(1);
    if (word.size() < 4) return -1;
    for (std::size_t day = 0; day < kDays.size(); ++day) {
      if (one_letter_apart(word, kDays[day])) return static_cast<int>(day);
    }
    return -1;
  }

  // ---- numbers and times
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
    const std::size_t from = at_;
    at_ = end;
    add(kind, value, from);
    return true;
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
    const std::size_t from = at_;
    at_ = at;
    add(Kind::word, 0, from);
    return true;
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
        const std::size_t from = at_;
        at_ = at;
        add(Kind::old_date, 0, from);
        return true;
      }
      if (at >= text_.size() || (text_[at] != '/' && text_[at] != '.')) return false;
      ++at;
    }
    return false;
  }

  int two_digits(std::size_t at) const { return (text_[at] - '0') * 10 + (text_[at + 1] - '0'); }

  void digits() {
    if (phone_number() || full_date()) return;
    for (const std::string_view always :
         {"24h/24", "24/24", "24h24", "24/7", "24h/7j", "24 h/24", "24 h / 24"}) {
      if (literal(always, Kind::always, 0)) return;
    }
    for (const std::string_view week :
         {"7j/7", "7/7", "7j7", "7 jours/7", "7 jours sur 7", "7j sur 7"}) {
      if (literal(week, Kind::day_group, 0x7F)) return;
    }
    if (fixed_cadence()) return;
    const std::size_t from = at_;
    int number = 0;
    std::size_t length = 0;
    while (digit_at(at_) || letter_for_zero(from)) {
      if (length < 5) number = number * 10 + (is_digit(text_[at_]) ? text_[at_] - '0' : 0);
      ++length;
      ++at_;
    }
    if (ordinal(from, number)) return;
    // "9h -1 2h": a blank fell into the number.
    if (length == 1 && (number == 1 || number == 2) && last_kind() == Kind::dash && peek() == ' ' &&
        digit_at(at_ + 1) && at_hour_sign(at_ + 2) && number * 10 + (text_[at_ + 1] - '0') <= 24) {
      number = number * 10 + (text_[at_ + 1] - '0');
      length = 2;
      at_ += 2;
    }
    if (length <= 2 && hour_sign_time(from, number)) return;
    if (length <= 2 && colon_time(from, number)) return;
    if (length == 4 && number / 100 <= 24 && number % 100 <= 59 && number % 5 == 0 &&
        !(number >= 2000 && number < 2060))
      return add(Kind::time, number / 100 * 60 + number % 100, from);
    // "13/30 - 16:30", "10:00-11-00": the sign between hour and minutes was missed.
    if (length <= 2 && number >= 1 && number <= 24 && (peek() == '/' || peek() == '-') &&
        digit_at(at_ + 1) && digit_at(at_ + 2) && !digit_at(at_ + 3) && !at_hour_sign(at_ + 3)) {
      const int minutes = two_digits(at_ + 1);
      if (minutes == 30 || minutes == 45 || (minutes == 0 && peek() == '-')) {
        at_ += 3;
        return add(Kind::time, number * 60 + minutes, from);
      }
    }
    if (number > 24 && length >= 4 && peek() != ' ') {
      while (is_letter(peek())) ++at_;
    }
    add(Kind::number, length <= 4 ? number : -1, from);
  }

  /// "1Oh": the letter O typed for a zero.
  bool letter_for_zero(std::size_t from) const {
    return at_ == from + 1 && peek() == 'o' &&
           (peek(1) == 'h' || (is_digit(peek(1)) && peek(2) == 'h'));
  }

  bool fixed_cadence() {
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

  bool ordinal(std::size_t from, int number) {
    std::size_t at = at_;
    for (const std::string_view ending : {"ieme", "eme", "ere", "er", "nde", "nd", "e"}) {
      const std::size_t start =
          text_.substr(at_, 1) == " " && ending != "e" && ending != "nd" ? at_ + 1 : at_;
      if (text_.substr(start, ending.size()) != ending) continue;
      at = start + ending.size();
      if (at < text_.size() && text_[at] == 's') ++at;
      if (at < text_.size() && is_letter(text_[at])) continue;
      at_ = at;
      add(number >= 1 && number <= 5 ? Kind::nth : Kind::word, number, from);
      return true;
    }
    return false;
  }

  /// "9h", "9h30", "9 h 30", "9heures", "13h030", "12h3019h" (the rest is another time).
  bool hour_sign_time(std::size_t from, int hour) {
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
    at_ = at;
    add(Kind::time, std::min(hour * 60 + minutes, 24 * 60), from);
    return true;
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
  bool colon_time(std::size_t from, int hour) {
    if (hour > 24) return false;
    const std::size_t sign = skip_blanks(at_);
    if (sign < text_.size() && text_[sign] == '.' && sign == at_) {
      if (!digit_at(sign + 1) || !digit_at(sign + 2) || digit_at(sign + 3) ||
          two_digits(sign + 1) > 59)
        return false;
      at_ = sign + 3;
      if (at_hour_sign(at_)) ++at_;
      add(Kind::time, hour * 60 + two_digits(sign + 1), from);
      return true;
    }
    if (sign >= text_.size() || text_[sign] != ':') return false;
    std::size_t at = skip_blanks(sign + 1);
    if (!digit_at(at)) {
      // "9: à 13:" has hours; "le 2 : fermé" has none.
      if (sign != at_ || (at < text_.size() && is_letter(text_[at]) && text_[at] != 'a'))
        return false;
      at_ = sign + 1;
      add(Kind::time, hour * 60, from);
      return true;
    }
    if (!digit_at(at + 1)) {  // "9:3"
      const int minutes = (text_[at] - '0') * 10;
      if (minutes > 59 || at != sign + 1) return false;
      at_ = at + 1;
      add(Kind::time, hour * 60 + minutes, from);
      return true;
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
        at_ = end;
        add(Kind::word, 0, from);
        return true;
      }
    }
    if (at_hour_sign(end) && !(end + 1 < text_.size() && is_letter(text_[end + 1]))) ++end;
    at_ = end;
    add(Kind::time, std::min(hour * 60 + minutes, 24 * 60), from);
    return true;
  }

  // ---- second look, with the neighbours known
  static bool joins(Kind kind) {
    return kind == Kind::dash || kind == Kind::to || kind == Kind::slash;
  }

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
          here.bare = true;
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
    return behind != Kind::word && behind != Kind::month && behind != Kind::number;
  }

  /// "25 décembre", "1er mai" become one date; "à partir du 4 septembre 2023" one old date.
  void merge_dates() {
    std::size_t out = 0;
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
      Token here = tokens_[i];
      const bool first_of = here.kind == Kind::nth && here.value == 1;
      if ((here.kind == Kind::date || first_of) && token(i + 1).kind == Kind::month) {
        here.kind = Kind::date;
        here.value = static_cast<std::int16_t>(token(i + 1).value * 100 + here.value);
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
    // "du 1er au 15 août": the first day is of the same month.
    for (std::size_t i = 0; i + 2 < tokens_.size(); ++i) {
      Token& here = tokens_[i];
      const bool day = (here.kind == Kind::nth && here.value == 1) ||
                       (here.kind == Kind::number && here.value >= 1 && here.value <= 31);
      if (!day || !joins(tokens_[i + 1].kind) || tokens_[i + 2].kind != Kind::date) continue;
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
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
      Token& here = tokens_[i];
      const int day = letter_day(here);
      if (day < 0) continue;
      const Kind before = i > 0 ? tokens_[i - 1].kind : Kind::newline;
      const Kind after = token(i + 1).kind;
      const bool day_after =
          (joins(after) || after == Kind::comma || after == Kind::list) && letter_or_day(i + 2);
      const bool day_before = i >= 2 &&
                              (joins(before) || before == Kind::comma || before == Kind::list) &&
                              tokens_[i - 2].kind == Kind::day;
      const bool hours_after =
          after == Kind::time || (after == Kind::colon && token(i + 2).kind == Kind::time) ||
          (after == Kind::filler && token(i + 2).kind == Kind::time && here.end - here.begin == 2);
      if (day_after || day_before || hours_after) {
        here.kind = Kind::day;
        here.value = static_cast<std::int16_t>(day);
      }
    }
  }
  bool letter_or_day(std::size_t i) const {
    return token(i).kind == Kind::day || letter_day(token(i)) >= 0;
  }
  int letter_day(const Token& token) const {
    if (token.kind != Kind::word && token.kind != Kind::filler) return -1;
    const auto from = std::lower_bound(folded_.source.begin(), folded_.source.end(), token.begin) -
                      folded_.source.begin();
    const std::string_view word =
        text_.substr(static_cast<std::size_t>(from), token.end - token.begin);
    static constexpr std::pair<std::string_view, int> kLetters[] = {
        {"l", 0}, {"lu", 0}, {"ma", 1}, {"me", 2}, {"j", 3}, {"je", 3},
        {"v", 4}, {"ve", 4}, {"s", 5},  {"sa", 5}, {"d", 6}, {"di", 6}};
    for (const auto& [letters, day] : kLetters) {
      if (word == letters) return day;
    }
    return -1;
  }

  Folded folded_;
  std::string_view text_;
  Spelling spelling_;
  std::size_t at_ = 0;
  std::vector<Token> tokens_;
};

}  // namespace

std::vector<Token> tokens(std::string_view text, Spelling spelling) {
  return Lexer(text, spelling).run();
}

std::string_view cadence_text(int index) {
  static constexpr std::string_view kTexts[] = {"une semaine sur deux", "une semaine sur trois",
                                                "une fois par mois", "deux fois par mois",
                                                "pas toutes les semaines"};
  return kTexts[index];
}

std::string_view season_text(int index) {
  static constexpr std::string_view kTexts[] = {"en été", "en hiver", "au printemps", "en automne"};
  return kTexts[index];
}

std::string_view appointment_text(int index) {
  static constexpr std::string_view kTexts[] = {"sur rendez-vous", "sur inscription",
                                                "sur réservation", "sur demande"};
  return kTexts[index];
}

}  // namespace maillage::hours::french
