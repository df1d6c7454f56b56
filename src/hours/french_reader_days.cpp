/// Days, ranks in the month and hours.
#include "hours/french_reader.hpp"

#include <algorithm>

namespace maillage::hours::french {
namespace {

DaySet day_range(int from, int to) {
  DaySet days = 0;
  for (int day = from;; day = (day + 1) % 7) {
    days |= day_bit(day);
    if (day == to) return days;
  }
}

}  // namespace

DaySet Reader::day_set(const Token& token) const {
  if (token.kind == Kind::day) return day_bit(token.value);
  if (token.kind == Kind::day_group) return static_cast<DaySet>(token.value);
  if (token.kind == Kind::same_days) return last_days_;
  if (token.kind == Kind::other_days) {
    DaySet named = statement_.days;
    for (const Clause& clause : out_.list) {
      if (clause.scope.holidays != Holidays::public_days) named |= clause.days;
    }
    // Where Sunday is named, Saturday is among the others.
    const DaySet week = named & day_bit(6) ? kEveryDay : kWorkingDays;
    return static_cast<DaySet>(week & ~named);
  }
  return weekend_named_ ? kEveryDay : kWorkingDays;
}

DaySet Reader::day_list(bool closed) {
  DaySet days = 0;
  while (is_days(peek().kind)) {
    const Token& first = take();
    std::size_t next = at_;
    while (tokens_[next].kind == Kind::filler || tokens_[next].kind == Kind::morning) ++next;
    const Kind joint = tokens_[next].kind;
    std::size_t then = next + 1;
    while (then < tokens_.size() &&
           (tokens_[then].kind == Kind::filler || tokens_[then].kind == Kind::to))
      ++then;
    const bool to = joint == Kind::to || joint == Kind::dash;
    if (first.kind == Kind::day && to && then < tokens_.size() && tokens_[then].kind == Kind::day) {
      if (joint == Kind::dash && dash_is_a_list(then)) {
        days |= day_bit(first.value);
        mark(at_, then);
        at_ = then;
        continue;
      }
      days |= day_range(first.value, tokens_[then].value);
      mark(at_, then + 1);
      at_ = then + 1;
    } else if (first.kind != Kind::every_day || !is_days(tokens_[next].kind)) {
      days |= day_set(first);  // "tous les matins du lundi au samedi" names its days itself
    }
    // On to the next day of the list, over commas, "et", "le"; a newline or a full stop ends the
    // list.
    std::size_t on = at_;
    while (on < tokens_.size() &&
           (tokens_[on].kind == Kind::comma || tokens_[on].kind == Kind::list ||
            tokens_[on].kind == Kind::slash || tokens_[on].kind == Kind::filler ||
            tokens_[on].kind == Kind::either || tokens_[on].kind == Kind::to ||
            (tokens_[on].kind == Kind::dash && hours_first_ == false)))
      ++on;
    if (on >= tokens_.size() || !is_days(tokens_[on].kind)) break;
    if (closed && (opens_again(at_, on) || (peek().kind == Kind::comma && begins_statement(on))))
      break;
    mark(at_, on);
    at_ = on;
  }
  return days;
}

bool Reader::dash_is_a_list(std::size_t second) const {
  if (dashes_are_lists_) return true;
  std::size_t third = second + 1;
  while (third < tokens_.size() &&
         (tokens_[third].kind == Kind::list || tokens_[third].kind == Kind::comma ||
          tokens_[third].kind == Kind::filler)) {
    ++third;
  }
  return third < tokens_.size() && third > second + 1 && tokens_[third].kind == Kind::day &&
         tokens_[third].value == (tokens_[second].value + 1) % 7;
}

void Reader::mark(std::size_t from, std::size_t to) {
  for (std::size_t i = from; i < to && i < used_.size(); ++i) used_[i] = true;
}

void Reader::mark_unused(std::size_t from, std::size_t to) {
  for (std::size_t i = from; i < to && i < used_.size(); ++i) used_[i] = false;
}

void Reader::days() {
  if (bound_of_days_before_theirs()) return;
  if (at_ < parenthesis_end_ &&
      has_hours()) {  // "(pas ouvert tous les samedis)" repeats the day it speaks of
    day_list();
    return;
  }
  if (has_hours() && peek().kind == Kind::day && day_bit(peek().value) == statement_.days &&
      tokens_[significant(at_ + 1)].kind == Kind::cadence) {
    take();  // "samedi 9h-12h, un samedi sur deux"
    return;
  }
  if ((statement_.half || statement_.scope.nth) && waits_for_hours()) {
    waiting_.push_back({statement_.days, statement_.half, statement_.scope});
    statement_ = Statement{};
    statement_.scope = header_;
  }
  const bool new_statement =
      statement_.closed || (has_hours() && !(hours_first_ && statement_.days == 0)) ||
      (statement_.days && (stopped_ || hours_first_ || statement_.scope.nth || statement_.half ||
                           (!statement_.condition.empty() && !statement_.condition_ahead)));
  if (new_statement) flush();
  if (alternating_ && !has_hours()) statement_ = Statement{};
  alternating_ = false;
  if (words_since_ && empty()) statement_.labelled = true;
  if (hours_first_ && empty() && !stopped_ && hours_wait() && !begins_statement(at_)) {
    days_for_hours_before(day_list());
    return;
  }
  const bool hours_before = hours_first_ && statement_.days == 0 && has_hours() && !stopped_;
  stopped_ = false;
  words_since_ = false;
  statement_.days |= day_list();
  if (hours_before) days_for_hours_before(statement_.days);
}

bool Reader::waits_for_hours() const {
  return statement_.days && !stopped_ && !words_since_ && !has_hours() && !statement_.closed &&
         statement_.condition.empty() && column_days_ == 0 && !hours_first_;
}

void Reader::days_for_hours_before(DaySet days) {
  for (auto clause = out_.list.rbegin(); clause != out_.list.rend(); ++clause) {
    if (clause->days && !clause->corrects) break;
    if (clause->days == 0) clause->days = days;
  }
}

bool Reader::hours_wait() const {
  for (auto clause = out_.list.rbegin(); clause != out_.list.rend(); ++clause) {
    if (clause->days == 0) return clause->meaning != Meaning::closed;
    if (!clause->corrects) return false;
  }
  return false;
}

void Reader::ranks() {
  const std::size_t start = at_;
  std::uint16_t bits = 0;
  int count = start > 0 && tokens_[start - 1].kind == Kind::number ? tokens_[start - 1].value : 0;
  while (true) {
    const Token& rank = take();
    // "les 2 premiers samedis", "les premiers samedis"
    for (int n = 1; n <= (rank.value == 1 && count >= 1 && count <= 5 ? count : 1); ++n)
      bits |= nth_bit(rank.value < 0 ? rank.value : count > 1 && rank.value == 1 ? n : rank.value);
    if (count) used_[start - 1] = true;
    count = 0;
    std::size_t on = at_;
    while (on < tokens_.size() &&
           (tokens_[on].kind == Kind::comma || tokens_[on].kind == Kind::list ||
            tokens_[on].kind == Kind::filler || tokens_[on].kind == Kind::slash ||
            tokens_[on].kind == Kind::dash || tokens_[on].kind == Kind::either))
      ++on;
    if (on >= tokens_.size() || tokens_[on].kind != Kind::nth) break;
    mark(at_, on);
    at_ = on;
  }
  const std::size_t next = significant(at_);
  if (is_days(tokens_[next].kind)) {
    mark(at_, next);
    at_ = next;
    if (has_hours() && statement_.days == 0 && (hours_first_ || column_days_)) {
      statement_.days = day_list();
      statement_.scope.nth |= bits;
      return;
    }
    if (has_hours() &&
        at_ < parenthesis_end_) {  // "Samedi : 9h-12h (les 2 premiers samedis du mois)"
      day_list();
      statement_.scope.nth |= bits;
      return;
    }
    if (waits_for_hours()) {
      waiting_.push_back({statement_.days, statement_.half, statement_.scope});
      statement_ = Statement{};
      statement_.scope = header_;
    }
    if (!empty()) flush();
    stopped_ = false;
    words_since_ = false;
    statement_.days |= day_list();
    statement_.scope.nth |= bits;
  } else if ((column_days_ || statement_.days) && tokens_[next].kind != Kind::word &&
             !(has_hours() && peek().kind == Kind::filler)) {  // "dernier accueil à 16h30"
    statement_.scope.nth |= bits;
  } else {
    for (std::size_t i = start; i < at_; ++i) used_[i] = false;
  }
}

void Reader::half() {
  const auto kind = static_cast<int>(take().kind);
  if (!has_hours()) statement_.half = kind;
}

void Reader::hours() {
  if (hours_first_ && statement_.days && !empty()) flush();
  if (statement_.scoped_behind && has_hours()) {  // "9h-12h en période scolaire, 10h-17h en ..."
    const DaySet days = statement_.days;
    flush();
    statement_.days = days;
  }
  if (statement_.closed && statement_.half == 0 && column_days_ == 0 && statement_.days && stopped_)
    flush();
  stopped_ = false;
  // All the times up to the next token of another nature.
  std::size_t end = at_;
  std::vector<std::size_t> times;
  while (end < tokens_.size()) {
    const Kind kind = tokens_[end].kind;
    if (kind == Kind::time) {
      times.push_back(end);
    } else if (!(kind == Kind::filler || kind == Kind::to || kind == Kind::dash ||
                 kind == Kind::slash || kind == Kind::list || kind == Kind::comma ||
                 kind == Kind::stop || kind == Kind::newline || kind == Kind::colon ||
                 kind == Kind::morning || kind == Kind::afternoon)) {
      break;
    }
    // "9h-12h et 14h-17h, jusqu'à 19h le jeudi": the last time is no hour of these days
    if (kind != Kind::time && !times.empty() && times.size() % 2 == 0) {
      const ClockSpan last{tokens_[times[times.size() - 2]].value, tokens_[times.back()].value};
      if (bound_ahead(end, false) || (kind == Kind::comma && inside(bound_ahead(end, true), last)))
        break;
    }
    ++end;
  }
  if (times.size() == 1 && statement_.days && !has_hours() && at_ > 0 &&
      tokens_[times[0] - 1].kind == Kind::to && tokens_[times[0] - 1].value == 1 &&
      !hours_of(statement_.days).empty()) {
    mark(at_, times[0] + 1);
    at_ = times[0] + 1;
    return until(tokens_[times[0]].value);
  }
  const std::size_t last = times.back();
  mark(at_, last + 1);
  at_ = last + 1;
  pair(times);
}

void Reader::same_hours() {
  take();
  const std::size_t next = significant(at_);
  const bool days_follow = is_days(tokens_[next].kind) && !begins_statement(next);
  if (days_follow && (empty() || has_hours())) {  // "mêmes horaires le mardi et le jeudi"
    flush();
    mark(at_, next);
    at_ = next;
    statement_.days = day_list();
    statement_.spans = last_spans_;
    return;
  }
  if (has_hours()) return;
  statement_.spans = last_spans_;
  if (tokens_[next].kind != Kind::day || tokens_[significant(next + 1)].kind == Kind::time) return;
  if (const Clause* named = said_of(day_bit(tokens_[next].value))) {  // "jeudi : idem lundi"
    mark(at_, next + 1);
    at_ = next + 1;
    statement_.spans = named->spans;
  }
}

const Clause* Reader::said_of(DaySet days) const {
  const std::size_t recent = out_.list.size() - std::min(out_.list.size(), kRecent);
  for (std::size_t i = out_.list.size(); i-- > recent;) {
    const Clause& clause = out_.list[i];
    if (clause.meaning == Meaning::open && (clause.days & days) == days) return &clause;
  }
  return nullptr;
}

DaySpans Reader::hours_of(DaySet days) const {
  const Clause* said = said_of(days);
  return said ? said->spans : last_spans_;
}

bool Reader::strong_between(std::size_t a, std::size_t b) const {
  for (std::size_t i = a + 1; i < b; ++i) {
    const Kind kind = tokens_[i].kind;
    if (kind == Kind::list || kind == Kind::comma || kind == Kind::stop || kind == Kind::newline)
      return true;
  }
  return false;
}

void Reader::pair(const std::vector<std::size_t>& times) {
  const auto value = [&](std::size_t i) { return tokens_[times[i]].value; };
  if (times.size() == 3 && value(0) < value(1) && value(1) < value(2) &&
      !strong_between(times[0], times[2])) {
    // "09:00-14:00-17:00": one time is missing, nobody knows which.
    DaySpans envelope;
    envelope.add({value(0), value(2)});
    statement_.corrects = true;
    say(Meaning::conditional, envelope, "horaires à vérifier");
    statement_.closed = false;
    if (statement_.days) last_days_ = statement_.days;
    restart();
    return;
  }
  bool plain = times.size() % 2 == 0;
  for (std::size_t i = 0; plain && i + 1 < times.size(); i += 2)
    plain = value(i) < value(i + 1) || times.size() == 2;
  for (std::size_t i = 0; i < times.size();) {
    const bool fits =
        i + 1 < times.size() &&
        (plain || (value(i) < value(i + 1) && !strong_between(times[i], times[i + 1])));
    if (!fits) {
      used_[times[i]] = false;
      ++i;
      continue;
    }
    // "00:00-00:00" fills an empty cell.
    if (value(i) != value(i + 1) && value(i) < kMidnight)
      statement_.spans.add({value(i), value(i + 1)});
    i += 2;
  }
}

void Reader::always() {
  const bool alone = std::none_of(tokens_.begin(), tokens_.end(), [](const Token& token) {
    return token.kind == Kind::time || token.kind == Kind::closed;
  });
  if (!alone) {
    ++at_;
    return;
  }
  take();
  statement_.spans.add({0, kMidnight});
  if (statement_.days == 0 && column_days_ == 0) statement_.days = kEveryDay;
}

}  // namespace maillage::hours::french
