#pragma once
/// Does a rule apply to a day? Weekdays, months, dates, years, ISO weeks, Easter and holidays of
/// the specification (wiki: Key:opening_hours/specification), without hours.
#include "hours/model.hpp"
#include "hours/where.hpp"

#include <chrono>
#include <optional>
#include <string_view>

namespace maillage::hours {

/// A day taken apart once for all the rules that look at it.
struct DayFacts {
  std::chrono::sys_days day;
  int year = 0, month = 0;  ///< 1..12
  int weekday = 0;          ///< Monday is 0
};
DayFacts facts_of(std::chrono::sys_days day);
/// Monday is 0.
inline int weekday_of(std::chrono::sys_days day) {
  return static_cast<int>(std::chrono::weekday(day).iso_encoding()) - 1;
}

/// Each kind of selector that the rule has accepts the day.
bool applies(const Schedule& schedule, const Rule& rule, const DayFacts& facts, const Where& where);

/// The rule names that very date ("Dec 25"), not only a range or a month around it.
bool names_date(const Schedule& schedule, const Rule& rule, std::chrono::sys_days day);

/// The holiday by which the rule applies: "Ascension", "Vacances de Noël".
std::optional<std::string_view> holiday_name(const Schedule& schedule, const Rule& rule,
                                             std::chrono::sys_days day, const Where& where);

}  // namespace maillage::hours
