#include "places/dot_map.hpp"

#include <cmath>

#include <fmt/format.h>

namespace maillage::places {
namespace {

using standard::Coordinates;

// The frame of mainland France and Corsica, in degrees, and the squares that it is cut into. A
// degree of longitude is cos(46.5°) of one of latitude here.
constexpr double kWest = -5.3, kEast = 9.7, kSouth = 41.2, kNorth = 51.2;
constexpr double kLongitudeScale = 0.688;
constexpr double kStep = 0.2;  // degrees of latitude: about 22 km
constexpr int kSquare = 10;    // of the drawing, for one step
constexpr int kColumns = static_cast<int>((kEast - kWest) * kLongitudeScale / kStep) + 1;
constexpr int kRows = static_cast<int>((kNorth - kSouth) / kStep) + 1;

/// The squares and how many points each holds.
std::vector<int> counts(std::span<const Coordinates> points) {
  std::vector<int> squares(static_cast<std::size_t>(kColumns * kRows));
  for (const Coordinates& point : points) {
    const int row = static_cast<int>(std::floor((kNorth - point.latitude) / kStep));
    // Every other row is shifted by half a square: the eye sees a mesh instead of a grid.
    const double shift = row % 2 == 0 ? 0.0 : -0.5;
    const int column =
        static_cast<int>(std::floor((point.longitude - kWest) * kLongitudeScale / kStep + shift));
    if (row < 0 || row >= kRows || column < 0 || column >= kColumns) continue;
    ++squares[static_cast<std::size_t>(row * kColumns + column)];
  }
  return squares;
}

/// A path of dots: each is a line of no length with round ends.
template <class Wanted>
std::string dots(Wanted wanted) {
  std::string path;
  for (int row = 0; row < kRows; ++row) {
    for (int column = 0; column < kColumns; ++column) {
      if (!wanted(static_cast<std::size_t>(row * kColumns + column))) continue;
      const int x = column * kSquare + (row % 2 == 0 ? kSquare / 2 : kSquare);
      fmt::format_to(std::back_inserter(path), "M{} {}h0", x, row * kSquare + kSquare / 2);
    }
  }
  return path;
}

}  // namespace

void dot_map(web::Html& html, std::span<const Coordinates> places,
             std::span<const Coordinates> inhabited) {
  const std::vector<int> filled = counts(places), land = counts(inhabited);
  constexpr int kSome = 2, kMany = 6;
  const auto path = [&](web::Literal name, const std::string& d) {
    if (!d.empty()) html("path", {{"class", name.text()}, {"d", d}}, "");
  };
  const std::string box =
      fmt::format("0 0 {} {}", kColumns * kSquare + kSquare / 2, kRows * kSquare);
  html("svg",
       {{"class", "dot-map"}, {"viewBox", box}, {"aria-hidden", "true"}, {"focusable", "false"}},
       [&] {
         path("land", dots([&](std::size_t i) { return land[i] > 0 && filled[i] == 0; }));
         path("few", dots([&](std::size_t i) { return filled[i] > 0 && filled[i] < kSome; }));
         path("some", dots([&](std::size_t i) { return filled[i] >= kSome && filled[i] < kMany; }));
         path("many", dots([&](std::size_t i) { return filled[i] >= kMany; }));
       });
}

}  // namespace maillage::places
