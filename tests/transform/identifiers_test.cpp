#include "transform/identifiers.hpp"

#include "support/vectors.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace maillage::transform {

namespace {

std::string cell(const test::Case& c, std::string_view field) {
  const formats::Json& value = c.input[c.config[field]["colonne"].text()];
  return value.is_null() ? std::string() : value.text();
}

std::string pivot(std::string_view text, std::string_view code_postal = "") {
  base::Notes notes;
  return clean_pivot(text, code_postal, notes);
}

double compare_pivots(std::string_view suite) {
  test::Tally tally{std::string(suite)};
  for (const test::Case& c : test::load_cases(suite)) {
    const std::string ours = pivot(cell(c, "pivot"));
    const std::string theirs = c.expected.text() == "00000000000000" ? "" : c.expected.text();
    const std::string example = cell(c, "pivot") + " -> " + ours + " (theirs: " + theirs + ")";
    if (ours == theirs) {
      tally.equal();
    } else if (theirs.empty() && ours.size() == 14) {
      tally.different("pivot.leading-zero", example);
    } else {
      ADD_FAILURE() << example;
    }
  }
  return tally.report();
}

}  // namespace

TEST(Pivot, gives_the_answers_of_the_incumbents_own_tests) {
  EXPECT_EQ(compare_pivots("pivot"), 1.0);
}

TEST(Pivot, gives_the_recorded_answers_on_real_rows) {
  EXPECT_GE(compare_pivots("pivot-real"), 0.85);
}

TEST(Pivot, takes_a_siret_however_it_is_spaced) {
  EXPECT_EQ(pivot("401 092 267 00020"), "40109226700020");
  EXPECT_EQ(pivot("401.092.267-00020"), "40109226700020");
  EXPECT_EQ(pivot("40109226700020.0"), "40109226700020");
}

TEST(Pivot, gives_back_the_zero_that_a_spreadsheet_dropped) {
  EXPECT_EQ(pivot("5850047800028"), "");  // the key of 05850047800028 is wrong: nobody knows
  EXPECT_EQ(pivot("5780113600011"), "05780113600011");
}

TEST(Pivot, a_wrong_key_is_kept_and_reported) {
  base::Notes notes;
  EXPECT_EQ(clean_pivot("40109226700021", "16000", notes), "40109226700021");
  ASSERT_EQ(notes.findings.size(), 1u);
  EXPECT_EQ(notes.findings[0].rule, "pivot.key");
}

TEST(Pivot,
     an_office_of_la_poste_has_a_key_of_its_own) {  // Insee: sum of the digits, multiple of five
  base::Notes notes;
  EXPECT_EQ(clean_pivot("35600000027683", "", notes), "35600000027683");
  EXPECT_TRUE(notes.findings.empty());
}

TEST(Pivot, a_rna_and_a_ridet_are_pivots) {
  EXPECT_EQ(pivot("w 332 001234"), "W332001234");
  EXPECT_EQ(pivot("1 234 567.001", "98800"), "1234567001");
  EXPECT_EQ(pivot("1234567001", "33000"), "");
}

TEST(Pivot, fourteen_zeros_mean_unknown) {
  base::Notes notes;
  EXPECT_EQ(clean_pivot("00000000000000", "", notes), "");
  EXPECT_TRUE(notes.findings.empty());
}

TEST(Pivot, a_siren_is_refused_with_its_reason) {
  base::Notes notes;
  EXPECT_EQ(clean_pivot("213600885", "36000", notes), "");
  ASSERT_EQ(notes.findings.size(), 1u);
  EXPECT_EQ(notes.findings[0].rule, "pivot.siren");
}

RC_GTEST_PROP(Pivot, any_bytes_give_a_pivot_of_the_schema_or_none, (const std::string& text)) {
  const std::string once = pivot(text, "98800");
  RC_ASSERT(once.empty() || (once.size() >= 9 && once.size() <= 14));
  RC_ASSERT(pivot(once, "98800") == once);
}

TEST(PlaceId, joins_source_and_id_as_recorded) {
  test::Tally tally("id-real");
  for (const test::Case& c : test::load_cases("id-real")) {
    if (!c.expected.is_string())
      continue;  // a mapped column that is missing: the row gets a derived id
    const std::string own = cell(c, "source");
    const std::string_view source = choose_source(own, c.context["sourceName"].text());
    const std::string id = c.config.has("id") ? cell(c, "id") : c.context["index"].text();
    if (place_id(source, id) == c.expected.text()) {
      tally.equal();
    } else {
      ADD_FAILURE() << c.name << ": " << place_id(source, id);
    }
  }
  EXPECT_EQ(tally.report(), 1.0);
}

TEST(PlaceId, has_no_white_space) {
  EXPECT_EQ(place_id("Hub LO", "12 b"), "Hub-LO_12-b");
}

TEST(PlaceId, derived_from_name_and_address_stays_the_same_when_case_or_blanks_change) {
  const std::string id = derived_id("mulhouse", "Médiathèque  Drouot", "68100", "1 rue de Paris");
  EXPECT_EQ(id, derived_id("mulhouse", "MÉDIATHÈQUE DROUOT ", "68100", "1 Rue de Paris"));
  EXPECT_NE(id, derived_id("mulhouse", "Médiathèque Drouot", "68100", "2 rue de Paris"));
  EXPECT_TRUE(id.starts_with("mulhouse_"));
}

TEST(Nom, is_kept_or_refused_as_recorded) {
  for (const char* suite : {"nom", "nom-real"}) {
    test::Tally tally(suite);
    for (const test::Case& c : test::load_cases(suite)) {
      base::Notes notes;
      const std::string ours = clean_nom(cell(c, "nom"), notes);
      const bool refused = c.expected.has("$error");
      EXPECT_EQ(base::has_error(notes.findings), refused) << c.name;
      if (ours == (refused ? std::string() : c.expected.text())) {
        tally.equal();
      } else {
        ADD_FAILURE() << c.name << " -> " << ours;
      }
    }
    EXPECT_EQ(tally.report(), 1.0);
  }
}

TEST(Source, of_the_row_comes_before_that_of_the_list) {
  for (const test::Case& c : test::load_cases("source")) {
    EXPECT_EQ(choose_source(cell(c, "source"), c.context["sourceName"].text()), c.expected.text());
  }
  EXPECT_EQ(choose_source("Hubik", "hub-lo"), "Hubik");
}

TEST(Prive, is_a_place_that_says_it_receives_nobody) {
  const std::vector<std::string_view> nobody = {"Téléphoner", "Ce lieu n'accueille pas de public"};
  const std::vector<std::string_view> open = {"Se présenter"};
  EXPECT_TRUE(is_prive(nobody));
  EXPECT_FALSE(is_prive(open));
  EXPECT_FALSE(is_prive({}));
}

}  // namespace maillage::transform
