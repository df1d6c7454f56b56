#include "hours/week.hpp"

#include "hours/print.hpp"

#include <algorithm>
#include <bit>

namespace maillage::hours {
namespace {

constexpr int kDay = 24 * 60;
int end_of(const ClockSpan& span) {
  return span.from + span.length();
}

DaySpans united(const DaySpans& spans, bool join_touching) {
  std::array<ClockSpan, DaySpans::kMost> sorted{};
  std::copy(spans.begin(), spans.end(), sorted.begin());
  const auto last = sorted.begin() + static_cast<std::ptrdiff_t>(spans.size());
  std::stable_sort(sorted.begin(), last,
                   [](const ClockSpan& a, const ClockSpan& b) { return a.from < b.from; });
  DaySpans out;
  for (auto span = sorted.begin(); span != last; ++span) {
    const bool meets = !out.empty() && (span->from < end_of(out.back()) ||
                                        (join_touching && span->from == end_of(out.back())));
    if (!meets) {
      out.add(*span);
    } else if (end_of(*span) > end_of(out.back())) {
      out.back().to = span->to;
    }
  }
  return out;
}

struct Group {
  DaySet days = 0;
  const DaySpans* spans = nullptr;
  int first() const { return std::countr_zero(days); }
  int last() const { return std::bit_width(days) - 1; }
  int size() const { return std::popcount(days); }
  DaySet range() const { return static_cast<DaySet>((2u << last()) - (1u << first())); }
};

void begin_rule(std::string& out, std::string_view scope, bool& started) {
  if (started) out += "; ";
  started = true;
  out += scope;
}

}  // namespace

bool DaySpans::add(ClockSpan span) {
  if (size_ == kMost) return false;
  spans_[size_++] = span;
  return true;
}

bool DaySpans::operator==(const DaySpans& other) const {
  return std::equal(begin(), end(), other.begin(), other.end());
}

DaySpans tidy(const DaySpans& spans) {
  return united(spans, false);
}

DaySpans merge(const DaySpans& a, const DaySpans& b) {
  DaySpans both = a;
  for (const ClockSpan& span : b) both.add(span);
  return united(both, true);
}

DaySpans subtract(const DaySpans& spans, const DaySpans& taken) {
  DaySpans out;
  for (const ClockSpan& span : spans) {
    int at = span.from;
    const int end = end_of(span);
    for (const ClockSpan& hole : united(taken, true)) {
      if (end_of(hole) <= at || hole.from >= end) continue;
      if (hole.from > at) out.add({static_cast<std::int16_t>(at), hole.from});
      at = std::max(at, end_of(hole));
    }
    if (at < end)
      out.add({static_cast<std::int16_t>(at),
               static_cast<std::int16_t>(end > kDay ? end - kDay : end)});
  }
  return out;
}

bool overlap(const DaySpans& a, const DaySpans& b) {
  for (const ClockSpan& one : a) {
    for (const ClockSpan& other : b) {
      if (one.from < end_of(other) && other.from < end_of(one)) return true;
    }
  }
  return false;
}

void append_days(std::string& out, DaySet days) {
  bool first = true;
  for (int day = 0; day < 7;) {
    if (!(days & day_bit(day))) {
      ++day;
      continue;
    }
    int last = day;
    while (last < 6 && (days & day_bit(last + 1))) ++last;
    if (!first) out += ',';
    first = false;
    out += weekday_code(day);
    if (last > day) {
      out += last > day + 1 ? '-' : ',';
      out += weekday_code(last);
    }
    day = last + 1;
  }
}

void append_spans(std::string& out, const DaySpans& spans) {
  for (const ClockSpan& span : spans) {
    if (&span != spans.begin()) out += ',';
    append_clock(out, span.from);
    out += '-';
    append_clock(out, span.to);
  }
}

void append_week(std::string& out, const WeekSpans& week, std::string_view scope, DaySet off,
                 DaySet later) {
  std::array<Group, 7> groups;
  std::size_t count = 0;
  for (int day = 0; day < 7; ++day) {
    const DaySpans& spans = week[static_cast<std::size_t>(day)];
    if (spans.empty()) continue;
    off &= static_cast<DaySet>(~day_bit(day));
    const auto end = groups.begin() + static_cast<std::ptrdiff_t>(count);
    const auto same = std::find_if(groups.begin(), end,
                                   [&](const Group& group) { return *group.spans == spans; });
    if (same == end) groups[count++] = {0, &spans};
    same->days |= day_bit(day);
  }
  const auto end = groups.begin() + static_cast<std::ptrdiff_t>(count);
  std::stable_sort(groups.begin(), end,
                   [](const Group& a, const Group& b) { return a.size() > b.size(); });

  bool started = false;
  DaySet written = 0;
  for (auto group = groups.begin(); group != end; ++group) {
    begin_rule(out, scope, started);
    // A range also covers days that are not of the group: later rules correct them, unless one was
    // already written.
    const bool as_range = group->size() > 2 && (group->range() & ~group->days & written) == 0;
    if (as_range) {
      for (int day = group->first(); day <= group->last(); ++day) {
        if (week[static_cast<std::size_t>(day)].empty()) off |= day_bit(day);
      }
      if (group->range() != kEveryDay || !scope.empty()) {
        append_days(out, group->range());
        out += ' ';
      }
    } else {
      append_days(out, group->days);
      out += ' ';
    }
    written |= group->days;
    append_spans(out, *group->spans);
  }
  off &= static_cast<DaySet>(~later);
  if (off) {
    begin_rule(out, scope, started);
    append_days(out, off);
    out += " off";
  }
}

}  // namespace maillage::hours
