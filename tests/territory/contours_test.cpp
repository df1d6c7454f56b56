#include "territory/contours.hpp"

#include "base/error.hpp"
#include "formats/bytes_out.hpp"
#include "support/vectors.hpp"
#include "territory/contour_tile.hpp"

#include <cmath>
#include <numbers>

#include <gtest/gtest.h>

namespace maillage::territory {

namespace {

const Contours& contours() {
  static const Contours kContours =
      Contours::load(test::project_file("data/territories/contours.bin"));
  return kContours;
}

/// Twice the area of a ring, positive when it runs clockwise on the map.
template <class Point>
double doubled_area(const std::vector<Point>& ring) {
  double sum = 0;
  for (std::size_t i = 0; i < ring.size(); ++i) {
    const Point &a = ring[i], &b = ring[(i + 1) % ring.size()];
    sum += static_cast<double>(a.x) * b.y - static_cast<double>(b.x) * a.y;
  }
  return sum;
}

TileAddress tile_at(double latitude, double longitude, int zoom) {
  const double sine = std::sin(latitude * std::numbers::pi / 180);
  const double y = 0.5 - 0.25 * std::log((1 + sine) / (1 - sine)) / std::numbers::pi;
  return {zoom, static_cast<std::uint32_t>((longitude / 360 + 0.5) * std::exp2(zoom)),
          static_cast<std::uint32_t>(y * std::exp2(zoom))};
}

struct Drawn {
  std::string code;
  TileRings rings;
};
std::vector<Drawn> drawn(ContourLevel level, const TileAddress& tile) {
  std::vector<Drawn> all;
  each_contour_of_tile(contours(), level, tile,
                       [&](const Contour& contour, const TileRings& rings) {
                         all.push_back({std::string(contour.code()), rings});
                       });
  return all;
}

}  // namespace

TEST(Contours, has_every_territory_of_the_source) {
  EXPECT_EQ(contours().of(ContourLevel::region).size(), 18u);
  EXPECT_EQ(contours().of(ContourLevel::departement).size(), 101u);
  EXPECT_EQ(contours().of(ContourLevel::epci).size(), 1254u);
  EXPECT_EQ(contours().of(ContourLevel::commune).size(), 34964u);
}

TEST(Contours, finds_a_territory_by_its_code) {
  ASSERT_NE(contours().find(ContourLevel::commune, "2A004"), nullptr);
  EXPECT_EQ(contours().find(ContourLevel::departement, "974")->code(), "974");
  EXPECT_EQ(contours().find(ContourLevel::departement, "99"), nullptr);
}

TEST(Contours, outer_rings_run_clockwise_on_the_map) {
  std::vector<MapPosition> ring;
  for (const Contour& contour : contours().of(ContourLevel::departement)) {
    contours().read_ring(contour.first_ring, ring);
    EXPECT_GT(doubled_area(ring), 0) << contour.code();
  }
}

TEST(Contours, lie_within_the_bounds_that_the_file_gives_them) {
  std::vector<MapPosition> ring;
  for (const Contour& contour : contours().of(ContourLevel::epci)) {
    for (std::uint32_t i = 0; i < contour.ring_count; ++i) {
      contours().read_ring(contour.first_ring + i, ring);
      for (const MapPosition& point : ring) {
        ASSERT_GE(point.x, contour.west) << contour.code();
        ASSERT_LE(point.x, contour.east) << contour.code();
        ASSERT_GE(point.y, contour.north) << contour.code();
        ASSERT_LE(point.y, contour.south) << contour.code();
      }
    }
  }
}

TEST(Contours, a_damaged_file_is_refused_with_a_sentence) {
  const std::string path = test::scratch_folder("contours") + "/contours.bin";
  const std::string whole = test::read_file(test::project_file("data/territories/contours.bin"));
  for (const std::string& bytes : {std::string("MLCT"), whole.substr(0, whole.size() / 2),
                                   "XXXX" + whole.substr(4), std::string()}) {
    formats::write_file(path, bytes);
    EXPECT_THROW(Contours::load(path), base::Error);
  }
}

TEST(ContourTile, a_tile_inside_a_departement_is_covered_by_it) {
  const auto shapes = drawn(ContourLevel::departement, tile_at(46.17, 1.87, 13));  // Guéret
  ASSERT_EQ(shapes.size(), 1u);
  EXPECT_EQ(shapes[0].code, "23");
  ASSERT_EQ(shapes[0].rings.size(), 1u);
  const double side = kContourExtent * (1 + 2.0 / 32);
  EXPECT_DOUBLE_EQ(doubled_area(shapes[0].rings[0]), 2 * side * side);
}

TEST(ContourTile, shapes_are_cut_at_the_margin) {
  constexpr int kMargin = kContourExtent / 32;
  for (const Drawn& shape : drawn(ContourLevel::commune, tile_at(46.17, 1.87, 10))) {
    for (const auto& ring : shape.rings) {
      for (const auto& point : ring) {
        EXPECT_GE(std::min(point.x, point.y), -kMargin) << shape.code;
        EXPECT_LE(std::max(point.x, point.y), static_cast<int>(kContourExtent) + kMargin)
            << shape.code;
      }
    }
  }
}

TEST(ContourTile, at_sea_and_outside_the_world_there_is_nothing) {
  EXPECT_TRUE(drawn(ContourLevel::departement, tile_at(45, -20, 8)).empty());
  EXPECT_TRUE(drawn(ContourLevel::departement, {3, 8, 0}).empty());
  EXPECT_TRUE(drawn(ContourLevel::departement, {-1, 0, 0}).empty());
}

TEST(ContourTile, the_whole_of_France_stands_on_the_first_tile) {
  EXPECT_EQ(drawn(ContourLevel::region, {0, 0, 0}).size(), 18u);
}

}  // namespace maillage::territory
