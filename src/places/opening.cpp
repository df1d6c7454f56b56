#include "places/opening.hpp"

#include "hours/french.hpp"
#include "hours/parse.hpp"
#include "places/opening_words.hpp"

namespace maillage::places {
namespace {

constexpr auto kWeek = std::chrono::days(7);

/// A value of OpenStreetMap, or one that is nearly so; other lists than ours may hold such.
std::optional<hours::Schedule> read_hours(std::string_view value) {
  if (value.empty()) return std::nullopt;
  hours::Parsed parsed = hours::parse(value);
  if (!parsed.ok()) parsed = hours::parse(hours::read_osm(value).osm);
  if (!parsed.ok() || parsed.schedule.rules.empty()) return std::nullopt;
  return std::move(parsed.schedule);
}

bool speaks_of_holidays(const hours::Schedule& schedule) {
  const auto is_public = [](const hours::DaySelector& day) {
    return day.kind == hours::DayKind::public_holiday;
  };
  return std::any_of(schedule.holidays.begin(), schedule.holidays.end(), is_public) ||
         std::any_of(schedule.days.begin(), schedule.days.end(), is_public);
}

bool same_hours(const std::vector<hours::DayLine>& a, const std::vector<hours::DayLine>& b) {
  return std::equal(
      a.begin(), a.end(), b.begin(), b.end(),
      [](const hours::DayLine& x, const hours::DayLine& y) { return x.hours == y.hours; });
}

/// Seven lines, or none when the place doesn't open in the week around the instant.
std::vector<hours::DayLine> week_of(const hours::Evaluator& evaluator, const hours::Where& where,
                                    base::Instant instant) {
  auto lines = hours::week_table(evaluator, where, instant);
  const std::chrono::sys_days monday(lines.front().date);
  if (evaluator.intervals(where.zone->instant(monday, 0), where.zone->instant(monday + kWeek, 0))
          .empty()) {
    lines.clear();
  }
  return lines;
}

std::string local_time(const Almanac& almanac, const hours::Where& where, base::Instant now,
                       const web::Words& t) {
  const hours::Where paris = almanac.where("75056");
  if (where.zone->offset_seconds(now) == paris.zone->offset_seconds(now)) return {};
  return clock_text(t, where.zone->local(now).minute);
}

}  // namespace

std::optional<hours::Evaluator> evaluator_of(std::string_view value, std::string_view code_insee,
                                             const Almanac& almanac) {
  auto schedule = read_hours(value);
  if (!schedule) return std::nullopt;
  return hours::Evaluator(std::move(*schedule), almanac.where(code_insee));
}

std::optional<Opening> opening(std::string_view value, std::string_view code_insee,
                               const Present& present, const web::Words& t) {
  auto schedule = read_hours(value);
  if (!schedule) return std::nullopt;
  const hours::Where where = present.almanac.where(code_insee);
  const hours::Evaluator evaluator(std::move(*schedule), where);
  Opening opening;
  opening.status = hours::status(evaluator, where, present.now);
  opening.status.sentence = status_text(t, opening.status, present.now, *where.zone);
  opening.today = std::chrono::year_month_day(where.zone->local(present.now).day);
  opening.local_time = local_time(present.almanac, where, present.now, t);
  opening.week = week_of(evaluator, where, present.now);
  for (hours::DayLine& line : opening.week) line = day_line(t, std::move(line));
  opening.silent_on_holidays = !speaks_of_holidays(evaluator.schedule());
  if (evaluator.week_stable()) return opening;
  opening.sentence = hours::sentence(evaluator.schedule());
  auto next_week = week_of(evaluator, where, present.now + kWeek);
  for (hours::DayLine& line : next_week) line = day_line(t, std::move(line));
  if (!same_hours(opening.week, next_week)) opening.next_week = std::move(next_week);
  return opening;
}

std::optional<hours::Status> opening_status(std::string_view value, std::string_view code_insee,
                                            const Present& present, const web::Words& t) {
  auto schedule = read_hours(value);
  if (!schedule) return std::nullopt;
  const hours::Where where = present.almanac.where(code_insee);
  hours::Status status =
      hours::status(hours::Evaluator(std::move(*schedule), where), where, present.now);
  status.sentence = status_text(t, status, present.now, *where.zone);
  return status;
}

std::optional<int> open_days_until(const hours::Status& status, std::string_view code_insee,
                                   const Present& present) {
  using enum hours::StatusKind;
  constexpr int kMost = 30;
  if (status.kind == open || status.kind == closing_soon || status.kind == by_appointment) return 0;
  if (status.kind == unknown || !status.until) return std::nullopt;
  const hours::Where where = present.almanac.where(code_insee);
  const std::chrono::sys_days today = where.zone->local(present.now).day;
  const std::chrono::sys_days opens = where.zone->local(*status.until).day;
  int count = 0;
  for (auto day = today + std::chrono::days(1); day <= opens && count < kMost;
       day += std::chrono::days(1)) {
    const bool rest =
        std::chrono::weekday(day) == std::chrono::Sunday ||
        territory::public_holiday(std::chrono::year_month_day(day), where.departement);
    count += !rest || day == opens;
  }
  return count;
}

}  // namespace maillage::places
