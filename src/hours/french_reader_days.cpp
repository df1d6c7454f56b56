/// Days, ranks in the month and hours.
#include "hours/french_reader.hpp"

#include <algorithm>
#include <bit>

namespace maillage::hours::french {
namespace {

constexpr std::int16_t kMidnight = 24 * 60;

std::uint16_t nth_bit(int nth) {
  return static_cast<std::uint16_t>(1u << (nth > 0 ? nth - 1 : 4 - nth));
}

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
  return weekend_named_ ? kEveryDay : kWorkingDays;
}

DaySet Reader::day_list() {
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
    } else {
      days |= day_set(first);
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

void Reader::days() {
  if (at_ < parenthesis_end_ &&
      has_hours()) {  // "(pas ouvert tous les samedis)" repeats the day it speaks of
    day_list();
    return;
  }
  const bool new_statement =
      statement_.closed || (has_hours() && !(hours_first_ && statement_.days == 0)) ||
      (statement_.days && (stopped_ || hours_first_ || statement_.scope.nth || statement_.half));
  if (new_statement) flush();
  if (alternating_ && !has_hours()) statement_ = Statement{};
  alternating_ = false;
  if (words_since_ && empty()) statement_.labelled = true;
  stopped_ = false;
  words_since_ = false;
  statement_.days |= day_list();
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
    if (!empty()) flush();
    stopped_ = false;
    statement_.days |= day_list();
    statement_.scope.nth |= bits;
  } else if ((column_days_ || statement_.days) && tokens_[next].kind != Kind::word) {
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
    ++end;
  }
  if (times.size() == 1 && other_end(times[0])) return;
  const std::size_t last = times.back();
  mark(at_, last + 1);
  at_ = last + 1;
  pair(times);
}

void Reader::same_hours() {
  take();
  if (!has_hours()) statement_.spans = last_spans_;
}

bool Reader::other_end(std::size_t time) {
  const bool until = time > 0 && tokens_[time - 1].kind == Kind::to;
  const std::size_t next = significant(time + 1);
  if (statement_.spans.empty() || !is_days(tokens_[next].kind) ||
      (!until && time > parenthesis_start_ + 1 + until))
    return false;
  if (!until && parenthesis_start_ + 1 != time) return false;
  DaySpans spans = statement_.spans;
  if (tokens_[time].value <= spans.back().from) return false;
  spans.back().to = tokens_[time].value;
  mark(time, next);
  at_ = next;
  const DaySet days = statement_.days;
  flush();
  statement_.days = day_list();
  statement_.spans = spans;
  statement_.corrects = true;
  flush();
  last_days_ = days;
  return true;
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
    out_.list.push_back(clause(Meaning::conditional, envelope));
    out_.list.back().comment = "horaires à vérifier";
    out_.list.back().corrects = true;
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
