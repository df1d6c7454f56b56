#include "places/territories.hpp"

#include "base/text.hpp"
#include "places/departements.hpp"

#include <algorithm>
#include <map>
#include <numeric>

namespace maillage::places {
namespace {

using standard::Coordinates;
using territory::Commune;
using territory::Communes;

constexpr std::string_view kRegionPrefix = "R-";

std::string_view code_in(const Commune& commune, TerritoryKind kind) {
  switch (kind) {
    case TerritoryKind::region:
      return commune.region();
    case TerritoryKind::departement:
      return commune.departement();
    case TerritoryKind::epci:
      return commune.epci();
    case TerritoryKind::commune:
      break;
  }
  return commune.code();
}

std::string name_in(const Communes& communes, TerritoryKind kind, std::string_view code,
                    const Commune& commune) {
  switch (kind) {
    case TerritoryKind::region:
      return std::string(communes.region_name(code));
    case TerritoryKind::departement:
      return std::string(departement_name(code));
    case TerritoryKind::epci:
      return std::string(communes.epci_name(code));
    case TerritoryKind::commune:
      break;
  }
  return std::string(commune.name());
}

std::string address_code(TerritoryKind kind, std::string_view code) {
  return (kind == TerritoryKind::region ? std::string(kRegionPrefix) : "") + std::string(code);
}

/// The middle of its communes; nothing when no point is known.
std::optional<Coordinates> middle(const Territory& territory) {
  Coordinates sum;
  int count = 0;
  for (const Commune* commune : territory.communes) {
    if (commune->latitude() == 0 && commune->longitude() == 0) continue;
    sum.latitude += commune->latitude();
    sum.longitude += commune->longitude();
    ++count;
  }
  if (count == 0) return std::nullopt;
  return Coordinates{sum.latitude / count, sum.longitude / count};
}

}  // namespace

std::vector<Territory> all_territories(const Communes& communes, TerritoryKind kind) {
  std::map<std::string_view, Territory> by_code;
  for (const Commune& commune : communes.all()) {
    const std::string_view code = code_in(commune, kind);
    if (code.empty()) continue;
    Territory& territory = by_code[code];
    if (territory.communes.empty()) {
      territory.kind = kind;
      territory.code = address_code(kind, code);
      territory.name = name_in(communes, kind, code, commune);
    }
    territory.communes.push_back(&commune);
  }
  std::vector<std::pair<std::string, Territory>> named;
  for (auto& [code, territory] : by_code)
    named.emplace_back(base::fold(territory.name), std::move(territory));
  std::sort(named.begin(), named.end(),
            [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<Territory> territories;
  for (auto& [name, territory] : named) territories.push_back(std::move(territory));
  return territories;
}

std::optional<Territory> find_territory(const Communes& communes, std::string_view code) {
  constexpr std::size_t kSiren = 9, kCommune = 5;
  Territory territory;
  std::string_view inner = code;
  if (code.starts_with(kRegionPrefix)) {
    territory.kind = TerritoryKind::region;
    inner.remove_prefix(kRegionPrefix.size());
  } else if (code.size() == kSiren) {
    territory.kind = TerritoryKind::epci;
  } else if (code.size() == kCommune) {
    const Commune* commune = communes.by_code(code);
    if (!commune) return std::nullopt;
    return Territory{TerritoryKind::commune,
                     std::string(commune->code()),
                     std::string(commune->name()),
                     {commune}};
  } else {
    territory.kind = TerritoryKind::departement;
  }
  if (inner.empty()) return std::nullopt;
  for (const Commune& commune : communes.all()) {
    if (code_in(commune, territory.kind) == inner) territory.communes.push_back(&commune);
  }
  if (territory.communes.empty()) return std::nullopt;
  territory.code = std::string(code);
  territory.name = name_in(communes, territory.kind, inner, *territory.communes.front());
  return territory;
}

CoverageCounter::CoverageCounter(const Directory& directory, const Communes& communes,
                                 base::Date today)
    : communes_(communes), today_(today), first_(communes.all().size() + 1) {
  const Commune* const begin = communes.all().data();
  std::vector<std::uint32_t> commune_of;
  std::vector<const Entry*> known;
  for (const Entry& entry : directory.entries()) {
    const Commune* commune = communes.by_code(entry.code_insee);
    if (!commune) continue;
    commune_of.push_back(static_cast<std::uint32_t>(commune - begin));
    known.push_back(&entry);
    ++first_[commune_of.back() + 1];
  }
  std::partial_sum(first_.begin(), first_.end(), first_.begin());
  entries_.resize(known.size());
  std::vector<std::uint32_t> next(first_.begin(), first_.end() - 1);
  for (std::size_t i = 0; i < known.size(); ++i) entries_[next[commune_of[i]]++] = known[i];
}

std::span<const Entry* const> CoverageCounter::entries_of(const Commune& commune) const {
  const auto at = static_cast<std::size_t>(&commune - communes_.all().data());
  return std::span(entries_).subspan(first_[at], first_[at + 1] - first_[at]);
}

std::size_t CoverageCounter::places_in(const Territory& territory) const {
  std::size_t count = 0;
  for (const Commune* commune : territory.communes) count += entries_of(*commune).size();
  return count;
}

Coverage CoverageCounter::of(const Territory& territory) const {
  constexpr std::size_t kNamed = 5;
  Coverage coverage;
  coverage.communes = territory.communes.size();
  for (const Commune* commune : territory.communes) {
    const auto here = entries_of(*commune);
    coverage.inhabitants += commune->population();
    if (here.empty()) {
      coverage.largest_unserved.push_back(commune);
      continue;
    }
    ++coverage.communes_served;
    coverage.inhabitants_served += commune->population();
    coverage.places.insert(coverage.places.end(), here.begin(), here.end());
  }
  for (const Entry* entry : coverage.places) {
    coverage.with_hours += !entry->horaires.empty();
    coverage.with_contact += entry->has_contact;
    coverage.confirmed += !needs_check(entry->confirmed_on, today_);
    for (std::size_t i = 0; i < coverage.by_service.size(); ++i)
      coverage.by_service[i] += entry->services >> i & 1;
  }
  // The directory is in order of name, and so are its entries in memory.
  std::sort(coverage.places.begin(), coverage.places.end());
  auto& unserved = coverage.largest_unserved;
  const std::size_t named = std::min(kNamed, unserved.size());
  std::partial_sort(unserved.begin(), unserved.begin() + static_cast<std::ptrdiff_t>(named),
                    unserved.end(), [](const Commune* a, const Commune* b) {
                      return a->population() != b->population() ? a->population() > b->population()
                                                                : a->code() < b->code();
                    });
  unserved.resize(named);
  return coverage;
}

std::vector<Territory> neighbours(const Communes& communes, const Territory& territory,
                                  std::size_t count) {
  const auto here = middle(territory);
  if (!here) return {};
  std::vector<std::pair<double, Territory>> near;
  for (Territory& other : all_territories(communes, territory.kind)) {
    if (other.code == territory.code) continue;
    if (const auto there = middle(other))
      near.emplace_back(distance_km(*here, *there), std::move(other));
  }
  const std::size_t kept = std::min(count, near.size());
  std::partial_sort(near.begin(), near.begin() + static_cast<std::ptrdiff_t>(kept), near.end(),
                    [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<Territory> found;
  for (std::size_t i = 0; i < kept; ++i) found.push_back(std::move(near[i].second));
  return found;
}

}  // namespace maillage::places
