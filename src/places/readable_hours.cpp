#include "hours/parse.hpp"
#include "places/readable.hpp"

#include <fmt/format.h>

namespace maillage::places {
namespace {

constexpr std::string_view kDays[] = {"Lundi",    "Mardi",  "Mercredi", "Jeudi",
                                      "Vendredi", "Samedi", "Dimanche"};
constexpr int kDaysOfWeek = 7;
constexpr char kClosedOnHolidays[] = "Fermé les jours fériés.";

/// 570 -> "9 h 30"
std::string clock(int minutes) {
  const int hour = minutes / 60 % 24, rest = minutes % 60;
  return rest == 0 ? fmt::format("{}\u00a0h", hour)
                   : fmt::format("{}\u00a0h\u00a0{:02}", hour, rest);
}

std::string readable_span(const hours::TimeSpan& span) {
  if (!span.has_end) return "à partir de " + clock(span.from.minutes);
  return clock(span.from.minutes) + " – " + clock(span.to.minutes) +
         (span.open_end ? " ou plus tard" : "");
}

template <class Item>
std::span<const Item> part(const std::vector<Item>& list, hours::Share share) {
  return std::span(list).subspan(share.begin, static_cast<std::size_t>(share.end - share.begin));
}

/// "", "Semaines impaires", "Semaines paires"; nothing when the weeks are chosen otherwise.
std::optional<std::string> weeks_title(const hours::Schedule& schedule, const hours::Rule& rule) {
  if (rule.weeks.empty()) return std::string();
  const auto weeks = part(schedule.weeks, rule.weeks);
  const bool every_other =
      weeks.size() == 1 && weeks[0].step == 2 && weeks[0].from <= 2 && weeks[0].to >= 52;
  if (!every_other) return std::nullopt;
  return weeks[0].from == 1 ? "Semaines impaires" : "Semaines paires";
}

WeekTable& week_of(std::vector<WeekTable>& weeks, const std::string& title) {
  for (WeekTable& week : weeks) {
    if (week.title == title) return week;
  }
  weeks.push_back({title, {}});
  for (const std::string_view day : kDays) weeks.back().days.push_back({std::string(day), {}});
  return weeks.back();
}

/// Puts a rule into the tables; false when it says more than they can show.
bool add_rule(const hours::Schedule& schedule, const hours::Rule& rule, ReadableHours& readable) {
  if (!rule.years.empty() || !rule.dates.empty() || rule.has_comment ||
      rule.separator == hours::Separator::fallback || rule.state == hours::State::unknown ||
      rule.always) {
    return false;
  }
  const bool closed = rule.state == hours::State::closed;
  if (!rule.holidays.empty()) {
    // Opening on public holidays only at other hours is more than the line about them can say.
    const auto selectors = part(schedule.holidays, rule.holidays);
    const bool public_only =
        std::all_of(selectors.begin(), selectors.end(), [](const hours::DaySelector& selector) {
          return selector.kind == hours::DayKind::public_holiday && selector.offset == 0;
        });
    if (!public_only || !closed || !rule.days.empty() || !rule.weeks.empty()) return false;
    readable.holidays = kClosedOnHolidays;
    return true;
  }
  const auto title = weeks_title(schedule, rule);
  if (!title) return false;

  std::vector<std::string> spans;
  for (const hours::TimeSpan& span : part(schedule.spans, rule.spans)) {
    if (span.from.kind != hours::TimeKind::clock || span.to.kind != hours::TimeKind::clock)
      return false;
    spans.push_back(readable_span(span));
  }
  if (!closed && spans.empty()) return false;
  if (closed && !spans.empty()) return false;

  std::array<bool, kDaysOfWeek> chosen{};
  bool any_day = false;
  for (const hours::DaySelector& day : part(schedule.days, rule.days)) {
    if (day.nth != 0 || day.offset != 0 || day.kind == hours::DayKind::school_holiday) return false;
    if (day.kind == hours::DayKind::public_holiday) {
      readable.holidays = closed ? kClosedOnHolidays : "Ouvert aussi les jours fériés.";
      continue;
    }
    for (int d = day.first;; d = (d + 1) % kDaysOfWeek) {
      chosen[static_cast<std::size_t>(d)] = true;
      any_day = true;
      if (d == day.last) break;
    }
  }
  if (rule.days.empty()) {
    chosen.fill(true);
    any_day = true;
  }
  if (!any_day) return true;
  WeekTable& week = week_of(readable.weeks, *title);
  for (std::size_t d = 0; d < kDaysOfWeek; ++d) {
    if (!chosen[d]) continue;
    if (rule.separator != hours::Separator::additional) week.days[d].spans.clear();
    week.days[d].spans.insert(week.days[d].spans.end(), spans.begin(), spans.end());
  }
  return true;
}

}  // namespace

std::optional<ReadableHours> readable_hours(std::string_view osm) {
  const hours::Parsed parsed = hours::parse(osm);
  if (!parsed.ok() || parsed.schedule.rules.empty()) return std::nullopt;
  ReadableHours readable;
  for (const hours::Rule& rule : parsed.schedule.rules) {
    if (!add_rule(parsed.schedule, rule, readable)) return std::nullopt;
  }
  if (readable.weeks.empty()) return std::nullopt;
  return readable;
}

}  // namespace maillage::places
