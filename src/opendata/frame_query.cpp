#include "opendata/frame_query.hpp"

#include "base/text.hpp"
#include "places/departements.hpp"
#include "places/list_search.hpp"
#include "standard/vocabulary.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace maillage::opendata {
namespace {

using places::Entry;
using places::Hit;
using standard::Field;

constexpr std::size_t kMostTerritories = 500;

std::optional<standard::Coordinates> read_point(const web::Query& query) {
  double latitude = 0, longitude = 0;
  if (!base::parse_number(query.get("latitude"), latitude) ||
      !base::parse_number(query.get("longitude"), longitude) || std::abs(latitude) > 90 ||
      std::abs(longitude) > 180)
    return std::nullopt;
  return standard::Coordinates{latitude, longitude};
}

int read_zoom(const web::Query& query) {
  constexpr int kClosest = 20;
  double zoom = 0;
  return base::parse_number(query.get("zoom"), zoom) && zoom > 0 && zoom <= kClosest
             ? static_cast<int>(zoom)
             : 0;
}

/// The values of the standard that the incumbent's links name, separated by commas.
std::uint16_t services_named(std::string_view values) {
  std::uint16_t services = 0;
  const auto allowed = standard::allowed_values(Field::services);
  for (const std::string_view value : base::split(values, ',')) {
    const std::string wanted = base::fold(base::trim(value));
    for (std::size_t i = 0; i < allowed.size(); ++i) {
      if (base::fold(allowed[i]) == wanted) services |= static_cast<std::uint16_t>(1u << i);
    }
  }
  return services;
}

/// Half of the width of a map about three tiles of 256 pixels wide.
double radius_km(int zoom, double latitude) {
  constexpr double kEquatorKm = 40'075, kTiles = 3, kDegree = 3.14159265358979323846 / 180;
  return kEquatorKm * std::cos(latitude * kDegree) * kTiles / std::exp2(zoom + 1);
}

/// A region by its code and slug, as routes name it.
bool is_slug_of_region(const territory::Communes& communes, std::string_view code,
                       std::string_view slug) {
  return base::slug(communes.region_name(code)) == slug;
}

/// Whether a place lies where the query says.
class Somewhere {
 public:
  Somewhere(const FrameQuery& query, const territory::Communes* communes)
      : query_(query), communes_(communes) {
    for (const std::string_view part : base::split(query.route, '/')) {
      if (!part.empty()) route_.emplace_back(part);
    }
    std::erase(route_, "lieux");  // of a route that ends in the list
  }

  bool holds(const Entry& entry) const { return in_territories(entry) && on_route(entry); }

 private:
  bool in_territories(const Entry& entry) const {
    if (query_.territories.empty()) return true;
    const auto named = [&](std::string_view code) {
      return std::find(query_.territories.begin(), query_.territories.end(), code) !=
             query_.territories.end();
    };
    if (query_.territory_kind == "communes") return named(entry.code_insee);
    if (query_.territory_kind == "regions") return named(region_of(entry));
    return named(entry.departement);
  }

  bool on_route(const Entry& entry) const {
    if (route_.empty() || !communes_) return true;
    if (route_.size() > 1)
      return base::slug(places::departement_name(entry.departement)) == route_[1];
    return is_slug_of_region(*communes_, region_of(entry), route_[0]);
  }

  std::string_view region_of(const Entry& entry) const {
    const auto* commune = communes_ ? communes_->by_code(entry.code_insee) : nullptr;
    return commune ? commune->region() : std::string_view();
  }

  const FrameQuery& query_;
  const territory::Communes* communes_;
  std::vector<std::string> route_;
};

std::vector<Hit> candidates(const FrameQuery& query, const places::Snapshot& snapshot,
                            const places::Site& site) {
  if (!query.around || !query.list.text.empty())
    return find_listed(query.list, snapshot, site).results.hits;
  places::Criteria criteria;
  criteria.services = query.list.services;
  criteria.departement = query.list.departement;
  criteria.list = query.list.list;
  criteria.around = query.around;
  criteria.sort = places::Sort::distance;
  if (query.zoom > 0) criteria.within_km = radius_km(query.zoom, query.around->latitude);
  return snapshot.directory.search(criteria).hits;
}

}  // namespace

FrameQuery FrameQuery::read(const web::Query& query) {
  FrameQuery read;
  read.list = places::ListQuery::read(query);
  read.list.services |= services_named(query.get("services"));
  const std::string_view kind = query.get("territoire_type");
  for (const std::string_view known : {"regions", "departements", "communes"}) {
    if (kind == known) read.territory_kind = kind;
  }
  for (const std::string_view code : base::split(query.get("territoires"), ',')) {
    if (!base::trim(code).empty() && read.territories.size() < kMostTerritories)
      read.territories.emplace_back(base::trim(code));
  }
  read.route = query.get("route_initiale");
  read.around = read_point(query);
  read.zoom = read_zoom(query);
  read.programme = query.get("dispositif_programmes_nationaux");
  read.free_only = query.get("frais_a_charge") == "Gratuit";
  for (const auto& [name, value] : query.pairs()) {
    if (name != "q" && name != "page" && !value.empty()) read.kept.emplace_back(name, value);
  }
  return read;
}

std::vector<Hit> find_framed(const FrameQuery& query, const places::Snapshot& snapshot,
                             const places::Site& site) {
  std::vector<Hit> hits = candidates(query, snapshot, site);
  const Somewhere somewhere(query, site.communes());
  std::erase_if(hits, [&](const Hit& hit) {
    const standard::PlaceView text = snapshot.texts[hit.entry->number];
    return !somewhere.holds(*hit.entry) ||
           (query.free_only && hit.entry->offer.cost != places::Cost::free) ||
           (!query.programme.empty() &&
            !base::contains(text[Field::dispositif_programmes_nationaux], query.programme));
  });
  return hits;
}

}  // namespace maillage::opendata
