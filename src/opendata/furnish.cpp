#include "opendata/furnish.hpp"

#include "opendata/api.hpp"
#include "opendata/exports.hpp"
#include "opendata/ogc.hpp"
#include "opendata/publisher.hpp"
#include "opendata/schema.hpp"

#include <ostream>

namespace maillage::opendata {

std::shared_ptr<OpenSite> furnish(places::Site& site, OpenSettings settings) {
  const auto open = std::shared_ptr<OpenSite>(new OpenSite{site, std::move(settings)});
  prepare(site.database(), site.now());
  web::Router<places::Site>& routes = site.routes();
  routes.get("/lieux.csv", places_csv, *open);
  routes.get("/lieux.json", places_json, *open);
  routes.get("/lieux.geojson", places_geojson, *open);
  routes.get("/lieux.xlsx", places_xlsx, *open);
  routes.get("/api/v1/lieux", api_places, *open);
  routes.get("/api/v1/lieux/{}", api_place, *open);
  routes.get("/api/v1/lieux/{}/historique", api_history, *open);
  routes.get("/api/v1/territoires", api_territories, *open);
  routes.get("/api/v1/{}", api_unknown, *open);
  routes.get("/ogc", ogc_landing, *open);
  routes.get("/ogc/conformance", ogc_conformance, *open);
  routes.get("/ogc/collections", ogc_collections, *open);
  routes.get("/ogc/collections/{}", ogc_collection, *open);
  routes.get("/ogc/collections/{}/items", ogc_items, *open);
  routes.get("/ogc/collections/{}/items/{}", ogc_item, *open);
  return open;
}

std::shared_ptr<void> open_to_public(places::Site& site, OpenSettings settings, std::ostream& err) {
  struct Open {
    std::shared_ptr<OpenSite> site;
    Publisher publisher;
  };
  auto open = furnish(site, std::move(settings));
  OpenSite& services = *open;
  return std::shared_ptr<Open>(
      new Open{std::move(open), {services, [&err](std::string_view why) { err << why << "\n"; }}});
}

}  // namespace maillage::opendata
