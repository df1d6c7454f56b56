#pragma once
/// The places that the words of a question may name: each with the words that say so. "10 rue de
/// Paris 69003 Lyon" may be read as Lyon (the postcode and the last word) or, less well, as Paris.
#include "geocoding/place_names.hpp"
#include "geocoding/words.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace maillage::geocoding {

using WordSet = std::uint32_t;  ///< a bit for each word
static_assert(kMostWords <= 32);

struct Reading {
  std::uint32_t place = 0;     ///< of PlaceNames
  WordSet words = 0;           ///< that name it or confirm it
  double quality = 1;          ///< 0..1: how well they do
  std::uint32_t postcode = 0;  ///< the one written, when the place has it
  std::string_view former;     ///< the key of the former commune that was named
  unsigned reasons = 0;
};

/// From names and postcodes as written. A name that stands inside a longer one is not read
/// ("Saint-Martin" of "Saint-Martin-d'Hères").
std::vector<Reading> read_places(const PlaceNames& names, std::span<const Word> words);

/// From names misspelt or cut, when the above say too little. `unfinished`: the last word is still
/// being written, and may be cut anywhere.
std::vector<Reading> guess_places(const PlaceNames& names, std::span<const Word> words,
                                  bool unfinished);

/// How much a word says of a question.
double weight_of(const Word& word);

}  // namespace maillage::geocoding
