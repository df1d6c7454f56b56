#pragma once
/// /flux/nouveautes.atom: the places that came, changed or closed last (RFC 4287), of the country
/// or of one département, the newest first.
#include "opendata/open_site.hpp"

#include <string_view>

namespace maillage::opendata {

web::Response news_feed(const web::Request& request, OpenSite& site);
/// "23.atom" of /flux/nouveautes/23.atom; places that are no more stand in the country's feed only,
/// since they lie nowhere any longer.
web::Response news_feed_of(const web::Request& request, OpenSite& site, std::string_view file);

}  // namespace maillage::opendata
