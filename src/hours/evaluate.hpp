#pragma once
/// Is it open? Evaluation of a schedule at a place, in the place's own time. Follows the
/// specification alone: a weekly rule also covers public holidays; what people are told is decided
/// in status.hpp.
#include "base/date.hpp"
#include "hours/model.hpp"
#include "territory/calendar.hpp"
#include "territory/time_zone.hpp"

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace maillage::hours {

/// Where a schedule applies. The zone and the school holidays are shared and must outlive the
/// evaluator.
struct Where {
  const territory::TimeZone* zone = nullptr;
  std::string_view departement;  ///< "974"; empty: metropolitan France
  const territory::SchoolHolidays* school_holidays = nullptr;
  std::optional<std::pair<double, double>>
      position;  ///< latitude, longitude; without: usual times of the sun
};

struct Condition {
  State state = State::closed;
  std::string comment;      ///< of the rule, or the name of the holiday that it names
  bool by_holiday = false;  ///< a rule that names a public holiday decides
  bool open_end = false;    ///< the end was guessed
};

struct Interval {
  base::Instant from, to;
  State state = State::open;
  std::string_view comment;
};

class Evaluator {
 public:
  /// Changes further ahead are not looked for.
  static constexpr int kHorizonDays = 5 * 366;

  Evaluator(Schedule schedule, const Where& where);

  Condition at(base::Instant instant) const;
  State state(base::Instant instant) const;
  /// The next instant with another state; nothing within the horizon, or never.
  std::optional<base::Instant> next_change(base::Instant instant) const;
  /// Open and unknown intervals that meet [from, to), cut to it, in order.
  std::vector<Interval> intervals(base::Instant from, base::Instant to) const;
  /// Every week is like every other.
  bool week_stable() const { return week_stable_; }
  /// A rule names public holidays, or a date, or the value is "24/7": the value has something to
  /// say of a holiday.
  bool speaks_of_holiday(base::Date day) const;
  const Schedule& schedule() const { return schedule_; }

 private:
  struct Segment {
    std::int16_t from = 0;
    State state = State::closed;
    std::int16_t rule = -1;
    bool open_end = false;
  };
  using Segments = std::vector<Segment>;
  struct Clock {
    int from = 0, to = 0;
    bool open_end = false;
  };

  bool matches(const Rule& rule, std::chrono::sys_days day) const;
  bool day_matches(const DaySelector& selector, std::chrono::sys_days day) const;
  bool date_matches(const DateRange& range, std::chrono::sys_days day) const;
  int minute_of(const TimePoint& time, std::chrono::sys_days day) const;
  void clocks(const TimeSpan& span, std::chrono::sys_days day, std::vector<Clock>& out) const;
  void rule_clocks(const Rule& rule, std::chrono::sys_days day, std::vector<Clock>& out) const;
  void day_segments(std::chrono::sys_days day, Segments& out) const;
  const Segments& segments(std::chrono::sys_days day, Segments& buffer) const;
  static const Segment& segment_at(const Segments& segments, int minute);
  bool is_week_stable() const;
  std::optional<std::string_view> holiday_name(const Rule& rule, std::chrono::sys_days day) const;

  Schedule schedule_;
  Where where_;
  bool week_stable_ = false;
  std::array<Segments, 7> week_;
};

}  // namespace maillage::hours
