#include "hours/parse.hpp"

#include "hours/lexer.hpp"

#include <algorithm>

namespace maillage::hours {
namespace {

constexpr int kDay = 24 * 60;

int longest_month(int month) {
  static constexpr int kDays[] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return kDays[month - 1];
}

class Parser {
 public:
  /// Longer values than any tag are refused, so that lists fit their 16-bit shares.
  static constexpr std::size_t kLongest = 8000;

  Parser(std::string_view value, bool lenient)
      : value_(value), lenient_(lenient), tokens_(tokens(value.substr(0, kLongest), lenient)) {
    out_.schedule.rules.reserve(4);
    out_.schedule.days.reserve(8);
    out_.schedule.spans.reserve(8);
  }

  Parsed run() {
    value();
    return std::move(out_);
  }

 private:
  // ---- tokens
  const Token& peek(std::size_t ahead = 0) const {
    return tokens_[std::min(at_ + ahead, tokens_.size() - 1)];
  }
  bool is(TokenKind kind, std::size_t ahead = 0) const { return peek(ahead).kind == kind; }
  const Token& take() {
    const Token& token = peek();
    if (token.guessed) warn("Ce mot n’est pas une notation OSM, il a été interprété.");
    if (at_ + 1 < tokens_.size()) ++at_;
    return token;
  }
  bool accept(TokenKind kind) {
    if (!is(kind)) return false;
    take();
    return true;
  }
  /// Notes the first error and jumps to the end, where every loop of this class stops.
  void fail(const char* message) { fail_at(peek().begin, message); }
  void fail_at(std::size_t position, const char* message) {
    if (out_.errors.empty()) out_.errors.push_back({position, message});
    at_ = tokens_.size() - 1;
  }
  bool failed() const { return !out_.errors.empty(); }
  void warn(const char* message) {
    if (!failed()) out_.warnings.push_back({peek().begin, message});
  }
  /// Strict reading refuses, lenient reading notes.
  void tolerate(const char* message) {
    if (!lenient_) fail(message);
    warn(message);
  }
  template <class T>
  static void push(std::vector<T>& list, Share& share, T item) {
    if (share.empty()) share.begin = static_cast<std::uint16_t>(list.size());
    list.push_back(item);
    share.end = static_cast<std::uint16_t>(list.size());
  }

  // ---- value and rules
  void value() {
    if (value_.size() > kLongest) return fail("La valeur est trop longue.");
    if (is(TokenKind::end)) return fail("La valeur est vide.");
    Separator separator = Separator::normal;
    while (true) {
      if (is(TokenKind::end) || is(TokenKind::semicolon)) {
        if (separator == Separator::fallback || out_.schedule.rules.empty())
          return fail("Une règle est attendue ici.");
        warn("Une règle vide a été ignorée.");
      } else {
        separator = rule(separator);
        if (separator == Separator::additional) continue;
      }
      if (accept(TokenKind::semicolon)) {
        separator = Separator::normal;
        if (is(TokenKind::end)) {
          warn("Le point-virgule final est de trop.");
          return;
        }
      } else if (accept(TokenKind::bars)) {
        separator = Separator::fallback;
      } else {
        return;
      }
    }
  }

  /// Reads one rule and says how the next one is attached (additional when a comma leads to it).
  Separator rule(Separator separator) {
    Rule rule;
    rule.separator = separator;
    const std::size_t first = at_;
    bool times = false;
    Separator next = Separator::normal;
    while (true) {
      const Token& token = peek();
      if (token.kind == TokenKind::end || token.kind == TokenKind::semicolon ||
          token.kind == TokenKind::bars)
        break;
      if (token.kind == TokenKind::weekday) {
        if (times || !rule.days.empty())
          tolerate("Ces jours suivent déjà des heures : un point-virgule manque.");
        days(rule);
      } else if (token.kind == TokenKind::holiday) {
        if (times) tolerate("Ces jours suivent déjà des heures : un point-virgule manque.");
        holidays(rule);
      } else if (token.kind == TokenKind::always) {
        take();
        rule.always = true;
        times = true;
      } else if (token.kind == TokenKind::week) {
        if (times) tolerate("Les semaines s’écrivent avant les heures.");
        weeks(rule);
      } else if (token.kind == TokenKind::year && !starts_date()) {
        if (times) tolerate("Les années s’écrivent avant les heures.");
        years(rule);
      } else if (starts_date()) {
        if (times) tolerate("Les dates s’écrivent avant les heures.");
        dates(rule);
      } else if (starts_time()) {
        if (times) tolerate("Une virgule manque entre deux plages.");
        times = true;
        if (!spans(rule)) {
          next = Separator::additional;
          break;
        }
      } else if (token.kind == TokenKind::colon && at_ > first && !times) {
        take();
      } else if (token.kind == TokenKind::state || token.kind == TokenKind::comment) {
        modifiers(rule);
        // A modifier in front ("open; ", "\"sur appel\" We 10:00-16:00") is odd but clear.
        if (accept(TokenKind::comma)) {
          if (is(TokenKind::end)) {
            tolerate("La virgule finale est de trop.");
            break;
          }
          next = Separator::additional;
          break;
        }
      } else {
        fail("Ce signe ou ce mot n’a pas de sens ici.");
      }
    }
    if (at_ == first) fail("Une règle est attendue ici.");
    if (out_.schedule.rules.size() == kMostRules) fail("La valeur a trop de règles.");
    if (failed()) return Separator::normal;
    out_.schedule.rules.push_back(std::move(rule));
    return next;
  }

  void modifiers(Rule& rule) {
    const Token& token = take();
    if (token.kind == TokenKind::state) {
      rule.state_written = true;
      rule.closed_written = token.value == kClosed;
      rule.state = token.value == kOpen      ? State::open
                   : token.value == kUnknown ? State::unknown
                                             : State::closed;
      return;
    }
    static constexpr std::string_view kUnquoted[] = {"", "Sur rendez-vous", "Nach Vereinbarung",
                                                     "On appointment"};
    rule.comment.assign(token.guessed ? kUnquoted[token.value]
                                      : value_.substr(token.begin, token.end - token.begin));
    rule.has_comment = true;
    if (!rule.state_written) rule.state = State::unknown;
  }

  // ---- numbers
  int number(int least, int most, const char* message) {
    if (is(TokenKind::number) && peek().value >= least && peek().value <= most) return take().value;
    fail(message);
    return least;
  }

  /// "+2 days", "-1 day"; 0 and nothing taken when there is none.
  int offset(int most) {
    if ((!is(TokenKind::plus) && !is(TokenKind::dash)) || !is(TokenKind::number, 1) ||
        !is(TokenKind::days_word, 2))
      return 0;
    const bool back = take().kind == TokenKind::dash;
    const int days = number(0, most, "Ce décalage en jours est trop grand.");
    take();
    if (days == 0) warn("Un décalage de zéro jour ne change rien.");
    return back ? -days : days;
  }

  // ---- days
  void days(Rule& rule) {
    do {
      if (is(TokenKind::holiday)) {
        holiday(rule.days, out_.schedule.days);
      } else if (is(TokenKind::weekday)) {
        weekday(rule);
      } else {
        fail("Un jour est attendu après la virgule.");
      }
    } while (accept(TokenKind::comma));
  }

  void weekday(Rule& rule) {
    DaySelector selector;
    selector.first = selector.last = static_cast<std::uint8_t>(take().value);
    if (is(TokenKind::open_bracket)) {
      take();
      selector.nth = nth();
      selector.offset = static_cast<std::int8_t>(offset(6));
    } else if (is(TokenKind::dash) && is(TokenKind::weekday, 1)) {
      take();
      selector.last = static_cast<std::uint8_t>(take().value);
    }
    push(out_.schedule.days, rule.days, selector);
  }

  int signed_nth() {
    const bool back = accept(TokenKind::dash);
    const int n = number(1, 5, "Le rang dans le mois va de 1 à 5 ou de -1 à -5.");
    return back ? -n : n;
  }

  std::uint16_t nth() {
    std::uint16_t bits = 0;
    do {
      const int from = signed_nth();
      int to = from;
      if (from > 0 && accept(TokenKind::dash))
        to = number(from, 5, "Le rang dans le mois va de 1 à 5.");
      for (int n = from; n <= to; ++n)
        bits |= static_cast<std::uint16_t>(1u << (n > 0 ? n - 1 : 4 - n));
    } while (accept(TokenKind::comma));
    if (!accept(TokenKind::close_bracket)) fail("Un crochet fermant est attendu.");
    return bits;
  }

  void holiday(Share& share, std::vector<DaySelector>& list) {
    DaySelector selector;
    const bool school = take().value == 1;
    selector.kind = school ? DayKind::school_holiday : DayKind::public_holiday;
    if (!school) selector.offset = static_cast<std::int8_t>(offset(1));
    push(list, share, selector);
  }

  /// "PH", "PH,SH" narrow the other selectors; "PH,Mo-Fr" is a list of days.
  void holidays(Rule& rule) {
    std::size_t ahead = 0;
    while (!is(TokenKind::end, ahead) &&
           (is(TokenKind::holiday, ahead) || is(TokenKind::comma, ahead) ||
            is(TokenKind::plus, ahead) || is(TokenKind::dash, ahead) ||
            is(TokenKind::number, ahead) || is(TokenKind::days_word, ahead)))
      ++ahead;
    if (is(TokenKind::weekday, ahead) && is(TokenKind::comma, ahead - 1)) return days(rule);
    do {
      if (!is(TokenKind::holiday)) return fail("PH ou SH est attendu après la virgule.");
      holiday(rule.holidays, out_.schedule.holidays);
    } while (accept(TokenKind::comma));
  }

  // ---- years and weeks
  void years(Rule& rule) {
    do {
      if (!is(TokenKind::year)) return fail("Une année est attendue après la virgule.");
      NumberRange range;
      range.from = range.to = static_cast<std::uint16_t>(take().value);
      if (is(TokenKind::dash) && is(TokenKind::year, 1)) {
        take();
        range.to = static_cast<std::uint16_t>(peek().value);
        if (range.to <= range.from) return fail("Cette suite d’années n’avance pas.");
        take();
      } else if (accept(TokenKind::plus)) {
        range.to = 0;
      }
      if (accept(TokenKind::slash)) {
        range.step = static_cast<std::uint16_t>(number(1, 99, "Un pas d’au moins 1 est attendu."));
        if (range.to == range.from) range.to = 0;
      }
      push(out_.schedule.years, rule.years, range);
    } while (accept(TokenKind::comma));
  }

  void weeks(Rule& rule) {
    take();
    do {
      accept(TokenKind::week);
      NumberRange range;
      range.from = static_cast<std::uint16_t>(number(1, 53, "Une semaine de 1 à 53 est attendue."));
      range.to = range.from;
      if (is(TokenKind::dash) && is(TokenKind::number, 1)) {
        take();
        range.to = static_cast<std::uint16_t>(
            number(range.from, 53, "Cette suite de semaines n’avance pas."));
        if (accept(TokenKind::slash))
          range.step =
              static_cast<std::uint16_t>(number(2, 26, "Un pas de 2 à 26 semaines est attendu."));
      }
      push(out_.schedule.weeks, rule.weeks, range);
    } while (accept(TokenKind::comma));
  }

  // ---- dates
  bool starts_date() const {
    if (is(TokenKind::month) || is(TokenKind::easter)) return true;
    return is(TokenKind::year) && (is(TokenKind::month, 1) || is(TokenKind::easter, 1));
  }

  /// Whether the number `ahead` is the hour of a span ("Apr 08:00-12:00") and no day of the month.
  bool is_hour(std::size_t ahead) const {
    return is(TokenKind::number, ahead) && is(TokenKind::colon, ahead + 1) &&
           is(TokenKind::number, ahead + 2) &&
           (is(TokenKind::dash, ahead + 3) || is(TokenKind::plus, ahead + 3)) &&
           !peek(ahead + 2).space_before;
  }

  int day_of(int month) {
    return number(1, longest_month(month), "Ce jour n’existe pas dans ce mois.");
  }

  /// "Mar Su[-1]-Oct ..." starts at a weekday; in "Aug Su[-1] 10:00-18:00" month and weekday are
  /// two selectors.
  bool is_weekday_point() const {
    if (!is(TokenKind::weekday) || !is(TokenKind::open_bracket, 1)) return false;
    std::size_t ahead = 2;
    while (is(TokenKind::number, ahead) || is(TokenKind::dash, ahead)) ++ahead;
    if (!is(TokenKind::close_bracket, ahead++)) return false;
    if (is(TokenKind::days_word, ahead + 2)) ahead += 3;
    return is(TokenKind::dash, ahead) &&
           (is(TokenKind::month, ahead + 1) || is(TokenKind::year, ahead + 1) ||
            is(TokenKind::easter, ahead + 1));
  }

  DatePoint date_point(bool ends_range = false) {
    DatePoint point;
    if (is(TokenKind::year)) point.year = static_cast<std::int16_t>(take().value);
    if (accept(TokenKind::easter)) {
      point.kind = DateKind::easter;
      point.offset = static_cast<std::int16_t>(offset(366));
      return point;
    }
    if (!is(TokenKind::month)) {
      fail("Un mois est attendu.");
      return point;
    }
    point.month = static_cast<std::uint8_t>(take().value);
    if (is(TokenKind::number) && !is_hour(0)) {
      point.kind = DateKind::day;
      point.day = static_cast<std::uint8_t>(day_of(point.month));
      if (point.day && is(TokenKind::plus)) point.offset = static_cast<std::int16_t>(offset(366));
    } else if (is_weekday_point() ||
               (ends_range && is(TokenKind::weekday) && is(TokenKind::open_bracket, 1))) {
      point.kind = DateKind::weekday;
      point.day = static_cast<std::uint8_t>(take().value);
      take();
      point.nth = static_cast<std::int8_t>(signed_nth());
      if (!accept(TokenKind::close_bracket)) fail("Un crochet fermant est attendu.");
      point.offset = static_cast<std::int16_t>(offset(366));
    }
    return point;
  }

  void dates(Rule& rule) {
    do {
      DateRange range;
      if (!rule.dates.empty() && is(TokenKind::number)) {  // "Dec 24,25"
        const DatePoint& before = out_.schedule.dates.back().to;
        if (before.kind != DateKind::day) return fail("Un mois est attendu après la virgule.");
        range.from = before;
        range.from.day = static_cast<std::uint8_t>(day_of(before.month));
      } else {
        if (!starts_date()) return fail("Une date est attendue après la virgule.");
        range.from = date_point();
      }
      range.to = range.from;
      if (is(TokenKind::dash)) date_end(range);
      if (range.from.kind == DateKind::day && is(TokenKind::slash)) {
        take();
        range.step =
            static_cast<std::uint16_t>(number(1, 366, "Un pas d’au moins un jour est attendu."));
      }
      push(out_.schedule.dates, rule.dates, range);
    } while (is(TokenKind::comma) && continues_dates() && accept(TokenKind::comma));
  }

  /// After a comma: another date, or the hours of the same rule ("Dec 24, 10:00-12:00" starts
  /// none).
  bool continues_dates() const {
    if (is(TokenKind::number, 1)) return !is_hour(1);
    return true;
  }

  void date_end(DateRange& range) {
    if (range.from.kind == DateKind::day && is(TokenKind::number, 1)) {  // "Dec 20-31"
      take();
      range.to.day = static_cast<std::uint8_t>(day_of(range.from.month));
      if (range.to.day < range.from.day) return fail("Cette suite de jours n’avance pas.");
      return;
    }
    const bool year = is(TokenKind::year, 1);
    if (!is(TokenKind::month, 1 + year) && !is(TokenKind::easter, 1 + year))
      return fail("Une date de fin est attendue.");
    take();
    range.to = date_point(range.from.kind != DateKind::month);
    if ((range.from.year == 0) != (range.to.year == 0))
      fail("L’année est à écrire aux deux dates ou à aucune.");
    if ((range.from.kind == DateKind::month) != (range.to.kind == DateKind::month))
      fail("Une suite va d’un mois à un mois, ou d’un jour à un jour.");
  }

  // ---- times
  bool starts_time() const {
    if (is(TokenKind::number))
      return is(TokenKind::colon, 1) || (lenient_ && is(TokenKind::dash, 1));
    return is(TokenKind::time_event) || (is(TokenKind::open_paren) && is(TokenKind::time_event, 1));
  }

  int minutes() {
    const int hour = number(0, 48, "Une heure est attendue.");
    if (lenient_ && !is(TokenKind::colon)) {
      warn("Les minutes manquent.");
      return hour * 60;
    }
    if (!accept(TokenKind::colon)) fail("Deux-points et des minutes sont attendus après l’heure.");
    if (!is(TokenKind::number) || (!lenient_ && peek().digits != 2))
      fail("Deux chiffres de minutes sont attendus.");
    return hour * 60 + number(0, 59, "Les minutes vont de 00 à 59.");
  }

  TimePoint time_point() {
    TimePoint point;
    if (is(TokenKind::number)) {
      point.minutes = static_cast<std::int16_t>(minutes());
      return point;
    }
    const bool paren = accept(TokenKind::open_paren);
    if (!is(TokenKind::time_event)) {
      fail("Une heure est attendue.");
      return point;
    }
    point.kind = static_cast<TimeKind>(take().value);
    if (!paren) return point;
    const bool back = is(TokenKind::dash);
    if (!back && !is(TokenKind::plus)) fail("Plus ou moins est attendu.");
    take();
    const int shift = minutes();
    point.minutes = static_cast<std::int16_t>(back ? -shift : shift);
    if (!accept(TokenKind::close_paren)) fail("Une parenthèse fermante est attendue.");
    return point;
  }

  void span(Rule& rule) {
    const Token start = peek();
    TimeSpan span;
    span.from = time_point();
    if (span.from.kind == TimeKind::clock && span.from.minutes >= kDay)
      return fail_at(start.begin, "Une plage commence avant 24:00.");
    if (accept(TokenKind::plus)) {
      span.has_end = false;
      span.open_end = true;
      span.to = span.from;
    } else {
      if (!is(TokenKind::dash)) return fail("Une heure de fin est attendue : tiret puis heure.");
      take();
      const Token stop = peek();
      span.to = time_point();
      if (accept(TokenKind::plus)) span.open_end = true;
      if (span.to.kind == TimeKind::clock && span.to.minutes > 2 * kDay - (span.open_end ? 1 : 0))
        return fail_at(stop.begin, "Une plage ne dépasse pas 48:00.");
      if (is(TokenKind::slash)) return fail("Une fréquence n’est pas une plage d’ouverture.");
    }
    push(out_.schedule.spans, rule.spans, span);
  }

  /// False when the comma behind a span leads to another rule.
  bool spans(Rule& rule) {
    do {
      span(rule);
      if (!is(TokenKind::comma)) return true;
      if (is(TokenKind::end, 1) || is(TokenKind::semicolon, 1)) {
        tolerate("La virgule finale est de trop.");
        take();
        return true;
      }
      take();
    } while (starts_time());
    if (is(TokenKind::number)) fail("Une heure s’écrit avec ses minutes, par exemple 09:00.");
    if (is(TokenKind::comma) || is(TokenKind::bad)) fail("Ce signe n’a pas de sens ici.");
    return false;
  }

  std::string_view value_;
  bool lenient_;
  std::vector<Token> tokens_;
  std::size_t at_ = 0;
  Parsed out_;
};

}  // namespace

Parsed parse(std::string_view value, Reader reader) {
  return Parser(value, reader == Reader::lenient).run();
}

std::vector<SyntaxError> check(std::string_view value) {
  return parse(value, Reader::strict).errors;
}

}  // namespace maillage::hours
