/// Times of day and spans of them.
#include "hours/parser.hpp"

namespace maillage::hours {
namespace {

constexpr int kDay = 24 * 60;

}  // namespace

bool Parser::starts_time() const {
  if (is(TokenKind::number)) return is(TokenKind::colon, 1) || (lenient_ && is(TokenKind::dash, 1));
  return is(TokenKind::time_event) || (is(TokenKind::open_paren) && is(TokenKind::time_event, 1));
}

int Parser::minutes() {
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

TimePoint Parser::time_point() {
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

void Parser::span(Rule& rule) {
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

bool Parser::spans(Rule& rule) {
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

}  // namespace maillage::hours
