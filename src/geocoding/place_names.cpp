#include "geocoding/place_names.hpp"

#include "base/text.hpp"
#include "geocoding/letters.hpp"
#include "geocoding/words.hpp"
#include "territory/closeness.hpp"
#include "territory/name_key.hpp"

#include <algorithm>
#include <bit>
#include <map>
#include <numeric>
#include <tuple>

namespace maillage::geocoding {
namespace {

constexpr std::size_t kLongestKey = 63;
/// A power of two, more than twice the number of names of France.
constexpr std::size_t kSlots = std::size_t{1} << 18;

Kind kind_of(territory::AreaKind kind) {
  switch (kind) {
    case territory::AreaKind::region:
      return Kind::region;
    case territory::AreaKind::departement:
      return Kind::departement;
    case territory::AreaKind::epci:
      break;
  }
  return Kind::epci;
}

struct Sum {
  double latitude = 0, longitude = 0;
  std::uint32_t communes = 0, population = 0;
};

}  // namespace

PlaceNames::PlaceNames(const territory::Communes& communes) : communes_(&communes) {
  add_communes();
  add_arrondissements();
  add_areas();
  index();
}

void PlaceNames::add_communes() {
  for (const territory::Commune& commune : communes_->all()) {
    NamedPlace place;
    place.commune = &commune;
    place.point = {commune.latitude(), commune.longitude()};
    place.population = commune.population();
    places_.push_back(place);
  }
  for (const territory::CommuneName& name : communes_->names()) {
    if (name.kind == territory::NameKind::arrondissement) continue;
    names_.push_back({name.key, place_of(*name.commune), name.kind, name.postcode});
    if (name.kind == territory::NameKind::official) add_without_links(name);
  }
}

/// "saint-leon-vezere" for "saint-leon-sur-vezere": people leave them out.
void PlaceNames::add_without_links(const territory::CommuneName& name) {
  std::string key;
  for (const std::string_view word : base::split(name.key, '-')) {
    if (is_link(word)) continue;
    if (!key.empty()) key += '-';
    key += word;
  }
  if (key == name.key || key == territory::without_article(name.key)) return;
  names_.push_back({keys_.emplace_back(std::move(key)), place_of(*name.commune),
                    territory::NameKind::without_article, name.postcode});
}

void PlaceNames::add_arrondissements() {
  for (const Arrondissement& arrondissement : arrondissements()) {
    NamedPlace place;
    place.commune = communes_->by_code(arrondissement.code);
    if (place.commune == nullptr) continue;
    place.arrondissement = &arrondissement;
    place.point = arrondissement.point;
    place.population = place.commune->population() / 20;
    const auto index = static_cast<std::uint32_t>(places_.size());
    places_.push_back(place);
    const std::string number = std::to_string(arrondissement.number);
    keys_.push_back(std::string(arrondissement.city) + "-" + number);
    names_.push_back({keys_.back(), index, territory::NameKind::arrondissement, 0});
  }
}

void PlaceNames::add_areas() {
  std::map<std::pair<Kind, std::string_view>, Sum> sums;
  for (const territory::Commune& commune : communes_->all()) {
    for (const auto& [kind, code] : {std::pair(Kind::region, commune.region()),
                                     std::pair(Kind::departement, commune.departement()),
                                     std::pair(Kind::epci, commune.epci())}) {
      if (code.empty()) continue;
      Sum& sum = sums[{kind, code}];
      sum.population += commune.population();
      if (commune.latitude() == 0 && commune.longitude() == 0) continue;
      sum.latitude += commune.latitude();
      sum.longitude += commune.longitude();
      ++sum.communes;
    }
  }
  for (const territory::Area& area : communes_->areas()) {
    NamedPlace place;
    place.kind = kind_of(area.kind);
    place.code = area.code;
    place.name = area.name;
    const Sum& sum = sums[{place.kind, area.code}];
    place.population = sum.population;
    if (sum.communes > 0) place.point = {sum.latitude / sum.communes, sum.longitude / sum.communes};
    const auto index = static_cast<std::uint32_t>(places_.size());
    places_.push_back(place);
    const std::string& key = keys_.emplace_back(territory::name_key(area.name));
    names_.push_back({key, index, territory::NameKind::official, 0});
    const std::string_view bare = territory::without_article(key);
    if (bare != key) names_.push_back({bare, index, territory::NameKind::without_article, 0});
  }
}

void PlaceNames::index() {
  std::erase_if(names_, [](const PlaceName& name) {
    return name.key.empty() || name.key.size() > kLongestKey;
  });
  std::sort(names_.begin(), names_.end(), [](const PlaceName& a, const PlaceName& b) {
    return std::tie(a.key, a.kind, a.place) < std::tie(b.key, b.kind, b.place);
  });
  slots_.assign(kSlots, 0);
  for (std::uint32_t i = 0; i < names_.size(); ++i) {
    if (i > 0 && names_[i].key == names_[i - 1].key) continue;
    std::size_t slot = territory::key_hash(names_[i].key) % kSlots;
    while (slots_[slot] != 0) slot = (slot + 1) % kSlots;
    slots_[slot] = i + 1;
  }
  first_name_.assign(places_.size() + 1, 0);
  for (const PlaceName& name : names_) ++first_name_[name.place + 1];
  std::partial_sum(first_name_.begin(), first_name_.end(), first_name_.begin());
  names_of_.resize(names_.size());
  std::vector<std::uint32_t> next = first_name_;
  for (std::uint32_t i = 0; i < names_.size(); ++i) names_of_[next[names_[i].place]++] = i;

  for (std::uint32_t i = 0; i < names_.size(); ++i)
    shapes_.push_back({letter_counts_of(names_[i].key), i});
  std::stable_sort(shapes_.begin(), shapes_.end(), [&](const Shape& a, const Shape& b) {
    return names_[a.name].key.size() < names_[b.name].key.size();
  });
  for (std::uint32_t i = 0; i < shapes_.size(); ++i) {
    while (first_of_length_.size() <= names_[shapes_[i].name].key.size())
      first_of_length_.push_back(i);
  }
  first_of_length_.resize(kLongestKey + 2, static_cast<std::uint32_t>(shapes_.size()));
}

std::uint32_t PlaceNames::place_of(const territory::Commune& commune) const {
  return static_cast<std::uint32_t>(&commune - communes_->all().data());
}

std::optional<std::uint32_t> PlaceNames::place_of(const Arrondissement& arrondissement) const {
  const std::size_t first = communes_->all().size();
  for (std::size_t i = first; i < places_.size() && places_[i].arrondissement != nullptr; ++i) {
    if (places_[i].arrondissement == &arrondissement) return static_cast<std::uint32_t>(i);
  }
  return std::nullopt;
}

std::optional<std::uint32_t> PlaceNames::area_index(Kind kind, std::string_view code) const {
  for (std::size_t i = communes_->all().size(); i < places_.size(); ++i) {
    if (places_[i].kind == kind && places_[i].code == code) return static_cast<std::uint32_t>(i);
  }
  return std::nullopt;
}

std::span<const PlaceName> PlaceNames::named(std::string_view key) const {
  std::size_t slot = territory::key_hash(key) % kSlots;
  while (slots_[slot] != 0 && names_[slots_[slot] - 1].key != key) slot = (slot + 1) % kSlots;
  if (slots_[slot] == 0) return {};
  const std::size_t begin = slots_[slot] - 1;
  std::size_t end = begin;
  while (end < names_.size() && names_[end].key == key) ++end;
  return std::span(names_).subspan(begin, end - begin);
}

std::span<const PlaceName> PlaceNames::beginning_with(std::string_view key) const {
  const auto begin = std::ranges::lower_bound(names_, key, {}, &PlaceName::key);
  const auto end = std::partition_point(
      begin, names_.end(), [&](const PlaceName& name) { return name.key.starts_with(key); });
  return {begin, end};
}

void PlaceNames::each_close(std::string_view key, int limit,
                            const std::function<void(const PlaceName&, int)>& visit) const {
  const std::uint64_t letters = letter_counts_of(key);
  const std::size_t slack = static_cast<std::size_t>(limit);
  const std::size_t shortest = key.size() > slack ? key.size() - slack : 1;
  const std::size_t longest = std::min(key.size() + slack, kLongestKey);
  if (shortest > longest) return;
  for (std::uint32_t i = first_of_length_[shortest]; i < first_of_length_[longest + 1]; ++i) {
    if (differ_by_more(shapes_[i].letters, letters, 2 * limit)) continue;
    const PlaceName& name = names_[shapes_[i].name];
    const int found = territory::misspellings(key, name.key, limit);
    if (found <= limit) visit(name, found);
  }
}

}  // namespace maillage::geocoding
