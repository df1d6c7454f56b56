#pragma once
/// Lambert-93 (EPSG:2154), the metres in which French maps and many lists of the State are drawn,
/// turned into degrees. RGF93 and WGS84 are taken for one: they differ by less than a metre.
#include "standard/place.hpp"

namespace maillage::transform {

/// The point at an easting and a northing in metres, good to a millimetre wherever the projection
/// is used.
standard::Coordinates from_lambert93(double easting, double northing);

}  // namespace maillage::transform
