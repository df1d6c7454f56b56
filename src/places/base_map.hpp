#pragma once
/// What lies under the places on the map: the outlines of the territories, with more of them the
/// nearer one looks.
#include "territory/contour_tile.hpp"

#include <string>

namespace maillage::places {

/// The layers "departements" and, from zoom 9 on, "communes", each with `code`. Empty at sea.
std::string base_map_tile(const territory::Contours& contours, const territory::TileAddress& tile);

}  // namespace maillage::places
