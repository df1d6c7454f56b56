#pragma once
/// Which of many places are open now: the map and the lists ask it of the whole country. Places
/// with the same schedule under the same calendar are worked out once, and an answer holds until
/// the next edge of its day, so that asking again a minute later reads a table.
#include "hours/evaluate.hpp"

#include <cstdint>
#include <deque>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

namespace maillage::hours {

/// One thread at a time.
class OpenNow {
 public:
  /// Adds a place; its number is the count of places added before. A value that can't be read is
  /// unknown at any time.
  void add(std::string_view value, const Where& where);
  /// The state of each place, by number.
  std::span<const State> at(base::Instant now);
  std::size_t places() const { return kind_of_place_.size(); }

 private:
  /// What an answer was computed for: a stretch of minutes of a local day.
  struct Answer {
    std::int32_t day = 0;
    std::int16_t from = 0, to = 0;  ///< nothing yet when equal
    std::uint16_t zone = 0;
    State state = State::unknown;
    bool readable = false;
  };
  using Key = std::tuple<std::string, const territory::TimeZone*, std::string,
                         std::optional<std::pair<double, double>>>;

  void work_out(std::size_t kind, const territory::LocalTime& local);
  std::uint16_t zone_number(const territory::TimeZone* zone);

  std::map<Key, std::uint32_t> kinds_;
  std::deque<std::string> departements_;  ///< what the evaluators' calendars point to
  std::vector<Evaluator> evaluators_;
  std::vector<Answer> answers_;  ///< one a kind, as `evaluators_`
  std::vector<State> states_of_kinds_, states_;
  std::vector<std::uint32_t> kind_of_place_;
  std::vector<const territory::TimeZone*> zones_;
  std::vector<territory::LocalTime> clocks_;  ///< of the zones, at the instant asked
};

}  // namespace maillage::hours
