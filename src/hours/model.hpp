#pragma once
/// Opening hours as values: what an OSM `opening_hours` text says once it is read. The parts of all
/// rules lie in flat lists and a rule names its share of each, so that reading a value takes a
/// handful of allocations.
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace maillage::hours {

enum class State : std::uint8_t { closed, open, unknown };

/// How a rule meets the rules before it: `;` replaces them on its days, `,` adds to them, `||`
/// speaks when they don't.
enum class Separator : std::uint8_t { normal, additional, fallback };

enum class TimeKind : std::uint8_t { clock, dawn, sunrise, sunset, dusk };

struct TimePoint {
  TimeKind kind = TimeKind::clock;
  std::int16_t minutes =
      0;  ///< of the day (0..2880) for a clock time, else the offset from the event
  bool operator==(const TimePoint&) const = default;
};

/// "10:00-12:00", "20:00-02:00", "17:00+" (no end), "14:00-18:00+" (an end that may be later).
struct TimeSpan {
  TimePoint from, to;
  bool has_end = true;
  bool open_end = false;
  bool operator==(const TimeSpan&) const = default;
};

enum class DayKind : std::uint8_t { weekday, public_holiday, school_holiday };

/// "Mo-Fr", "We[1,3]", "Su[-1] +1 day", "PH -1 day", "SH".
struct DaySelector {
  DayKind kind = DayKind::weekday;
  std::uint8_t first = 0, last = 0;  ///< Monday is 0; last < first goes over Sunday
  std::uint16_t nth = 0;   ///< bits 0..4: first..fifth of the month; bits 5..9: last..fifth last
  std::int8_t offset = 0;  ///< days
  bool operator==(const DaySelector&) const = default;
};

enum class DateKind : std::uint8_t { month, day, weekday, easter };

/// "Jan", "2026 Jan 15", "Mar Su[-1]", "easter -2 days".
struct DatePoint {
  DateKind kind = DateKind::month;
  std::int16_t year = 0;    ///< 0: every year
  std::uint8_t month = 0;   ///< 1..12
  std::uint8_t day = 0;     ///< 1..31 for a day; Monday is 0 for a weekday
  std::int8_t nth = 0;      ///< 1..5, -1..-5 for a weekday
  std::int16_t offset = 0;  ///< days
  bool operator==(const DatePoint&) const = default;
};

/// Both ends included; step 0 or every n-th day.
struct DateRange {
  DatePoint from, to;
  std::uint16_t step = 0;
  bool operator==(const DateRange&) const = default;
};

/// Years or ISO weeks. `to` is 0 when open ("2026+").
struct NumberRange {
  std::uint16_t from = 0, to = 0, step = 0;
  bool operator==(const NumberRange&) const = default;
};

/// A share [begin, end) of one of the lists of a schedule.
struct Share {
  std::uint16_t begin = 0, end = 0;
  bool empty() const { return begin == end; }
  bool operator==(const Share&) const = default;
};

/// The items of a share.
template <class T>
std::span<const T> part(const std::vector<T>& list, Share share) {
  return std::span<const T>(list).subspan(share.begin,
                                          static_cast<std::size_t>(share.end) - share.begin);
}

/// One rule. It applies to a day when each kind of selector that it has accepts the day.
struct Rule {
  Separator separator = Separator::normal;
  State state = State::open;
  bool state_written = false;   ///< "open", "unknown", "off" stands in the text
  bool closed_written = false;  ///< "closed" instead of "off"
  bool has_comment = false;
  bool always = false;  ///< "24/7"
  Share years, dates, weeks, holidays, days, spans;
  std::string comment;
  bool operator==(const Rule&) const = default;
};

/// Values with more rules are refused: the longest tag of OSM holds fewer.
inline constexpr std::size_t kMostRules = 128;

struct Schedule {
  std::vector<Rule> rules;
  std::vector<NumberRange> years, weeks;
  std::vector<DateRange> dates;
  std::vector<DaySelector> holidays;  ///< "SH Mo-Fr": and, not or
  std::vector<DaySelector> days;      ///< "PH,Mo-Fr": one of them
  std::vector<TimeSpan> spans;
  bool operator==(const Schedule&) const = default;
};

}  // namespace maillage::hours
