#pragma once
/// The interface for programs, version 1 (docs/api.md, web/openapi.json): the directory page by
/// page, one place with the source of each of its fields, and what changed since.
#include "opendata/open_site.hpp"

#include <string_view>

namespace maillage::opendata {

web::Response api_places(const web::Request& request, OpenSite& site);
web::Response api_place(const web::Request& request, OpenSite& site, std::string_view place_id);
web::Response api_history(const web::Request& request, OpenSite& site, std::string_view place_id);
web::Response api_territories(const web::Request& request, OpenSite& site);
web::Response api_description(const web::Request& request, OpenSite& site);  ///< web/openapi.json
web::Response api_unknown(const web::Request& request, OpenSite& site, std::string_view path);

}  // namespace maillage::opendata
