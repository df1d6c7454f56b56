#include "transform/lambert93.hpp"

#include <cmath>
#include <numbers>

namespace maillage::transform {

namespace {

// Lambert Conic Conformal with two standard parallels: IOGP, Guidance Note 7-2, section 3.1.1.1
// (EPSG method 9802), whose letters are kept. Parameters: EPSG:2154, ellipsoid GRS 1980.
constexpr double kRadian = std::numbers::pi / 180;  // in a degree
constexpr double kSemiMajorAxis = 6'378'137;        // m
constexpr double kFlattening = 1 / 298.257222101;
constexpr double kFirstParallel = 49 * kRadian, kSecondParallel = 44 * kRadian;
constexpr double kFalseOriginLatitude = 46.5 * kRadian, kFalseOriginLongitude = 3 * kRadian;
constexpr double kFalseOriginEasting = 700'000, kFalseOriginNorthing = 6'600'000;  // m

const double kE = std::sqrt(kFlattening * (2 - kFlattening));  // first eccentricity

double m_of(double latitude) {
  const double e_sin = kE * std::sin(latitude);
  return std::cos(latitude) / std::sqrt(1 - e_sin * e_sin);
}

/// (1 - e sin φ) / (1 + e sin φ), to the power e/2
double flattened(double latitude) {
  const double e_sin = kE * std::sin(latitude);
  return std::pow((1 - e_sin) / (1 + e_sin), kE / 2);
}

double t_of(double latitude) {
  return std::tan(std::numbers::pi / 4 - latitude / 2) / flattened(latitude);
}

/// The latitude of a `t`; each step divides the error by some hundred and fifty.
double latitude_of(double t) {
  constexpr int kSteps = 8;
  double latitude = std::numbers::pi / 2 - 2 * std::atan(t);
  for (int step = 0; step < kSteps; ++step)
    latitude = std::numbers::pi / 2 - 2 * std::atan(t * flattened(latitude));
  return latitude;
}

}  // namespace

standard::Coordinates from_lambert93(double easting, double northing) {
  const double t1 = t_of(kFirstParallel);
  const double n =
      std::log(m_of(kFirstParallel) / m_of(kSecondParallel)) / std::log(t1 / t_of(kSecondParallel));
  const double af = kSemiMajorAxis * m_of(kFirstParallel) / (n * std::pow(t1, n));
  const double r_of_origin = af * std::pow(t_of(kFalseOriginLatitude), n);

  const double east = easting - kFalseOriginEasting;
  const double south = r_of_origin - (northing - kFalseOriginNorthing);
  const double t = std::pow(std::hypot(east, south) / af, 1 / n);
  const double longitude = std::atan2(east, south) / n + kFalseOriginLongitude;
  return {latitude_of(t) / kRadian, longitude / kRadian};
}

}  // namespace maillage::transform
