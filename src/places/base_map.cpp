#include "places/base_map.hpp"

#include <array>

namespace maillage::places {

namespace {

constexpr int kZoomOfCommunes = 9;

std::string layer(const territory::Contours& contours, territory::ContourLevel level,
                  std::string_view name, const territory::TileAddress& tile) {
  formats::VectorTile out(name, territory::kContourExtent);
  const std::uint32_t code = out.key("code");
  each_contour_of_tile(contours, level, tile,
                       [&](const territory::Contour& contour, const territory::TileRings& rings) {
                         const std::array tags{code, out.value(contour.code())};
                         out.polygon(out.count(), rings, tags);
                       });
  return out.bytes();
}

}  // namespace

std::string base_map_tile(const territory::Contours& contours, const territory::TileAddress& tile) {
  // the bytes of two tiles one after the other are a tile with the layers of both
  std::string bytes = layer(contours, territory::ContourLevel::departement, "departements", tile);
  if (tile.zoom >= kZoomOfCommunes)
    bytes += layer(contours, territory::ContourLevel::commune, "communes", tile);
  return bytes;
}

}  // namespace maillage::places
