#include "transform/typology.hpp"

#include "standard/vocabulary.hpp"
#include "support/vectors.hpp"
#include "transform/typology_rules.hpp"

#include <set>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace maillage::transform {

namespace {

std::string codes(std::string_view nom) {
  std::string out;
  for (const std::string_view code : typologies_from_name(nom)) {
    if (!out.empty()) out += ' ';
    out += code;
  }
  return out;
}

bool is_part_of(const formats::Json& few, const std::vector<std::string_view>& many) {
  return std::all_of(few.items().begin(), few.items().end(), [&](const formats::Json& code) {
    return std::find(many.begin(), many.end(), code.text()) != many.end();
  });
}

double compare(std::string_view suite) {
  test::Tally tally{std::string(suite)};
  for (const test::Case& c : test::load_cases(suite)) {
    const formats::Json& name = c.input[c.config["nom"]["colonne"].text()];
    std::string expected;
    for (const formats::Json& code : c.expected.items()) {
      if (!expected.empty()) expected += ' ';
      expected += code.text();
    }
    const std::string ours = name.is_null() ? "" : codes(name.text());
    const std::string example = name.text() + " -> " + ours + " (theirs: " + expected + ")";
    if (ours == expected) {
      tally.equal();
    } else if (is_part_of(c.expected, typologies_from_name(name.text()))) {
      tally.different("typologie.more", example);
    } else {
      ADD_FAILURE() << example;
    }
  }
  return tally.report();
}

}  // namespace

TEST(Typology, of_the_incumbents_own_tests_is_found) {
  EXPECT_GE(compare("typologies"), 0.98);
}

TEST(Typology, of_real_names_is_found_as_recorded) {
  EXPECT_GE(compare("typologies-from-name-real"), 0.99);
}

TEST(Typology, is_told_by_words_whatever_their_spelling) {
  const std::vector<std::pair<std::string, std::string>> table = {
      {"C.C.A.S. de Lille", "CCAS"},
      {"CCAS68", "CCAS"},
      {"CENTRE COMMUNAL D’ACTION SOCIALE DE TALENCE", "CCAS"},
      {"Me\u0301diathe\u0300que de Gien", "BIB"},  // accents apart from their letters
      {"Ludomédiathèque", "BIB"},
      {"Médiathèques intercommunales", "BIB"},
      {"M.J.C. – Centre social", "CS MJC"},
      {"Cenrtre social Eiffel", "CS"},
      {"Point-Justice", "PAD"},
      {"Espace public numérique du bourg", "EPN"},
      {"EPN-médiathèque", "BIB EPN"},
      {"La Poste d'Orientis", "LA_POSTE"},
      {"Mairie de La Poste-sur-Mer", "LA_POSTE MUNI"},
      {"CA DU CAUDRESIS", "MUNI"},
      {"Pôle d'Action Culturelle et Sociale", "CSC"},
  };
  for (const auto& [nom, expected] : table) EXPECT_EQ(codes(nom), expected) << nom;
}

TEST(Typology, codes_are_of_the_vocabulary) {
  for (const TypologyRule& rule : kTypologyRules) {
    EXPECT_TRUE(standard::admitted(standard::Field::typologie, rule.code)) << rule.code;
  }
}

TEST(Typology, is_not_told_by_parts_of_words_nor_by_words_in_another_place) {
  for (const char* nom :
       {"", "Cafétéria", "Épinal", "Le Village", "Postes et télécoms", "Vanneau",
        "Salle Marie Curie", "Bourg-la-Commune", "Jardin de ville", "E.P.I.S.E.C"}) {
    EXPECT_EQ(codes(nom), "") << nom;
  }
}

RC_GTEST_PROP(Typology, any_bytes_give_each_code_once, (const std::string& nom)) {
  const std::vector<std::string_view> found = typologies_from_name(nom + " mairie " + nom);
  RC_ASSERT(std::set<std::string_view>(found.begin(), found.end()).size() == found.size());
  RC_ASSERT(std::find(found.begin(), found.end(), "MUNI") != found.end());
}

}  // namespace maillage::transform
