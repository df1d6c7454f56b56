#pragma once
/// The départements and overseas collectivities: code, name, and the one that an address lies in.
#include <span>
#include <string>
#include <string_view>

namespace maillage::places {

struct Departement {
  std::string_view code;  ///< "23", "2A", "974", "988"
  std::string_view name;  ///< "Creuse"
};
/// All of them, by code.
std::span<const Departement> departements();
/// The name, or the code itself when there is none.
std::string_view departement_name(std::string_view code);
/// From the INSEE code, else from the postcode ("20200" -> "2B"); empty when neither tells.
std::string departement_of(std::string_view code_insee, std::string_view code_postal);

}  // namespace maillage::places
