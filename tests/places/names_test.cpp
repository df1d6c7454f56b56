#include "places/names.hpp"

#include "base/error.hpp"
#include "world.hpp"

namespace maillage::places {
namespace {

TEST(Names, that_are_numbers_give_way_to_the_commune) {
  struct Case {
    const char *typed, *shown;
  };
  for (const auto& [typed, shown] :
       {Case{"Médiathèque", "Médiathèque"}, Case{"21560121200016", "Lieu sans nom à Guéret"},
        Case{"265 901 785 00", "Lieu sans nom à Guéret"}, Case{"1", "Lieu sans nom à Guéret"},
        Case{"104", "104"}, Case{"Le 104", "Le 104"}, Case{"3.0", "3.0"}, Case{"é1", "é1"},
        Case{"...", "Lieu sans nom à Guéret"}}) {
    EXPECT_EQ(public_name(place("a", typed)), shown) << typed;
  }
}

TEST(Names, are_sorted_by_their_first_letter_and_numbers_come_last) {
  std::vector<std::string> names{"3D Lab",  "« Zèbre »", "- Atelier", "Épicerie",
                                 "\"Bus\"", "104",       "!",         "L’Îlot"};
  std::stable_sort(names.begin(), names.end(), [](const std::string& a, const std::string& b) {
    return name_order(a) < name_order(b);
  });
  EXPECT_EQ(names, (std::vector<std::string>{"- Atelier", "\"Bus\"", "Épicerie", "L’Îlot",
                                             "« Zèbre »", "!", "104", "3D Lab"}));
}

TEST(Names, of_lists_come_from_the_table_or_are_made_readable) {
  const auto names = ListNames::from_csv("list;name\nfrance-services;France services\r\nbroken\n");
  EXPECT_EQ(names.of("france-services"), "France services");
  EXPECT_EQ(names.of("le-havre"), "Le havre");
  EXPECT_EQ(names.of("list"), "List");
  EXPECT_EQ(names.of(""), "");
}

TEST(Names, of_the_shipped_lists_are_all_in_the_table) {
  const auto names = ListNames::load_csv(test::project_file("data/lists/names.csv"));
  EXPECT_EQ(names.of("conseiller-numerique"), "Conseillers numériques");
  EXPECT_EQ(names.of("hinaura"), "Hinaura (Auvergne-Rhône-Alpes)");
  EXPECT_THROW(ListNames::load_csv("/no/such/file.csv"), base::Error);
}

}  // namespace
}  // namespace maillage::places
