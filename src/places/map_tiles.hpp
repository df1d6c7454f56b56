#pragma once
/// The map's tiles: the places of a directory as clusters and points, by the filters of the list,
/// so that the numbers on the map are those of the list.
#include "places/directory.hpp"
#include "places/point_clusters.hpp"

#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

namespace maillage::places {

/// Of one directory, which must outlive it. Any number of threads.
class MapTiles {
 public:
  explicit MapTiles(const Directory& directory) : directory_(directory) {}

  /// The layer "lieux" of the tile: points have `id`, `nom` and `commune`; clusters `nombre` and
  /// `zoom`, the one at which they fall apart. Empty when nothing is there. The first tile of a
  /// filter gathers its places anew, some 10 ms for 20,000; the newest filters are kept.
  std::string tile(const Criteria& criteria, int z, std::uint32_t x, std::uint32_t y);

 private:
  static constexpr std::size_t kFiltersKept = 16;
  struct Gathered {
    std::vector<const Entry*> entries;  ///< by number of a point
    PointClusters clusters;
  };
  std::shared_ptr<const Gathered> gathered(const Criteria& criteria);

  const Directory& directory_;
  std::mutex mutex_;  ///< guards the list
  std::vector<std::pair<std::string, std::shared_ptr<const Gathered>>> newest_first_;
};

}  // namespace maillage::places
