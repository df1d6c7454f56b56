#pragma once
/// From what a person writes to the points it may mean: régions, départements, EPCI, communes by
/// all their names. Everything happens in this process: a question is sent nowhere and kept
/// nowhere. Safe from several threads at once. Must not outlive the communes.
#include "geocoding/model.hpp"
#include "geocoding/place_names.hpp"

#include <string_view>
#include <vector>

namespace maillage::geocoding {

struct Question {
  std::string_view text;    ///< beyond kLongestQuestion bytes it is cut
  std::size_t limit = 5;    ///< answers wanted, at least 1
  bool unfinished = false;  ///< the last word may be a beginning: for suggestions
};

class Geocoder {
 public:
  explicit Geocoder(const territory::Communes& communes);

  const territory::Communes& communes() const { return names_.communes(); }
  /// The meanings of a question, best first. Nothing when no word of it is known.
  std::vector<Answer> search(const Question& question) const;

 private:
  PlaceNames names_;
};

}  // namespace maillage::geocoding
