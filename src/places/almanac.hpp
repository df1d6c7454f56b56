#pragma once
/// The clocks and calendars of all the places: each place's time zone, public holidays and school
/// holidays. A zone is made once, when the first place needs it; safe from several threads.
#include "hours/evaluate.hpp"
#include "territory/calendar.hpp"
#include "territory/time_zone.hpp"

#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <string_view>

namespace maillage::places {

class Almanac {
 public:
  explicit Almanac(territory::SchoolHolidays school_holidays = {})
      : school_holidays_(std::move(school_holidays)) {}

  /// Where hours apply. The result looks into the almanac and into `code_insee`: both outlive it.
  /// An empty code means metropolitan France.
  hours::Where where(std::string_view code_insee) const;

 private:
  territory::SchoolHolidays school_holidays_;
  mutable std::mutex mutex_;  ///< guards the map; a zone in it never moves nor changes
  mutable std::map<std::string, territory::TimeZone, std::less<>> zones_;
};

/// The moment for which a page is written, and the almanac to read hours with.
struct Present {
  base::Instant now;
  const Almanac& almanac;
  base::Date today() const { return base::utc_day(now); }
};

}  // namespace maillage::places
