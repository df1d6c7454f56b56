#include "places/point_clusters.hpp"

#include "formats/json.hpp"
#include "support/vectors.hpp"

#include <algorithm>
#include <sstream>
#include <tuple>

#include <gtest/gtest.h>

namespace maillage::places {

using standard::Coordinates;

namespace {

/// What a tile shows, without ids, in order.
std::vector<std::tuple<int, int, unsigned>> shown(const PointClusters& clusters, int z,
                                                  std::uint32_t x, std::uint32_t y) {
  std::vector<std::tuple<int, int, unsigned>> marks;
  for (const PointClusters::Mark& mark : clusters.tile(z, x, y))
    marks.emplace_back(mark.x, mark.y, mark.count);
  std::sort(marks.begin(), marks.end());
  return marks;
}

}  // namespace

TEST(PointClusters, show_on_every_recorded_tile_what_supercluster_shows) {
  std::istringstream lines(test::read_file(test::vector_file("supercluster-tiles.jsonl")));
  std::string line;
  std::getline(lines, line);
  std::vector<Coordinates> points;
  const formats::Json first = formats::parse_json(line);
  for (const formats::Json& point : first["points"].items())
    points.push_back({point.items()[1].as_number(), point.items()[0].as_number()});
  const PointClusters clusters(points);
  int tiles = 0;
  while (std::getline(lines, line)) {
    const formats::Json tile = formats::parse_json(line);
    std::vector<std::tuple<int, int, unsigned>> expected;
    for (const formats::Json& mark : tile["marks"].items()) {
      expected.emplace_back(static_cast<int>(mark.items()[0].as_number()),
                            static_cast<int>(mark.items()[1].as_number()),
                            static_cast<unsigned>(mark.items()[2].as_number()));
    }
    EXPECT_EQ(shown(clusters, static_cast<int>(tile["z"].as_number()),
                    static_cast<std::uint32_t>(tile["x"].as_number()),
                    static_cast<std::uint32_t>(tile["y"].as_number())),
              expected)
        << line.substr(0, 40);
    ++tiles;
  }
  EXPECT_EQ(tiles, 169);
}

TEST(PointClusters, a_cluster_says_at_which_zoom_it_falls_apart) {
  const std::vector<Coordinates> points{{45.7, 4.83}, {45.7, 4.85}};
  const PointClusters clusters(points);
  const auto whole_world = clusters.tile(0, 0, 0);
  ASSERT_EQ(whole_world.size(), 1u);
  EXPECT_EQ(whole_world[0].count, 2u);
  const int zoom = whole_world[0].opens_at;
  const auto points_seen = [&](int z) {
    const auto x = static_cast<std::uint32_t>((4.84 / 360 + 0.5) * (1 << z));
    std::size_t seen = 0;
    for (std::uint32_t y = 0; y < 1u << z; ++y) {
      for (const PointClusters::Mark& mark : clusters.tile(z, x, y)) seen += mark.count == 1;
    }
    return seen;
  };
  EXPECT_EQ(points_seen(zoom - 1), 0u);
  EXPECT_GE(points_seen(zoom), 1u);
}

TEST(PointClusters, ten_thousand_equal_points_are_one_cluster_until_the_last_zoom) {
  const std::vector<Coordinates> points(10'000, Coordinates{48.85, 2.35});
  const PointClusters clusters(points);
  ASSERT_EQ(clusters.tile(0, 0, 0).size(), 1u);
  EXPECT_EQ(clusters.tile(0, 0, 0)[0].count, 10'000u);
  EXPECT_EQ(clusters.tile(0, 0, 0)[0].opens_at, PointClusters::kMaxZoom + 1);
}

TEST(PointClusters, no_points_and_tiles_that_do_not_exist_show_nothing) {
  EXPECT_TRUE(PointClusters({}).tile(3, 4, 2).empty());
  const std::vector<Coordinates> points{{48.85, 2.35}};
  const PointClusters clusters(points);
  EXPECT_TRUE(clusters.tile(-1, 0, 0).empty());
  EXPECT_TRUE(clusters.tile(3, 8, 0).empty());
  EXPECT_TRUE(clusters.tile(99, 0, 0).empty());
}

TEST(PointClusters, absurd_coordinates_harm_nobody) {
  const std::vector<Coordinates> points{{91, 0}, {-91, 500}, {48.85, 2.35}, {0, -1e9}};
  EXPECT_GE(PointClusters(points).tile(0, 0, 0).size(), 1u);
}

}  // namespace maillage::places
