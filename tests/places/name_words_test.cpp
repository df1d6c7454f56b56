#include "places/name_words.hpp"

#include "base/text.hpp"

#include <gtest/gtest.h>

namespace maillage::places {

TEST(NameWords, keep_what_names_this_place_alone) {
  struct {
    std::string_view name, commune, own, shared, kinds;
  } const cases[] = {
      {"France services La Maison Pop’", "Montendre", "pop", "", "rfs"},
      {"Maison France Services", "Vimoutiers", "", "rfs", "rfs"},
      {"FRANCE SERVICES LE MUY - LE MUY", "Le Muy", "", "rfs", "rfs"},
      {"CENTRE COMMUNAL D'ACTION SOCIALE", "Évreux", "", "ccas", "ccas"},
      {"CCAS de Boucau", "Boucau", "", "ccas", "ccas"},
      {"CTRE COM ACTION SOCIALE DE PLOUMILLIAU", "Ploumilliau", "", "ccas", "ccas"},
      {"Médiathèque \"jacques Prévert\" de Lempdes", "Lempdes", "jacques prevert", "", "bib"},
      {"Médiathèque Jacques Prévert (Lempdes)", "Lempdes", "jacques prevert", "", "bib"},
      {"Chom'Actif (Solidairnet)", "Clermont-Ferrand", "chom actif", "", ""},
      {"BGE INDRE - Espace2Eco", "Chabris", "bge indre 2 eco", "", ""},
      {"Maison des Services Saint Symphorien", "Saint-Symphorien-sur-Coise", "", "rfs", "rfs"},
      {"POINT INFO 14 OUISTREHAM", "Ouistreham", "", "rfs", "rfs"},
      {"PIMMS DE NIMES", "Nîmes", "", "pimms rfs", "pimms rfs"},
      {"La maison du numérique", "Le Cateau-Cambrésis", "", "maison numerique", ""},
      {"MONTHUREUX SUR SAONE", "Monthureux-sur-Saône", "", "", ""},
      {"Mairie Annexe /France Services/CCAS", "Woippy", "", "ccas rfs", "ccas rfs"},
      {"", "", "", "", ""},
      {"!?", "Brest", "", "", ""},
  };
  for (const auto& c : cases) {
    const NameWords words = name_words(c.name, c.commune);
    EXPECT_EQ(words.own, c.own) << c.name;
    EXPECT_EQ(words.shared, c.shared) << c.name;
    EXPECT_EQ(base::join(words.kinds, " "), c.kinds) << c.name;
    EXPECT_FALSE(words.mobile) << c.name;
  }
}

TEST(NameWords, tell_a_bus_from_a_house) {
  EXPECT_TRUE(name_words("Bus France services UNA 47", "Castelculier").mobile);
  EXPECT_TRUE(name_words("La Rur@linette - Accueil Numérique Itinérant", "Châteauroux").mobile);
  EXPECT_FALSE(name_words("Espace Bussière", "Bussière").mobile);
}

TEST(StreetWords, part_the_number_from_the_street) {
  struct {
    std::string_view address, number, street;
  } const cases[] = {
      {"12 bis AV DE LA GARE", "12b", "avenue gare"},
      {"3bis rue des Déportés", "3b", "rue deportes"},
      {"10-12 place des Capucins -", "10-12", "place capucins"},
      {"19/21 place du Martroy", "19-21", "place martroy"},
      {"Rue du 8 mai 1945", "", "rue 8 mai 1945"},
      {"4 Rue du 8 Mai 1945", "4", "rue 8 mai 1945"},
      {"Maison Pour Tous - 6 rue Albert Le Barillier", "6", "rue albert barillier"},
      {"Centre Gaston Taurin – Rue de la soie", "", "rue soie"},
      {"Le Bas Pranles", "", "bas pranles"},
      {"BOURG", "", "bourg"},
      {"", "", ""},
      {"2", "", "2"},
  };
  for (const auto& c : cases) {
    const StreetWords words = street_words(c.address);
    EXPECT_EQ(words.number, c.number) << c.address;
    EXPECT_EQ(words.street, c.street) << c.address;
  }
}

TEST(KindsOfTypologie, bring_codes_of_one_thing_together) {
  EXPECT_EQ(kinds_of_typologie("MSAP"), kinds_of_typologie("RFS"));
  EXPECT_EQ(kinds_of_typologie("PIMMS"), (std::vector<std::string>{"pimms", "rfs"}));
  EXPECT_TRUE(kinds_of_typologie("ASSO").empty());
  EXPECT_EQ(kinds_of_typologie("ML"), (std::vector<std::string>{"ml"}));
}

}  // namespace maillage::places
