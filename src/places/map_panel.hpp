#pragma once
/// The map beside a list: nothing without a script; with one, a button that brings it. It shows the
/// places of the list's filters, and every place on it is a link or can be zoomed to.
#include "places/list_query.hpp"
#include "places/site.hpp"

#include <span>

namespace maillage::places {

/// Draws nothing when the site has no contours. The map opens on `hits` when they are given.
void map_panel(web::Html& html, const web::View& view, Site& site, const ListQuery& query,
               std::span<const Hit> hits);

}  // namespace maillage::places
