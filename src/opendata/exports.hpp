#pragma once
/// /lieux.csv, .json, .geojson, .xlsx: the places of a list page as a file, whole, in its order.
/// Takes every filter of the page, so that "what I see" and "what I take away" are the same.
#include "opendata/open_site.hpp"

namespace maillage::opendata {

web::Response places_csv(const web::Request& request, OpenSite& site);
web::Response places_json(const web::Request& request, OpenSite& site);
web::Response places_geojson(const web::Request& request, OpenSite& site);
web::Response places_xlsx(const web::Request& request, OpenSite& site);

}  // namespace maillage::opendata
