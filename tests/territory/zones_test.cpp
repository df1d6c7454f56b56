#include "territory/zones.hpp"

#include "base/error.hpp"
#include "formats/json.hpp"
#include "support/vectors.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace maillage::territory {
namespace {

using formats::Json;

/// A square of 10 degrees with a hole from 4 to 6, in commune 01053, and an island at 20.
constexpr std::string_view kSquare =
    R"({"features":[{"properties":{"insee_com":"01053, 01054"},"geometry":{"type":"MultiPolygon",
  "coordinates":[[[[0,0],[10,0],[10,10],[0,10],[0,0]],[[4,4],[6,4],[6,6],[4,6],[4,4]]],[[[20,20],[21,20],[21,21],[20,21],[20,20]]]]}}]})";

TEST(PriorityDistricts, hold_the_points_inside_their_polygons) {
  const auto districts = PriorityDistricts::from_geojson(kSquare);
  EXPECT_TRUE(districts.contains("01053", 2, 2));
  EXPECT_TRUE(districts.contains("01053", 20.5, 20.5));
  EXPECT_FALSE(districts.contains("01053", 15, 15));
}

TEST(PriorityDistricts, leave_their_holes_outside) {
  EXPECT_FALSE(PriorityDistricts::from_geojson(kSquare).contains("01053", 5, 5));
}

TEST(PriorityDistricts, count_for_each_commune_they_name_and_no_other) {
  const auto districts = PriorityDistricts::from_geojson(kSquare);
  EXPECT_TRUE(districts.contains("01054", 2, 2));
  EXPECT_FALSE(districts.contains("01001", 2, 2));
  EXPECT_FALSE(PriorityDistricts().contains("01053", 2, 2));
}

TEST(PriorityDistricts, skip_features_without_a_polygon) {
  const auto districts = PriorityDistricts::from_geojson(
      R"({"features":[{},{"geometry":null},{"geometry":{"type":"Polygon","coordinates":[[[1],[]]]},"properties":{"insee_com":"01053"}}]})");
  EXPECT_FALSE(districts.contains("01053", 0, 0));
}

TEST(PriorityDistricts, a_missing_file_is_an_error) {
  EXPECT_THROW(PriorityDistricts::load_geojson("/nowhere/qpv.geojson"), base::Error);
}

/// GeoJSON again from a recorded map of commune -> polygons.
std::string geojson_of(const Json& map) {
  std::vector<Json> features;
  for (const Json& entry : map.items()) {
    for (const Json& polygon : entry.items()[1].items()) {
      const Json properties = Json::object({{"insee_com", entry.items()[0]}});
      features.push_back(Json::object({{"geometry", polygon}, {"properties", properties}}));
    }
  }
  return formats::json_text(Json::object({{"features", Json::array(std::move(features))}}));
}

TEST(PriorityDistricts, recorded_cases) {
  test::Tally tally("qpv");
  for (const test::Case& one : test::load_cases("qpv")) {
    if (one.fn != "isInQpv") {
      // The file becomes a map by commune: each commune with a polygon holds a point of its first
      // ring's middle.
      const auto districts = PriorityDistricts::from_geojson(formats::json_text(one.input));
      for (const Json& entry : one.expected["$map"].items()) {
        const Json& ring = entry.items()[1].items()[0]["coordinates"].items()[0];
        double x = 0, y = 0;
        for (std::size_t i = 1; i < ring.items().size(); ++i) {
          x += ring.items()[i].items()[0].as_number();
          y += ring.items()[i].items()[1].as_number();
        }
        const double corners = static_cast<double>(ring.items().size() - 1);
        if (districts.contains(entry.items()[0].text(), y / corners, x / corners))
          tally.equal();
        else
          tally.different("qpv-other", one.name);
      }
      continue;
    }
    const auto districts = PriorityDistricts::from_geojson(geojson_of(one.context["qpv"]["$map"]));
    const Json& point = one.input["localisation"];
    const bool inside =
        districts.contains(one.input["codeInsee"].text(), point["latitude"].as_number(),
                           point["longitude"].as_number());
    if (inside == one.expected.as_boolean())
      tally.equal();
    else
      tally.different("qpv-other", one.name);
  }
  EXPECT_EQ(tally.report(), 1.0);
}

TEST(RevitalisationAreas, hold_the_classified_communes) {
  const auto areas = RevitalisationAreas::from_csv(
      "codgeo;libgeo;codefrr\r\n01080;Chaley;4\r\n01001;L'Abergement;-9999\r\n\"01041\";\"X\";"
      "\"2\"\r\n");
  EXPECT_TRUE(areas.contains("01080"));
  EXPECT_TRUE(areas.contains("01041"));
  EXPECT_FALSE(areas.contains("01001"));
  EXPECT_FALSE(areas.contains("codgeo"));
  EXPECT_FALSE(RevitalisationAreas().contains("01080"));
}

TEST(RevitalisationAreas, columns_are_found_by_name) {
  EXPECT_TRUE(
      RevitalisationAreas::from_csv("libgeo,codefrr,codgeo\nChaley,4,01080").contains("01080"));
}

TEST(RevitalisationAreas, recorded_cases) {
  test::Tally tally("frr");
  for (const test::Case& one : test::load_cases("frr")) {
    std::string csv = "codgeo;libgeo;codefrr\n";
    if (one.fn == "isInFrr") {
      for (const Json& entry : one.context["frr"]["$map"].items()) {
        csv +=
            entry.items()[0].text() + ";;" + (entry.items()[1].as_boolean() ? "1" : "-9999") + "\n";
      }
      const bool inside = RevitalisationAreas::from_csv(csv).contains(one.input.text());
      if (inside == one.expected.as_boolean())
        tally.equal();
      else
        tally.different("frr-other", one.name);
      continue;
    }
    for (const Json& row : one.input.items())
      csv += row["codgeo"].text() + ";;" + row["codefrr"].text() + "\n";
    const auto areas = RevitalisationAreas::from_csv(csv);
    std::size_t found = 0;
    for (const Json& row : one.input.items())
      found += areas.contains(row["codgeo"].text()) ? 1u : 0u;
    if (found == one.expected["$map"].items().size())
      tally.equal();
    else
      tally.different("frr-other", one.name);
  }
  EXPECT_EQ(tally.report(), 1.0);
}

RC_GTEST_PROP(RevitalisationAreas, any_bytes_are_read, (std::string text)) {
  RC_ASSERT(!RevitalisationAreas::from_csv(text).contains(""));
}

}  // namespace
}  // namespace maillage::territory
