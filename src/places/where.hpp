#pragma once
/// What a person typed into the one search box, understood: where to look ("Guéret", "2 rue de
/// l'Église 23000", "Creuse"), and the words that stand beside it and may name a place ("la poste"
/// of "la poste de Guéret").
#include "geocoding/geocoder.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace maillage::places {

struct Where {
  geocoding::Answer place;              ///< an address, a commune, a département, a région
  std::vector<geocoding::Answer> also;  ///< other meanings that explain as much, best first
  std::string words;                    ///< said besides, without accents; may be empty
  bool sure = true;                     ///< named as it should be: neither misspelt nor cut

  bool is_area() const { return place.commune == nullptr; }
};

/// Nothing when the text names nowhere; then its words are searched among the places.
std::optional<Where> find_where(const geocoding::Geocoder& geocoder, std::string_view text);

/// The codes of the départements of a région, or of the département itself.
std::vector<std::string> departements_of(const geocoding::Answer& area,
                                         const territory::Communes& communes);

}  // namespace maillage::places
