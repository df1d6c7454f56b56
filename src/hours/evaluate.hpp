#pragma once
/// Is it open? Evaluation of a schedule at a place, in the place's own time. Follows the
/// specification alone: a weekly rule also covers public holidays; what people are told is decided
/// in status.hpp.
#include "base/date.hpp"
#include "hours/model.hpp"
#include "hours/where.hpp"

#include <array>
#include <bitset>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace maillage::hours {

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

/// The state from a minute of a local day on.
struct DaySegment {
  std::int16_t from = 0;
  State state = State::closed;
  std::int16_t rule = -1;  ///< that decides; -1: none
  bool open_end = false;
  bool operator==(const DaySegment&) const = default;
};
/// A whole day in order of time; the first segment begins at 0.
using DaySegments = std::vector<DaySegment>;
const DaySegment& segment_at(const DaySegments& segments, int minute);

/// The rules that apply to a day, and those of the day before that go on after midnight. Days with
/// the same signature have the same segments, unless the sun decides.
struct DaySignature {
  std::bitset<kMostRules> today, before;
  bool operator==(const DaySignature&) const = default;
};

/// Immutable, so that threads may share it. Who asks many questions of one schedule keeps an
/// `Almanac` (almanac.hpp) beside it.
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
  const Where& where() const { return where_; }

  DaySignature signature(std::chrono::sys_days day) const;
  DaySegments segments(const DaySignature& signature, std::chrono::sys_days day) const;
  /// Of a stable week; Monday is 0.
  const DaySegments& segments_of_weekday(int weekday) const {
    return week_[static_cast<std::size_t>(weekday)];
  }
  /// The sun of the place decides: each day is its own.
  bool follows_sun() const { return follows_sun_; }

 private:
  struct Clock {
    int from = 0, to = 0;
    bool open_end = false;
  };

  int minute_of(const TimePoint& time, std::chrono::sys_days day) const;
  void clocks(const TimeSpan& span, std::chrono::sys_days day, std::vector<Clock>& out) const;
  void rule_clocks(const Rule& rule, std::chrono::sys_days day, std::vector<Clock>& out) const;
  DaySegments segments(std::chrono::sys_days day) const;
  bool is_week_stable() const;

  Schedule schedule_;
  Where where_;
  std::bitset<kMostRules> pass_midnight_;
  bool follows_sun_ = false, week_stable_ = false;
  std::array<DaySegments, 7> week_;
};

}  // namespace maillage::hours
