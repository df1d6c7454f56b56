#include "places/map_panel.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace maillage::places {

namespace {

/// What a map opens on, in degrees.
struct Bounds {
  double west, south, east, north;
};
constexpr Bounds kMetropole{-5.2, 41.3, 9.7, 51.2};
constexpr double kWidest = 20;  ///< degrees: what spans oceans shows nothing

Bounds bounds_of(std::span<const Hit> hits) {
  Bounds bounds{180, 90, -180, -90};
  for (const Hit& hit : hits) {
    if (!hit.entry->point) continue;
    bounds.west = std::min(bounds.west, hit.entry->point->longitude);
    bounds.east = std::max(bounds.east, hit.entry->point->longitude);
    bounds.south = std::min(bounds.south, hit.entry->point->latitude);
    bounds.north = std::max(bounds.north, hit.entry->point->latitude);
  }
  const bool shows = bounds.west <= bounds.east && bounds.east - bounds.west <= kWidest;
  return shows ? bounds : kMetropole;
}

/// The filters of the list and the words of its places, as the tiles take them.
std::string tiles_address(const ListQuery& query, std::string_view words) {
  ListQuery filters;
  filters.text = words;
  filters.services = query.services;
  filters.departement = query.departement;
  filters.list = query.list;
  const std::string list = filters.address().text();
  const std::size_t question = list.find('?');
  return "/tuiles/{z}/{x}/{y}.mvt" + (question == std::string::npos ? "" : list.substr(question));
}

}  // namespace

void map_panel(web::Html& html, const web::View& view, Site& site, const ListQuery& query,
               std::string_view words, std::span<const Hit> hits) {
  if (!site.contours()) return;
  const auto& t = view.t;
  const Bounds bounds = bounds_of(hits);
  html("section",
       {{"class", "map-panel"},
        {"aria-label", t("Carte")},
        {"data-engine", view.assets.address("map-engine.js").text()},
        {"data-tiles", tiles_address(query, words)},
        {"data-places", web::Address::local("/lieux").text_under(view.base)},
        {"data-base", "/tuiles/fond/{z}/{x}/{y}.mvt"},
        {"data-bounds", fmt::format("{:.4f},{:.4f},{:.4f},{:.4f}", bounds.west, bounds.south,
                                    bounds.east, bounds.north)},
        {"data-show", t("Voir la carte")},
        {"data-hide", t("Fermer la carte")},
        {"data-cluster", t("{} lieux ici : agrandir la carte")},
        {"data-larger", t("Agrandir")},
        {"data-smaller", t("Réduire")},
        {"data-name", t("Carte des lieux et de leurs environs. La liste se lit sans elle.")},
        {"data-failed",
         t("La carte n’a pas pu être chargée. Les lieux sont dans la liste ci-dessous.")},
        {"hidden", ""}},
       "");
}

}  // namespace maillage::places
