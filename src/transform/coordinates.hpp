#pragma once
/// Latitude and longitude as lists write them -> WGS84 degrees. Decimal commas,
/// degrees-minutes-seconds, Lambert-93 metres, swapped columns and a lost sign are repaired, each
/// with a cleaning; zero means unknown.
#include "base/finding.hpp"
#include "standard/place.hpp"

#include <memory>
#include <optional>
#include <string_view>

namespace maillage::transform {

/// Turns Lambert-93 (EPSG:2154) metres into degrees. Made once by the caller; safe for several
/// threads; starts the projection library only when a list needs it.
class Projector {
 public:
  Projector();
  ~Projector();
  Projector(const Projector&) = delete;
  Projector& operator=(const Projector&) = delete;

  std::optional<standard::Coordinates> from_lambert93(double easting, double northing) const;

 private:
  struct Engine;
  std::unique_ptr<Engine> engine_;
};

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
                                                      const Projector& projector,
                                                      base::Notes& notes);

}  // namespace maillage::transform
