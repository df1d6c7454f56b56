#include "standard/validators.hpp"

#include "support/vectors.hpp"

#include <gtest/gtest.h>

namespace maillage::standard {

TEST(Validators, answer_as_the_reference_library_does) {
  test::Tally tally("validators");
  for (const test::Case& recorded : test::load_cases("validators")) {
    const std::string& text = recorded.input.text();
    const bool answer = recorded.fn == "isValidTelephone"  ? is_valid_telephone(text)
                        : recorded.fn == "isValidCourriel" ? is_valid_courriel(text)
                                                           : is_valid_url(text);
    if (answer == recorded.expected.as_boolean()) {
      tally.equal();
    } else {
      tally.different("validators-unexplained", recorded.fn + " " + text);
    }
  }
  EXPECT_EQ(tally.report(), 1.0);
}

TEST(Validators, telephone_forms) {
  for (const char* good : {"+33478641700", "02 48 60 20 20", "+33 (0)4 78 64 17 00",
                           "0 809 36 12 12", "+687241541", "0033180059880", "+262262123456"}) {
    EXPECT_TRUE(is_valid_telephone(good)) << good;
  }
  for (const char* bad : {"", "3960", "(+33)474327740", "+1 555 123 4567", "0800 123 456",
                          "+3318005988099", "+33\xFF"}) {
    EXPECT_FALSE(is_valid_telephone(bad)) << bad;
  }
}

TEST(Validators, a_code_insee_of_old_corsica_is_refused_and_the_new_ones_are_not) {
  EXPECT_FALSE(is_valid_code_insee("20004"));
  EXPECT_TRUE(is_valid_code_insee("2A004"));
  EXPECT_TRUE(is_valid_code_insee("97611"));
  EXPECT_TRUE(is_valid_code_insee("38-2-33-546"));
  EXPECT_FALSE(is_schema_code_insee("38-2-33-546"));
}

TEST(Validators, a_commune_holds_letters_of_french_only) {
  for (const char* good :
       {"Œuf-en-Ternois", "Saint-Maixent-l’Ecole", "L'Haÿ-les-Roses", "Reims 2"}) {
    EXPECT_TRUE(is_valid_commune(good)) << good;
  }
  for (const char* bad : {"", "Metz$", "Paris (15e)", "St. Denis", "Reims\xC3"})
    EXPECT_FALSE(is_valid_commune(bad)) << bad;
}

TEST(Validators, the_key_of_a_siret_is_computed) {
  EXPECT_TRUE(is_siret("73282932000074"));  // example of the Insee's documentation
  EXPECT_FALSE(is_siret("73282932000075"));
  EXPECT_TRUE(is_siret("35600000000048"));  // head office of La Poste
  EXPECT_FALSE(is_siret("W9R2003255"));
}

TEST(Validators, an_empty_or_wild_text_is_never_well_formed) {
  for (const std::string& text :
       {std::string(), std::string("\0\0\0", 3), std::string("\xFF\xFE", 2)}) {
    EXPECT_FALSE(is_valid_telephone(text));
    EXPECT_FALSE(is_valid_courriel(text));
    EXPECT_FALSE(is_valid_url(text));
    EXPECT_FALSE(is_valid_voie(text));
    EXPECT_FALSE(is_valid_pivot(text));
    EXPECT_FALSE(is_schema_pivot(text));
    EXPECT_FALSE(is_schema_telephone(text));
  }
}

}  // namespace maillage::standard
