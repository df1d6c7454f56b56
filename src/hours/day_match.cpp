#include "hours/day_match.hpp"

#include <algorithm>

namespace maillage::hours {
namespace {

using namespace std::chrono;

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

bool day_matches(const DaySelector& selector, sys_days day, const Where& where) {
  day -= days(selector.offset);
  switch (selector.kind) {
    case DayKind::public_holiday:
      return territory::public_holiday(year_month_day(day), where.departement).has_value();
    case DayKind::school_holiday:
      if (where.school_days != SchoolDays::by_calendar)
        return where.school_days == SchoolDays::supposed_out;
      return where.school_holidays &&
             where.school_holidays
                 ->on(year_month_day(day),
                      territory::school_zone(where.departement.empty() ? "75" : where.departement))
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

bool date_matches(const DateRange& range, const DayFacts& facts) {
  const sys_days day = facts.day;
  const int year_number = facts.year, month_number = facts.month;
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
  const auto missing = [](const DatePoint& point, int in_year) {
    return point.kind == DateKind::day && point.month == 2 && point.day == 29 &&
           !year{point.year ? point.year : in_year}.is_leap();
  };
  const bool in_one_month = range.from.kind == DateKind::day && range.to.kind == DateKind::day &&
                            range.from.month == range.to.month && range.from.year == range.to.year;
  // A range that passes the new year, by its months or by an offset, began in the year before.
  for (int start = year_number - 1; start <= year_number + 1; ++start) {
    if (in_one_month && (missing(range.from, start) || missing(range.to, start))) continue;
    const sys_days from = date_of(range.from, start);
    if (day < from) continue;
    sys_days to = date_of(range.to, start);
    if (to < from && range.to.year == 0) to = date_of(range.to, start + 1);
    if (day <= to && (range.step == 0 || (day - from).count() % range.step == 0)) return true;
  }
  return false;
}

bool day_matches(const DaySelector& selector, const DayFacts& facts, const Where& where) {
  if (selector.kind == DayKind::weekday && selector.nth == 0 && selector.offset == 0)
    return selector.first <= selector.last
               ? facts.weekday >= selector.first && facts.weekday <= selector.last
               : facts.weekday >= selector.first || facts.weekday <= selector.last;
  return day_matches(selector, facts.day, where);
}

}  // namespace

DayFacts facts_of(sys_days day) {
  const year_month_day date(day);
  return {day, int(date.year()), static_cast<int>(unsigned(date.month())), weekday_of(day)};
}

bool applies(const Schedule& schedule, const Rule& rule, const DayFacts& facts,
             const Where& where) {
  const auto any = [](const auto& list, Share share, auto accepts) {
    if (share.empty()) return true;
    const auto items = part(list, share);
    return std::any_of(items.begin(), items.end(), accepts);
  };
  const auto day_accepts = [&](const DaySelector& selector) {
    return day_matches(selector, facts, where);
  };
  return any(schedule.years, rule.years,
             [&](const NumberRange& range) { return in_numbers(range, facts.year); }) &&
         any(schedule.days, rule.days, day_accepts) &&
         any(schedule.dates, rule.dates,
             [&](const DateRange& range) { return date_matches(range, facts); }) &&
         any(schedule.weeks, rule.weeks,
             [&](const NumberRange& range) { return in_numbers(range, iso_week(facts.day)); }) &&
         any(schedule.holidays, rule.holidays, day_accepts);
}

bool names_date(const Schedule& schedule, const Rule& rule, sys_days day) {
  const auto dates = part(schedule.dates, rule.dates);
  return std::any_of(dates.begin(), dates.end(), [&](const DateRange& range) {
    return range.from.kind != DateKind::month && range.from == range.to &&
           date_matches(range, facts_of(day));
  });
}

std::optional<std::string_view> holiday_name(const Schedule& schedule, const Rule& rule,
                                             sys_days day, const Where& where) {
  const auto name = [&](const DaySelector& selector) -> std::optional<std::string_view> {
    if (selector.kind == DayKind::weekday || !day_matches(selector, day, where)) return {};
    const year_month_day date(day - days(selector.offset));
    if (selector.kind == DayKind::school_holiday && where.school_days != SchoolDays::by_calendar)
      return "vacances scolaires";
    if (selector.kind == DayKind::school_holiday)
      return where.school_holidays->on(
          date, territory::school_zone(where.departement.empty() ? "75" : where.departement));
    return territory::public_holiday(date, where.departement)->name;
  };
  for (const DaySelector& selector : part(schedule.holidays, rule.holidays)) {
    if (const auto found = name(selector)) return found;
  }
  for (const DaySelector& selector : part(schedule.days, rule.days)) {
    if (const auto found = name(selector)) return found;
  }
  return {};
}

}  // namespace maillage::hours
