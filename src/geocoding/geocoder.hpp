#pragma once
/// From what a person writes to the points it may mean: régions, départements, EPCI, communes by
/// all their names, and streets and house numbers when a file of addresses was imported. Everything
/// happens in this process: a question is sent nowhere and kept nowhere. Safe from several threads
/// at once. Must not outlive the communes.
#include "geocoding/address_file.hpp"
#include "geocoding/commune_streets.hpp"
#include "geocoding/model.hpp"
#include "geocoding/place_names.hpp"

#include <optional>
#include <vector>

namespace maillage::geocoding {

class Geocoder {
 public:
  explicit Geocoder(const territory::Communes& communes,
                    std::optional<AddressFile> addresses = std::nullopt);

  const territory::Communes& communes() const { return names_.communes(); }
  const PlaceNames& names() const { return names_; }
  /// Null when none was imported.
  const AddressFile* addresses() const { return addresses_ ? &*addresses_ : nullptr; }

  /// The meanings of a question, best first. Nothing when no word of it is known.
  std::vector<Answer> search(const Question& question) const;
  /// The house nearest to a point, else the commune whose point is the nearest. Nothing at sea or
  /// abroad.
  std::optional<Answer> reverse(Point point) const;

 private:
  Answer place_answer(std::uint32_t place, std::uint32_t postcode) const;
  Answer street_answer(std::uint32_t street, const House* house) const;

  PlaceNames names_;
  std::optional<AddressFile> addresses_;
  CommuneStreets streets_;
};

}  // namespace maillage::geocoding
