#pragma once
/// The addresses of open data, added to the site's before its first request, and the tables behind
/// them.
#include "opendata/open_site.hpp"

#include <memory>

namespace maillage::opendata {

/// What is returned must outlive the requests, and the site must outlive it.
std::shared_ptr<OpenSite> furnish(places::Site& site, OpenSettings settings = {});

}  // namespace maillage::opendata
