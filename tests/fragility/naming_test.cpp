#include "fragility/naming.hpp"

#include "fragility/kin.hpp"
#include "fragility/world.hpp"

namespace maillage::fragility {
namespace {

const Territories& france() {
  static const Territories kFrance = Territories::load(project_file("data/indicators"));
  return kFrance;
}

TEST(Naming, finds_the_territory_that_is_meant) {
  const struct {
    const char *text, *code;
  } cases[] = {{"23", "23"},
               {"2a", "2A"},
               {"Creuse", "23"},
               {"creuse", "23"},
               {"ile de france", "region-11"},
               {"Guéret", "23096"},
               {"gueret", "23096"},
               {"l'hay les roses", "94038"},
               {"200034825", "200034825"},
               {"region-75", "region-75"},
               {"Saint-Denis", "97411"},
               {"Paris", "75"}};
  for (const auto& [text, code] : cases) {
    const auto found = likely_territory(france(), text);
    ASSERT_TRUE(found) << text;
    EXPECT_EQ(code_of(france(), *found), code) << text;
  }
}

TEST(Naming, finds_nothing_for_what_is_no_territory) {
  for (const char* text : {"", "  ", "atlantide", "99999", "region-99", "\xff\xfe"}) {
    EXPECT_FALSE(likely_territory(france(), text)) << text;
  }
}

TEST(Naming, takes_every_code_back_from_its_address) {
  for (const Level level : {Level::commune, Level::epci, Level::departement, Level::region}) {
    for (std::uint32_t row = 0; row < france().at(level).codes.size(); ++row) {
      const auto found = territory_of(france(), code_of(france(), {level, row}));
      ASSERT_TRUE(found);
      ASSERT_TRUE(found->level == level && found->row == row);
    }
  }
}

TEST(Kin, starts_with_the_nearest) {
  const LevelTable& communes = france().at(Level::commune);
  const std::uint32_t gueret = communes.find("23096");
  const std::vector<std::uint32_t> near = nearest_rows(communes, gueret, 5);
  ASSERT_EQ(near.size(), 5u);
  EXPECT_EQ(std::count(near.begin(), near.end(), gueret), 0);
  for (const std::uint32_t row : near) EXPECT_TRUE(communes.codes[row].starts_with("23"));
}

}  // namespace
}  // namespace maillage::fragility
