#include "places/territories.hpp"

#include "site_world.hpp"

namespace maillage::places {
namespace {

using standard::Field;

TEST(Territories, are_found_by_the_codes_that_others_use) {
  struct Case {
    const char *code, *name;
    TerritoryKind kind;
  };
  // Codes and names of the Code officiel géographique.
  for (const auto& [code, name, kind] :
       {Case{"R-75", "Nouvelle-Aquitaine", TerritoryKind::region},
        Case{"23", "Creuse", TerritoryKind::departement},
        Case{"2A", "Corse-du-Sud", TerritoryKind::departement},
        Case{"988", "Nouvelle-Calédonie", TerritoryKind::departement},
        Case{"200034825", "CA du Grand Guéret", TerritoryKind::epci},
        Case{"23096", "Guéret", TerritoryKind::commune}}) {
    const auto territory = find_territory(communes(), code);
    ASSERT_TRUE(territory) << code;
    EXPECT_EQ(territory->name, name);
    EXPECT_EQ(territory->kind, kind);
  }
}

TEST(Territories, are_not_found_by_anything_else) {
  for (const char* code : {"", "R-", "R-99", "R", "x", "99999", "999999999", "23096x", "r-75", "%"})
    EXPECT_FALSE(find_territory(communes(), code)) << code;
}

TEST(Territories, departements_share_out_the_communes_of_the_country) {
  std::size_t count = 0;
  for (const Territory& each : all_territories(communes(), TerritoryKind::departement))
    count += each.communes.size();
  EXPECT_EQ(count, communes().all().size());
}

Entry in(std::string code_insee) {
  Entry entry;
  entry.place_id = entry.nom = code_insee;
  entry.code_insee = std::move(code_insee);
  entry.services = 1;
  return entry;
}

TEST(Coverage, counts_communes_and_inhabitants_with_a_place) {
  const Directory directory({in("23096"), in("23096"), in("23176"), in("33063")});
  const CoverageCounter counter(directory, communes(), base::utc_day(kNow));
  const auto creuse = find_territory(communes(), "23");
  const Coverage coverage = counter.of(*creuse);
  EXPECT_EQ(coverage.places.size(), 3u);
  EXPECT_EQ(coverage.communes_served, 2u);
  EXPECT_EQ(coverage.by_service[0], 3u);
  EXPECT_EQ(coverage.inhabitants_served,
            communes().by_code("23096")->population() + communes().by_code("23176")->population());
  EXPECT_EQ(counter.places_in(*creuse), 3u);
}

TEST(Coverage, of_a_region_is_that_of_its_departements) {
  const Directory directory({in("23096"), in("33063"), in("75056"), in("absent")});
  const CoverageCounter counter(directory, communes(), base::utc_day(kNow));
  std::size_t places = 0;
  for (const char* code : {"16", "17", "19", "23", "24", "33", "40", "47", "64", "79", "86", "87"})
    places += counter.places_in(*find_territory(communes(), code));
  EXPECT_EQ(places, 2u);
  EXPECT_EQ(counter.places_in(*find_territory(communes(), "R-75")), places);
}

TEST(Coverage, names_the_largest_communes_without_a_place) {
  const Directory directory({in("23096")});
  const CoverageCounter counter(directory, communes(), base::utc_day(kNow));
  const Coverage coverage = counter.of(*find_territory(communes(), "23"));
  ASSERT_EQ(coverage.largest_unserved.size(), 5u);
  EXPECT_EQ(coverage.largest_unserved[0]->name(), "La Souterraine");
}

TEST(TerritoryPage, shows_figures_parts_and_the_way_to_the_list) {
  SiteWorld world;
  world.import("la-creuse", {place("a", "Médiathèque")});
  const std::string creuse = world.body("/territoires/23");
  EXPECT_TRUE(holds(creuse, "<h1>Creuse</h1>"));
  EXPECT_TRUE(holds(creuse, "1 sur 25"));
  EXPECT_TRUE(holds(creuse, "href=\"/lieux?departement=23\""));
  EXPECT_TRUE(holds(creuse, "href=\"/territoires/200034825\""));
  EXPECT_TRUE(holds(world.body("/territoires/23096"), "href=\"/lieux/a\""));
  EXPECT_TRUE(holds(world.body("/territoires/23176"), "Les lieux les plus proches"));
  EXPECT_TRUE(holds(world.body("/lieux/a"), "href=\"/territoires/23096\""));
  for (const char* target : {"/territoires", "/territoires/R-75", "/territoires/200034825"})
    EXPECT_EQ(world.get(target).status, 200) << target;
}

TEST(TerritoryPage, of_a_former_commune_leads_to_todays) {
  SiteWorld world;
  const web::Response response = world.get("/territoires/75101");
  EXPECT_EQ(response.status, 301);
  EXPECT_EQ(response.header("Location"), "/territoires/75056");
}

TEST(TerritoryPage, of_an_unknown_code_is_a_404_with_a_way_on) {
  SiteWorld world;
  const web::Response response = world.get("/territoires/R-99");
  EXPECT_EQ(response.status, 404);
  EXPECT_TRUE(holds(*response.body, "href=\"/territoires\""));
}

}  // namespace
}  // namespace maillage::places
