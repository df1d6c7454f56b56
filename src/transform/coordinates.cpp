#include "transform/coordinates.hpp"

#include "base/text.hpp"
#include "transform/lambert93.hpp"

#include <array>
#include <charconv>
#include <cmath>
#include <numbers>

namespace maillage::transform {

using standard::Coordinates;

namespace {

struct Box {
  double south, north, west, east;
  bool contains(double latitude, double longitude) const {
    return latitude >= south && latitude <= north && longitude >= west && longitude <= east;
  }
};

/// Hexagon and Corsica with some margin.
constexpr Box kMetropole = {41.0, 51.6, -6.0, 10.0};
/// Overseas: Guadeloupe and Martinique with Saint-Martin, Guyane, La Réunion, Mayotte,
/// Saint-Pierre-et-Miquelon, New Caledonia, Wallis-et-Futuna, Polynesia.
constexpr std::array<Box, 8> kOverseas = {{{14.2, 18.3, -63.4, -60.6},
                                           {2.0, 6.0, -54.8, -51.4},
                                           {-21.5, -20.8, 55.1, 56.0},
                                           {-13.2, -12.4, 44.8, 45.5},
                                           {46.6, 47.3, -56.6, -56.0},
                                           {-23.0, -17.5, 157.8, 172.5},
                                           {-14.6, -13.0, -178.4, -175.9},
                                           {-28.0, -7.5, -155.0, -134.0}}};

bool is_in_france(double latitude, double longitude) {
  if (kMetropole.contains(latitude, longitude)) return true;
  for (const Box& box : kOverseas) {
    if (box.contains(latitude, longitude)) return true;
  }
  return false;
}

bool is_on_earth(double latitude, double longitude) {
  return std::abs(latitude) <= 90 && std::abs(longitude) <= 180;
}

double kilometres(double latitude, double longitude, const Coordinates& point) {
  constexpr double kDegree = 111.2;  // length of a degree of latitude, km
  const double north = latitude - point.latitude;
  const double east = (longitude - point.longitude) * std::cos(latitude * std::numbers::pi / 180);
  return kDegree * std::hypot(north, east);
}

/// Degrees behind a first number: minutes and seconds ("48° 51' 24\"").
double minutes_and_seconds(std::string_view rest) {
  double value = 0, unit = 1.0 / 60;
  for (std::size_t at = 0; at < rest.size() && unit > 1e-4;) {
    if (rest[at] < '0' || rest[at] > '9') {
      ++at;
      continue;
    }
    double part = 0;
    const auto end = std::from_chars(rest.data() + at, rest.data() + rest.size(), part,
                                     std::chars_format::fixed);
    if (end.ec != std::errc{} || part >= 60) return 0;
    value += part * unit;
    unit /= 60;
    at = static_cast<std::size_t>(end.ptr - rest.data());
  }
  return value;
}

/// The number at the start of a text, as JavaScript's parseFloat reads it, the first comma as a
/// decimal point. Degrees with minutes, and the letters of the south and the west (S, O, W), are
/// understood.
std::optional<double> number_of(std::string_view text) {
  std::string written(base::trim(text));
  if (const std::size_t comma = written.find(','); comma != std::string::npos) written[comma] = '.';
  std::string_view rest = written;
  if (rest.starts_with('+')) rest.remove_prefix(1);
  if (rest.empty() || !(rest[0] == '-' || rest[0] == '.' || (rest[0] >= '0' && rest[0] <= '9'))) {
    return std::nullopt;
  }
  double value = 0;
  const auto end = std::from_chars(rest.data(), rest.data() + rest.size(), value);
  if (end.ec != std::errc{} || !std::isfinite(value)) return std::nullopt;
  rest.remove_prefix(static_cast<std::size_t>(end.ptr - rest.data()));
  if (rest.empty()) return value;
  const bool negative = std::signbit(value);
  if (base::trim(rest).starts_with("°")) {
    const double fraction = minutes_and_seconds(rest);
    value += negative ? -fraction : fraction;
  }
  const char last = rest.back();
  if (!negative && (last == 'S' || last == 'W' || last == 'O')) value = -value;
  return value;
}

/// Whether the numbers can be Lambert-93 metres of the hexagon (first easting, then northing).
bool is_lambert93(double easting, double northing) {
  return easting > 0 && easting < 1'400'000 && northing > 6'000'000 && northing < 7'300'000;
}

void report(std::string_view field, std::string_view rule, std::string_view value,
            std::string_view message, std::string_view advice, base::Notes& notes) {
  notes.findings.push_back({base::Severity::warning, std::string(rule), base::Finding::kNoRow,
                            std::string(field), base::valid_utf8(value), std::string(message),
                            std::string(advice)});
}

std::string text_of(const Coordinates& point) {
  return base::number_text(point.latitude) + " " + base::number_text(point.longitude);
}

/// The reading of two numbers that puts the place in France, near its commune when that is known.
struct Reading {
  std::optional<Coordinates> point;
  std::string_view rule;  ///< empty when the numbers were right as they stood
};

Reading read(double latitude, double longitude, const std::optional<Landmark>& landmark) {
  if (is_lambert93(longitude, latitude)) {
    return {from_lambert93(longitude, latitude), "latitude.lambert-93"};
  }
  if (is_lambert93(latitude, longitude)) {
    return {from_lambert93(latitude, longitude), "latitude.lambert-93"};
  }
  constexpr double kNear = 30, kFar = 60;  // km; the largest communes of the hexagon are 40 km long
  if (landmark) {
    const auto is_near = [&](double lat, double lon) {
      return is_on_earth(lat, lon) && kilometres(lat, lon, landmark->point) < kNear;
    };
    if (!is_on_earth(latitude, longitude) ||
        kilometres(latitude, longitude, landmark->point) > kFar) {
      if (is_near(longitude, latitude))
        return {Coordinates{longitude, latitude}, "latitude.swapped"};
      if (is_near(latitude, -longitude))
        return {Coordinates{latitude, -longitude}, "longitude.sign"};
      if (is_near(-latitude, longitude))
        return {Coordinates{-latitude, longitude}, "latitude.sign"};
    }
  } else if (!is_in_france(latitude, longitude) && is_in_france(longitude, latitude)) {
    return {Coordinates{longitude, latitude}, "latitude.swapped"};
  }
  if (!is_on_earth(latitude, longitude)) return {};
  return {Coordinates{latitude, longitude}, {}};
}

}  // namespace

std::optional<Coordinates> read_coordinates(std::string_view latitude, std::string_view longitude,
                                            const std::optional<Landmark>& landmark,
                                            base::Notes& notes) {
  if (base::trim(latitude).empty() && base::trim(longitude).empty()) return std::nullopt;
  const std::string written = std::string(latitude) + " " + std::string(longitude);
  const std::optional<double> first = number_of(latitude), second = number_of(longitude);
  if (!first || !second) {
    report(first ? "longitude" : "latitude", "latitude.unreadable", written,
           "Les coordonnées ne sont pas deux nombres.",
           "Donnez la latitude et la longitude en degrés, par exemple 48.8566 et 2.3522.", notes);
    return std::nullopt;
  }
  if (*first == 0 || *second == 0) {
    notes.cleaned("latitude", base::valid_utf8(written), "latitude.zero", "");
    return std::nullopt;
  }
  const Reading reading = read(*first, *second, landmark);
  if (!reading.point) {
    report("latitude", "latitude.out-of-range", written,
           "Ces coordonnées ne sont ni des degrés ni du Lambert-93.",
           "Donnez la latitude et la longitude en degrés (WGS84).", notes);
    return std::nullopt;
  }
  if (!reading.rule.empty()) {
    notes.cleaned("latitude", base::valid_utf8(written), std::string(reading.rule),
                  text_of(*reading.point));
  }
  constexpr double kTooFar = 100;  // km
  if (landmark &&
      kilometres(reading.point->latitude, reading.point->longitude, landmark->point) > kTooFar) {
    report("latitude", "latitude.far-from-commune", written,
           "Ces coordonnées sont à plus de 100 km de la commune " + std::string(landmark->commune) +
               ".",
           "Vérifiez le point sur une carte.", notes);
  } else if (!landmark && !is_in_france(reading.point->latitude, reading.point->longitude)) {
    report("latitude", "latitude.outside-france", written, "Ce point n’est pas en France.",
           "Vérifiez le point sur une carte.", notes);
  }
  return reading.point;
}

}  // namespace maillage::transform
