/// Weekdays, their ranks in the month, and holidays.
#include "hours/parser.hpp"

namespace maillage::hours {

void Parser::days(Rule& rule) {
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

void Parser::weekday(Rule& rule) {
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

int Parser::signed_nth() {
  const bool back = accept(TokenKind::dash);
  const int n = number(1, 5, "Le rang dans le mois va de 1 à 5 ou de -1 à -5.");
  return back ? -n : n;
}

std::uint16_t Parser::nth() {
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

void Parser::holiday(Share& share, std::vector<DaySelector>& list) {
  DaySelector selector;
  const bool school = take().value == 1;
  selector.kind = school ? DayKind::school_holiday : DayKind::public_holiday;
  if (!school) selector.offset = static_cast<std::int8_t>(offset(1));
  push(list, share, selector);
}

void Parser::holidays(Rule& rule) {
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

}  // namespace maillage::hours
