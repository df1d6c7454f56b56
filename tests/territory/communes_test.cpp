#include "territory/communes.hpp"

#include "base/error.hpp"
#include "base/text.hpp"
#include "support/vectors.hpp"
#include "territory/name_key.hpp"

#include <gtest/gtest.h>

namespace maillage::territory {
namespace {

const Communes& france() {
  static const Communes communes =
      Communes::load(test::project_file("data/territories/communes.bin"));
  return communes;
}

TEST(Communes, hold_the_communes_of_france_and_its_collectivities) {
  EXPECT_EQ(france().all().size(), 34969u);
  const Commune* grenoble = france().by_code("38185");
  ASSERT_NE(grenoble, nullptr);
  EXPECT_EQ(grenoble->name, "Grenoble");
  EXPECT_EQ(grenoble->departement, "38");
  EXPECT_EQ(grenoble->region, "84");
  EXPECT_EQ(grenoble->epci, "200040715");
  EXPECT_EQ(grenoble->postcodes.front(), 38000u);
  EXPECT_GT(grenoble->population, 150000u);
  EXPECT_NEAR(grenoble->latitude, 45.18, 0.03);
  EXPECT_NEAR(grenoble->longitude, 5.72, 0.03);
}

TEST(Communes, know_former_and_arrondissement_codes) {
  EXPECT_EQ(france().by_code("74268")->name, "Annecy");     // Seynod
  EXPECT_EQ(france().by_code("13211")->name, "Marseille");  // 11th arrondissement
  EXPECT_EQ(france().by_code("99999"), nullptr);
  EXPECT_EQ(france().by_code(""), nullptr);
}

TEST(Communes, give_the_names_of_their_groupings) {
  EXPECT_EQ(france().departement_name("38"), "Isère");
  EXPECT_EQ(france().departement_name("2A"), "Corse-du-Sud");
  EXPECT_EQ(france().departement_name("988"), "Nouvelle-Calédonie");
  EXPECT_EQ(france().region_name("84"), "Auvergne-Rhône-Alpes");
  EXPECT_EQ(france().epci_name("200040715"), "Grenoble-Alpes-Métropole");
  EXPECT_EQ(france().departement_name("999"), "");
}

TEST(Communes, are_found_by_postcode_and_by_slug) {
  EXPECT_EQ(france().by_postcode("38000").size(), 1u);
  EXPECT_TRUE(france().by_postcode("99999").empty());
  EXPECT_TRUE(france().by_postcode("3800").empty());
  ASSERT_EQ(france().by_slug("l-hay-les-roses").size(), 1u);
  EXPECT_GT(france().by_slug("sainte-colombe").size(), 5u);
}

TEST(Communes, every_official_name_is_found_with_each_of_its_postcodes) {
  for (const Commune& commune : france().all()) {
    for (const std::uint32_t number : commune.postcodes) {
      const std::string postcode = std::string(number < 10000 ? "0" : "") + std::to_string(number);
      const auto match = france().match(commune.name, postcode, commune.code);
      ASSERT_TRUE(match) << commune.name;
      EXPECT_EQ(match->commune, &commune) << commune.name << " " << postcode;
      EXPECT_EQ(match->postcode, postcode);
      EXPECT_FALSE(match->finding) << commune.name;
    }
  }
}

TEST(Communes, points_lie_in_france_or_are_zero) {
  std::size_t without = 0;
  for (const Commune& commune : france().all()) {
    EXPECT_TRUE(commune.latitude >= -90 && commune.latitude <= 90);
    if (commune.latitude == 0 && commune.longitude == 0) ++without;
  }
  EXPECT_LE(without, 20u);
}

TEST(Communes, a_missing_or_damaged_file_is_an_error_in_french) {
  EXPECT_THROW(Communes::load("/nowhere/communes.bin"), base::Error);
  EXPECT_THROW(Communes::load(test::project_file("data")), base::Error);
  EXPECT_THROW(Communes::load(test::project_file("data/territories/make.mjs")), base::Error);
}

}  // namespace
}  // namespace maillage::territory
