#include "hours/french_timetable.hpp"

#include <algorithm>
#include <bit>
#include <iterator>

namespace maillage::hours::french {
namespace {

DaySpans both(const DaySpans& a, const DaySpans& b) {
  DaySpans all = a;
  for (const ClockSpan& span : b) all.add(span);
  return tidy(all);
}

/// Closes a part of days. A closed morning takes the spans that end by early afternoon whole
/// ("9h-12h30"), a closed afternoon leaves them whole; spans over both are cut at noon.
DaySpans without(const DaySpans& spans, const DaySpans& closed) {
  constexpr int kEndOfMorning = 14 * 60;
  const bool morning = closed.size() == 1 && closed[0] == ClockSpan{0, kNoon};
  const bool afternoon = closed.size() == 1 && closed[0] == ClockSpan{kNoon, kMidnight};
  if (!morning && !afternoon) return subtract(spans, closed);
  DaySpans out;
  for (const ClockSpan& span : spans) {
    DaySpans one;
    one.add(span);
    if (span.from < kNoon && span.to <= kEndOfMorning && span.to > span.from) {
      if (afternoon) out.add(span);
    } else {
      for (const ClockSpan& rest : subtract(one, closed)) out.add(rest);
    }
  }
  return out;
}

}  // namespace

DaySet Timetable::open_days() const {
  DaySet days = 0;
  for (int day = 0; day < 7; ++day) {
    if (!open[index(day)].empty()) days |= day_bit(day);
  }
  return days;
}

DaySet Timetable::bare_days() const {
  DaySet days = 0;
  for (const Condition& condition : conditions) days |= condition.days;
  return days;
}

DaySet Timetable::days() const {
  DaySet days = open_days() | bare_days();
  for (const Condition& condition : conditions) {
    for (int day = 0; day < 7; ++day) {
      if (!condition.spans[index(day)].empty()) days |= day_bit(day);
    }
  }
  return days;
}

void open(Timetable& table, const Clause& clause) {
  for_each_day(clause.days, [&](int day) {
    // A day that the text closes stays closed when a range passes over it.
    if ((table.off & day_bit(day)) && std::popcount(clause.days) > 1) return;
    table.off &= static_cast<DaySet>(~day_bit(day));
    DaySpans& spans = table.open[index(day)];
    const DaySet owner = table.owner[index(day)];
    const bool narrower = (clause.days & owner) == clause.days && clause.days != owner;
    const bool continues = clause.days == owner && !overlap(spans, clause.spans);
    if (spans.empty() || (clause.corrects && !continues) ||
        (narrower && !clause.labelled && overlap(spans, clause.spans))) {
      spans = tidy(clause.spans);
    } else {
      spans = both(spans, clause.spans);
    }
    table.owner[index(day)] = clause.days;
  });
}

void allow(Timetable& table, const Clause& clause) {
  auto condition = std::find_if(table.conditions.begin(), table.conditions.end(),
                                [&](const auto& known) { return known.comment == clause.comment; });
  if (condition == table.conditions.end()) {
    table.conditions.push_back({clause.comment, {}, 0});
    condition = std::prev(table.conditions.end());
  }
  for_each_day(clause.days, [&](int day) {
    const DaySet owner = table.owner[index(day)];
    if (clause.corrects && (clause.days & owner) == clause.days) table.open[index(day)].clear();
    if (clause.spans.empty()) {
      condition->days |= day_bit(day);
    } else {
      condition->spans[index(day)] = both(condition->spans[index(day)], clause.spans);
    }
  });
}

void close(Timetable& table, const Clause& clause) {
  for_each_day(clause.days, [&](int day) {
    table.off |= day_bit(day);
    table.open[index(day)].clear();
    for (auto& condition : table.conditions) {
      condition.spans[index(day)].clear();
      condition.days &= static_cast<DaySet>(~day_bit(day));
    }
  });
}

void close_hours(Timetable& table, const Clause& clause) {
  for_each_day(clause.days, [&](int day) {
    table.open[index(day)] = without(table.open[index(day)], clause.spans);
    for (auto& condition : table.conditions)
      condition.spans[index(day)] = without(condition.spans[index(day)], clause.spans);
  });
}

void doubt(Timetable& table, const Clause& clause) {
  Clause doubtful;
  doubtful.comment = clause.comment;
  for_each_day(clause.days ? clause.days : kEveryDay, [&](int day) {
    if (table.open[index(day)].empty()) return;
    doubtful.days = day_bit(day);
    const DaySpans sure =
        clause.spans.empty() ? DaySpans{} : subtract(table.open[index(day)], clause.spans);
    doubtful.spans = subtract(table.open[index(day)], sure);
    table.open[index(day)] = sure;
    if (doubtful.spans.empty()) return;
    allow(table, doubtful);
  });
}

}  // namespace maillage::hours::french
