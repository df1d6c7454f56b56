#pragma once
/// Which streets of an address file lie in which place of PlaceNames: the bridge between the two,
/// made once a file is opened. Holds neither of them.
#include "geocoding/address_file.hpp"
#include "geocoding/place_names.hpp"

#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace maillage::geocoding {

class CommuneStreets {
 public:
  /// Of no file: no commune has a street.
  CommuneStreets() = default;
  CommuneStreets(const AddressFile& file, const PlaceNames& names);

  /// The streets of a commune, given by its place.
  StreetRange of(std::uint32_t place) const;
  /// The place of a commune of the file, given by its index there; nothing when it is none of ours.
  std::optional<std::uint32_t> place(std::size_t commune_of_file) const;
  /// The streets of the communes around a point, the nearest first.
  std::vector<StreetRange> around(Point point, const PlaceNames& names) const;
  /// The streets of the most populous communes, the largest first.
  std::span<const StreetRange> largest() const { return largest_; }

 private:
  std::vector<StreetRange> streets_of_;                       ///< by place
  std::vector<std::optional<std::uint32_t>> places_;          ///< of each commune of the file
  std::vector<std::pair<double, std::uint32_t>> from_south_;  ///< latitudes and places
  std::vector<StreetRange> largest_;
};

}  // namespace maillage::geocoding
