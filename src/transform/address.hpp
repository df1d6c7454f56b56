#pragma once
/// The address of a place from the cells that a mapping names: street cleaned, commune found with
/// its INSEE code, postcode made to agree. Every repair is a base::Cleaning; what can't be repaired
/// is a base::Finding.
///
/// The dash before a town that is taken out of a street stays ("12 rue du Lac -"), as it does in
/// the files published so far; nothing else of that town does.
#include "base/finding.hpp"
#include "territory/communes.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace maillage::transform {

/// The cells as written; any may be empty.
struct AddressInput {
  std::string_view adresse, commune, code_postal, code_insee;
};

/// `code_insee` is empty when no commune could be told; the other three never are.
struct Address {
  std::string commune, code_postal, code_insee, adresse;
};

/// Nothing when the row must be rejected: an error with rule "adresse.voie", "adresse.commune" or
/// "adresse.code_postal" then says why. A street without commune or postcode gives its own ("5 rue
/// du Lac, 38000 Grenoble").
std::optional<Address> read_address(const AddressInput& input, const territory::Communes& communes,
                                    base::Notes& notes);

/// A street fit for the standard: one line, without the postcode and town behind it, with legal
/// characters only. Empty when nothing legible is left ("- ", "1 - 3", an e-mail address). Repairs
/// are added under the field "adresse".
std::string clean_voie(std::string_view voie, base::Cleanings& cleanings);

/// The name of a commune in the hyphenated spelling: "St Jean d' Arc (38) CEDEX 2" ->
/// "Saint-Jean-d'Arc". Only spelling: whether it exists is asked elsewhere.
std::string clean_commune(std::string_view commune);

/// What stands behind the street in a full address; both empty when there is no postcode in it.
/// Numbers of post boxes (BP, CS, TSA) are not postcodes.
struct TownInStreet {
  std::string_view postcode, commune;
  std::size_t begins = std::string_view::npos;  ///< where the street ends
};
TownInStreet find_town(std::string_view voie);

}  // namespace maillage::transform
