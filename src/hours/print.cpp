#include "hours/print.hpp"

namespace maillage::hours {
namespace {

constexpr const char* kMonths[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                   "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

void append_two_digits(std::string& out, int number) {
  out += static_cast<char>('0' + number / 10);
  out += static_cast<char>('0' + number % 10);
}

void append_offset(std::string& out, int days) {
  if (days == 0) return;
  out += days > 0 ? " +" : " -";
  out += std::to_string(days > 0 ? days : -days);
  out += days == 1 || days == -1 ? " day" : " days";
}

void append_time(std::string& out, const TimePoint& time) {
  static constexpr const char* kEvents[] = {"", "dawn", "sunrise", "sunset", "dusk"};
  const char* event = kEvents[static_cast<int>(time.kind)];
  if (time.kind == TimeKind::clock) return append_clock(out, time.minutes);
  if (time.minutes == 0) {
    out += event;
    return;
  }
  out += '(';
  out += event;
  out += time.minutes > 0 ? '+' : '-';
  append_clock(out, time.minutes > 0 ? time.minutes : -time.minutes);
  out += ')';
}

void append_span(std::string& out, const TimeSpan& span) {
  append_time(out, span.from);
  if (span.has_end) {
    out += '-';
    append_time(out, span.to);
  }
  if (span.open_end) out += '+';
}

void append_day(std::string& out, const DaySelector& day) {
  if (day.kind != DayKind::weekday) {
    out += day.kind == DayKind::public_holiday ? "PH" : "SH";
    return append_offset(out, day.offset);
  }
  out += weekday_code(day.first);
  if (day.last != day.first) {
    out += '-';
    out += weekday_code(day.last);
  }
  if (day.nth == 0) return;
  char before = '[';
  for (int bit = 0; bit < 10; ++bit) {
    if (!(day.nth & (1u << bit))) continue;
    out += before;
    out += std::to_string(bit < 5 ? bit + 1 : 4 - bit);
    before = ',';
  }
  out += ']';
  append_offset(out, day.offset);
}

void append_point(std::string& out, const DatePoint& point) {
  if (point.year) out += std::to_string(point.year) + ' ';
  if (point.kind == DateKind::easter) {
    out += "easter";
    return append_offset(out, point.offset);
  }
  out += kMonths[point.month - 1];
  if (point.kind == DateKind::day) {
    out += ' ';
    append_two_digits(out, point.day);
  } else if (point.kind == DateKind::weekday) {
    out += ' ';
    out += weekday_code(point.day);
    out += '[' + std::to_string(point.nth) + ']';
  }
  append_offset(out, point.offset);
}

void append_date(std::string& out, const DateRange& range) {
  append_point(out, range.from);
  if (!(range.to == range.from)) {
    out += '-';
    append_point(out, range.to);
  }
  if (range.step) {
    out += range.step < 10 ? "/0" : "/";  // "Nov 24/7" would be read as "24/7"
    out += std::to_string(range.step);
  }
}

void append_numbers(std::string& out, const NumberRange& range) {
  out += std::to_string(range.from);
  if (range.to == 0 && range.step == 0) out += '+';
  if (range.to != 0 && range.to != range.from) {
    out += '-';
    out += std::to_string(range.to);
  }
  if (range.step) out += '/' + std::to_string(range.step);
}

template <class T, class Append>
void append_list(std::string& out, const std::vector<T>& list, Share share, bool& started,
                 Append append) {
  if (share.empty()) return;
  if (started) out += ' ';
  started = true;
  bool first = true;
  for (const T& item : part(list, share)) {
    if (!first) out += ',';
    first = false;
    append(out, item);
  }
}

/// "Feb 2026" gives a month and, apart, a year; written "2026 Feb" they would be read as one date.
bool year_would_join_date(const Schedule& schedule, const Rule& rule) {
  if (rule.years.empty() || rule.dates.empty()) return false;
  const NumberRange& last = part(schedule.years, rule.years).back();
  return last.to == last.from && last.step == 0 &&
         part(schedule.dates, rule.dates).front().from.year == 0;
}

void append_rule(std::string& out, const Schedule& schedule, const Rule& rule) {
  bool started = false;
  const bool dates_first = year_would_join_date(schedule, rule);
  if (dates_first) append_list(out, schedule.dates, rule.dates, started, append_date);
  append_list(out, schedule.years, rule.years, started, append_numbers);
  if (!dates_first) append_list(out, schedule.dates, rule.dates, started, append_date);
  if (!rule.weeks.empty()) {
    out += started ? " week" : "week";
    started = true;
    append_list(out, schedule.weeks, rule.weeks, started, append_numbers);
  }
  append_list(out, schedule.holidays, rule.holidays, started, append_day);
  append_list(out, schedule.days, rule.days, started, append_day);
  if (rule.always) {
    out += started ? " 24/7" : "24/7";
    started = true;
  }
  append_list(out, schedule.spans, rule.spans, started, append_span);
  if (rule.state_written) {
    if (started) out += ' ';
    started = true;
    out += rule.state == State::open      ? "open"
           : rule.state == State::unknown ? "unknown"
           : rule.closed_written          ? "closed"
                                          : "off";
  }
  if (rule.has_comment) {
    if (started) out += ' ';
    out += '"' + rule.comment + '"';
  }
}

}  // namespace

const char* weekday_code(int day) {
  static constexpr const char* kDays[] = {"Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"};
  return kDays[day];
}

void append_clock(std::string& out, int minutes) {
  append_two_digits(out, minutes / 60);
  out += ':';
  append_two_digits(out, minutes % 60);
}

std::string print(const Schedule& schedule) {
  std::string out;
  out.reserve(schedule.rules.size() * 32);
  for (const Rule& rule : schedule.rules) {
    if (&rule != schedule.rules.data()) {
      out += rule.separator == Separator::normal       ? "; "
             : rule.separator == Separator::additional ? ", "
                                                       : " || ";
    }
    append_rule(out, schedule, rule);
  }
  return out;
}

}  // namespace maillage::hours
