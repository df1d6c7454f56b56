#include "hours/evaluate.hpp"

#include "hours/sun.hpp"

#include <algorithm>
#include <cmath>

namespace maillage::hours {
namespace {

using namespace std::chrono;

constexpr int kDay = 24 * 60;

template <class T>
std::span<const T> part(const std::vector<T>& list, Share share) {
  return std::span<const T>(list).subspan(share.begin, share.end - share.begin);
}

/// Monday is 0.
int weekday_of(sys_days day) {
  return static_cast<int>(weekday(day).iso_encoding()) - 1;
}

int iso_week(sys_days day) {
  const sys_days thursday = day + days(3 - weekday_of(day));
  const sys_days new_year = sys_days(year_month_day(thursday).year() / January / 1);
  return static_cast<int>((thursday - new_year).count()) / 7 + 1;
}

bool in_numbers(const NumberRange& range, int number) {
  if (number < range.from || (range.to && number > range.to)) return false;
  return range.step == 0 || (number - range.from) % range.step == 0;
}

/// The n-th weekday of a month (from its end when n is negative); of another month when there is
/// none.
sys_days nth_weekday(int year_number, unsigned month_number, int day, int nth) {
  const year_month month_of = year{year_number} / month{month_number};
  if (nth > 0) {
    const sys_days first = sys_days(month_of / 1);
    return first + days((day - weekday_of(first) + 7) % 7 + 7 * (nth - 1));
  }
  const sys_days last_day = sys_days(month_of / last);
  return last_day - days((weekday_of(last_day) - day + 7) % 7 + 7 * (-nth - 1));
}

sys_days date_of(const DatePoint& point, int year_number) {
  const int in_year = point.year ? point.year : year_number;
  sys_days day;
  switch (point.kind) {
    case DateKind::easter:
      day = sys_days(territory::easter_sunday(in_year));
      break;
    case DateKind::weekday:
      day = nth_weekday(in_year, point.month, point.day, point.nth);
      break;
    default:
      day = sys_days(year{in_year} / month{point.month} / 1) + days(point.day - 1);
      break;
  }
  return day + days(point.offset);
}

}  // namespace

Evaluator::Evaluator(Schedule schedule, const Where& where)
    : schedule_(std::move(schedule)), where_(where) {
  week_stable_ = is_week_stable();
  if (!week_stable_) return;
  const sys_days monday = sys_days(year{2024} / January / 8);
  for (int day = 0; day < 7; ++day)
    day_segments(monday + days(day), week_[static_cast<std::size_t>(day)]);
}

bool Evaluator::is_week_stable() const {
  for (const NumberRange& week : schedule_.weeks) {
    if (week.from > 1 || week.to < 53 || week.step) return false;
  }
  for (const DateRange& range : schedule_.dates) {
    const bool whole_year = range.from.kind == DateKind::month &&
                            range.to.month % 12 + 1 == range.from.month && range.from.year == 0 &&
                            range.to.month != range.from.month;
    if (!whole_year) return false;
  }
  if (!schedule_.years.empty() || !schedule_.holidays.empty()) return false;
  for (const DaySelector& day : schedule_.days) {
    if (day.kind != DayKind::weekday || day.nth) return false;
  }
  return !where_.position ||
         std::none_of(schedule_.spans.begin(), schedule_.spans.end(), [](const TimeSpan& span) {
           return span.from.kind != TimeKind::clock || span.to.kind != TimeKind::clock;
         });
}

// ---- days

bool Evaluator::day_matches(const DaySelector& selector, sys_days day) const {
  day -= days(selector.offset);
  switch (selector.kind) {
    case DayKind::public_holiday:
      return territory::public_holiday(year_month_day(day), where_.departement).has_value();
    case DayKind::school_holiday:
      return where_.school_holidays &&
             where_.school_holidays
                 ->on(
                     year_month_day(day),
                     territory::school_zone(where_.departement.empty() ? "75" : where_.departement))
                 .has_value();
    case DayKind::weekday:
      break;
  }
  const int here = weekday_of(day);
  const bool inside = selector.first <= selector.last
                          ? here >= selector.first && here <= selector.last
                          : here >= selector.first || here <= selector.last;
  if (!inside || selector.nth == 0) return inside;
  const year_month_day date(day);
  const int from_start = (static_cast<int>(unsigned(date.day())) - 1) / 7;
  const int days_in_month = static_cast<int>(unsigned((date.year() / date.month() / last).day()));
  const int from_end = (days_in_month - static_cast<int>(unsigned(date.day()))) / 7;
  return (selector.nth & (1u << from_start)) || (selector.nth & (1u << (5 + from_end)));
}

bool Evaluator::date_matches(const DateRange& range, sys_days day) const {
  const year_month_day date(day);
  const int year_number = int(date.year());
  const int month_number = static_cast<int>(unsigned(date.month()));
  if (range.from.kind == DateKind::month) {
    if (range.from.year) {
      const int here = year_number * 12 + month_number;
      return here >= range.from.year * 12 + range.from.month &&
             here <= range.to.year * 12 + range.to.month;
    }
    return range.from.month <= range.to.month
               ? month_number >= range.from.month && month_number <= range.to.month
               : month_number >= range.from.month || month_number <= range.to.month;
  }
  // 29 February exists in leap years only.
  const auto missing = [&](const DatePoint& point) {
    return point.kind == DateKind::day && point.month == 2 && point.day == 29 &&
           !year{point.year ? point.year : year_number}.is_leap();
  };
  const bool in_one_month = range.from.kind == DateKind::day && range.to.kind == DateKind::day &&
                            range.from.month == range.to.month && range.from.year == range.to.year;
  if (in_one_month && (missing(range.from) || missing(range.to))) return false;
  const sys_days from = date_of(range.from, year_number), to = date_of(range.to, year_number);
  const bool inside = from <= to ? day >= from && day <= to : day >= from || day <= to;
  if (!inside || range.step == 0) return inside;
  return (day - from).count() % range.step == 0;
}

bool Evaluator::matches(const Rule& rule, sys_days day) const {
  const auto any = [](const auto& list, auto accepts) {
    return list.empty() || std::any_of(list.begin(), list.end(), accepts);
  };
  return any(part(schedule_.years, rule.years),
             [&](const NumberRange& range) {
               return in_numbers(range, int(year_month_day(day).year()));
             }) &&
         any(part(schedule_.days, rule.days),
             [&](const DaySelector& selector) { return day_matches(selector, day); }) &&
         any(part(schedule_.dates, rule.dates),
             [&](const DateRange& range) { return date_matches(range, day); }) &&
         any(part(schedule_.weeks, rule.weeks),
             [&](const NumberRange& range) { return in_numbers(range, iso_week(day)); }) &&
         any(part(schedule_.holidays, rule.holidays),
             [&](const DaySelector& selector) { return day_matches(selector, day); });
}

// ---- minutes

int Evaluator::minute_of(const TimePoint& time, sys_days day) const {
  static constexpr int kUsual[] = {0, 5 * 60 + 30, 6 * 60, 18 * 60, 18 * 60 + 30};
  if (time.kind == TimeKind::clock) return time.minutes;
  int event = kUsual[static_cast<int>(time.kind)];
  if (where_.position) {
    const auto utc =
        sun_minutes_utc(day, where_.position->first, where_.position->second, time.kind);
    if (utc) {
      const base::Instant noon = sys_seconds(day) + std::chrono::hours(12);
      event = static_cast<int>(std::floor(*utc + where_.zone->offset_seconds(noon) / 60.0));
    }
  }
  return event + time.minutes;
}

void Evaluator::clocks(const TimeSpan& span, sys_days day, std::vector<Clock>& out) const {
  // The reference guesses how long an open end lasts by the hour at which it begins.
  const auto open_end = [](int from) {
    return from >= 22 * 60 ? from + 8 * 60 : from >= 17 * 60 ? from + 10 * 60 : kDay;
  };
  const int from = minute_of(span.from, day);
  if (!span.has_end) {
    out.push_back({from, open_end(from), true});
    return;
  }
  int to = minute_of(span.to, day);
  if (to <= from) to += kDay;
  out.push_back({from, to, false});
  if (span.open_end) out.push_back({to, to >= kDay ? to + 8 * 60 : open_end(to), true});
}

void Evaluator::rule_clocks(const Rule& rule, sys_days day, std::vector<Clock>& out) const {
  out.clear();
  for (const TimeSpan& span : part(schedule_.spans, rule.spans)) clocks(span, day, out);
  // "07:00+,12:00-16:00": the next span ends what was left open.
  for (Clock& open : out) {
    if (!open.open_end) continue;
    for (const Clock& next : out) {
      if (next.from > open.from || (next.from == open.from && !next.open_end))
        open.to = std::min(open.to, next.from);
    }
  }
}

void Evaluator::day_segments(sys_days day, Segments& out) const {
  struct Piece {
    std::int16_t rule;
    int from, to;
    bool open_end;
  };
  struct Matching {
    std::int16_t rule;
    std::size_t begin, end;
    bool whole_day;
  };
  std::vector<Piece> pieces;
  std::vector<Matching> matching;
  std::vector<Clock> spans;
  for (std::size_t i = 0; i < schedule_.rules.size(); ++i) {
    const Rule& rule = schedule_.rules[i];
    const auto number = static_cast<std::int16_t>(i);
    const bool has_dates = !rule.years.empty() || !rule.dates.empty() || !rule.weeks.empty() ||
                           !rule.holidays.empty() || !rule.days.empty();
    const bool timeless = rule.spans.empty();
    if (matches(rule, day)) {
      // A rule replaces what was said of its days; rules that close only paint over (reference: "PH
      // off").
      const bool after_dateless = i > 0 && [&] {
        const Rule& before = schedule_.rules[i - 1];
        return before.years.empty() && before.dates.empty() && before.weeks.empty() &&
               before.holidays.empty() && before.days.empty();
      }();
      const bool replaces = (has_dates || (after_dateless && rule.state == State::open)) &&
                            rule.state != State::closed && rule.separator == Separator::normal;
      if (replaces) {
        matching.clear();
        pieces.clear();
      }
      Matching here{number, pieces.size(), 0, timeless};
      rule_clocks(rule, day, spans);
      for (const Clock& clock : spans) {
        if (clock.from < kDay)
          pieces.push_back(
              {number, std::max(clock.from, 0), std::min(clock.to, kDay), clock.open_end});
      }
      here.end = pieces.size();
      matching.push_back(here);
    }
    // What goes on after midnight belongs to the day before and is replaced by nothing but later
    // rules.
    const bool passes =
        std::any_of(schedule_.spans.begin() + rule.spans.begin,
                    schedule_.spans.begin() + rule.spans.end, [&](const TimeSpan& span) {
                      return !span.has_end || span.open_end || span.to.kind != TimeKind::clock ||
                             span.from.kind != TimeKind::clock ||
                             span.to.minutes <= span.from.minutes || span.to.minutes > kDay;
                    });
    if (passes && matches(rule, day - days(1))) {
      Matching here{number, pieces.size(), 0, false};
      rule_clocks(rule, day - days(1), spans);
      for (const Clock& clock : spans) {
        if (clock.to > kDay)
          pieces.push_back(
              {number, std::max(clock.from - kDay, 0), clock.to - kDay, clock.open_end});
      }
      here.end = pieces.size();
      if (here.end > here.begin) matching.push_back(here);
    }
  }

  std::vector<int> edges{0};
  for (const Piece& piece : pieces) {
    if (piece.from > 0 && piece.from < kDay) edges.push_back(piece.from);
    if (piece.to > 0 && piece.to < kDay) edges.push_back(piece.to);
  }
  std::sort(edges.begin(), edges.end());
  edges.erase(std::unique(edges.begin(), edges.end()), edges.end());
  out.clear();
  for (const int edge : edges) {
    Segment segment;
    segment.from = static_cast<std::int16_t>(edge);
    for (const Matching& here : matching) {
      const Rule& rule = schedule_.rules[static_cast<std::size_t>(here.rule)];
      const auto speak = [&](bool open_end) {
        if (rule.separator == Separator::fallback && segment.state != State::closed) return;
        segment.state = open_end && rule.state != State::closed ? State::unknown : rule.state;
        segment.rule = here.rule;
        segment.open_end = open_end;
      };
      if (here.whole_day) speak(false);
      for (std::size_t i = here.begin; i < here.end; ++i) {
        if (pieces[i].from <= edge && edge < pieces[i].to) speak(pieces[i].open_end);
      }
    }
    const bool same = !out.empty() && out.back().state == segment.state &&
                      out.back().rule == segment.rule && out.back().open_end == segment.open_end;
    if (!same) out.push_back(segment);
  }
}

const Evaluator::Segments& Evaluator::segments(sys_days day, Segments& buffer) const {
  if (week_stable_) return week_[static_cast<std::size_t>(weekday_of(day))];
  day_segments(day, buffer);
  return buffer;
}

const Evaluator::Segment& Evaluator::segment_at(const Segments& segments, int minute) {
  std::size_t i = segments.size() - 1;
  while (segments[i].from > minute) --i;
  return segments[i];
}

// ---- questions

std::optional<std::string_view> Evaluator::holiday_name(const Rule& rule, sys_days day) const {
  const auto name = [&](const DaySelector& selector) -> std::optional<std::string_view> {
    if (selector.kind == DayKind::weekday || !day_matches(selector, day)) return {};
    const year_month_day date(day - days(selector.offset));
    if (selector.kind == DayKind::school_holiday)
      return where_.school_holidays->on(
          date, territory::school_zone(where_.departement.empty() ? "75" : where_.departement));
    return territory::public_holiday(date, where_.departement)->name;
  };
  for (const DaySelector& selector : part(schedule_.holidays, rule.holidays)) {
    if (const auto found = name(selector)) return found;
  }
  for (const DaySelector& selector : part(schedule_.days, rule.days)) {
    if (const auto found = name(selector)) return found;
  }
  return {};
}

State Evaluator::state(base::Instant instant) const {
  const territory::LocalTime local = where_.zone->local(instant);
  Segments buffer;
  return segment_at(segments(local.day, buffer), local.minute).state;
}

Condition Evaluator::at(base::Instant instant) const {
  const territory::LocalTime local = where_.zone->local(instant);
  Segments buffer;
  const Segment& segment = segment_at(segments(local.day, buffer), local.minute);
  Condition condition;
  condition.state = segment.state;
  condition.open_end = segment.open_end;
  if (segment.rule < 0) return condition;
  const Rule& rule = schedule_.rules[static_cast<std::size_t>(segment.rule)];
  const auto holiday = holiday_name(rule, local.day);
  condition.by_holiday = holiday.has_value();
  if (rule.has_comment) {
    condition.comment = rule.comment;
  } else if (segment.open_end) {
    condition.comment = "fin non précisée";
  } else if (holiday) {
    condition.comment = *holiday;
  }
  return condition;
}

std::optional<base::Instant> Evaluator::next_change(base::Instant instant) const {
  const territory::LocalTime local = where_.zone->local(instant);
  Segments buffer;
  const State now = segment_at(segments(local.day, buffer), local.minute).state;
  const int horizon = week_stable_ ? 8 : kHorizonDays;
  for (int ahead = 0; ahead <= horizon; ++ahead) {
    const sys_days day = local.day + days(ahead);
    for (const Segment& segment : segments(day, buffer)) {
      if (segment.state == now || (ahead == 0 && segment.from <= local.minute)) continue;
      const base::Instant change = where_.zone->instant(day, segment.from);
      if (change > instant) return change;
    }
  }
  return {};
}

std::vector<Interval> Evaluator::intervals(base::Instant from, base::Instant to) const {
  std::vector<Interval> out;
  Segments buffer;
  for (sys_days day = where_.zone->local(from).day; where_.zone->instant(day, 0) < to;
       day += days(1)) {
    const Segments& of_day = segments(day, buffer);
    for (std::size_t i = 0; i < of_day.size(); ++i) {
      if (of_day[i].state == State::closed) continue;
      const base::Instant begin = std::max(from, where_.zone->instant(day, of_day[i].from));
      const base::Instant end = std::min(
          to, where_.zone->instant(day, i + 1 < of_day.size() ? of_day[i + 1].from : kDay));
      if (begin >= end) continue;
      const std::string_view comment =
          of_day[i].rule >= 0 ? schedule_.rules[static_cast<std::size_t>(of_day[i].rule)].comment
                              : std::string_view();
      if (!out.empty() && out.back().to == begin && out.back().state == of_day[i].state &&
          out.back().comment == comment) {
        out.back().to = end;
      } else {
        out.push_back({begin, end, of_day[i].state, comment});
      }
    }
  }
  return out;
}

bool Evaluator::speaks_of_holiday(base::Date date) const {
  const sys_days day(date);
  return std::any_of(schedule_.rules.begin(), schedule_.rules.end(), [&](const Rule& rule) {
    if (rule.always) return true;
    const auto public_day = [](const DaySelector& selector) {
      return selector.kind == DayKind::public_holiday;
    };
    const auto holidays = part(schedule_.holidays, rule.holidays);
    const auto listed = part(schedule_.days, rule.days);
    if (std::any_of(holidays.begin(), holidays.end(), public_day) ||
        std::any_of(listed.begin(), listed.end(), public_day))
      return true;
    const auto dates = part(schedule_.dates, rule.dates);
    return std::any_of(dates.begin(), dates.end(), [&](const DateRange& range) {
      return range.from.kind != DateKind::month && range.from == range.to &&
             date_matches(range, day);
    });
  });
}

}  // namespace maillage::hours
