#pragma once
/// OGC API Features, Part 1: Core (OGC 17-069r4, classes core and geojson): the directory for
/// geographic information systems. One collection, "lieux"; `datetime` speaks of date_maj.
#include "opendata/open_site.hpp"

#include <string_view>

namespace maillage::opendata {

web::Response ogc_landing(const web::Request& request, OpenSite& site);
web::Response ogc_conformance(const web::Request& request, OpenSite& site);
web::Response ogc_collections(const web::Request& request, OpenSite& site);
web::Response ogc_collection(const web::Request& request, OpenSite& site, std::string_view name);
web::Response ogc_items(const web::Request& request, OpenSite& site, std::string_view name);
web::Response ogc_item(const web::Request& request, OpenSite& site, std::string_view name,
                       std::string_view place_id);

}  // namespace maillage::opendata
