#include "standard/vocabulary.hpp"

#include <gtest/gtest.h>

namespace maillage::standard {

namespace {

std::string successor(Field field, std::string_view value) {
  const auto values = successors(field, value);
  return values.empty() ? std::string("-") : std::string(values[0]);
}

}  // namespace

TEST(Vocabulary, holds_as_many_values_as_the_standard_lists) {
  EXPECT_EQ(allowed_values(Field::typologie).size(), 92u);
  EXPECT_EQ(allowed_values(Field::services).size(), 9u);
  EXPECT_EQ(allowed_values(Field::dispositif_programmes_nationaux).size(), 11u);
  EXPECT_EQ(allowed_values(Field::formations_labels).size(), 10u);
  EXPECT_TRUE(allowed_values(Field::nom).empty());
}

TEST(Vocabulary, admits_both_spellings_of_etapes_numeriques_and_gives_the_documented_one) {
  EXPECT_EQ(admitted(Field::formations_labels, "Étapes numériques(La Poste)"),
            "Étapes numériques (La Poste)");
  EXPECT_EQ(admitted(Field::formations_labels, "Étapes numériques (La Poste)"),
            "Étapes numériques (La Poste)");
}

TEST(Vocabulary, admits_only_the_exact_value) {
  EXPECT_EQ(admitted(Field::frais_a_charge, "gratuit"), std::nullopt);
  EXPECT_EQ(admitted(Field::nom, "Anonymal"), std::nullopt);
}

TEST(Vocabulary, old_values_name_their_successors) {
  struct Row {
    Field field;
    std::string_view old, now;
  };
  const Row rows[] = {
      {Field::services, "Accéder à une connexion internet",
       "Accès internet et matériel informatique"},
      {Field::services, "S’équiper en matériel informatique",
       "Acquisition de matériel informatique à prix solidaire"},
      {Field::services, "S'équiper en matériel informatique",
       "Acquisition de matériel informatique à prix solidaire"},
      {Field::services, "Comprehension du monde numérique", "Compréhension du monde numérique"},
      {Field::services, "prendre en main un ordinateur",
       "Maîtrise des outils numériques du quotidien"},
      {Field::services, "Réparer un vélo", "-"},
      {Field::modalites_accompagnement,
       "Avec de l'aide : je suis accompagné seul dans l'usage du numérique",
       "Accompagnement individuel"},
      {Field::modalites_accompagnement,
       "Avec de l’aide : je suis accompagné seul dans l’usage du numérique",
       "Accompagnement individuel"},
      {Field::modalites_accompagnement,
       "A ma place : une personne habilitée fait les démarches à ma place.",
       "Accompagnement individuel"},
      {Field::frais_a_charge, "Gratuit : Je peux accéder gratuitement au lieu et à ses services",
       "Gratuit"},
      {Field::frais_a_charge,
       "Gratuit sous condition : La gratuité est conditionnée à des critères (situation familiale, "
       "convention avec un "
       "organisme social…)",
       "Gratuit sous condition"},
      {Field::frais_a_charge,
       "Adhésion : L'accès au lieu et/ou à ses services nécessite d'y adhérer",
       "Gratuit sous condition"},
      {Field::publics_specifiquement_adresses, "Jeunes (16-26 ans)", "Jeunes"},
      {Field::publics_specifiquement_adresses, "Adultes", "-"},
      {Field::prise_en_charge_specifique, "Personnes en situation d’illettrisme", "Illettrisme"},
      {Field::prise_en_charge_specifique,
       "Handicaps mentaux : déficiences limitant les activités d'une personne",
       "Handicaps mentaux"},
      {Field::prise_en_charge_specifique, "Public langues étrangères",
       "Langues étrangères (autres)"},
      {Field::dispositif_programmes_nationaux, "CNFS", "Conseillers numériques"},
      {Field::dispositif_programmes_nationaux, "Promeneurs du net ", "Promeneurs du net"},
      {Field::formations_labels, "Formé à « DUPLEX » (illetrisme)",
       "Formé à « DUPLEX » (illettrisme)"},
      {Field::autres_formations_labels, "APTIC", "APTIC"},
  };
  for (const Row& row : rows) EXPECT_EQ(successor(row.field, row.old), row.now) << row.old;
}

}  // namespace maillage::standard
