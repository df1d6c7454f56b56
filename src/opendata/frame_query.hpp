#pragma once
/// What a frame on another site shows, as its address says it: the filters of the list, and those
/// that the incumbent's integrations use under their own names, so that a page that shows its map
/// can show ours with the same attributes. Unknown names and values are left out.
#include "places/list_query.hpp"
#include "places/site.hpp"

#include <optional>
#include <string>
#include <vector>

namespace maillage::opendata {

struct FrameQuery {
  places::ListQuery list;
  /// territoire_type=regions|departements|communes, territoires=84,93 (INSEE codes).
  std::string territory_kind;
  std::vector<std::string> territories;
  std::string route;                            ///< route_initiale=/auvergne-rhone-alpes/rhone
  std::optional<standard::Coordinates> around;  ///< latitude, longitude
  int zoom = 0;            ///< of a map of the whole world in 2^zoom tiles; 0: not said
  std::string programme;   ///< dispositif_programmes_nationaux=France Services
  bool free_only = false;  ///< frais_a_charge=Gratuit

  static FrameQuery read(const web::Query& query);
  /// The parameters as they were, but for the words and the page: what a form or link hands on.
  std::vector<std::pair<std::string, std::string>> kept;
};

/// The places to show, in order: the nearest first around a point or a commune, else by name.
std::vector<places::Hit> find_framed(const FrameQuery& query, const places::Snapshot& snapshot,
                                     const places::Site& site);

}  // namespace maillage::opendata
