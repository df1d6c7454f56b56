#include "base/text.hpp"
#include "support/vectors.hpp"
#include "territory/communes.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace maillage::territory {
namespace {

const Communes& france() {
  static const Communes communes =
      Communes::load(test::project_file("data/territories/communes.bin"));
  return communes;
}

struct Written {
  std::string_view name, postcode, insee;
  std::string_view code, written_postcode;  ///< empty: no match
  MatchReason reason;
  bool finding;
};

TEST(Match, reads_name_postcode_and_code_together) {
  using enum MatchReason;
  const Written cases[] = {
      {"Grenoble", "38000", "", "38185", "38000", name_and_postcode, false},
      {"GRENOBLE", "38100", "", "38185", "38100", name_and_postcode, false},
      {"st etienne", "42000", "", "42218", "42000", name_and_postcode, false},
      {"STE-ADRESSE", "76310", "", "76552", "76310", name_and_postcode, false},
      {"L’Haÿ les Roses", "94240", "", "94038", "94240", name_and_postcode, false},
      {"Verteuil s/Charente", "16510", "", "16400", "16510", name_and_postcode, false},
      {"Etreux (Le Gard)", "02510", "", "02298", "02510", name_and_postcode, false},
      {"La Fère", "2800", "", "02304", "02800", name_and_postcode, false},
      {"38000 Grenoble", "", "", "38185", "38000", name_and_postcode, false},
      {"Robert", "97231", "", "97222", "97231", name_and_postcode, false},
      {"Le Mont-Dore", "63240", "", "63236", "63240", name_and_postcode, false},
      {"Lamentin", "97232", "", "97213", "97232", name_and_postcode, false},
      {"Château-Chinon (Ville)", "58120", "", "58062", "58120", name_and_postcode, false},
      // arrondissements
      {"MARSEILLE 11", "13011", "", "13055", "13011", arrondissement, false},
      {"Lyon 3e", "", "", "69123", "69003", arrondissement, false},
      {"Paris 19ème arrondissement", "75000", "", "75056", "75019", arrondissement, false},
      {"Lyon CEDEX 03", "69422", "", "69123", "69003", arrondissement, false},
      {"Paris", "75000", "", "75056", "75000", name_and_postcode, false},
      // former communes and localities
      {"Seynod", "74600", "", "74010", "74600", former_name, false},
      {"La Rochette", "73110", "", "73215", "73110", former_name, false},
      {"SAINTE CLOTILDE", "97490", "", "97411", "97490", former_name, false},
      {"Verdun-sur-le-Doubs", "71350", "", "71566", "71350", former_name, false},
      {"Contres", "41700", "", "41059", "41700", former_name, false},
      {"Le Hom", "14220", "", "14689", "14220", former_name, false},
      {"Neussargues en Pinatelle", "15170", "", "15141", "15170", former_name, false},
      // shortened and misspelt
      {"Loriol", "26270", "", "26166", "26270", close_name, false},
      {"Chamonix", "74400", "", "74056", "74400", close_name, false},
      {"bonnevill", "74130", "", "74042", "74130", close_name, false},
      {"ANGELT", "64600", "", "64024", "64600", close_name, false},
      {"PORTO-VECHHIO", "20137", "", "2A247", "20137", close_name, false},
      {"Châtain", "23700", "", "23005", "23700", close_name, false},
      {"Moissac", "48110", "", "48097", "48110", close_name, false},
      // CEDEX: a postcode nobody lives in, the commune's own instead
      {"TOURS CEDEX 9", "37926", "", "37261", "37000", name_and_postcode, false},
      {"Villefranche-de-Rouergue", "12204", "", "12300", "12200", name_and_postcode, false},
      // New Caledonia delivers by post office
      {"LA FOA", "98800", "", "98813", "98800", name_over_postcode, true},
      // the source's own code
      {"Sainte-Colombe", "", "25515", "25515", "25300", code_confirmed, false},
      {"", "", "1053", "01053", "01000", code_confirmed, false},
      {"Quartier nord", "01000", "01053", "01053", "01000", code_confirmed, false},
      // name or postcode alone
      {"Gannat", "", "", "03118", "03800", unique_name, false},
      {"", "38000", "", "38185", "38000", only_of_postcode, false},
      {"Le Bout du Monde", "38000", "", "38185", "38000", only_of_postcode, false},
      {"Sainte-Colombe", "", "", "", "", unique_name, false},
      {"", "74130", "", "", "", unique_name, false},
      {"Nulle Part", "", "", "", "", unique_name, false},
      {"", "", "", "", "", unique_name, false},
      // contradictions are never silent
      {"Brest", "35000", "", "29019", "29200", name_over_postcode, true},
      {"Vaulx-en-Velin", "69008", "", "69256", "69120", name_over_postcode, true},
      {"SARRALBE", "54430", "", "57628", "57430", name_over_postcode, true},
      {"Limay", "78250", "", "78335", "78520", name_over_postcode, true},
  };
  for (const Written& given : cases) {
    const auto match = france().match(given.name, given.postcode, given.insee);
    const std::string label = std::string(given.name) + " " + std::string(given.postcode);
    if (given.code.empty()) {
      EXPECT_FALSE(match) << label << " -> " << (match ? match->commune->name() : "");
      continue;
    }
    ASSERT_TRUE(match) << label;
    EXPECT_EQ(match->commune->code(), given.code) << label << " -> " << match->commune->name();
    EXPECT_EQ(match->postcode, given.written_postcode) << label;
    EXPECT_EQ(static_cast<int>(match->reason), static_cast<int>(given.reason)) << label;
    EXPECT_EQ(match->finding.has_value(), given.finding) << label;
  }
}

TEST(Match, a_contradiction_says_what_where_and_what_to_do) {
  const auto match = france().match("Brest", "35000", "");
  ASSERT_TRUE(match && match->finding);
  EXPECT_EQ(match->finding->message,
            "La commune « Brest » et le code postal 35000 (Rennes) ne vont pas ensemble.");
  EXPECT_EQ(match->finding->advice,
            "Corrigez l’un des deux. En attendant, le lieu est placé à Brest (29200).");
}

RC_GTEST_PROP(Match, any_bytes_give_five_digits_or_nothing,
              (std::string name, std::string postcode, std::string code)) {
  const auto match = france().match(name, postcode, code);
  if (!match) return;
  RC_ASSERT(match->postcode.size() == 5u);
  RC_ASSERT(match->postcode.find_first_not_of("0123456789") == std::string::npos);
}

RC_GTEST_PROP(Match, one_letter_changed_in_a_long_name_still_finds_it, ()) {
  const Commune& commune = france().all()[*rc::gen::inRange<std::size_t>(0, france().all().size())];
  std::string name(commune.name());
  if (name.size() < 9 || commune.postcodes().empty()) RC_DISCARD("short");
  const std::size_t at = *rc::gen::inRange<std::size_t>(1, name.size());
  if (name[at] < 'a' || name[at] > 'z') RC_DISCARD("no plain letter");
  name[at] = name[at] == 'x' ? 'w' : 'x';
  std::string postcode = std::to_string(commune.postcodes().front());
  const auto match = france().match(name, postcode, "");
  RC_ASSERT(!match || match->commune == &commune ||
            match->reason != MatchReason::name_and_postcode);
}

TEST(Match, recorded_cases_of_find_commune) {
  test::Tally tally("find-commune");
  for (const test::Case& one : test::load_cases("find-commune")) {
    const auto match =
        france().match(one.input["nom"].text(),
                       one.input.has("codePostal") ? one.input["codePostal"].text() : "", "");
    // One case invents a commune BONNE in 74130: compared by name.
    if (match && base::slug(match->commune->name()) == base::slug(one.expected["nom"].text())) {
      tally.equal();
      continue;
    }
    tally.different("commune-other", one.input["nom"].text() + " -> " +
                                         (match ? std::string(match->commune->code()) : "nothing"));
  }
  EXPECT_GE(tally.report(), 0.99);
}

TEST(Match, recorded_former_communes) {
  test::Tally tally("anciennes-communes");
  for (const char* suite : {"anciennes-communes", "anciennes-communes-all"}) {
    for (const test::Case& one : test::load_cases(suite)) {
      const Commune* expected = france().by_code(one.expected["code"].text());
      auto match = france().match(one.input.text(), "", "");
      if (match && match->commune == expected) {
        tally.equal();
        continue;
      }
      const std::string example =
          one.input.text() + " -> " + (match ? std::string(match->commune->name()) : "nothing");
      match =
          france().match(one.input.text(), one.expected["codesPostaux"].items().front().text(), "");
      const bool with_postcode = match && match->commune == expected;
      tally.different(with_postcode ? "former-name-needs-postcode" : "former-name-other", example);
    }
  }
  tally.report();
}

}  // namespace
}  // namespace maillage::territory
