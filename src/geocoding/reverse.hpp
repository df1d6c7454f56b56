#pragma once
/// The house nearest to a point, by the grid of the address file.
#include "geocoding/address_file.hpp"

#include <optional>
#include <string>

namespace maillage::geocoding {

struct NearestHouse {
  std::uint32_t street = 0;
  House house;  ///< number 0: the street has none
  double distance_m = 0;
};

/// Nothing when no house stands within some 800 m.
std::optional<NearestHouse> nearest_house(const AddressFile& file, Point point);

}  // namespace maillage::geocoding
