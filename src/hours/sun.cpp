#include "hours/sun.hpp"

#include <cmath>
#include <numbers>

namespace maillage::hours {
namespace {

constexpr double kRadians = std::numbers::pi / 180;

struct SunPosition {
  double declination;       ///< radians
  double equation_of_time;  ///< minutes
};

SunPosition position(double julian_century) {
  const double t = julian_century;
  const double mean_longitude = std::fmod(280.46646 + t * (36000.76983 + t * 0.0003032), 360);
  const double anomaly = 357.52911 + t * (35999.05029 - 0.0001537 * t);
  const double eccentricity = 0.016708634 - t * (0.000042037 + 0.0000001267 * t);
  const double center = std::sin(anomaly * kRadians) * (1.914602 - t * (0.004817 + 0.000014 * t)) +
                        std::sin(2 * anomaly * kRadians) * (0.019993 - 0.000101 * t) +
                        std::sin(3 * anomaly * kRadians) * 0.000289;
  const double node = (125.04 - 1934.136 * t) * kRadians;
  const double apparent = (mean_longitude + center - 0.00569 - 0.00478 * std::sin(node)) * kRadians;
  const double mean_obliquity =
      23 + (26 + (21.448 - t * (46.815 + t * (0.00059 - t * 0.001813))) / 60) / 60;
  const double obliquity = (mean_obliquity + 0.00256 * std::cos(node)) * kRadians;
  const double y = std::pow(std::tan(obliquity / 2), 2);
  const double l = mean_longitude * kRadians, m = anomaly * kRadians;
  const double equation = y * std::sin(2 * l) - 2 * eccentricity * std::sin(m) +
                          4 * eccentricity * y * std::sin(m) * std::cos(2 * l) -
                          0.5 * y * y * std::sin(4 * l) -
                          1.25 * eccentricity * eccentricity * std::sin(2 * m);
  return {std::asin(std::sin(obliquity) * std::sin(apparent)), 4 * equation / kRadians};
}

}  // namespace

std::optional<double> sun_minutes_utc(std::chrono::sys_days day, double latitude, double longitude,
                                      TimeKind event) {
  const bool morning = event == TimeKind::dawn || event == TimeKind::sunrise;
  const double zenith = event == TimeKind::dawn || event == TimeKind::dusk ? 96 : 90.833;
  const double julian_day = 2440587.5 + static_cast<double>(day.time_since_epoch().count());
  double minutes = 720 - 4 * longitude;
  // Two rounds: the sun moves between noon and the event.
  for (int round = 0; round < 3; ++round) {
    const SunPosition sun = position((julian_day + minutes / 1440 - 2451545) / 36525);
    const double cosine =
        std::cos(zenith * kRadians) / (std::cos(latitude * kRadians) * std::cos(sun.declination)) -
        std::tan(latitude * kRadians) * std::tan(sun.declination);
    if (cosine < -1 || cosine > 1) return {};
    const double angle = std::acos(cosine) / kRadians;
    minutes = 720 - 4 * (longitude + (morning ? angle : -angle)) - sun.equation_of_time;
  }
  return minutes;
}

}  // namespace maillage::hours
