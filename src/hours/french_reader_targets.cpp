/// What stands behind "fermé" or "sauf": days, halves of days, months, holidays, in lists.
#include "hours/french_reader.hpp"

namespace maillage::hours::french {

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

Scope Reader::school_scope(int named) {
  Scope scope;
  scope.holidays = Holidays::school;
  if (named) {
    scope.from = static_cast<std::int16_t>(named / 100);
    scope.to = static_cast<std::int16_t>(named % 100);
  }
  return scope;
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

void Reader::put_aside(Target& target) {
  if (target.scope == Scope{}) target.scope = closure_scope();
  if (target.days)
    add_closure(target.days, target.scope, target.half ? half_day(target.half) : DaySpans{});
  target = Target{};
  target.any = true;
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

}  // namespace maillage::hours::french
