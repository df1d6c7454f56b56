/// Other beginnings and ends of hours already said: "fermeture à 16h le vendredi", "(17h en août)",
/// "ouverture à 10h pendant les vacances", "jusqu'à 19h le jeudi".
#include "hours/french_reader.hpp"

#include <algorithm>

namespace maillage::hours::french {
namespace {

/// The same hours with another end: spans that would begin later fall away.
DaySpans ending(const DaySpans& spans, std::int16_t minutes) {
  DaySpans out;
  for (const ClockSpan& span : spans) {
    if (span.from < minutes) out.add(span);
  }
  if (!out.empty()) out.back().to = minutes;
  return out;
}

/// The same hours with another beginning.
DaySpans beginning(const DaySpans& spans, std::int16_t minutes) {
  DaySpans out;
  for (const ClockSpan& span : spans) {
    if (span.to <= minutes) continue;
    out.add(out.empty() ? ClockSpan{minutes, span.to} : span);
  }
  return out;
}

}  // namespace

DaySpans Reader::changed(const DaySpans& spans, const Bound& bound) const {
  const std::int16_t minutes = tokens_[bound.time].value;
  return bound.opens ? beginning(spans, minutes) : ending(spans, minutes);
}

Reader::Bound Reader::bound(std::size_t at, bool bare) const {
  constexpr std::size_t kFarthest = 8;
  Bound found;
  if (tokens_[at].kind == Kind::comma) ++at;
  if (tokens_[at].kind == Kind::list) ++at;
  bool worded = false;
  for (const std::size_t stop = at + kFarthest; at + 1 < tokens_.size() && at < stop; ++at) {
    const Token& token = tokens_[at];
    if (token.kind == Kind::filler) {
      if (!token_begins(token, "ouv")) continue;
      found.opens = true;
      worded = true;
    } else if (token.kind == Kind::closed) {
      worded = true;
    } else if (token.kind == Kind::old_date) {
      if (text_.substr(token.begin, token.end - token.begin).find("partir") == text_.npos)
        return found;
      found.opens = worded = true;
    } else if (token.kind == Kind::to) {
      worded |= token.value == 1;
    } else {
      break;
    }
  }
  if (tokens_[at].kind != Kind::time || (!worded && !bare)) return found;
  const Kind behind = tokens_[at + 1].kind;
  const bool span_follows =
      behind == Kind::time || ((behind == Kind::dash || behind == Kind::to ||
                                behind == Kind::slash || behind == Kind::list) &&
                               tokens_[significant(at + 2)].kind == Kind::time);
  if (!span_follows) found.time = at;
  return found;
}

bool Reader::says_when(std::size_t at) const {
  const Kind kind = tokens_[at].kind;
  return is_days(kind) || is_scope(kind) || kind == Kind::season || kind == Kind::date ||
         kind == Kind::public_holidays;
}

std::size_t Reader::behind_when(std::size_t at) const {
  constexpr std::size_t kFarthest = 16;
  for (const std::size_t stop = at + kFarthest; at < stop; ++at) {
    const Kind kind = tokens_[at].kind;
    if (!says_when(at) && kind != Kind::filler && kind != Kind::to && kind != Kind::list &&
        kind != Kind::comma && kind != Kind::dash && kind != Kind::slash && kind != Kind::colon)
      break;
    if (kind == Kind::to && tokens_[at].value == 1) break;
    if (kind == Kind::filler && token_begins(tokens_[at], "ouv")) break;
  }
  return at;
}

std::size_t Reader::bound_ahead(std::size_t at, bool bare) const {
  const Bound here = bound(at, bare);
  if (here.time == 0) return 0;
  const std::size_t when = significant(here.time + 1);
  if (!says_when(when) || begins_statement(when)) return 0;
  return tokens_[significant(behind_when(when))].kind == Kind::time ? 0 : here.time;
}

bool Reader::inside(std::size_t time, const ClockSpan& span) const {
  return time && tokens_[time].value > span.from && tokens_[time].value < span.to;
}

bool Reader::other_bound() {
  const bool aside = at_ <= parenthesis_end_ || at_ == parenthesis_start_ + 1;
  if (!has_hours() && (aside || out_.list.empty() || statement_.days)) return false;
  const bool bare = at_ == parenthesis_start_ + 1 || peek().kind == Kind::comma;
  const Bound said = bound(at_, bare);
  if (peek().kind == Kind::comma &&
      (statement_.spans.empty() || !inside(said.time, statement_.spans.back())))
    return false;
  if (said.time == 0 || bound_ahead(at_, true) != said.time) return false;
  mark(at_, said.time + 1);
  at_ = significant(said.time + 1);
  mark(said.time, at_);
  return change_hours(said, aside);
}

bool Reader::other_bound_in(std::size_t close) {
  const std::size_t when = significant(at_);
  if (!says_when(when)) return false;
  const Bound said = bound(behind_when(when), true);
  if (said.time == 0 || significant(said.time + 1) != close) return false;
  mark(at_, close);
  at_ = when;
  const bool done = change_hours(said, true);
  at_ = close;
  return done;
}

bool Reader::other_bound_at_a_time() {
  if (!is_scope(peek().kind) || (has_hours() ? statement_.days == 0 : !empty())) return false;
  if (!has_hours() && out_.list.empty()) return false;
  const Bound said = bound(behind_when(at_), false);
  if (said.time == 0) return false;
  const Kind behind = tokens_[significant(said.time + 1)].kind;
  if (!ends_part(behind) && behind != Kind::end) return false;
  const std::size_t end = said.time + 1;
  mark(at_, end);
  change_hours(said, at_ < parenthesis_end_);
  at_ = end;
  return true;
}

bool Reader::bound_of_days_before_theirs() {
  if (!hours_first_ || !has_hours() || statement_.days || peek().kind != Kind::day) return false;
  const std::size_t behind = behind_when(at_);
  const Bound said = bound(behind, false);
  if (said.time == 0 || tokens_[behind - 1].kind == Kind::comma || bound_ahead(behind, false))
    return false;
  const std::size_t after = said.time + 1;
  const bool days_follow =
      std::any_of(tokens_.begin() + static_cast<std::ptrdiff_t>(after), tokens_.end(),
                  [](const Token& token) { return is_days(token.kind); });
  if (!days_follow) return false;
  mark(behind, after);
  if (!change_hours(said, true)) return false;
  at_ = after;
  return true;
}

bool Reader::change_hours(const Bound& said, bool aside) {
  const Statement here = statement_;
  if (has_hours()) flush();
  std::vector<Scope> scopes;
  std::string season;
  DaySet days = 0;
  while (says_when(at_)) {
    if (is_days(peek().kind)) {
      days |= day_list();
    } else if (peek().kind == Kind::season) {
      const Token& token = take();
      const std::optional<Scope> dates = season_scope(token.value);
      if (dates)
        scopes.push_back(*dates);
      else
        season = season_text(token.value);
    } else if (peek().kind == Kind::month || peek().kind == Kind::date) {
      scopes.push_back(month_scope());
    } else {
      const Token& token = take();
      scopes.push_back(token.kind == Kind::school_holidays ? school_scope(token.value)
                       : token.kind == Kind::term_time     ? Scope{.holidays = Holidays::term}
                                                       : Scope{.holidays = Holidays::public_days});
    }
    std::size_t on = at_;
    while (tokens_[on].kind == Kind::filler || tokens_[on].kind == Kind::list ||
           tokens_[on].kind == Kind::comma)
      ++on;
    if (!says_when(on) || begins_statement(on)) break;
    mark(at_, on);
    at_ = on;
  }
  if (scopes.empty()) scopes.push_back(here.scope);
  DaySet all = here.days;
  if (!aside || all == 0) {
    const std::size_t recent = out_.list.size() - std::min(out_.list.size(), kRecent);
    for (std::size_t i = recent; i < out_.list.size(); ++i) {
      const Clause& clause = out_.list[i];
      if (clause.meaning == Meaning::open && clause.scope == here.scope) all |= clause.days;
    }
  }
  if (days == 0) days = all;
  for (const Scope& scope : scopes) say_changed(said, days, scope, season);
  restart();
  if (here.days) last_days_ = here.days;
  return true;
}

void Reader::say_changed(const Bound& said, DaySet days, const Scope& scope,
                         const std::string& season) {
  const bool term = scope.holidays == Holidays::term;
  const auto change = [&](DaySet whose, const DaySpans& usual) {
    const DaySpans other = changed(usual, said);
    if (other.empty()) return;
    Clause clause;
    clause.days = whose;
    clause.corrects = true;
    if (!term) clause.scope = scope;
    clause.spans = season.empty() ? other : subtract(usual, subtract(usual, other));
    out_.list.push_back(clause);
    if (term) {  // "14h-18h (19h en période scolaire)": the usual hours are those of the holidays
      clause.scope = Scope{.holidays = Holidays::school};
      clause.spans = usual;
      out_.list.push_back(clause);
    }
    if (season.empty()) return;
    const DaySpans shut = subtract(usual, other);
    clause.meaning = Meaning::conditional;
    clause.corrects = false;
    clause.spans = shut.empty() ? subtract(other, usual) : shut;
    clause.comment = shut.empty() ? season : "fermé " + season;
    if (!clause.spans.empty()) out_.list.push_back(std::move(clause));
  };
  if (days == 0) return change(column_days_, last_spans_);
  for (int day = 0; day < 7; ++day) {
    if (days & day_bit(day)) change(day_bit(day), hours_of(day_bit(day)));
  }
}

void Reader::until(int minutes) {
  statement_.spans = ending(hours_of(statement_.days), static_cast<std::int16_t>(minutes));
  if (statement_.spans.empty()) return;
  statement_.corrects = true;
  flush();
}

bool Reader::closing_time(bool waiting) {
  const std::size_t time = at_ + 1;
  if (peek().kind != Kind::to || peek(1).kind != Kind::time || peek(2).kind == Kind::dash ||
      peek(2).kind == Kind::to || (peek(2).kind == Kind::slash && peek(3).kind == Kind::time))
    return false;
  const std::int16_t minutes = tokens_[time].value;
  DaySpans after;
  after.add({minutes, kMidnight});
  const std::size_t next = significant(time + 1);
  if (is_days(tokens_[next].kind) && !begins_statement(next)) {
    mark(at_, next);
    at_ = next;
    add_closure(day_list(), closure_scope(), after);
    keep_pending();
  } else if (waiting) {
    mark(at_, time + 1);
    at_ = time + 1;
    until(minutes);
  } else if (statement_.days && has_hours()) {
    mark(at_, time + 1);
    at_ = time + 1;
    if (tokens_[next].kind == Kind::word)  // "fermeture à 16h les veilles de fêtes"
      add_doubt(statement_.days, "horaires à vérifier", after);
    else
      add_closure(statement_.days, closure_scope(), after);
    keep_pending();
  } else {
    at_ = time + 1;
  }
  return true;
}

}  // namespace maillage::hours::french
