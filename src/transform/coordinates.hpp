#pragma once
/// Latitude and longitude as lists write them -> WGS84 degrees. Decimal commas,
/// degrees-minutes-seconds, Lambert-93 metres, swapped columns and a lost sign are repaired, each
/// with a cleaning; zero means unknown.
#include "base/finding.hpp"
#include "standard/place.hpp"

#include <optional>
#include <string_view>

namespace maillage::transform {

/// The commune where a place should be, and a point inside.
struct Landmark {
  std::string_view commune;
  standard::Coordinates point;
};

/// The point, when both texts give one. A landmark, when it is known, decides between readings, and
/// a place far from it is a finding.
std::optional<standard::Coordinates> read_coordinates(std::string_view latitude,
                                                      std::string_view longitude,
                                                      const std::optional<Landmark>& landmark,
                                                      base::Notes& notes);

}  // namespace maillage::transform
