/// Times of the year: even and odd weeks, months, seasons, holidays; what each of them is said of.
#include "hours/french_reader.hpp"

#include <algorithm>

namespace maillage::hours::french {

Reader::Reach Reader::reach() const {
  if (statement_.days && !has_hours()) return Reach::local;
  if (!has_hours()) return Reach::ahead;
  const std::size_t next = significant(at_);
  if (peek().kind == Kind::close_paren && peek(1).kind == Kind::colon)  // "Hiver (octobre-mars) :"
    return Reach::ahead;
  if (tokens_[at_].kind == Kind::colon || is_days(tokens_[next].kind) ||
      tokens_[next].kind == Kind::time)
    return stopped_ || tokens_[at_].kind == Kind::colon || column_days_ == 0 ? Reach::ahead
                                                                             : Reach::behind;
  // "...; en août, fermé le vendredi"
  const std::size_t behind = tokens_[next].kind == Kind::comma ? significant(next + 1) : next;
  if (stopped_ && tokens_[behind].kind == Kind::closed) return Reach::ahead;
  // A title on its own line.
  if (tokens_[next].kind == Kind::newline || tokens_[next].kind == Kind::stop ||
      tokens_[next].kind == Kind::dash) {
    const Kind then = tokens_[significant(next + 1)].kind;
    if (stopped_ && (is_days(then) || then == Kind::time)) return Reach::ahead;
  }
  return Reach::behind;
}

void Reader::apply(const Scope& scope, void (*set)(Scope&, const Scope&)) {
  if (reach() == Reach::ahead) {
    if (!empty()) flush();
    set(header_, scope);
    set(statement_.scope, scope);
    header_more_.clear();
    begin_title();
    return;
  }
  if (has_hours()) statement_.scoped_behind = true;
  set(statement_.scope, scope);
}

void Reader::parity() {
  Scope scope;
  scope.parity = take().kind == Kind::even_week ? Parity::even : Parity::odd;
  if (statement_.condition == cadence_text(0)) {  // "un lundi sur deux (semaines paires)"
    statement_.condition.clear();
    for (const ClockSpan& span : statement_.conditional_spans) statement_.spans.add(span);
    statement_.conditional_spans.clear();
  }
  if (both_parities_ && has_hours() && at_ <= parenthesis_end_) return alternate(scope.parity);
  apply(scope, [](Scope& to, const Scope& from) { to.parity = from.parity; });
}

void Reader::alternate(Parity parity) {
  const DaySet days = statement_.days;
  DaySpans before;
  for (std::size_t i = 0; i + 1 < statement_.spans.size(); ++i) before.add(statement_.spans[i]);
  const ClockSpan last = statement_.spans[statement_.spans.size() - 1];
  statement_.spans = before;
  if (!before.empty()) flush();
  statement_.days = days;
  statement_.spans.clear();
  statement_.spans.add(last);
  statement_.scope.parity = parity;
  flush();
  statement_.days = days;
  alternating_ = true;
}

void Reader::holidays() {
  const Token& token = take();
  Scope scope;
  if (token.kind == Kind::school_holidays) {
    scope = school_scope(token.value);
  } else {
    scope.holidays = token.kind == Kind::term_time ? Holidays::term : Holidays::public_days;
  }
  // "Mercredi et vacances scolaires de 8h30 à 12h": the same hours on the days and in the
  // holidays.
  std::size_t before = at_ - 1;
  while (before > 0 && tokens_[before - 1].kind == Kind::filler) --before;
  if (before > 0 && token_begins(tokens_[before - 1], "veille")) {  // the day before is no holiday
    used_[at_ - 1] = false;
    return;
  }
  const bool listed =
      before > 0 &&
      (tokens_[before - 1].kind == Kind::list || tokens_[before - 1].kind == Kind::comma) &&
      statement_.days && !has_hours();
  const bool hours_follow = tokens_[significant(at_)].kind == Kind::time;
  if (scope.holidays == Holidays::public_days && hours_follow && !listed && !hours_first_ &&
      (has_hours() || statement_.days == 0)) {  // "Jours fériés : 14h-18h"
    if (!empty()) flush();
    const DaySet days = last_days_;
    hours();
    statement_.scope = scope;
    statement_.days = kEveryDay;
    flush();
    last_days_ = days;
    return;
  }
  if (scope.holidays == Holidays::public_days && has_hours() && open_on_holidays_too()) {
    const DaySet days = statement_.days;
    const DaySpans spans = statement_.spans;
    flush();
    if (spans.empty()) return;
    statement_.scope = scope;
    statement_.days = kEveryDay;
    statement_.spans = spans;
    flush();
    last_days_ = days;
    return;
  }
  if (listed && scope.holidays != Holidays::term && hours_follow) {
    const Statement here = statement_;
    hours();
    const DaySpans spans = statement_.spans;
    flush();
    statement_.scope.holidays = scope.holidays;
    if (scope.holidays == Holidays::public_days) statement_.days = kEveryDay;
    statement_.spans = spans;
    flush();
    last_days_ = here.days;
    return;
  }
  const auto set = [](Scope& to, const Scope& from) {
    to.holidays = from.holidays;
    to.from = from.from;
    to.to = from.to;
  };
  bool warns = false;
  if (scope.holidays == Holidays::school && only_words(warns)) {
    if (warns) warn(scope);
    return;
  }
  // Holidays that nothing follows change nothing ("... - pendant les vacances : >").
  if (reach() == Reach::ahead && nothing_follows()) return;
  apply(scope, set);
}

bool Reader::open_on_holidays_too() const {
  std::size_t before = at_ - 1;
  while (before > 0 && tokens_[before - 1].kind == Kind::filler) --before;
  const Token& behind = tokens_[significant(at_)];
  for (std::size_t i = before; i-- > 0 && tokens_[i].kind != Kind::time;) {
    if (tokens_[i].kind == Kind::closed || tokens_[i].kind == Kind::except) return false;
  }
  const bool included = behind.kind == Kind::word &&
                        (token_begins(behind, "inclus") || token_begins(behind, "compris"));
  return included || (before > 0 && tokens_[before - 1].kind == Kind::list &&
                      (ends_part(behind.kind) || behind.kind == Kind::end));
}

bool Reader::nothing_follows() const {
  return std::none_of(tokens_.begin() + static_cast<std::ptrdiff_t>(at_), tokens_.end(),
                      [](const Token& token) {
                        return token.kind == Kind::time || is_days(token.kind) ||
                               token.kind == Kind::appointment || token.kind == Kind::closed;
                      });
}

void Reader::begin_title() {
  title_closes_ = false;
  title_start_ = out_.list.size();
  std::size_t next = significant(at_);
  if (tokens_[next].kind == Kind::close_paren) next = significant(next + 1);
  title_line_ = tokens_[next].kind == Kind::newline;
}

std::int16_t Reader::last_day_of(int month) {
  return static_cast<std::int16_t>(month * 100 + days_of_month(month));
}

Scope Reader::month_scope() {
  const bool between =
      at_ > 0 && tokens_[at_ - 1].kind == Kind::filler && token_begins(tokens_[at_ - 1], "ent");
  Scope scope;
  const std::int16_t first = take().value;
  scope.from = scope.to = first;
  std::size_t next = at_;
  while (tokens_[next].kind == Kind::filler) ++next;
  const Kind joint = tokens_[next].kind;
  const bool range =
      joint == Kind::to || joint == Kind::dash || joint == Kind::list || joint == Kind::slash;
  const std::size_t second = range ? significant(next + 1) : next;
  const bool listed = joint == Kind::list || joint == Kind::slash;
  const bool apart =  // "les 24 et 31 décembre", "février et août"
      listed && !between &&
      (first > 12 || tokens_[second].value > 12 || tokens_[second].value != first % 12 + 1);
  if (range && !apart &&
      (tokens_[second].kind == Kind::month || tokens_[second].kind == Kind::date)) {
    const bool days = first > 12 || tokens_[second].kind == Kind::date;
    mark(at_, second + 1);
    at_ = second + 1;
    scope.to = tokens_[second].value;
    if (days && scope.from <= 12) scope.from = static_cast<std::int16_t>(scope.from * 100 + 1);
    if (days && scope.to <= 12) scope.to = last_day_of(scope.to);
  }
  return scope;
}

void Reader::months() {
  Scope scope = month_scope();
  if (scope.from > 12 && scope.from == scope.to) {  // a single date is an event, no opening
    used_[at_ - 1] = false;
    return;
  }
  bool warns = false;
  if (only_words(warns)) {
    if (warns) warn(scope);
    return;
  }
  if (behind_closure()) return warn(scope);
  const bool dates_season = season_named_here();
  if (season_ahead_ && !has_hours()) {  // "Été (juillet-août) : ..." says when
    header_condition_.clear();
    statement_.condition.clear();
    statement_.condition_ahead = false;
  }
  std::vector<Scope> more;  // "février et août : ..."
  while (lists_month(at_)) {
    const std::size_t next = significant(at_ + 1);
    mark(at_, next);
    at_ = next;
    const Scope other = month_scope();
    if (more.empty() && other.from <= 12 && other.from == scope.to % 12 + 1)
      scope.to = other.to;  // "juin, juillet, août"
    else
      more.push_back(other);
  }
  if (dates_season && more.empty()) season_dates_[static_cast<std::size_t>(season_)] = scope;
  if (dates_season && has_hours()) return;
  if (reach() != Reach::ahead) more.clear();
  apply(scope, [](Scope& to, const Scope& from) {
    to.from = from.from;
    to.to = from.to;
  });
  header_more_ = std::move(more);
}

bool Reader::lists_month(std::size_t at) const {
  if (tokens_[at].kind != Kind::list && tokens_[at].kind != Kind::comma) return false;
  const Kind next = tokens_[significant(at + 1)].kind;
  return next == Kind::month || next == Kind::date;
}

bool Reader::only_words(bool& warns) const {
  const auto ends = [&](std::size_t i) {
    return tokens_[i].kind == Kind::stop || tokens_[i].kind == Kind::newline ||
           tokens_[i].kind == Kind::end;
  };
  std::size_t first = at_, last = at_;
  while (first > 0 && !ends(first - 1)) --first;
  while (!ends(last)) ++last;
  if (tokens_[last].kind != Kind::end && text_[tokens_[last].begin] != '.') {
    std::size_t next = last;  // a title: days or hours stand below
    while (tokens_[next].kind != Kind::end &&
           (ends_part(tokens_[next].kind) || tokens_[next].kind == Kind::filler))
      ++next;
    if (is_days(tokens_[next].kind) || tokens_[next].kind == Kind::time) return false;
  }
  static constexpr std::string_view kWarnings[] = {"modif",   "adapt",        "varia",   "diff",
                                                   "chang",   "renseig",      "contact", "consult",
                                                   "suscept", "am\xC3\xA9nag"};
  bool words = false;
  for (std::size_t i = first; i < last; ++i) {
    const Kind kind = tokens_[i].kind;
    if (kind == Kind::time || is_days(kind) || kind == Kind::closed || kind == Kind::except ||
        kind == Kind::appointment || kind == Kind::cadence || kind == Kind::nth ||
        kind == Kind::open_paren || kind == Kind::close_paren || kind == Kind::pause)
      return false;
    if (kind != Kind::word) continue;
    words = true;
    for (const std::string_view warning : kWarnings) warns |= token_begins(tokens_[i], warning);
  }
  return words;
}

bool Reader::behind_closure() const {
  for (std::size_t i = at_; i-- > 0;) {
    const Kind kind = tokens_[i].kind;
    if (kind == Kind::closed || kind == Kind::except) return true;
    if (kind == Kind::stop || kind == Kind::newline || kind == Kind::time || kind == Kind::comma ||
        kind == Kind::colon || kind == Kind::open_paren || is_days(kind))
      return false;
  }
  return false;
}

void Reader::warn(const Scope& scope) {
  Clause warning;
  warning.meaning = Meaning::conditional;
  warning.days = column_days_;
  warning.scope = scope;
  warning.comment = "horaires à vérifier";
  out_.list.push_back(std::move(warning));
}

void Reader::rest_of_year() {
  take();
  if (!empty()) flush();
  header_ = Scope{};
  header_condition_.clear();
  restart();
}

}  // namespace maillage::hours::french
