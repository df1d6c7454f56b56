#pragma once
/// Where a schedule applies: its clock, its holidays, its sun.
#include "territory/calendar.hpp"
#include "territory/time_zone.hpp"

#include <optional>
#include <string_view>
#include <utility>

namespace maillage::hours {

/// The zone and the school holidays are shared and must outlive what uses them.
struct Where {
  const territory::TimeZone* zone = nullptr;
  std::string_view departement;  ///< "974"; empty: metropolitan France
  const territory::SchoolHolidays* school_holidays = nullptr;
  std::optional<std::pair<double, double>>
      position;  ///< latitude, longitude; without: usual times of the sun
};

}  // namespace maillage::hours
