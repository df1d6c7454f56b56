#pragma once
/// The arrondissements of Paris, Lyon and Marseille: parts of a commune with a code, a postcode and
/// a point of their own, which the list of communes doesn't give.
#include "geocoding/model.hpp"

#include <span>
#include <string_view>

namespace maillage::geocoding {

struct Arrondissement {
  std::string_view code;  ///< "75117"
  std::string_view city;  ///< name_key of the commune, "paris"
  int number = 0;
  std::uint32_t postcode = 0;
  Point point;
};

std::span<const Arrondissement> arrondissements();
/// Null when there is none.
const Arrondissement* arrondissement_of_postcode(std::uint32_t postcode);

}  // namespace maillage::geocoding
