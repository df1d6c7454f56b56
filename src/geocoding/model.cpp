#include "geocoding/model.hpp"

#include <algorithm>
#include <cmath>

namespace maillage::geocoding {

double distance_m(Point a, Point b) {
  constexpr double kEarthRadiusM = 6'371'008.8;
  constexpr double kRadians = 3.14159265358979323846 / 180;
  const double latitude = (b.latitude - a.latitude) * kRadians,
               longitude = (b.longitude - a.longitude) * kRadians;
  const double h = std::pow(std::sin(latitude / 2), 2) + std::cos(a.latitude * kRadians) *
                                                             std::cos(b.latitude * kRadians) *
                                                             std::pow(std::sin(longitude / 2), 2);
  return 2 * kEarthRadiusM * std::asin(std::min(1.0, std::sqrt(h)));
}

}  // namespace maillage::geocoding
