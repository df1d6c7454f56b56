/// Years, weeks, months and days of the year.
#include "hours/parser.hpp"

namespace maillage::hours {
namespace {

int longest_month(int month) {
  static constexpr int kDays[] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return kDays[month - 1];
}

}  // namespace

void Parser::years(Rule& rule) {
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

void Parser::weeks(Rule& rule) {
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

bool Parser::starts_date() const {
  if (is(TokenKind::month) || is(TokenKind::easter)) return true;
  return is(TokenKind::year) && (is(TokenKind::month, 1) || is(TokenKind::easter, 1));
}

bool Parser::is_hour(std::size_t ahead) const {
  return is(TokenKind::number, ahead) && is(TokenKind::colon, ahead + 1) &&
         is(TokenKind::number, ahead + 2) &&
         (is(TokenKind::dash, ahead + 3) || is(TokenKind::plus, ahead + 3)) &&
         !peek(ahead + 2).space_before;
}

int Parser::day_of(int month) {
  return number(1, longest_month(month), "Ce jour n’existe pas dans ce mois.");
}

bool Parser::is_weekday_point() const {
  if (!is(TokenKind::weekday) || !is(TokenKind::open_bracket, 1)) return false;
  std::size_t ahead = 2;
  while (is(TokenKind::number, ahead) || is(TokenKind::dash, ahead)) ++ahead;
  if (!is(TokenKind::close_bracket, ahead++)) return false;
  if (is(TokenKind::days_word, ahead + 2)) ahead += 3;
  return is(TokenKind::dash, ahead) &&
         (is(TokenKind::month, ahead + 1) || is(TokenKind::year, ahead + 1) ||
          is(TokenKind::easter, ahead + 1));
}

DatePoint Parser::date_point(bool ends_range) {
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

void Parser::dates(Rule& rule) {
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

bool Parser::continues_dates() const {
  if (is(TokenKind::number, 1)) return !is_hour(1);
  return true;
}

void Parser::date_end(DateRange& range) {
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

}  // namespace maillage::hours
