#include "geocoding/commune_streets.hpp"

#include <algorithm>
#include <cmath>
#include <functional>

namespace maillage::geocoding {
namespace {

constexpr std::size_t kLargestCommunes = 300;
constexpr double kNearbyDegrees = 0.3;

}  // namespace

CommuneStreets::CommuneStreets(const AddressFile& file, const PlaceNames& names)
    : streets_of_(names.communes().all().size()) {
  std::vector<std::uint32_t> known;
  for (std::size_t i = 0; i < file.communes().size(); ++i) {
    const territory::Commune* commune = names.communes().by_code({file.communes()[i].code, 5});
    if (commune == nullptr) {
      places_.emplace_back();
      continue;
    }
    const std::uint32_t place = names.place_of(*commune);
    known.push_back(place);
    places_.emplace_back(place);
    streets_of_[place] = {file.first_street(i), file.first_street(i + 1)};
    from_south_.emplace_back(commune->latitude(), place);
  }
  std::ranges::sort(from_south_);
  std::ranges::stable_sort(known, std::greater{},
                           [&](std::uint32_t place) { return names.place(place).population; });
  known.resize(std::min(known.size(), kLargestCommunes));
  for (const std::uint32_t place : known) largest_.push_back(streets_of_[place]);
}

StreetRange CommuneStreets::of(std::uint32_t place) const {
  return place < streets_of_.size() ? streets_of_[place] : StreetRange();
}

std::optional<std::uint32_t> CommuneStreets::place(std::size_t commune_of_file) const {
  return commune_of_file < places_.size() ? places_[commune_of_file] : std::nullopt;
}

std::vector<StreetRange> CommuneStreets::around(Point point, const PlaceNames& names) const {
  std::vector<std::pair<double, std::uint32_t>> communes;
  auto at = std::ranges::lower_bound(from_south_, point.latitude - kNearbyDegrees, {},
                                     [](const auto& commune) { return commune.first; });
  for (; at != from_south_.end() && at->first <= point.latitude + kNearbyDegrees; ++at) {
    const Point there = names.place(at->second).point;
    if (std::abs(there.longitude - point.longitude) <= kNearbyDegrees)
      communes.emplace_back(distance_m(there, point), at->second);
  }
  std::ranges::sort(communes);
  std::vector<StreetRange> ranges;
  for (const auto& [distance, place] : communes) ranges.push_back(streets_of_[place]);
  return ranges;
}

}  // namespace maillage::geocoding
