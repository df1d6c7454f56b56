#include "places/base_map.hpp"
#include "places/list_query.hpp"
#include "places/pages.hpp"

namespace maillage::places {

namespace {

/// The tile that /{z}/{x}/{file} names: "5.mvt" is the row 5.
std::optional<territory::TileAddress> tile_of(int z, std::uint32_t x, std::string_view file) {
  constexpr std::string_view kSuffix = ".mvt";
  if (!file.ends_with(kSuffix)) return std::nullopt;
  file.remove_suffix(kSuffix.size());
  const auto y = web::path_value<std::uint32_t>(std::string(file));
  if (!y || !territory::TileAddress{z, x, *y}.exists()) return std::nullopt;
  return territory::TileAddress{z, x, *y};
}

web::Response tile_response(std::string bytes) {
  web::Response response;
  response.content_type = "application/vnd.mapbox-vector-tile";
  if (bytes.empty()) response.status = 204;
  response.body = std::make_shared<const std::string>(std::move(bytes));
  response.set("Access-Control-Allow-Origin", "*");
  return response;
}

}  // namespace

web::Response map_tile(const web::Request& request, Site& site, int z, std::uint32_t x,
                       std::string_view file) {
  const auto tile = tile_of(z, x, file);
  if (!tile) return failure_page(request, site, {404, ""});
  const ListQuery query = ListQuery::read(request.query);
  Criteria criteria;
  criteria.services = query.services;
  criteria.departement = query.departement;
  criteria.list = query.list;
  criteria.text = query.text;
  return tile_response(site.snapshot()->tiles->tile(criteria, tile->zoom, tile->x, tile->y));
}

web::Response base_map(const web::Request& request, Site& site, int z, std::uint32_t x,
                       std::string_view file) {
  const auto tile = tile_of(z, x, file);
  if (!tile || !site.contours()) return failure_page(request, site, {404, ""});
  return tile_response(base_map_tile(*site.contours(), *tile));
}

}  // namespace maillage::places
