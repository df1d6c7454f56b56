/// What is closed: "fermé le lundi", "sauf mercredi après-midi", "fermeture en août".
#include "hours/french_reader.hpp"

#include <algorithm>
#include <bit>

namespace maillage::hours::french {
namespace {

constexpr std::int16_t kMidnight = 24 * 60;

std::uint16_t nth_bit(int nth) {
  return static_cast<std::uint16_t>(1u << (nth > 0 ? nth - 1 : 4 - nth));
}

}  // namespace

Reader::Target Reader::target(bool all_days) {
  Target target;
  while (true) {
    const std::size_t next = significant(at_);
    const Token& token = tokens_[next];
    const bool joint = token.kind == Kind::list || token.kind == Kind::comma ||
                       token.kind == Kind::slash || token.kind == Kind::dash ||
                       token.kind == Kind::either || token.kind == Kind::to;
    std::size_t item = joint ? significant(next + 1) : next;
    if (joint) item = month_behind(item);
    if (joint && opens_again(next, item)) return target;
    const Kind kind = tokens_[item].kind;
    const bool fits = is_days(kind) || kind == Kind::morning || kind == Kind::afternoon ||
                      kind == Kind::evening || kind == Kind::public_holidays ||
                      kind == Kind::school_holidays || kind == Kind::month || kind == Kind::date ||
                      kind == Kind::nth || kind == Kind::even_week || kind == Kind::odd_week ||
                      kind == Kind::of_month || kind == Kind::season ||
                      (kind == Kind::term_time && !joint && target.days);
    if ((!fits || (kind == Kind::nth && !rank_of_day(item))) && part_of_month()) {
      target.any = true;
      continue;
    }
    if (!fits || (joint && !target.any) || (joint && (kind == Kind::of_month)) ||
        (joint && !all_days && is_days(kind) && begins_statement(item)))
      return target;
    if (kind == Kind::nth && !rank_of_day(item)) return target;
    mark(at_, item);
    at_ = item;
    target.any = true;
    aim(target, joint, all_days);
  }
}

std::size_t Reader::month_behind(std::size_t at) const {
  std::size_t on = at;
  while (tokens_[on].kind == Kind::filler || tokens_[on].kind == Kind::of_month ||
         (tokens_[on].kind == Kind::to && tokens_[on].value == 0))
    ++on;
  return tokens_[on].kind == Kind::month ? on : at;
}

bool Reader::opens_again(std::size_t from, std::size_t to) const {
  for (std::size_t i = from; i < to; ++i) {
    if (tokens_[i].kind == Kind::filler && token_begins(tokens_[i], "ouv")) return true;
  }
  return false;
}

bool Reader::begins_statement(std::size_t at) const {
  while (at < tokens_.size() &&
         (is_days(tokens_[at].kind) || tokens_[at].kind == Kind::filler ||
          tokens_[at].kind == Kind::list || tokens_[at].kind == Kind::comma ||
          tokens_[at].kind == Kind::to || tokens_[at].kind == Kind::colon ||
          tokens_[at].kind == Kind::morning || tokens_[at].kind == Kind::afternoon))
    ++at;
  return at < tokens_.size() && tokens_[at].kind == Kind::time;
}

bool Reader::rank_of_day(std::size_t at) const {
  while (at < tokens_.size() &&
         (tokens_[at].kind == Kind::nth || tokens_[at].kind == Kind::filler ||
          tokens_[at].kind == Kind::list || tokens_[at].kind == Kind::comma))
    ++at;
  return at < tokens_.size() &&
         (is_days(tokens_[at].kind) || (column_days_ && tokens_[at].kind != Kind::word));
}

void Reader::aim(Target& target, bool joint, bool all_days) {
  const Kind kind = peek().kind;
  const bool in_school = target.school;
  target.school = false;
  // "le samedi en août", "les samedis des vacances": without a joint, the time is the days'.
  const bool of_days = !joint && (target.days || target.half);
  if (in_school && joint && named_holidays(peek())) {
    add_closure(0, school_scope(named_holidays(take())));
    target.school = true;
  } else if (is_days(kind)) {
    // "sauf le lundi matin / mardi", "le samedi en août et le lundi": what was said is the first's
    if (target.days &&
        (target.half || target.scope.from || target.scope.holidays != Holidays::none))
      put_aside(target);
    if (!joint && !target.days && !pending_.empty() && pending_.back().days == 0 &&
        !begins_statement(at_)) {
      target.scope = pending_.back().scope;  // "en août le samedi"
      pending_.pop_back();
    }
    if (week_of_date()) {
      put_aside(target);
      return;
    }
    if (!is_days(peek().kind)) return;
    target.days |= day_list(!all_days);
    half_of_last_day(target);
  } else if (kind == Kind::morning || kind == Kind::afternoon || kind == Kind::evening) {
    target.half = static_cast<int>(take().kind);
    if (!target.days) {  // "fermé les 24 et 31 décembre après-midi"
      for (Clause& closure : pending_) {
        if (closure.scope.from > 12) closure.spans = half_day(target.half);
      }
      if (!pending_.empty() && pending_.back().scope.from > 12) target.half = 0;
    }
  } else if (kind == Kind::public_holidays) {
    take();
    if (of_days) {
      target.scope.holidays = Holidays::public_days;
    } else {
      add_closure(0, Scope{.holidays = Holidays::public_days});
    }
  } else if (kind == Kind::school_holidays) {
    const Scope school = school_scope(take().value);
    target.school = true;
    if (of_days) {
      target.scope.holidays = school.holidays;
      target.scope.from = school.from;
      target.scope.to = school.to;
    } else {
      add_closure(0, school);
    }
  } else if (kind == Kind::season) {
    target.doubt = "fermé " + std::string(season_text(take().value));
  } else if (kind == Kind::nth) {
    target.scope.nth |= nth_bit(take().value);
  } else if (kind == Kind::even_week || kind == Kind::odd_week) {
    target.scope.parity = take().kind == Kind::even_week ? Parity::even : Parity::odd;
  } else if (kind == Kind::of_month || kind == Kind::term_time) {
    take();  // "fermé le mardi hors vacances": then too, for all that the text says
  } else {
    const Scope months = month_scope();
    if (of_days) {
      target.scope.from = months.from;
      target.scope.to = months.to;
    } else {
      add_closure(0, months);
    }
  }
}

void Reader::half_of_last_day(Target& target) {
  const Kind behind = tokens_[significant(at_)].kind;
  const Token& day = tokens_[at_ - 1];
  if ((behind != Kind::morning && behind != Kind::afternoon) || at_ < 3 || day.kind != Kind::day ||
      !token_begins(tokens_[at_ - 2], "le") || tokens_[at_ - 2].end - tokens_[at_ - 2].begin != 2 ||
      (tokens_[at_ - 3].kind != Kind::list && tokens_[at_ - 3].kind != Kind::comma))
    return;
  const DaySet last = day_bit(day.value);
  target.days &= static_cast<DaySet>(~last);
  if (target.days) put_aside(target);
  target.days = last;
}

int Reader::named_holidays(const Token& token) {
  static constexpr int kOfSeason[] = {709, 203, 405, 1011};
  if (token.kind == Kind::season && token.value < 4) return kOfSeason[token.value];
  if (token.kind == Kind::date) return token.value == 1225 ? 1201 : token.value == 1101 ? 1011 : 0;
  return token.kind == Kind::month && token.value == 2 ? 203 : 0;
}

void Reader::add_closure(DaySet days, const Scope& scope, const DaySpans& spans) {
  Clause closure;
  closure.meaning = Meaning::closed;
  closure.days = days ? days : column_days_;
  closure.scope = scope;
  closure.spans = spans;
  pending_.push_back(std::move(closure));
}

Scope Reader::school_scope(int named) {
  Scope scope;
  scope.holidays = Holidays::school;
  if (named) {
    scope.from = static_cast<std::int16_t>(named / 100);
    scope.to = static_cast<std::int16_t>(named % 100);
  }
  return scope;
}

void Reader::add_doubt(DaySet days, std::string comment) {
  Clause doubt;
  doubt.meaning = Meaning::perhaps_closed;
  doubt.days = days ? days : column_days_;
  doubt.comment = std::move(comment);
  pending_.push_back(std::move(doubt));
}

bool Reader::under_title() const {
  return empty() && !(header_ == Scope{} && (header_condition_.empty() || !season_ahead_));
}

Scope Reader::closure_scope() const {
  Scope scope;
  scope.holidays =
      statement_.scope.holidays == Holidays::term ? Holidays::none : statement_.scope.holidays;
  scope.parity = statement_.scope.parity;
  scope.from = statement_.scope.from;
  scope.to = statement_.scope.to;
  return scope;
}

void Reader::closure() {
  const std::size_t start = at_;
  const bool exception = take().kind == Kind::except;
  const bool of_closure = exception && closure_end_ == start;  // "fermé l'après-midi sauf le mardi"
  const bool of_closed_days =
      of_closure && !out_.list.empty() && out_.list.back().meaning == Meaning::closed;
  const bool waiting = statement_.days && !has_hours();
  pending_.clear();
  if (!exception && (closing_time(waiting) || closed_hours(false))) return;
  if (!exception && waiting &&
      !closure_names_days()) {  // "Lundi : fermé", "Mardi : fermé le matin / 14h-17h"
    const std::size_t next = significant(at_);
    const Kind kind = tokens_[next].kind;
    if (kind == Kind::morning || kind == Kind::afternoon || kind == Kind::evening) {
      mark(at_, next + 1);
      at_ = next + 1;
      statement_.half = static_cast<int>(kind);
    }
    statement_.closed = true;
    return;
  }
  const bool titled = !exception && under_title();
  skip_to_target(!exception);
  Target target = this->target(exception && waiting);
  const std::size_t then = significant(at_);
  if (target.doubt.empty() && target.any && tokens_[then].kind == Kind::cadence) {
    mark(at_, then + 1);  // "fermé un samedi sur deux"
    at_ = then + 1;
    target.doubt = "fermé " + std::string(cadence_text(tokens_[then].value));
  }
  if (of_closed_days && !pending_.empty() && target.days == 0 && target.half == 0) {
    pending_.clear();  // "fermé le lundi sauf en août": when it opens then is not said
    mark(start, at_);
    return;
  }
  if (of_closed_days && target.days && target.half == 0 && tokens_[then].kind != Kind::time) {
    Clause& closure = out_.list.back();  // "fermé en août sauf le mercredi"
    closure.days = static_cast<DaySet>((closure.days ? closure.days : kEveryDay) & ~target.days);
    return;
  }
  if (titled) title_closes_ = true;
  if (titled && season_ahead_ && !header_condition_.empty()) {
    add_doubt(target.days, "fermé " + header_condition_);
    return keep_pending();
  }
  if (!target.doubt.empty()) {
    add_doubt(target.days, target.doubt);
    return keep_pending();
  }
  if (!target.any && pending_.empty()) {
    if (exception) {
      used_[start] = false;
      return;
    }
    if (!column_days_ && empty() && !(header_ == Scope{})) {  // "Vacances de Noël : fermé."
      const Scope named = closure_scope();
      end_title();
      add_closure(0, named);
      return keep_pending();
    }
    // "Fermé" alone in a column; "9h-12h, fermé" closes the rest of the day.
    if (column_days_ && !has_hours() && empty()) statement_.closed = true;
    return;
  }
  if (target.scope == Scope{} && (target.days || target.half)) target.scope = closure_scope();
  if (target.half && target.days == 0 &&
      target.scope == Scope{}) {  // "8h30 à 12h - fermé l'après-midi"
    if (!has_hours() && !exception) {
      if (column_days_) return;
      used_[start] = false;
    } else if (exception || !has_hours()) {
      statement_.half = 0;
    }
    keep_pending();
    return;
  }
  if (target.days == 0 && target.half == 0 && target.scope.nth == 0 &&
      target.scope.parity == Parity::none) {
    // "Samedi (sauf juillet-août) : 9h-12h", "..., samedi 9h-12h (sauf août)"
    const bool aside = start > parenthesis_start_ && start < parenthesis_end_;
    if (aside && statement_.days && (waiting || !out_.list.empty())) {
      for (Clause& closure : pending_) {
        if (closure.scope.holidays != Holidays::public_days) closure.days = statement_.days;
      }
    }
    return keep_pending();
  }
  const DaySet days = target.days ? target.days : column_days_ ? column_days_ : statement_.days;
  if (exception && waiting && target.half == 0 &&
      target.scope == closure_scope()) {  // "lundi au samedi sauf mercredi 9h-12h"
    statement_.days &= static_cast<DaySet>(~target.days);
    return keep_pending();
  }
  std::size_t next = significant(at_);
  if (tokens_[next].kind == Kind::comma && !hours_first_ && has_hours())
    next = significant(next + 1);
  if (exception && target.half == 0 &&
      tokens_[next].kind == Kind::time) {  // "sauf le vendredi 8h-12h"
    mark(at_, next);
    at_ = next;
    flush();
    keep_pending();
    statement_.days = days;
    statement_.scope.nth |= target.scope.nth;
    statement_.corrects = !of_closure;
    hours();
    flush();
    return;
  }
  add_closure(days, target.scope, target.half ? half_day(target.half) : DaySpans{});
  keep_pending();
}

void Reader::put_aside(Target& target) {
  if (target.scope == Scope{}) target.scope = closure_scope();
  if (target.days)
    add_closure(target.days, target.scope, target.half ? half_day(target.half) : DaySpans{});
  target = Target{};
  target.any = true;
}

void Reader::skip_to_target(bool over_words) {
  constexpr std::size_t kFarthest = 5;
  std::size_t at = at_;
  while (at < at_ + kFarthest &&
         (tokens_[at].kind == Kind::filler || (over_words && tokens_[at].kind == Kind::word) ||
          tokens_[at].kind == Kind::of_month || (at > at_ && tokens_[at].kind == Kind::list) ||
          (tokens_[at].kind == Kind::to && tokens_[at].value == 0)))
    ++at;
  const Kind kind = tokens_[at].kind;
  const bool days = is_days(kind) && !begins_statement(at);
  if (!days && kind != Kind::month && kind != Kind::date && kind != Kind::school_holidays &&
      kind != Kind::public_holidays && kind != Kind::season && kind != Kind::nth)
    return;
  for (std::size_t i = at_; i < at; ++i) used_[i] = tokens_[i].kind != Kind::word;
  at_ = at;
}

bool Reader::closing_time(bool waiting) {
  const std::size_t time = at_ + 1;
  if (peek().kind != Kind::to || peek(1).kind != Kind::time || peek(2).kind == Kind::dash ||
      peek(2).kind == Kind::to || (peek(2).kind == Kind::slash && peek(3).kind == Kind::time))
    return false;
  const std::int16_t minutes = tokens_[time].value;
  const std::size_t next = significant(time + 1);
  if (is_days(tokens_[next].kind) && !begins_statement(next)) {
    mark(at_, next);
    at_ = next;
    DaySpans after;
    after.add({minutes, kMidnight});
    const DaySet days = day_list();
    add_closure(days, closure_scope(), after);
    keep_pending();
  } else if (waiting) {
    mark(at_, time + 1);
    at_ = time + 1;
    until(minutes);
  } else if (statement_.days && has_hours()) {
    mark(at_, time + 1);
    at_ = time + 1;
    DaySpans after;
    after.add({minutes, kMidnight});
    add_closure(statement_.days, closure_scope(), after);
    keep_pending();
  } else {
    at_ = time + 1;
  }
  return true;
}

bool Reader::closed_hours(bool any_span) {
  const bool from =
      peek().kind == Kind::filler && (token_begins(peek(), "de") || token_begins(peek(), "ent"));
  std::size_t at = at_;
  while (tokens_[at].kind == Kind::filler) ++at;
  // "fermé le midi de 12h à 14h"
  if (tokens_[at].kind == Kind::time && tokens_[at + 1].kind == Kind::filler &&
      tokens_[at + 2].kind == Kind::time)
    at += 2;
  else if (!from && !any_span)
    return false;
  const Kind joint = tokens_[std::min(at + 1, tokens_.size() - 1)].kind;
  const bool span = tokens_[at].kind == Kind::time && at + 2 < tokens_.size() &&
                    (joint == Kind::to || joint == Kind::dash || joint == Kind::list) &&
                    tokens_[at + 2].kind == Kind::time && tokens_[at].value < tokens_[at + 2].value;
  if (!span) return false;
  DaySpans closed;
  closed.add({tokens_[at].value, tokens_[at + 2].value});
  const bool of_all = speaks_of_all(at_ - 1, at + 3);
  mark(at_, at + 3);
  at_ = at + 3;
  const std::size_t next = significant(at_);
  DaySet days = statement_.days;
  if (is_days(tokens_[next].kind) && !begins_statement(next)) {
    mark(at_, next);
    at_ = next;
    days = day_list();
  } else if (days && !has_hours()) {  // "Le mercredi, fermé de 12h à 14h"
    restart();
  } else if (of_all) {
    days = 0;
  }
  if (days == 0) days = column_days_ ? column_days_ : kEveryDay;
  add_closure(days, closure_scope(), closed);
  keep_pending();
  return true;
}

bool Reader::speaks_of_all(std::size_t first, std::size_t behind) const {
  for (std::size_t i = first; i-- > 0 && tokens_[i].kind != Kind::close_paren;) {
    if (tokens_[i].kind == Kind::open_paren) return false;
  }
  const auto ends = [&](std::size_t i) {
    return tokens_[i].kind == Kind::stop || tokens_[i].kind == Kind::newline;
  };
  while (first > 0 && tokens_[first - 1].kind == Kind::filler) --first;
  return (first > 0 && ends(first - 1)) || tokens_[behind].kind == Kind::end ||
         (tokens_[behind].kind == Kind::stop && text_[tokens_[behind].begin] == '.');
}

void Reader::pause() {
  const std::size_t start = at_;
  take();
  pending_.clear();
  if (!closed_hours(true)) used_[start] = false;
}

bool Reader::week_of_date() {
  if (peek().kind != Kind::day_group || peek().value != kWorkingDays) return false;
  const std::size_t date = significant(at_ + 1);
  if (tokens_[date].kind != Kind::date) return false;
  mark(at_, date);
  const bool between = token_begins(tokens_[date - 1], "ent");
  at_ = date;
  if (between) return false;  // "la semaine entre Noël et le jour de l'an": the dates say it all
  Clause partly;
  partly.meaning = Meaning::conditional;
  partly.scope.from = partly.scope.to = static_cast<std::int16_t>(take().value / 100);
  partly.comment = "fermé une partie du mois";
  pending_.push_back(std::move(partly));
  return true;
}

bool Reader::closure_names_days() const {
  const std::size_t next = significant(at_);
  const Kind kind = tokens_[next].kind;
  if (kind == Kind::public_holidays || kind == Kind::school_holidays || kind == Kind::month ||
      kind == Kind::date)
    return true;
  if (!is_days(kind) && kind != Kind::nth) return false;
  return !begins_statement(next) && next > at_;  // an article stands between: "fermé le lundi"
}

bool Reader::part_of_month() {
  std::size_t end = at_;
  bool words = false, halves = false;
  int rank = 0;
  while (end < tokens_.size() &&
         (tokens_[end].kind == Kind::list || tokens_[end].kind == Kind::filler ||
          tokens_[end].kind == Kind::word || tokens_[end].kind == Kind::nth ||
          tokens_[end].kind == Kind::number || tokens_[end].kind == Kind::comma ||
          tokens_[end].kind == Kind::colon || tokens_[end].kind == Kind::half_month)) {
    words |= tokens_[end].kind == Kind::word || tokens_[end].kind == Kind::number;
    halves |= tokens_[end].kind == Kind::half_month;
    if (tokens_[end].kind == Kind::nth) rank = tokens_[end].value;
    ++end;
  }
  if ((!words && !halves) || end >= tokens_.size() || tokens_[end].kind != Kind::month)
    return false;
  const std::size_t start = at_;
  at_ = end;
  Clause partly;
  partly.scope = month_scope();
  if (halves && (rank == 1 || rank == 2 || rank == -1)) {  // "la 1ère quinzaine d'août"
    mark(start, at_);
    partly.meaning = Meaning::closed;
    const int month = partly.scope.from;
    partly.scope.from = static_cast<std::int16_t>(month * 100 + (rank == 1 ? 1 : 16));
    partly.scope.to = rank == 1 ? static_cast<std::int16_t>(month * 100 + 15) : last_day_of(month);
  } else {
    partly.meaning = Meaning::conditional;
    partly.comment = "fermé une partie du mois";
  }
  pending_.push_back(std::move(partly));
  return true;
}

void Reader::keep_pending() {
  for (Clause& closure : pending_) out_.list.push_back(std::move(closure));
  pending_.clear();
  closure_end_ = at_;
}

}  // namespace maillage::hours::french
