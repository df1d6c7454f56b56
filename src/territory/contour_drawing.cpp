#include "territory/contour_drawing.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include <fmt/format.h>

namespace maillage::territory {

namespace {

struct Unit {
  long x, y;
  bool operator==(const Unit&) const = default;
};

DrawingPoint at(const MapPosition& point, const DrawingPlace& place) {
  return {place.left + point.x * place.scale, place.top + point.y * place.scale};
}

/// On the straight way from `a` to `c`: it may be left out.
bool between(const Unit& a, const Unit& b, const Unit& c) {
  return (b.x - a.x) * (c.y - b.y) == (b.y - a.y) * (c.x - b.x);
}

std::vector<Unit> in_units(const std::vector<MapPosition>& ring, const DrawingPlace& place) {
  std::vector<Unit> units;
  for (const MapPosition& position : ring) {
    const DrawingPoint point = at(position, place);
    const Unit next{std::lround(point.x), std::lround(point.y)};
    if (!units.empty() && next == units.back()) continue;
    if (units.size() > 1 && between(units[units.size() - 2], units.back(), next)) units.pop_back();
    units.push_back(next);
  }
  while (units.size() > 1 && units.front() == units.back()) units.pop_back();
  return units;
}

void append_ring(std::string& path, const std::vector<Unit>& units) {
  fmt::format_to(std::back_inserter(path), "M{} {}l", units[0].x, units[0].y);
  for (std::size_t i = 1; i < units.size(); ++i) {
    const long x = units[i].x - units[i - 1].x, y = units[i].y - units[i - 1].y;
    // A minus sign parts two numbers as a space does.
    fmt::format_to(std::back_inserter(path), "{}{}{}{}", i > 1 && x >= 0 ? " " : "", x,
                   y >= 0 ? " " : "", y);
  }
  path += 'z';
}

}  // namespace

void MapBox::include(const Contour& contour) {
  west = std::min(west, contour.west);
  north = std::min(north, contour.north);
  east = std::max(east, contour.east);
  south = std::max(south, contour.south);
}

DrawingPlace place_in(const MapBox& box, double x, double y, double width, double height) {
  const double wide = std::max(1.0, 1.0 * box.east - box.west);
  const double high = std::max(1.0, 1.0 * box.south - box.north);
  const double scale = std::min(width / wide, height / high);
  return {scale, x + (width - wide * scale) / 2 - box.west * scale,
          y + (height - high * scale) / 2 - box.north * scale};
}

std::string drawing_path(const Contours& contours, const Contour& contour,
                         const DrawingPlace& place) {
  std::string path;
  std::vector<MapPosition> points;
  for (std::uint32_t i = 0; i < contour.ring_count; ++i) {
    contours.read_ring(contour.first_ring + i, points);
    const std::vector<Unit> units = in_units(points, place);
    if (units.size() >= 3) append_ring(path, units);
  }
  if (path.empty()) {
    const DrawingPoint middle = label_point(contours, contour, place);
    path = fmt::format("M{} {}h1v1h-1z", std::lround(middle.x), std::lround(middle.y));
  }
  return path;
}

DrawingPoint label_point(const Contours& contours, const Contour& contour,
                         const DrawingPlace& place) {
  std::vector<MapPosition> points;
  double largest = -1;
  DrawingPoint found;
  for (std::uint32_t i = 0; i < contour.ring_count; ++i) {
    contours.read_ring(contour.first_ring + i, points);
    // Centre of gravity, from the first point so that no digit is lost.
    double area = 0, x = 0, y = 0;
    for (std::size_t k = 1; k + 1 < points.size(); ++k) {
      const double ax = points[k].x - points[0].x, ay = points[k].y - points[0].y;
      const double bx = points[k + 1].x - points[0].x, by = points[k + 1].y - points[0].y;
      const double twice = ax * by - ay * bx;
      area += twice;
      x += twice * (ax + bx);
      y += twice * (ay + by);
    }
    if (points.empty() || std::abs(area) <= largest) continue;
    largest = std::abs(area);
    const DrawingPoint first = at(points[0], place);
    found = area == 0 ? first
                      : DrawingPoint{first.x + x / (3 * area) * place.scale,
                                     first.y + y / (3 * area) * place.scale};
  }
  return found;
}

}  // namespace maillage::territory
