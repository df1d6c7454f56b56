#pragma once
/// What the handlers of open data share: the site of the directory, read only, and how this server
/// is known outside.
#include "places/site.hpp"
#include "web/message.hpp"

#include <string>

namespace maillage::opendata {

struct OpenSettings {
  /// "https://lieux.exemple.fr": how the web knows this site. Empty: as each request names it.
  std::string public_address;
};

struct OpenSite {
  places::Site& places;
  OpenSettings settings;

  /// What stands before "/" in an address that must be whole: feeds, sitemap, API.
  std::string origin(const web::Request& request) const;
};

}  // namespace maillage::opendata
