#pragma once
/// Points of a map gathered into clusters at each zoom, by the greedy rule of the supercluster
/// library: from the deepest zoom up, each point in its turn takes in all that are within a radius
/// of it. Answers a tile from arrays sorted once; 100,000 points take some 6 MB. Never changes once
/// made.
#include "standard/place.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace maillage::places {

class PointClusters {
 public:
  static constexpr int kMaxZoom = 16;            ///< beyond it all points stand alone
  static constexpr std::uint32_t kExtent = 512;  ///< units of a tile's side
  static constexpr double kRadius = 40.0 / 512;  ///< of a cluster, in sides of a tile

  explicit PointClusters(std::span<const standard::Coordinates> points);

  /// What a tile shows: a point, or a cluster of `count` points.
  struct Mark {
    std::int32_t x, y;  ///< in the tile, from its upper left corner
    std::uint32_t id;   ///< of a point its index; of a cluster a number beyond them
    std::uint32_t count;
    std::int32_t opens_at;  ///< the first zoom at which a cluster falls apart; 0 for a point
  };
  /// The marks of tile x, y at zoom z with a margin of one radius, in a fixed order. None for a
  /// tile that does not exist.
  std::vector<Mark> tile(int z, std::uint32_t x, std::uint32_t y) const;

 private:
  /// A point or a cluster; it is shown from the zoom after the one that swallows it to `born`.
  struct Item {
    std::int32_t x, y;  ///< Web Mercator in units of 2^-30 from the middle of the world
    std::uint32_t id, count;
    std::int32_t born;
  };
  /// Those that one zoom swallows, in rows of half a tile of the next, then from the west.
  struct Layer {
    int zoom = -1;  ///< -1: never swallowed
    std::vector<std::uint64_t> keys;
    std::vector<Item> items;
  };
  /// Web Mercator, 0 to 1 from the north-west corner: the points themselves lose nothing.
  struct Exact {
    double x, y;
  };
  friend class ClusterMaker;

  std::vector<Exact> points_;
  std::vector<Layer> layers_;
};

}  // namespace maillage::places
