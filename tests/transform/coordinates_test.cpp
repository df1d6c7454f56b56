#include "transform/coordinates.hpp"

#include "base/text.hpp"
#include "support/vectors.hpp"

#include <cmath>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace maillage::transform {

namespace {

struct World {
  base::Notes notes;
  std::optional<Landmark> landmark;

  std::optional<standard::Coordinates> read(std::string_view latitude, std::string_view longitude) {
    return read_coordinates(latitude, longitude, landmark, notes);
  }
  World& in(std::string_view commune, double latitude, double longitude) {
    landmark = Landmark{commune, {latitude, longitude}};
    return *this;
  }
};

bool near(double a, double b) {
  return std::abs(a - b) < 5e-7;
}

double compare(std::string_view suite) {
  test::Tally tally{std::string(suite)};
  World world;
  for (const test::Case& c : test::load_cases(suite)) {
    if (c.config["latitude"].has("dissocier") || c.config["longitude"].has("dissocier")) continue;
    const auto cell = [&](std::string_view field) {
      const formats::Json& value = c.input[c.config[field]["colonne"].text()];
      return value.is_null() ? std::string() : value.text();
    };
    const std::string latitude = cell("latitude"), longitude = cell("longitude");
    const auto ours = world.read(latitude, longitude);
    const bool known = c.expected.has("latitude");
    const double lat = c.expected["latitude"].as_number(),
                 lon = c.expected["longitude"].as_number();
    const std::string example =
        latitude + " " + longitude + " -> " +
        (ours ? base::number_text(ours->latitude) + " " + base::number_text(ours->longitude)
              : "none") +
        " (theirs: " + base::number_text(lat) + " " + base::number_text(lon) + ")";
    if (ours.has_value() == known &&
        (!ours || (near(ours->latitude, lat) && near(ours->longitude, lon)))) {
      tally.equal();
    } else if (!ours && known) {
      tally.different("coordinates.nowhere", example);
    } else if (ours && near(ours->latitude, lon) && near(ours->longitude, lat)) {
      tally.different("coordinates.swapped", example);
    } else {
      ADD_FAILURE() << example;
    }
  }
  return tally.report();
}

}  // namespace

TEST(Coordinates, are_read_as_in_the_incumbents_own_tests) {
  EXPECT_EQ(compare("localisation"), 1.0);
}

TEST(Coordinates, of_every_recorded_format_are_read_or_refused_with_a_reason) {
  EXPECT_GE(compare("localisation-formats"), 0.9);
}

TEST(Coordinates, of_real_rows_are_read_as_recorded) {
  EXPECT_GE(compare("localisation-real"), 0.97);
}

TEST(Coordinates, in_the_wrong_order_are_swapped_by_the_commune_or_by_the_borders) {
  const auto brest = World().in("Brest", 48.4, -4.5).read("-4.4861", "48.3904");
  ASSERT_TRUE(brest);
  EXPECT_EQ(brest->latitude, 48.3904);
  const auto saint_denis = World().read("55.4481", "-20.8789");
  ASSERT_TRUE(saint_denis);
  EXPECT_EQ(saint_denis->latitude, -20.8789);
}

TEST(Coordinates, a_lost_sign_is_found_by_the_commune) {
  World world;
  const auto brest = world.in("Brest", 48.4, -4.5).read("48,3904", "4,4861");
  ASSERT_TRUE(brest);
  EXPECT_EQ(brest->longitude, -4.4861);
  ASSERT_EQ(world.notes.cleanings.size(), 1u);
  EXPECT_EQ(world.notes.cleanings[0].rule, "longitude.sign");
}

TEST(Coordinates, degrees_minutes_and_seconds_are_read) {
  const auto paris = World().read("48° 51' 24\" N", "2°21'07''E");
  ASSERT_TRUE(paris);
  EXPECT_NEAR(paris->latitude, 48.856667, 1e-6);
  EXPECT_NEAR(paris->longitude, 2.351944, 1e-6);
  const auto brest = World().read("48°23'N", "4°29'O");
  ASSERT_TRUE(brest);
  EXPECT_NEAR(brest->longitude, -4.483333, 1e-6);
}

TEST(Coordinates, zero_means_unknown) {
  World world;
  EXPECT_FALSE(world.read("0", "2.35"));
  EXPECT_TRUE(world.notes.findings.empty());
}

TEST(Coordinates, far_from_the_commune_are_kept_and_reported) {
  World world;
  EXPECT_TRUE(world.in("Brest", 48.4, -4.5).read("43.3", "5.4"));
  ASSERT_EQ(world.notes.findings.size(), 1u);
  EXPECT_EQ(world.notes.findings[0].rule, "latitude.far-from-commune");
}

RC_GTEST_PROP(Coordinates, any_bytes_give_a_point_on_earth_that_reads_as_itself,
              (const std::string& latitude, const std::string& longitude)) {
  World world;
  const auto once = world.read("4" + latitude, longitude + "1");
  if (!once) return;
  RC_ASSERT(std::abs(once->latitude) <= 90);
  RC_ASSERT(std::abs(once->longitude) <= 180);
}

}  // namespace maillage::transform
