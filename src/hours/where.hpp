#pragma once
/// Where a schedule applies: its clock, its holidays, its sun.
#include "territory/calendar.hpp"
#include "territory/time_zone.hpp"

#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>

namespace maillage::hours {

/// Whether school is out: by the calendar, or supposed, to ask what would then be.
enum class SchoolDays : std::uint8_t { by_calendar, supposed_out, supposed_in };

/// The zone and the school holidays are shared and must outlive what uses them.
struct Where {
  const territory::TimeZone* zone = nullptr;
  std::string_view departement;  ///< "974"; empty: metropolitan France
  const territory::SchoolHolidays* school_holidays = nullptr;
  std::optional<std::pair<double, double>>
      position;  ///< latitude, longitude; without: usual times of the sun
  SchoolDays school_days = SchoolDays::by_calendar;
};

}  // namespace maillage::hours
