#include "geocoding/words.hpp"

#include <rapidcheck/gtest.h>

namespace maillage::geocoding {
namespace {

std::string in_full(std::string_view text) {
  std::string out;
  for (const Word& word : read_words(text)) {
    if (!out.empty()) out += ' ';
    out += word.full;
    if (!word.suffix.empty()) out += '+' + word.suffix;
  }
  return out;
}

TEST(Words, reads_abbreviations_numbers_and_joined_words) {
  const struct {
    const char *text, *words;
  } kCases[] = {
      {"12bis, av. du Gal de Gaulle", "12+bis avenue du general de gaulle"},
      {"12 bis avenue du général de Gaulle", "12+bis avenue du general de gaulle"},
      {"28b rue de la Garrigue", "28+b rue de la garrigue"},
      {"rue du 10e", "rue du 10"},
      {"Rue du Dixième", "rue du 10"},
      {"Place du 1er Mai", "place du 1 mai"},
      {"Place du Premier Mai", "place du 1 mai"},
      {"4 rue 11 novembre", "4 rue 11 novembre"},
      {"Rue du Onze Novembre", "rue du 11 novembre"},
      {"38400saint martin d'heres", "38400 saint martin d heres"},
      {"59133", "59133"},
      {"pl. St-Michel", "place saint michel"},
      {"bd Mal Foch", "boulevard marechal foch"},
      {"ZA de l'Alouette", "zone artisanale de l alouette"},
      {"Villeneuve s/ Yonne", "villeneuve sur yonne"},
      {"La Ferté ss Jouarre", "la ferte sous jouarre"},
      {"", ""},
      {"--", ""},
  };
  for (const auto& c : kCases) EXPECT_EQ(in_full(c.text), c.words) << c.text;
}

TEST(Words, leaves_out_boxes_and_reads_the_number_behind_cedex) {
  const auto words = read_words("BP 12 LYON CEDEX 03");
  ASSERT_EQ(words.size(), 4u);
  EXPECT_EQ(words[0].role, Role::noise);
  EXPECT_EQ(words[1].role, Role::noise);
  EXPECT_EQ(words[3].key, "3");
}

TEST(Words, of_a_street_are_those_that_tell_it_from_another) {
  EXPECT_EQ(street_words("Rue de l'Église"), (std::vector<std::string>{"rue", "eglise"}));
  EXPECT_EQ(street_words("Allée A"), (std::vector<std::string>{"allee", "a"}));
}

RC_GTEST_PROP(Words, reads_any_text, (const std::string& text)) {
  RC_ASSERT(read_words(text).size() <= kMostWords);
}

}  // namespace
}  // namespace maillage::geocoding
