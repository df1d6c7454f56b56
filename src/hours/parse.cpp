#include "hours/parse.hpp"

#include "hours/parser.hpp"

namespace maillage::hours {

Parser::Parser(std::string_view value, bool lenient)
    : value_(value), lenient_(lenient), tokens_(tokens(value.substr(0, kLongest), lenient)) {
  out_.schedule.rules.reserve(4);
  out_.schedule.days.reserve(8);
  out_.schedule.spans.reserve(8);
}

Parsed Parser::run() {
  value();
  return std::move(out_);
}

void Parser::value() {
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

Separator Parser::rule(Separator separator) {
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

void Parser::modifiers(Rule& rule) {
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

int Parser::number(int least, int most, const char* message) {
  if (is(TokenKind::number) && peek().value >= least && peek().value <= most) return take().value;
  fail(message);
  return least;
}

int Parser::offset(int most) {
  if ((!is(TokenKind::plus) && !is(TokenKind::dash)) || !is(TokenKind::number, 1) ||
      !is(TokenKind::days_word, 2))
    return 0;
  const bool back = take().kind == TokenKind::dash;
  const int days = number(0, most, "Ce décalage en jours est trop grand.");
  take();
  if (days == 0) warn("Un décalage de zéro jour ne change rien.");
  return back ? -days : days;
}

Parsed parse(std::string_view value, Reader reader) {
  return Parser(value, reader == Reader::lenient).run();
}

std::vector<SyntaxError> check(std::string_view value) {
  return parse(value, Reader::strict).errors;
}

}  // namespace maillage::hours
