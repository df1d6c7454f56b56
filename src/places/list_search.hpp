#pragma once
/// The question of a list page understood, and its answer: for the page, and for the files that
/// hold the same places in the same order.
#include "places/list_query.hpp"
#include "places/site.hpp"
#include "places/where.hpp"

#include <optional>
#include <string>

namespace maillage::places {

inline constexpr std::size_t kPlacesOfPage = 20;
inline constexpr double kNearKm = 30;

struct ListAnswer {
  ListQuery query;             ///< its page within those that there are
  std::optional<Where> where;  ///< the results are near it, or in it when it is an area
  std::string words;           ///< that a place must bear besides; without where: the whole text
  bool elsewhere =
      false;  ///< the text, searched among places, may also be a commune: `where` isn't used
  Results results;
  bool none_near = false;  ///< the results are farther than one hoped
  Sort sort = Sort::name;
  int pages = 1;

  bool is_near() const { return where && !elsewhere && !where->is_area(); }
  bool is_in_area() const { return where && !elsewhere && where->is_area(); }
};

/// A commune or address that says all of the text is where to look. Else the words are searched
/// among the places as they stand ("médiathèque de Guéret"), then those beside the commune around
/// it ("la poste" near Guéret), then around it all there is.
ListAnswer find_listed(const ListQuery& query, const Snapshot& snapshot, const Site& site);

}  // namespace maillage::places
