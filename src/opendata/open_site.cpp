#include "opendata/open_site.hpp"

namespace maillage::opendata {

std::string OpenSite::origin(const web::Request& request) const {
  return settings.public_address.empty() ? web::origin(request) : settings.public_address;
}

}  // namespace maillage::opendata
