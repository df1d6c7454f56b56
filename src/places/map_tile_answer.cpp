#include "places/base_map.hpp"
#include "places/list_query.hpp"
#include "places/pages.hpp"

namespace maillage::places {

web::Response map_tile(const web::Request& request, Site& site, int z, std::uint32_t x,
                       std::string_view file) {
  const auto tile = territory::tile_named(z, x, file);
  if (!tile) return failure_page(request, site, {404, ""});
  const ListQuery query = ListQuery::read(request.query);
  Criteria criteria;
  criteria.services = query.services;
  criteria.departement = query.departement;
  criteria.list = query.list;
  criteria.text = query.text;
  return web::Response::tile(site.snapshot()->tiles->tile(criteria, tile->zoom, tile->x, tile->y));
}

web::Response base_map(const web::Request& request, Site& site, int z, std::uint32_t x,
                       std::string_view file) {
  const auto tile = territory::tile_named(z, x, file);
  if (!tile || !site.contours()) return failure_page(request, site, {404, ""});
  return web::Response::tile(base_map_tile(*site.contours(), *tile));
}

}  // namespace maillage::places
