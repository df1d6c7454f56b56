#include "transform/lambert93.hpp"

#include <gtest/gtest.h>

namespace maillage::transform {
namespace {

// IGN, "Transformations de coordonnées": the origin of Lambert-93 is 46°30' N, 3° E at (700000,
// 6600000).
TEST(Lambert93, has_its_origin_at_46_30_north_3_east) {
  const standard::Coordinates origin = from_lambert93(700000, 6600000);
  EXPECT_NEAR(origin.latitude, 46.5, 1e-12);
  EXPECT_NEAR(origin.longitude, 3.0, 1e-12);
}

TEST(Lambert93, agrees_with_proj_on_the_whole_hexagon) {
  struct Point {
    double easting, northing, latitude, longitude;
  };
  // PROJ 9.1.1, inverse of +proj=lcc with the parameters of EPSG:2154
  constexpr Point kPoints[] = {
      {652469.02, 6862035.26, 48.8566000050153, 2.3521999630140},  // Paris
      {1242376.8, 6116218.5, 41.9445337554133, 9.5341854303693},   // off Corsica
      {145432.1, 6836952.7, 48.3955591997397, -4.5031331064870},   // Brest
      {893000, 6247000, 43.2960181257805, 5.3772934502898},        // Marseille
      {355577.8, 6689723.12, 47.2184001528526, -1.5536000338406},  // Nantes
      {1, 6000001, 40.7732535910294, -5.2743995111197},            // corners of what is read
      {1399999, 7299999, 52.3794284244974, 13.2625189013998},      // as Lambert-93
  };
  constexpr double kMillimetre = 1e-8;  // degrees
  for (const Point& point : kPoints) {
    const standard::Coordinates ours = from_lambert93(point.easting, point.northing);
    EXPECT_NEAR(ours.latitude, point.latitude, kMillimetre) << point.easting;
    EXPECT_NEAR(ours.longitude, point.longitude, kMillimetre) << point.easting;
  }
}

}  // namespace
}  // namespace maillage::transform
