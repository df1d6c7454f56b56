#pragma once
/// The map beside a list: nothing without a script; with one, a button that brings it. It opens on
/// the places of the page and shows all those that the list's filters and words leave, those around
/// them too; every place on it is a link or can be zoomed to.
#include "places/list_query.hpp"
#include "places/site.hpp"

#include <span>
#include <string_view>

namespace maillage::places {

/// Draws nothing when the site has no contours. `words`: those that the places of the list bear, as
/// distinct from the place that they are near. The map opens on `hits`.
void map_panel(web::Html& html, const web::View& view, Site& site, const ListQuery& query,
               std::string_view words, std::span<const Hit> hits);

}  // namespace maillage::places
