#pragma once
/// For search engines: every page that people may find (sitemaps.org, 0.9), in parts of at most
/// 50,000 addresses as the protocol asks, and what robots may read.
#include "opendata/open_site.hpp"

#include <string_view>

namespace maillage::opendata {

/// The addresses themselves, or where their parts are when they are more than one part holds.
web::Response sitemap(const web::Request& request, OpenSite& site);
/// "2.xml" of /sitemap/2.xml.
web::Response sitemap_part(const web::Request& request, OpenSite& site, std::string_view file);
web::Response robots(const web::Request& request, OpenSite& site);

}  // namespace maillage::opendata
