#pragma once
/// The help that a territory has: the places of the directory that lie in it.
#include "fragility/wording.hpp"
#include "places/directory.hpp"

namespace maillage::fragility {

/// The row of the commune, or arrondissement, that a place of the directory lies in;
/// Grouping::kNone where the geography of the figures doesn't know its code.
std::uint32_t commune_of(const places::Entry& entry, const Territories& territories);

struct Offer {
  std::size_t places = 0;
  double per_ten_thousand = kMissing;  ///< inhabitants
};
/// By territory of the level.
std::vector<Offer> offers(const places::Directory& directory, const Territories& territories,
                          Level level);

}  // namespace maillage::fragility
