#pragma once
/// What tells a place apart, drawn from the fields of its record: the texts that the model `lieux`
/// compares. Names of places are mostly made of words that hundreds share ("Maison France services
/// de X"): what is left without them and without the commune is the place's own name.
#include "standard/packed_places.hpp"

#include <array>
#include <string>
#include <string_view>

namespace maillage::places {

/// Columns that the model `lieux` reads; an empty one says nothing about the place.
struct Traits {
  static constexpr std::size_t kCount = 13;
  static const std::array<std::string_view, kCount>& names();

  std::string nom_propre;  ///< "maison pop" of "France services La Maison Pop'"
  std::string nom_commun;  ///< when it has no name of its own: "rfs", "mairie"
  std::string nature;      ///< what kinds of place it is, as sorted codes: "poste rfs"
  std::string mobilite;    ///< "mobile" for a bus or visits from town to town, else "fixe"
  std::string commune;     ///< the INSEE code, else département and name
  std::string code_insee;  ///< the code alone
  std::string adresse;     ///< "12b|rue jean jaures|45.186 5.717": number, street, point
  std::string point;       ///< its last part
  std::string telephone;   ///< "+33…", of the house
  std::string portable;    ///< of a mobile telephone: it belongs to a person, and says less
  std::string courriels;   ///< addresses and, unless thousands share them, their domains
  std::string sites;       ///< domains of the sites, unless thousands share them
  std::string siret;       ///< of the pivot, when it is one

  std::array<std::string_view, kCount> cells() const;
};

Traits traits_of(standard::PlaceView place);

}  // namespace maillage::places
