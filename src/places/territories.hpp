#pragma once
/// The offer seen from a territory: a région, a département, a grouping of communes (EPCI) or a
/// commune, its places, and how much of it they cover. Counted from the directory when it is asked
/// for, so it is never out of date.
#include "places/directory.hpp"
#include "territory/communes.hpp"

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace maillage::places {

enum class TerritoryKind { region, departement, epci, commune };

struct Territory {
  TerritoryKind kind = TerritoryKind::commune;
  std::string code;  ///< in addresses: "R-75", "23", a SIREN, "23096"
  std::string name;
  std::vector<const territory::Commune*> communes;  ///< at least one, in the order of the file
};

/// By its code in addresses; a former commune gives today's. Nothing for any other text.
std::optional<Territory> find_territory(const territory::Communes& communes, std::string_view code);
/// All of one kind, by name: régions, or the départements and collectivities.
std::vector<Territory> all_territories(const territory::Communes& communes, TerritoryKind kind);

/// What the places of a territory say together.
struct Coverage {
  std::vector<const Entry*> places;               ///< in order of name
  std::size_t communes = 0, communes_served = 0;  ///< served: with a place
  std::uint64_t inhabitants = 0, inhabitants_served = 0;
  std::array<std::size_t, 16> by_service{};
  std::size_t with_hours = 0, with_contact = 0;
  std::size_t confirmed = 0;  ///< in the last 180 days
  /// Communes without a place, the largest first, at most five.
  std::vector<const territory::Commune*> largest_unserved;
};

/// Counts the directory once for many territories.
class CoverageCounter {
 public:
  /// Both outlive it.
  CoverageCounter(const Directory& directory, const territory::Communes& communes,
                  base::Date today);
  Coverage of(const Territory& territory) const;
  std::size_t places_in(const Territory& territory) const;

 private:
  std::span<const Entry* const> entries_of(const territory::Commune& commune) const;

  const territory::Communes& communes_;
  base::Date today_;
  std::vector<const Entry*> entries_;  ///< those whose commune is known, by commune then name
  std::vector<std::uint32_t> first_;   ///< of each commune of Communes::all(), and the end
};

/// The nearest territories of the same kind, at most `count`.
std::vector<Territory> neighbours(const territory::Communes& communes, const Territory& territory,
                                  std::size_t count);

}  // namespace maillage::places
