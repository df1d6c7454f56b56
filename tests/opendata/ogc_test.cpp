#include "base/text.hpp"
#include "open_world.hpp"

#include <set>

namespace maillage::opendata {
namespace {

using formats::Json;
using places::place;
using standard::Field;

constexpr const char* kItems = "/ogc/collections/lieux/items";

standard::Place at(std::string id, const char* latitude, const char* longitude,
                   const char* day = "") {
  standard::Place made = place(std::move(id), "Lieu");
  made[Field::latitude] = latitude;
  made[Field::longitude] = longitude;
  made[Field::date_maj] = day;
  return made;
}

struct OgcWorld : OpenWorld {
  OgcWorld() {
    import("liste", {at("creuse", "46.17", "1.87", "2026-05-01"),
                     at("reunion", "-21.1", "55.5", "2026-01-10"), at("fidji", "-17.0", "179.5"),
                     at("samoa", "-14.0", "-172.0"), place("nulle-part", "Lieu")});
  }
  Json json(std::string_view target) { return formats::parse_json(body(target)); }
  std::string ids(const std::string& query) {
    std::string ids;
    const Json answer = json(kItems + ("?" + query));
    for (const Json& feature : answer["features"].items()) ids += feature["id"].text() + " ";
    return ids;
  }
};

TEST(Ogc, leads_from_its_landing_page_to_the_features) {
  OgcWorld world;
  const Json landing = world.json("/ogc");
  std::set<std::string> relations;
  for (const Json& link : landing["links"].items()) relations.insert(link["rel"].text());
  for (const char* relation : {"self", "service-desc", "conformance", "data"})
    EXPECT_TRUE(relations.count(relation)) << relation;
  EXPECT_EQ(world.json("/ogc/conformance")["conformsTo"].items().size(), 2u);
  const Json collection = world.json("/ogc/collections")["collections"].items().at(0);
  EXPECT_EQ(collection["id"].text(), "lieux");
  EXPECT_EQ(collection["extent"]["spatial"]["bbox"].items().at(0).items().at(0).as_number(), -172);
  EXPECT_EQ(world.get("/ogc/collections/lieux").status, 200);
  EXPECT_EQ(world.get("/ogc/collections/gares").status, 404);
  EXPECT_EQ(world.get("/ogc/").header("Location"), "/ogc");
}

TEST(Ogc, walks_all_ids_once_by_its_next_links) {
  OgcWorld world;
  std::multiset<std::string> seen;
  std::string next = std::string(kItems) + "?limit=2";
  for (int page = 0; !next.empty() && page < 10; ++page) {
    const Json answer = world.json(next);
    EXPECT_EQ(answer["numberMatched"].as_number(), 5);
    EXPECT_EQ(answer["numberReturned"].as_number(),
              static_cast<double>(answer["features"].items().size()));
    for (const Json& feature : answer["features"].items()) seen.insert(feature["id"].text());
    next.clear();
    for (const Json& link : answer["links"].items()) {
      if (link["rel"].text() == "next") next = link["href"].text();
    }
  }
  EXPECT_EQ(seen,
            (std::multiset<std::string>{"creuse", "fidji", "nulle-part", "reunion", "samoa"}));
}

TEST(Ogc, keeps_to_a_box) {
  OgcWorld world;
  EXPECT_EQ(world.ids("bbox=1,46,2,47"), "creuse ");
  EXPECT_EQ(world.ids("bbox=1,46,-100,2,47,9000"), "creuse ");
  EXPECT_EQ(world.ids("bbox=-180,-90,180,90"), "creuse fidji reunion samoa ");
  EXPECT_EQ(world.ids("bbox=170,-30,-170,0"), "fidji samoa ");
}

TEST(Ogc, keeps_to_days_on_which_places_were_updated) {
  OgcWorld world;
  EXPECT_EQ(world.ids("datetime=2026-05-01"), "creuse ");
  EXPECT_EQ(world.ids("datetime=2026-01-01T00:00:00Z/2026-02-01T00:00:00Z"), "reunion ");
  EXPECT_EQ(world.ids("datetime=2026-01-11/.."), "creuse ");
  EXPECT_EQ(world.ids("datetime=../2026-05-13"), "creuse reunion ");
}

TEST(Ogc, says_what_it_does_not_understand) {
  OgcWorld world;
  for (const char* query :
       {"bbox=1,2,3", "bbox=a,b,c,d", "bbox=1,47,2,46", "bbox=1,46,2,95", "limit=0", "limit=x",
        "datetime=hier", "datetime=2026-05-02/2026-05-01", "curseur=x", "inconnu=1"})
    EXPECT_EQ(world.get(kItems + (std::string("?") + query)).status, 400) << query;
  EXPECT_EQ(world.get(std::string(kItems) + "?limit=999999").status, 200);
}

TEST(Ogc, writes_features_as_geojson_does) {
  OgcWorld world;
  const Json feature = world.json(std::string(kItems) + "/creuse");
  EXPECT_EQ(feature["type"].text(), "Feature");
  EXPECT_EQ(feature["geometry"]["type"].text(), "Point");
  EXPECT_EQ(feature["geometry"]["coordinates"].items().at(0).as_number(), 1.87);
  EXPECT_FALSE(feature["properties"].has("latitude"));
  EXPECT_TRUE(world.json(std::string(kItems) + "/nulle-part")["geometry"].is_null());
  EXPECT_EQ(world.get(std::string(kItems) + "/creuse").content_type, "application/geo+json");
  EXPECT_EQ(world.get(std::string(kItems) + "/zzz").status, 404);
}

}  // namespace
}  // namespace maillage::opendata
