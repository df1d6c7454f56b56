#include "hours/evaluate.hpp"

#include "hours/almanac.hpp"
#include "hours/day_match.hpp"
#include "hours/sun.hpp"

#include <algorithm>
#include <cmath>

namespace maillage::hours {
namespace {

using namespace std::chrono;

constexpr int kDay = 24 * 60;

bool passes_midnight(const TimeSpan& span) {
  return !span.has_end || span.open_end || span.to.kind != TimeKind::clock ||
         span.from.kind != TimeKind::clock || span.to.minutes <= span.from.minutes ||
         span.to.minutes > kDay;
}

/// No selector of days at all.
bool every_day(const Rule& rule) {
  return rule.years.empty() && rule.dates.empty() && rule.weeks.empty() && rule.holidays.empty() &&
         rule.days.empty();
}

}  // namespace

const DaySegment& segment_at(const DaySegments& segments, int minute) {
  std::size_t i = segments.size() - 1;
  while (segments[i].from > minute) --i;
  return segments[i];
}

Evaluator::Evaluator(Schedule schedule, const Where& where)
    : schedule_(std::move(schedule)), where_(where) {
  for (std::size_t i = 0; i < schedule_.rules.size(); ++i) {
    const auto spans = part(schedule_.spans, schedule_.rules[i].spans);
    pass_midnight_[i] = std::any_of(spans.begin(), spans.end(), passes_midnight);
  }
  follows_sun_ =
      where_.position &&
      std::any_of(schedule_.spans.begin(), schedule_.spans.end(), [](const TimeSpan& span) {
        return span.from.kind != TimeKind::clock || span.to.kind != TimeKind::clock;
      });
  week_stable_ = is_week_stable();
  if (!week_stable_) return;
  const sys_days monday = sys_days(year{2024} / January / 8);
  for (int day = 0; day < 7; ++day)
    week_[static_cast<std::size_t>(day)] = segments(monday + days(day));
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
  return !follows_sun_;
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

DaySignature Evaluator::signature(sys_days day) const {
  DaySignature signature;
  const DayFacts today = facts_of(day);
  for (std::size_t i = 0; i < schedule_.rules.size(); ++i)
    signature.today[i] = applies(schedule_, schedule_.rules[i], today, where_);
  if (pass_midnight_.none()) return signature;
  const DayFacts before = facts_of(day - days(1));
  for (std::size_t i = 0; i < schedule_.rules.size(); ++i)
    signature.before[i] =
        pass_midnight_[i] && applies(schedule_, schedule_.rules[i], before, where_);
  return signature;
}

DaySegments Evaluator::segments(sys_days day) const {
  return segments(signature(day), day);
}

DaySegments Evaluator::segments(const DaySignature& signature, sys_days day) const {
  struct Piece {
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
    if (signature.today[i]) {
      // A rule replaces what was said of its days; rules that close only paint over (reference: "PH
      // off").
      const bool after_dateless = i > 0 && every_day(schedule_.rules[i - 1]);
      const bool replaces = (!every_day(rule) || (after_dateless && rule.state == State::open)) &&
                            rule.state != State::closed && rule.separator == Separator::normal;
      if (replaces) {
        matching.clear();
        pieces.clear();
      }
      Matching here{number, pieces.size(), 0, rule.spans.empty()};
      rule_clocks(rule, day, spans);
      for (const Clock& clock : spans) {
        if (clock.from < kDay)
          pieces.push_back({std::max(clock.from, 0), std::min(clock.to, kDay), clock.open_end});
      }
      here.end = pieces.size();
      matching.push_back(here);
    }
    // What goes on after midnight belongs to the day before and is replaced by nothing but later
    // rules.
    if (signature.before[i]) {
      Matching here{number, pieces.size(), 0, false};
      rule_clocks(rule, day - days(1), spans);
      for (const Clock& clock : spans) {
        if (clock.to > kDay)
          pieces.push_back({std::max(clock.from - kDay, 0), clock.to - kDay, clock.open_end});
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
  DaySegments out;
  for (const int edge : edges) {
    DaySegment segment;
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
    if (!out.empty()) segment.from = out.back().from;
    if (!out.empty() && out.back() == segment) continue;
    segment.from = static_cast<std::int16_t>(edge);
    out.push_back(segment);
  }
  return out;
}

// ---- questions

State Evaluator::state(base::Instant instant) const {
  const territory::LocalTime local = where_.zone->local(instant);
  if (week_stable_)
    return segment_at(segments_of_weekday(weekday_of(local.day)), local.minute).state;
  return segment_at(segments(local.day), local.minute).state;
}

Condition Evaluator::at(base::Instant instant) const {
  const territory::LocalTime local = where_.zone->local(instant);
  const DaySegment segment =
      segment_at(week_stable_ ? segments_of_weekday(weekday_of(local.day)) : segments(local.day),
                 local.minute);
  Condition condition;
  condition.state = segment.state;
  condition.open_end = segment.open_end;
  if (segment.rule < 0) return condition;
  const Rule& rule = schedule_.rules[static_cast<std::size_t>(segment.rule)];
  const auto holiday = holiday_name(schedule_, rule, local.day, where_);
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
  return Almanac(*this).next_change(instant);
}

std::vector<Interval> Evaluator::intervals(base::Instant from, base::Instant to) const {
  std::vector<Interval> out;
  Almanac almanac(*this);
  for (sys_days day = where_.zone->local(from).day; where_.zone->instant(day, 0) < to;
       day += days(1)) {
    const DaySegments& of_day = almanac.segments(day);
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
    return names_date(schedule_, rule, day);
  });
}

}  // namespace maillage::hours
