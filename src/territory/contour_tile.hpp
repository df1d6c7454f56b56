#pragma once
/// The shapes that a map tile shows: cut at its margin, in whole units of its extent.
#include "formats/vector_tile.hpp"
#include "territory/contours.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>
#include <vector>

namespace maillage::territory {

/// Where a tile of the usual scheme lies: x and y from the north-west, 2^zoom each way.
struct TileAddress {
  int zoom;
  std::uint32_t x, y;
  bool exists() const { return zoom >= 0 && zoom <= 22 && x >> zoom == 0 && y >> zoom == 0; }
};

/// The tile that /{zoom}/{x}/{file} names: "5.mvt" is the row 5. Nothing when there is none such.
std::optional<TileAddress> tile_named(int zoom, std::uint32_t x, std::string_view file);

/// Units of a side; fine enough for a screen with four points a pixel.
constexpr std::uint32_t kContourExtent = 2048;

using TileRings = std::vector<std::vector<formats::VectorTile::Point>>;
/// Calls `visit(contour, rings)` for each shape of the level that the tile shows, in order of code.
/// What is too small to be seen has no rings and is left out. Nothing for a tile that doesn't
/// exist.
void each_contour_of_tile(const Contours& contours, ContourLevel level, const TileAddress& tile,
                          const std::function<void(const Contour&, const TileRings&)>& visit);

}  // namespace maillage::territory
