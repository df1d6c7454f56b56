#include "formats/vector_tile.hpp"
#include "fragility/need_map.hpp"
#include "fragility/pages.hpp"
#include "territory/contour_tile.hpp"

#include <array>

namespace maillage::fragility {

namespace {

/// The level follows the zoom: some hundred shapes at a time, whatever is looked at.
Level level_at(int zoom) {
  constexpr int kDepartements = 5, kEpci = 8;
  if (zoom <= kDepartements) return Level::departement;
  return zoom <= kEpci ? Level::epci : Level::commune;
}

std::string tile_bytes(const Country& country, const Standing& standing,
                       const territory::Contours& contours, const territory::TileAddress& tile,
                       const web::Words& t) {
  formats::VectorTile out("territoires", territory::kContourExtent);
  const std::uint32_t colour = out.key("couleur"), words = out.key("mots"),
                      address = out.key("adresse");
  each_contour_of_tile(contours, *contour_level(standing.calculation.level), tile,
                       [&](const territory::Contour& contour, const territory::TileRings& rings) {
                         const auto shape = shape_of(country, standing, contour.code(), t);
                         if (!shape) return;
                         const std::uint64_t step = is_missing(shape->colour)
                                                        ? 0
                                                        : static_cast<std::uint64_t>(shape->colour);
                         const std::array tags{colour,  out.value(step),
                                               words,   out.value(shape->words),
                                               address, out.value(shape->address.text())};
                         out.polygon(out.count() + 1, rings, tags);
                       });
  return out.count() == 0 ? std::string() : out.bytes();
}

}  // namespace

web::Response need_tile(const web::Request& request, Atlas& atlas, std::string_view method, int z,
                        std::uint32_t x, std::string_view file) {
  const auto tile = territory::tile_named(z, x, file);
  const Country& country = atlas.country();
  const Method* known = country.method(method);
  const auto& shown = country.shown_methods();
  if (!tile || !atlas.site().contours() ||
      std::find(shown.begin(), shown.end(), known) == shown.end()) {
    return failure_page(request, atlas, {404, ""});
  }
  const auto standing = country.standing(*known, level_at(z));
  return web::Response::tile(
      tile_bytes(country, *standing, *atlas.site().contours(), *tile, atlas.view().t));
}

}  // namespace maillage::fragility
