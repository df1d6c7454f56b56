#pragma once
/// The addresses of open data, added to the site's before its first request, and the tables behind
/// them.
#include "opendata/open_site.hpp"

#include <iosfwd>
#include <memory>

namespace maillage::opendata {

/// What is returned must outlive the requests, and the site must outlive it.
std::shared_ptr<OpenSite> furnish(places::Site& site, OpenSettings settings = {});
/// The same with the work that goes on beside: a publisher, which says what fails to `err`.
std::shared_ptr<void> open_to_public(places::Site& site, OpenSettings settings, std::ostream& err);

}  // namespace maillage::opendata
