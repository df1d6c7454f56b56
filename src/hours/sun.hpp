#pragma once
/// Times of the sun on a day at a place (NOAA solar calculator, after Meeus, Astronomical
/// Algorithms; within a minute below 65 degrees of latitude). Dawn and dusk are the civil ones, 6
/// degrees under the horizon.
#include "hours/model.hpp"

#include <chrono>
#include <optional>

namespace maillage::hours {

/// Minutes after midnight UTC of that day (may be negative or pass 1440); nothing when the sun
/// doesn't get there.
std::optional<double> sun_minutes_utc(std::chrono::sys_days day, double latitude, double longitude,
                                      TimeKind event);

}  // namespace maillage::hours
