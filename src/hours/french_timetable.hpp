#pragma once
/// What the statements of a French text make of the seven days at one time of the year: hours,
/// hours under a condition, closed days. Statements are laid on it in the order of the text; what a
/// later one does to an earlier one is decided here.
#include "hours/clause.hpp"
#include "hours/week.hpp"

#include <array>
#include <cstddef>
#include <string>
#include <vector>

namespace maillage::hours::french {

constexpr std::size_t index(int day) {
  return static_cast<std::size_t>(day);
}

template <class Do>
void for_each_day(DaySet days, Do act) {
  for (int day = 0; day < 7; ++day) {
    if (days & day_bit(day)) act(day);
  }
}

struct Timetable {
  struct Condition {
    std::string comment;
    WeekSpans spans;
    DaySet days = 0;  ///< days without hours, whole days under the condition
  };
  WeekSpans open;
  std::array<DaySet, 7> owner{};  ///< the days of the statement that gave a day its hours
  DaySet off = 0;
  bool instead = false;  ///< a timetable of its own: days that it leaves out are closed
  std::vector<Condition> conditions;

  DaySet open_days() const;
  /// Days that are under a condition as a whole.
  DaySet bare_days() const;
  /// Days with any hours, known or not.
  DaySet days() const;
};

/// A day named again alone corrects the hours of the range it is in; else hours add up.
void open(Timetable& table, const Clause& clause);
/// Hours or whole days under the condition of the clause.
void allow(Timetable& table, const Clause& clause);
void close(Timetable& table, const Clause& clause);
/// Closes the clause's spans on its days.
void close_hours(Timetable& table, const Clause& clause);
/// Open hours, all or those within the clause's, become hours under the condition that it names.
void doubt(Timetable& table, const Clause& clause);

}  // namespace maillage::hours::french
