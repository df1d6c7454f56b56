#include "places/list_search.hpp"

#include <algorithm>

namespace maillage::places {
namespace {

constexpr std::size_t kWhenNoneIsNear = 10;

/// One search, sorted as asked or as fits it best.
void search(ListAnswer& answer, const Directory& directory, Criteria criteria) {
  const Sort usual = criteria.around          ? Sort::distance
                     : !criteria.text.empty() ? Sort::relevance
                                              : Sort::name;
  answer.sort = answer.query.sort.value_or(usual);
  if (answer.sort == Sort::distance && !criteria.around) answer.sort = usual;
  criteria.sort = answer.sort;
  answer.results = directory.search(criteria);
}

standard::Coordinates point_of(const Where& where) {
  return {where.place.point.latitude, where.place.point.longitude};
}

/// Near the address or commune that was named, or in the area.
void search_where(ListAnswer& answer, const Site& site, const Directory& directory,
                  Criteria criteria, std::string words) {
  answer.elsewhere = false;
  answer.words = criteria.text = std::move(words);
  if (answer.where->is_area()) {
    const auto among = departements_of(answer.where->place, site.geocoder()->communes());
    criteria.among = among;
    return search(answer, directory, criteria);
  }
  criteria.around = point_of(*answer.where);
  criteria.within_km = kNearKm;
  search(answer, directory, criteria);
  if (!answer.results.hits.empty()) return;
  criteria.within_km = std::numeric_limits<double>::infinity();
  criteria.sort = answer.sort = Sort::distance;
  answer.results = directory.search(criteria);
  answer.results.hits.resize(std::min(answer.results.hits.size(), kWhenNoneIsNear));
  answer.none_near = !answer.results.hits.empty();
}

}  // namespace

ListAnswer find_listed(const ListQuery& query, const Snapshot& snapshot, const Site& site) {
  ListAnswer answer;
  answer.query = query;
  if (site.geocoder() && !query.by_name && !query.text.empty())
    answer.where = find_where(*site.geocoder(), query.text);
  Criteria criteria;
  criteria.services = query.services;
  criteria.departement = query.departement;
  criteria.list = query.list;
  const Directory& directory = snapshot.directory;
  if (answer.where && answer.where->sure && answer.where->words.empty()) {
    search_where(answer, site, directory, criteria, "");
  } else {
    answer.elsewhere = answer.where.has_value();
    answer.words = criteria.text = query.text;
    search(answer, directory, criteria);
    if (answer.where && answer.results.hits.empty()) {
      criteria.text.clear();
      search_where(answer, site, directory, criteria, answer.where->words);
      if (!answer.words.empty() && (answer.results.hits.empty() || answer.none_near)) {
        answer.none_near = false;
        search_where(answer, site, directory, criteria, "");
      }
    }
  }
  answer.pages = static_cast<int>((answer.results.hits.size() + kPlacesOfPage - 1) / kPlacesOfPage);
  answer.query.page = std::clamp(query.page, 1, std::max(1, answer.pages));
  return answer;
}

}  // namespace maillage::places
