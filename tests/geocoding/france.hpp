#pragma once
/// The communes of France for the tests of the room, read once.
#include "geocoding/geocoder.hpp"
#include "support/vectors.hpp"

namespace maillage::geocoding {

inline const territory::Communes& communes() {
  static const auto kCommunes =
      territory::Communes::load(test::project_file("data/territories/communes.bin"));
  return kCommunes;
}

inline const Geocoder& france() {
  static const Geocoder kFrance(communes());
  return kFrance;
}

}  // namespace maillage::geocoding
