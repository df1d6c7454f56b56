#include "territory/communes.hpp"

#include "base/error.hpp"
#include "base/text.hpp"
#include "formats/bytes_out.hpp"
#include "formats/mapped_file.hpp"
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
  EXPECT_EQ(grenoble->name(), "Grenoble");
  EXPECT_EQ(grenoble->departement(), "38");
  EXPECT_EQ(grenoble->region(), "84");
  EXPECT_EQ(grenoble->epci(), "200040715");
  EXPECT_EQ(grenoble->postcodes().front(), 38000u);
  EXPECT_GT(grenoble->population(), 150000u);
  EXPECT_NEAR(grenoble->latitude(), 45.18, 0.03);
  EXPECT_NEAR(grenoble->longitude(), 5.72, 0.03);
}

TEST(Communes, know_former_and_arrondissement_codes) {
  EXPECT_EQ(france().by_code("74268")->name(), "Annecy");     // Seynod
  EXPECT_EQ(france().by_code("13211")->name(), "Marseille");  // 11th arrondissement
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
    for (const std::uint32_t number : commune.postcodes()) {
      const std::string postcode = std::string(number < 10000 ? "0" : "") + std::to_string(number);
      const auto match = france().match(commune.name(), postcode, commune.code());
      ASSERT_TRUE(match) << commune.name();
      EXPECT_EQ(match->commune, &commune) << commune.name() << " " << postcode;
      EXPECT_EQ(match->postcode, postcode);
      EXPECT_FALSE(match->finding) << commune.name();
    }
  }
}

TEST(Communes, points_lie_in_france_or_are_zero) {
  std::size_t without = 0;
  for (const Commune& commune : france().all()) {
    EXPECT_TRUE(commune.latitude() >= -90 && commune.latitude() <= 90);
    if (commune.latitude() == 0 && commune.longitude() == 0) ++without;
  }
  EXPECT_LE(without, 20u);
}

TEST(Communes, a_missing_or_damaged_file_is_an_error_in_french) {
  EXPECT_THROW(Communes::load("/nowhere/communes.bin"), base::Error);
  EXPECT_THROW(Communes::load(test::project_file("data")), base::Error);
  EXPECT_THROW(Communes::load(test::project_file("data/territories/make.mjs")), base::Error);
}

TEST(Communes, a_file_cut_short_or_with_a_wrong_record_is_refused) {
  const formats::MappedFile file(test::project_file("data/territories/communes.bin"), 64 << 20);
  const std::string whole(file.bytes());
  const std::string path = testing::TempDir() + "communes-damaged.bin";
  const auto loads = [&](std::string_view bytes) {
    formats::write_file(path, bytes);
    try {
      Communes::load(path);
    } catch (const base::Error&) {
      return false;
    }
    return true;
  };
  ASSERT_TRUE(loads(whole));
  for (const std::size_t length : {0u, 10u, 79u, 80u, 5000u})
    EXPECT_FALSE(loads(whole.substr(0, length)));
  EXPECT_FALSE(loads(std::string_view(whole).substr(0, whole.size() - 1)));
  // each word of the first commune's record that leads elsewhere: itself, name, postcodes, areas,
  // names
  constexpr std::size_t kFirstCommune = 80;
  for (const std::size_t word : {0u, 12u, 16u, 20u, 24u, 28u}) {
    std::string wrong = whole;
    wrong.replace(kFirstCommune + word, 4, "\xF0\xFF\xFF\xFF");
    EXPECT_FALSE(loads(wrong)) << word;
  }
}

}  // namespace
}  // namespace maillage::territory
