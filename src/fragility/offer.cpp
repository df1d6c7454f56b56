#include "fragility/offer.hpp"

namespace maillage::fragility {

namespace {

/// How the postcodes of a city name its arrondissements: "75004" is 75104.
struct City {
  std::string_view code, postcode, arrondissement;
};
constexpr City kCities[] = {
    {"75056", "750", "751"}, {"69123", "6900", "6938"}, {"13055", "130", "132"}};

}  // namespace

std::uint32_t commune_of(const places::Entry& entry, const Territories& territories) {
  std::string code = entry.code_insee;
  for (const City& city : kCities) {
    if (code != city.code || !entry.code_postal.starts_with(city.postcode)) continue;
    code = std::string(city.arrondissement) + entry.code_postal.substr(city.postcode.size());
    break;
  }
  return territories.at(Level::commune).find(code);
}

std::vector<Offer> offers(const places::Directory& directory, const Territories& territories,
                          Level level) {
  const LevelTable& table = territories.at(level);
  std::vector<Offer> found(table.codes.size());
  for (const places::Entry& entry : directory.entries()) {
    std::uint32_t row = commune_of(entry, territories);
    if (row != Grouping::kNone && level != Level::commune) {
      row = territories.up(Level::commune, level).group_of[row];
    }
    if (row != Grouping::kNone) ++found[row].places;
  }
  for (std::size_t row = 0; row < found.size(); ++row) {
    if (table.population[row] > 0) {
      found[row].per_ten_thousand =
          1e4 * static_cast<double>(found[row].places) / table.population[row];
    }
  }
  return found;
}

}  // namespace maillage::fragility
