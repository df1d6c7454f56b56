#pragma once
/// From what a person writes to the points it may mean: régions, départements, EPCI, communes by
/// all their names, and streets and house numbers when a file of addresses was imported. Everything
/// happens in this process: a question is sent nowhere and kept nowhere. Safe from several threads
/// at once. Must not outlive the communes.
#include "geocoding/address_file.hpp"
#include "geocoding/model.hpp"
#include "geocoding/place_names.hpp"
#include "geocoding/readings.hpp"
#include "geocoding/street_finder.hpp"

#include <optional>
#include <string_view>
#include <vector>

namespace maillage::geocoding {

struct Question {
  std::string_view text;           ///< beyond kLongestQuestion bytes it is cut
  std::size_t limit = 5;           ///< answers wanted, at least 1
  bool unfinished = false;         ///< the last word may be a beginning: for suggestions
  std::optional<Point> near = {};  ///< where it is asked: of equal answers the nearest is meant
};

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
  struct Candidate;
  class Search;
  Answer place_answer(std::uint32_t place, std::uint32_t postcode) const;
  Answer street_answer(std::uint32_t street, const House* house) const;

  PlaceNames names_;
  std::optional<AddressFile> addresses_;
  std::vector<StreetRange> streets_of_;        ///< of each commune, in their order
  std::vector<std::uint32_t> places_of_file_;  ///< of each commune of the file
  std::vector<std::pair<double, std::uint32_t>>
      from_south_;                    ///< latitudes of the communes that have streets
  std::vector<StreetRange> largest_;  ///< of the largest communes, by size
};

}  // namespace maillage::geocoding
