#include "territory/contour_drawing.hpp"

#include "support/vectors.hpp"

#include <gtest/gtest.h>

namespace maillage::territory {
namespace {

const Contours& contours() {
  static const Contours kContours =
      Contours::load(test::project_file("data/territories/contours.bin"));
  return kContours;
}

MapBox box_of(const Contour& contour) {
  MapBox box;
  box.include(contour);
  return box;
}

TEST(ContourDrawing, keeps_every_shape_even_in_a_drawing_of_ten_units) {
  MapBox france;
  for (const Contour& contour : contours().of(ContourLevel::departement)) france.include(contour);
  const DrawingPlace place = place_in(france, 0, 0, 10, 10);
  for (const Contour& contour : contours().of(ContourLevel::departement)) {
    const std::string path = drawing_path(contours(), contour, place);
    EXPECT_TRUE(path.starts_with('M') && path.ends_with('z')) << contour.code();
  }
}

TEST(ContourDrawing, stays_within_its_place) {
  const Contour* creuse = contours().find(ContourLevel::departement, "23");
  ASSERT_NE(creuse, nullptr);
  const DrawingPlace place = place_in(box_of(*creuse), 100, 200, 300, 400);
  const DrawingPoint middle = label_point(contours(), *creuse, place);
  EXPECT_GT(middle.x, 100);
  EXPECT_LT(middle.x, 400);
  EXPECT_GT(middle.y, 200);
  EXPECT_LT(middle.y, 600);
}

TEST(ContourDrawing, leaves_out_what_nobody_sees) {
  const Contour* creuse = contours().find(ContourLevel::departement, "23");
  ASSERT_NE(creuse, nullptr);
  const auto drawn = [&](double size) {
    return drawing_path(contours(), *creuse, place_in(box_of(*creuse), 0, 0, size, size)).size();
  };
  EXPECT_LT(drawn(20), drawn(1000) / 4);
}

}  // namespace
}  // namespace maillage::territory
