/// Mornings and afternoons: named without hours, waiting for hours, or under a condition.
#include "hours/french_reader.hpp"

#include <algorithm>

namespace maillage::hours::french {

std::string Reader::half_day_named() const {
  const char* half = statement_.half == static_cast<int>(Kind::morning)     ? "le matin, "
                     : statement_.half == static_cast<int>(Kind::afternoon) ? "l’après-midi, "
                     : statement_.half == static_cast<int>(Kind::evening)   ? "le soir, "
                                                                            : "";
  return half;
}

DaySpans Reader::half_day(int kind) {
  DaySpans spans;
  const auto half = static_cast<Kind>(kind);
  spans.add(half == Kind::morning     ? ClockSpan{0, kNoon}
            : half == Kind::afternoon ? ClockSpan{kNoon, kMidnight}
                                      : ClockSpan{kEvening, kMidnight});
  return spans;
}

DaySpans Reader::in_half(const DaySpans& spans, int kind) {
  constexpr std::int16_t kEarlyAfternoon = 14 * 60;
  DaySpans out;
  for (const ClockSpan& span : spans) {
    const bool morning = span.from < kNoon && span.to > span.from && span.to <= kEarlyAfternoon;
    if (morning == (static_cast<Kind>(kind) == Kind::morning)) out.add(span);
  }
  return out;
}

void Reader::judge_halves() {
  bool said = false;
  for (const Kind half : {Kind::morning, Kind::afternoon}) {
    const std::string& text = half_conditions_[half == Kind::afternoon];
    const DaySpans spans = in_half(statement_.spans, static_cast<int>(half));
    if (text.empty() || spans.empty()) continue;
    statement_.spans = subtract(statement_.spans, spans);
    say(Meaning::conditional, spans, text);
    said = true;
  }
  if (said && !has_hours()) statement_.days = 0;
}

void Reader::serve_waiting() {
  const DaySpans all = statement_.spans;
  const bool apart = std::any_of(waiting_.begin(), waiting_.end(), [&](const Waiting& waiting) {
    return waiting.half && !in_half(all, waiting.half).empty();
  });
  const Statement here = statement_;
  for (const Waiting& waiting : waiting_) {
    if (waiting.days == here.days && waiting.scope == here.scope)
      continue;  // "le samedi matin, un samedi sur deux"
    statement_.days = waiting.days;
    statement_.half = waiting.half;
    statement_.scope = waiting.scope;
    const DaySpans spans = waiting.half ? in_half(all, waiting.half) : all;
    if (spans.empty())
      say(Meaning::conditional, {}, half_day_named() + "horaires non précisés");
    else
      say(Meaning::open, spans);
  }
  statement_ = here;
  if (apart && statement_.half) statement_.spans = in_half(all, statement_.half);
  waiting_.clear();
}

bool Reader::hours_said_before() {
  const Clause* said = said_of(statement_.days);
  if (has_hours() || !statement_.days || statement_.labelled || !statement_.condition.empty() ||
      !said)
    return false;
  const bool same_time = said->scope == statement_.scope;
  if (same_time ? statement_.half == 0 : !said->scope.everyday() || statement_.scope.nth)
    return false;
  statement_.spans = statement_.half ? in_half(said->spans, statement_.half) : said->spans;
  statement_.corrects = same_time;
  return !statement_.spans.empty();
}

}  // namespace maillage::hours::french
