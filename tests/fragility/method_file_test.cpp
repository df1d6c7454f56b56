#include "fragility/method_file.hpp"

#include "base/error.hpp"
#include "fragility/world.hpp"

namespace maillage::fragility {

namespace {

std::string refusal(const std::string& toml) {
  try {
    parse_method(toml, "essai");
  } catch (const base::Error& error) {
    return error.what();
  }
  return "";
}

const std::string kPart = "[[partie]]\nid = 'total'\n";
const std::string kIndicator = "[[indicateur]]\nid = 'age'\ndans = 'total'\n";

}  // namespace

TEST(MethodFile, every_shipped_method_can_be_read_and_says_where_it_comes_from) {
  const std::vector<std::string> names = method_names(project_file("data/methods"));
  EXPECT_GE(names.size(), 11u);
  for (const std::string& name : names) {
    const Method method = shipped_method(name);
    EXPECT_FALSE(method.origin.empty()) << name;
    EXPECT_NE(method.title, name);
    EXPECT_FALSE(method.indicators.empty()) << name;
  }
}

TEST(MethodFile, the_numbers_of_indicators_are_those_published) {
  for (const auto& [name, count] :
       std::initializer_list<std::pair<const char*, std::size_t>>{{"ifn-v1", 6},
                                                                  {"ifn-v2", 9},
                                                                  {"ifn-v3", 11},
                                                                  {"ifn-v3-senior", 10},
                                                                  {"ifn-v4", 5},
                                                                  {"ifn-v4-contexte", 14},
                                                                  {"ifn-v4-junior", 14},
                                                                  {"deri", 9},
                                                                  {"ddi", 10}}) {
    EXPECT_EQ(shipped_method(name).indicators.size(), count) << name;
  }
}

TEST(MethodFile, a_slip_is_told_with_its_place_and_the_possible_words) {
  for (const auto& [toml, sentence] : std::initializer_list<std::pair<std::string, std::string>>{
           {kIndicator, "il faut au moins un bloc [[partie]]"},
           {kPart, "il faut au moins un bloc [[indicateur]]"},
           {"tire = 'x'\n" + kPart + kIndicator,
            "la clé « tire » de ce fichier est inconnue (ligne 1)"},
           {kPart + "[[indicateur]]\nid = 'age'\ndans = 'axe'\n", "« axe », qui n’est pas"},
           {kPart + kIndicator + kIndicator, "« age » est défini deux fois"},
           {kPart + kIndicator + "poids = -1\n", "« poids » est un nombre entre 0"},
           {kPart + kIndicator + "poids = 0\n", "n’a rien qui pèse"},
           {kPart + kIndicator + "sens = 'haut'\n", "Valeurs possibles : plus, moins"},
           {"normalisation = { echelle = 'classes', seuils = [0.5, 0.2] }\n" + kPart + kIndicator,
            "liste croissante de parts"},
           {"normalisation = 'z'\n" + kPart + kIndicator, "« normalisation » s’écrit"},
           {"references = 3\n" + kPart + kIndicator, "« references » est un texte ou une liste"},
           {"groupe = 'canton'\n" + kPart + kIndicator, "« groupe » est"},
           {kPart + kIndicator + "predicteurs = [3]\n",
            "« predicteurs » est un texte ou une liste"},
           {"unite = 'canton'\n" + kPart + kIndicator, "« unite » est"},
           {"a = [", "n’est pas du TOML"}}) {
    EXPECT_NE(refusal(toml).find(sentence), std::string::npos) << toml << "\n" << refusal(toml);
  }
}

TEST(MethodFile, an_unknown_name_lists_the_methods) {
  try {
    shipped_method("ifn-v9");
    FAIL();
  } catch (const base::Error& error) {
    EXPECT_NE(std::string(error.what()).find("ifn-v4"), std::string::npos);
  }
}

}  // namespace maillage::fragility
