#pragma once
/// What the handlers of open data share: the site of the directory, read only, and how this server
/// is known outside.
#include "places/site.hpp"
#include "web/message.hpp"

#include <memory>
#include <string>

namespace maillage::opendata {

class Traffic;

struct OpenSettings {
  /// "https://lieux.exemple.fr": how the web knows this site. Empty: as each request names it.
  std::string public_address;
  std::string daily_folder = {};               ///< of the daily files; empty: none are kept
  std::string database = {};                   ///< where the registry is, to find its key
  std::shared_ptr<Traffic> traffic = nullptr;  ///< what /metrics tells; null: of the registry alone
};

struct OpenSite {
  places::Site& places;
  OpenSettings settings;

  /// What stands before "/" in an address that must be whole: feeds, sitemap, API.
  std::string origin(const web::Request& request) const;
};

}  // namespace maillage::opendata
