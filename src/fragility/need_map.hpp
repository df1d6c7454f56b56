#pragma once
/// The map of need, drawn by the server as SVG: each territory in one of seven colours, the darkest
/// hatched too, so that it is never said by colour alone. It is a picture: beside it stands a table
/// or a list with the same figures, which is what a screen reader gets.
#include "fragility/country.hpp"
#include "territory/contour_drawing.hpp"
#include "web/page.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace maillage::fragility {

struct MapShape {
  std::string code;        ///< of the contour
  double colour;           ///< 1..7, missing when the index isn't known
  std::string words;       ///< told when a pointer rests on it
  web::Address address;    ///< of its profile
  bool marked = false;     ///< drawn with a heavy outline
  std::string label = {};  ///< written on it where there is room
};

/// All of France: the mainland, and the overseas départements and the middle of
/// Paris each in a frame of its own below.
void national_map(web::Html& html, const territory::Contours& contours,
                  territory::ContourLevel level, std::span<const MapShape> shapes);
/// These shapes alone, as large as they fit.
void local_map(web::Html& html, const territory::Contours& contours, territory::ContourLevel level,
               std::span<const MapShape> shapes);

/// The seven colours and the values that part them, as a list.
void need_legend(web::Html& html, const web::View& view, const Order& order);

/// The level as the file of contours names it; nothing for those that it lacks.
std::optional<territory::ContourLevel> contour_level(Level level);

/// What the map shows in a contour of the level; nothing for a code that the country doesn't know.
/// Paris, Lyon and Marseille have one shape each: it takes the mean of their arrondissements,
/// weighted by people.
std::optional<MapShape> shape_of(const Country& country, const Standing& standing,
                                 std::string_view contour_code, const web::Words& t);
/// The shapes of some rows of a level, each once.
std::vector<MapShape> shapes_of(const Country& country, const Standing& standing,
                                std::span<const std::uint32_t> rows, const web::Words& t);
std::vector<MapShape> all_shapes(const Country& country, const Standing& standing,
                                 const web::Words& t);

}  // namespace maillage::fragility
