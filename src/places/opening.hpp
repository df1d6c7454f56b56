#pragma once
/// Opening hours as a page tells them: open now or not, this week day by day, and in a sentence
/// what a week can't show. Computed for one instant, so a page never says more than it knew then.
#include "hours/status.hpp"
#include "hours/words.hpp"
#include "places/almanac.hpp"
#include "web/words.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace maillage::places {

struct Opening {
  hours::Status status;
  base::Date today;                  ///< on the calendar of the place
  std::string local_time;            ///< "21 h 42", only where clocks differ from those of Paris
  std::vector<hours::DayLine> week;  ///< empty: closed all week
  std::optional<std::vector<hours::DayLine>> next_week;  ///< only when its hours differ
  std::string sentence;                                  ///< empty when the week says it all
  bool silent_on_holidays = false;  ///< the value says nothing of public holidays
};

/// Nothing when the value can't be read as hours, or is empty. It looks into the almanac and into
/// `code_insee`, which outlive it.
std::optional<hours::Evaluator> evaluator_of(std::string_view value, std::string_view code_insee,
                                             const Almanac& almanac);

/// Nothing when the value can't be read as hours, or is empty.
std::optional<Opening> opening(std::string_view value, std::string_view code_insee,
                               const Present& present, const web::Words& t = {});
/// The status alone, for a card.
std::optional<hours::Status> opening_status(std::string_view value, std::string_view code_insee,
                                            const Present& present, const web::Words& t = {});

/// Open days (Sundays and public holidays left out) until the place is next open: 0 when it is so
/// today, at most 30. Nothing when nobody knows.
std::optional<int> open_days_until(const hours::Status& status, std::string_view code_insee,
                                   const Present& present);

}  // namespace maillage::places
