#pragma once
/// What a French text says, statement by statement, before it is written in OSM notation.
#include "hours/french_lexer.hpp"
#include "hours/week.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace maillage::hours::french {

/// Minutes of the day at which mornings, afternoons and evenings end.
inline constexpr std::int16_t kNoon = 12 * 60, kEvening = 18 * 60, kMidnight = 24 * 60;

/// The bit of a rank in the month, 1 to 5 or -1 to -5, as in DaySelector.
constexpr std::uint16_t nth_bit(int nth) {
  return static_cast<std::uint16_t>(1u << (nth > 0 ? nth - 1 : 4 - nth));
}

/// In any year: February has 28.
constexpr int days_of_month(int month) {
  constexpr int kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return kDays[month - 1];
}

enum class Parity : std::uint8_t { none, even, odd };
enum class Holidays : std::uint8_t { none, school, term, public_days };

/// When a statement applies, besides its weekdays.
struct Scope {
  Parity parity = Parity::none;
  Holidays holidays = Holidays::none;
  std::uint16_t nth = 0;          ///< bits as in DaySelector
  std::int16_t from = 0, to = 0;  ///< month, or month * 100 + day; 0: the whole year
  bool operator==(const Scope&) const = default;
  bool everyday() const { return *this == Scope{}; }
};

enum class Meaning : std::uint8_t {
  open,
  closed,       ///< without spans: the whole day; else these hours
  conditional,  ///< open under the condition that `comment` names: "sur rendez-vous", "une semaine
                ///< sur deux"
  perhaps_closed,  ///< nobody can tell from the date: "fermé en été", "fermé un samedi sur deux"
};

struct Clause {
  Meaning meaning = Meaning::open;
  DaySet days = 0;  ///< none: the text doesn't say
  bool labelled =
      false;  ///< stands under a title of its own: adds to the same days, never corrects them
  bool corrects =
      false;  ///< an exception ("sauf le vendredi 8h-12h"): replaces the hours of its days
  bool titled = false;  ///< its time of the year is a title: a timetable instead of the usual one
  Scope scope;
  DaySpans spans;
  std::string comment;
};

struct Clauses {
  std::vector<Clause> list;
  bool also_by_appointment = false;  ///< "... ou sur rendez-vous"
  std::string appointment;           ///< how, when the whole text says only that
  std::string left_over;
};

/// `column_days` are the days that a column stands for; 0 for a text about the whole week.
Clauses read_clauses(std::string_view text, DaySet column_days,
                     Spelling spelling = Spelling::french);

struct Composed {
  std::string osm;     ///< empty when the clauses say nothing
  std::string unsaid;  ///< conditions that stand nowhere: the hours are open anyway
};

Composed compose(const Clauses& clauses);

}  // namespace maillage::hours::french
