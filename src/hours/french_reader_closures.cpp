/// What is closed: "fermé le lundi", "sauf mercredi après-midi", "fermeture en août".
#include "hours/french_reader.hpp"

#include <algorithm>
#include <bit>

namespace maillage::hours::french {
namespace {

std::uint16_t nth_bit(int nth) {
  return static_cast<std::uint16_t>(1u << (nth > 0 ? nth - 1 : 4 - nth));
}

}  // namespace

Reader::Target Reader::target() {
  Target target;
  while (true) {
    const std::size_t next = significant(at_);
    const Token& token = tokens_[next];
    const bool joint = token.kind == Kind::list || token.kind == Kind::comma ||
                       token.kind == Kind::slash || token.kind == Kind::dash ||
                       token.kind == Kind::either || token.kind == Kind::to;
    const std::size_t item = joint ? significant(next + 1) : next;
    const Kind kind = tokens_[item].kind;
    const bool fits = is_days(kind) || kind == Kind::morning || kind == Kind::afternoon ||
                      kind == Kind::evening || kind == Kind::public_holidays ||
                      kind == Kind::school_holidays || kind == Kind::month || kind == Kind::date ||
                      kind == Kind::nth || kind == Kind::even_week || kind == Kind::odd_week ||
                      kind == Kind::of_month;
    if (!fits || (joint && !target.any) || (joint && (kind == Kind::of_month)) ||
        (joint && is_days(kind) && begins_statement(item)))
      return target;
    if (kind == Kind::nth && !rank_of_day(item)) return target;
    mark(at_, item);
    at_ = item;
    target.any = true;
    aim(target);
  }
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

void Reader::aim(Target& target) {
  const Kind kind = peek().kind;
  if (is_days(kind)) {
    if (target.half &&
        target.days) {  // "sauf le lundi matin / mardi": the half day is the Monday's
      add_closure(target.days, target.scope, half_day(target.half));
      target = Target{};
      target.any = true;
    }
    target.days |= day_list();
  } else if (kind == Kind::morning || kind == Kind::afternoon || kind == Kind::evening) {
    target.half = static_cast<int>(take().kind);
  } else if (kind == Kind::public_holidays) {
    take();
    add_closure(0, Scope{.holidays = Holidays::public_days});
  } else if (kind == Kind::school_holidays) {
    add_closure(0, school_scope(take().value));
  } else if (kind == Kind::nth) {
    target.scope.nth |= nth_bit(take().value);
  } else if (kind == Kind::even_week || kind == Kind::odd_week) {
    target.scope.parity = take().kind == Kind::even_week ? Parity::even : Parity::odd;
  } else if (kind == Kind::of_month) {
    take();
  } else {
    add_closure(0, month_scope());
  }
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

void Reader::closure() {
  const std::size_t start = at_;
  const bool exception = take().kind == Kind::except;
  const bool waiting = statement_.days && !has_hours();
  pending_.clear();
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
  Target target = this->target();
  part_of_month();
  if (!target.any && pending_.empty()) {
    if (exception) {
      used_[start] = false;
      return;
    }
    if (!column_days_ && empty() && !(header_ == Scope{})) {  // "Vacances de Noël : fermé."
      const Scope named = header_;
      header_ = Scope{};
      restart();
      add_closure(0, named);
      return keep_pending();
    }
    // "Fermé" alone in a column; "9h-12h, fermé" closes the rest of the day.
    if (column_days_ && !has_hours() && empty()) statement_.closed = true;
    return;
  }
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
  if (target.days == 0 && target.scope.nth == 0 && target.scope.parity == Parity::none)
    return keep_pending();
  const DaySet days = target.days ? target.days : column_days_ ? column_days_ : statement_.days;
  if (exception && waiting && target.half == 0 &&
      target.scope == Scope{}) {  // "lundi au samedi sauf mercredi 9h-12h"
    statement_.days &= static_cast<DaySet>(~target.days);
    return keep_pending();
  }
  const std::size_t next = significant(at_);
  if (exception && target.half == 0 &&
      tokens_[next].kind == Kind::time) {  // "sauf le vendredi 8h-12h"
    flush();
    keep_pending();
    statement_.days = days;
    statement_.scope.nth |= target.scope.nth;
    statement_.corrects = true;
    hours();
    flush();
    return;
  }
  add_closure(days, target.scope, target.half ? half_day(target.half) : DaySpans{});
  keep_pending();
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

void Reader::part_of_month() {
  std::size_t end = at_;
  bool words = false;
  while (end < tokens_.size() &&
         (tokens_[end].kind == Kind::list || tokens_[end].kind == Kind::filler ||
          tokens_[end].kind == Kind::word || tokens_[end].kind == Kind::nth ||
          tokens_[end].kind == Kind::number || tokens_[end].kind == Kind::comma)) {
    words |= tokens_[end].kind == Kind::word || tokens_[end].kind == Kind::number;
    ++end;
  }
  if (!words || end >= tokens_.size() || tokens_[end].kind != Kind::month) return;
  at_ = end;
  Clause partly;
  partly.meaning = Meaning::conditional;
  partly.scope = month_scope();
  partly.comment = "fermé une partie du mois";
  pending_.push_back(std::move(partly));
}

void Reader::keep_pending() {
  for (Clause& closure : pending_) out_.list.push_back(std::move(closure));
  pending_.clear();
}

}  // namespace maillage::hours::french
