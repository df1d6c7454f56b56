#pragma once
/// France as a mesh of dots, drawn by the server: a dot for each square of the territory, filled
/// where there is a place, larger where there are many. Needs no script and weighs a few kilobytes.
#include "standard/place.hpp"
#include "web/html.hpp"

#include <span>
#include <string>

namespace maillage::places {

/// Writes the SVG of mainland France and Corsica. `inhabited` are points of communes, for the mesh
/// behind the places; it may be empty. What the picture shows is to be
/// said in words beside it.
void dot_map(web::Html& html, std::span<const standard::Coordinates> places,
             std::span<const standard::Coordinates> inhabited);

}  // namespace maillage::places
