#include "places/almanac.hpp"

namespace maillage::places {

hours::Where Almanac::where(std::string_view code_insee) const {
  const std::string_view name = territory::time_zone_name(code_insee);
  hours::Where where;
  where.departement = territory::departement_of(code_insee);
  where.school_holidays = &school_holidays_;
  const std::lock_guard guard(mutex_);
  auto zone = zones_.find(name);
  if (zone == zones_.end()) {
    zone = zones_.emplace(std::string(name), territory::TimeZone::named(name)).first;
  }
  where.zone = &zone->second;
  return where;
}

}  // namespace maillage::places
