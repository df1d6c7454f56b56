#pragma once
/// The ways to understand one question, from the surest readings of its words to the boldest
/// guesses, each with how much of it it explains. For Geocoder::search, which makes answers of
/// them.
#include "geocoding/commune_streets.hpp"
#include "geocoding/readings.hpp"
#include "geocoding/street_finder.hpp"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace maillage::geocoding {

/// One way to understand the question.
struct Candidate {
  Reading reading;
  std::optional<FoundStreet> street;
  std::optional<House> house;
  WordSet number = 0;  ///< the word that tells the house
  bool is_nearest_house = false;
  double score = 0;  ///< share of the question that it explains
  double rank = 0;   ///< score, and a little for the size of the place
};

struct Candidates {
  std::vector<Word> words;         ///< of the question
  std::vector<Candidate> by_rank;  ///< best first; several may mean the same
};

/// `file` is null when no address was imported.
Candidates find_candidates(const Question& question, const PlaceNames& names,
                           const AddressFile* file, const CommuneStreets& streets);

/// The words that a candidate leaves unexplained, but for links.
std::string rest(std::span<const Word> words, const Candidate& candidate);

}  // namespace maillage::geocoding
