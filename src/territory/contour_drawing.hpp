#pragma once
/// Shapes as paths of a drawing that a page carries itself (SVG), for maps that need no script:
/// whole units of the drawing, so that a country weighs some tens of kilobytes.
#include "territory/contours.hpp"

#include <cstdint>
#include <span>
#include <string>

namespace maillage::territory {

/// A rectangle of the map, as MapPosition measures.
struct MapBox {
  std::int32_t west = INT32_MAX, north = INT32_MAX, east = INT32_MIN, south = INT32_MIN;

  bool empty() const { return east < west; }
  void include(const Contour& contour);
};

/// Where a part of the map stands in the drawing.
struct DrawingPlace {
  double scale = 0;          ///< units of the drawing for one of the map
  double left = 0, top = 0;  ///< of the drawing, for the map's own corner
};
/// The box in the middle of `width` x `height` units at (x, y), as large as it fits.
DrawingPlace place_in(const MapBox& box, double x, double y, double width, double height);

/// What an SVG path's `d` says: rings in whole units, points that fall together once. A shape too
/// small to be seen is a dot of one unit; nothing is ever lost.
std::string drawing_path(const Contours& contours, const Contour& contour,
                         const DrawingPlace& place);

/// The middle of the shape's largest ring, in units of the drawing: where its label stands.
struct DrawingPoint {
  double x = 0, y = 0;
};
DrawingPoint label_point(const Contours& contours, const Contour& contour,
                         const DrawingPlace& place);

}  // namespace maillage::territory
