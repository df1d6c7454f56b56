/// What is closed: "fermé le lundi", "sauf mercredi après-midi", "fermeture en août".
#include "hours/french_reader.hpp"

#include <algorithm>

namespace maillage::hours::french {
namespace {

constexpr const char* kToCheck = "horaires à vérifier";
constexpr std::int16_t kAfterLunch = 14 * 60;

}  // namespace

void Reader::add_closure(DaySet days, const Scope& scope, const DaySpans& spans) {
  Clause closure;
  closure.meaning = Meaning::closed;
  closure.days = days ? days : column_days_;
  closure.scope = scope;
  closure.spans = spans;
  pending_.push_back(std::move(closure));
}

void Reader::add_doubt(DaySet days, std::string comment, const DaySpans& spans) {
  Clause doubt;
  doubt.meaning = Meaning::perhaps_closed;
  doubt.days = days ? days : column_days_;
  doubt.comment = std::move(comment);
  doubt.spans = spans;
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
  if (!exception && (closing_time(waiting) || closed_hours(false) || closed_at_noon())) return;
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
      if (tokens_[significant(at_)].kind == Kind::nth) {  // "sauf la dernière semaine du mois"
        add_doubt(statement_.days, kToCheck);
        keep_pending();
      }
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
    } else if (opens_in(target.half)) {  // "9h-17h, parfois fermé l'après-midi"
      mark_unused(start, at_);
      add_doubt(statement_.days, kToCheck);
    }
    keep_pending();
    return;
  }
  if (target.days == 0 && target.half == 0 && target.scope.nth == 0 &&
      target.scope.parity == Parity::none) {
    // "Samedi (sauf juillet-août) : 9h-12h", "..., samedi 9h-12h (sauf août)"
    const bool aside = start > parenthesis_start_ && start < parenthesis_end_;
    if (aside && statement_.days && (waiting || (exception && !out_.list.empty()))) {
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
  add_closure(days, target.scope, target.half ? half_day(target.half) : closed_from());
  keep_pending();
}

DaySpans Reader::closed_from() {
  DaySpans spans;
  std::size_t time = at_ + 1;
  while (tokens_[at_].kind == Kind::old_date && tokens_[time].kind == Kind::filler) ++time;
  const bool from = text_.substr(peek().begin, peek().end - peek().begin).find("partir") !=
                    std::string_view::npos;
  if (peek().kind != Kind::old_date || !from || tokens_[time].kind != Kind::time) return spans;
  spans.add({tokens_[time].value, kMidnight});
  mark(at_, time + 1);
  at_ = time + 1;
  return spans;
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

bool Reader::closed_at_noon() {
  const std::size_t noon = significant(at_);
  const Token& word = tokens_[noon];
  const bool until_two = tokens_[noon + (noon + 1 < tokens_.size())].kind == Kind::list &&
                         token_begins(peek(noon + 2 - at_), "deux");
  if (word.kind != Kind::time || !token_begins(word, "midi") || !has_hours()) return false;
  DaySpans lunch;
  lunch.add({kNoon, kAfterLunch});
  const std::size_t end = noon + (until_two ? 3 : 1);
  mark(at_, end);
  at_ = end;
  const bool open =
      std::any_of(statement_.spans.begin(), statement_.spans.end(),
                  [](const ClockSpan& span) { return span.from < kNoon && span.to > kAfterLunch; });
  if (until_two)
    add_closure(statement_.days, closure_scope(), lunch);
  else if (open)
    add_doubt(statement_.days, "fermé le midi", lunch);
  keep_pending();
  return true;
}

bool Reader::opens_in(int half) const {
  return std::any_of(statement_.spans.begin(), statement_.spans.end(), [&](const ClockSpan& span) {
    return static_cast<Kind>(half) == Kind::morning     ? span.from < kNoon
           : static_cast<Kind>(half) == Kind::afternoon ? span.to > kAfterLunch
                                                        : span.to > kEvening;
  });
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

bool Reader::closure_names_days() const {
  const std::size_t next = significant(at_);
  const Kind kind = tokens_[next].kind;
  if (kind == Kind::public_holidays || kind == Kind::school_holidays || kind == Kind::month ||
      kind == Kind::date)
    return true;
  if (!is_days(kind) && kind != Kind::nth) return false;
  return !begins_statement(next) && next > at_;  // an article stands between: "fermé le lundi"
}

void Reader::keep_pending() {
  for (Clause& closure : pending_) out_.list.push_back(std::move(closure));
  pending_.clear();
  closure_end_ = at_;
}

}  // namespace maillage::hours::french
