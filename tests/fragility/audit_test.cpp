#include "fragility/audit.hpp"

#include "fragility/small_country.hpp"

#include <numeric>

namespace maillage::fragility {

namespace {

Method two_indicators() {
  return parse_method(
      "[[partie]]\nid = 'total'\n[[indicateur]]\nid = 'a'\ndans = 'total'\n"
      "[[indicateur]]\nid = 'b'\ndans = 'total'\npoids = 3\n",
      "essai");
}

/// A column that mixes its rows well.
Column scattered(std::size_t size, int step) {
  Column column;
  for (std::size_t i = 0; i < size; ++i) {
    column.push_back(static_cast<double>(i * static_cast<std::size_t>(step) % size));
  }
  return column;
}

Audit audit_of(const Column& a, const Column& b, const Column& truth = {}) {
  const Method method = two_indicators();
  Frame scores;
  scores.add("a", a);
  scores.add("b", b);
  const Frame parts = combine(method, scores);
  return audit(method, {}, scores, parts.columns.back(), truth);
}

}  // namespace

TEST(Audit, effective_weights_share_the_variance_of_the_index) {
  const Audit found = audit_of(scattered(101, 7), scattered(101, 13));
  EXPECT_DOUBLE_EQ(found.indicators[0].nominal_weight, 0.25);
  EXPECT_NEAR(found.indicators[0].effective_weight + found.indicators[1].effective_weight, 1,
              1e-12);
}

TEST(Audit, rows_carried_over_from_the_one_before_are_seen) {
  Column carried = scattered(200, 7);
  for (std::size_t i = 0; i < carried.size(); ++i) carried[i] = carried[i / 20 * 20];
  const ColumnAudit column = audit_column(carried);
  EXPECT_EQ(column.longest_run, 20u);
  EXPECT_NEAR(column.repeats, 190.0 / 199, 1e-12);
  EXPECT_NE(rules_of(audit_of(carried, scattered(200, 13)).findings).find("colonne.recopiee"),
            std::string::npos);
}

TEST(Audit, sorted_ties_are_expected_and_a_sound_column_is_left_in_peace) {
  EXPECT_EQ(rules_of(audit_of(scattered(101, 7), scattered(101, 13)).findings), "");
}

TEST(Audit, a_column_with_most_territories_at_one_value_has_few_useful_classes) {
  Column dead(100, 0.0);
  for (int i = 0; i < 30; ++i) dead[static_cast<std::size_t>(3 * i)] = i + 1;
  const ColumnAudit column = audit_column(dead);
  EXPECT_NEAR(column.largest_tie, 0.7, 1e-12);
  EXPECT_LT(column.effective_classes, 4);
}

TEST(Audit, ten_even_classes_are_ten) {
  EXPECT_NEAR(audit_column(scattered(1000, 7)).effective_classes, 10, 0.01);
}

TEST(Audit, an_indicator_against_the_outside_measure_is_seen) {
  Column up = scattered(101, 7), down = up;
  for (double& value : down) value = -value;
  const Audit found = audit_of(up, scattered(101, 13), down);
  EXPECT_NEAR(found.indicators[0].with_truth, -1, 1e-12);
  EXPECT_NE(rules_of(found.findings).find("sens.verite"), std::string::npos);
}

TEST(Audit, the_wrong_sense_of_income_in_version_1_is_seen) {
  NEEDS_PUBLISHED(path, "ifn_v1_iris.csv");
  const ScoreTable table = table_of(path, "iris");
  const Method method = parse_method(
      "references = ['reg']\n[[partie]]\nid = 'acces'\n"
      "[[indicateur]]\nid = 'info'\ndans = 'acces'\npoids = 2\n"
      "[[indicateur]]\nid = 'intf'\ndans = 'acces'\nzero_manquant = true\n",
      "acces");
  Column income = *table.frame.find("intf_reg");
  std::replace(income.begin(), income.end(), 0.0, kMissing);
  Frame scores;
  scores.add("info_reg", *table.frame.find("info_reg"));
  scores.add("intf_reg", income);
  const Audit found = audit(method, {}, scores, *table.frame.find("acces_reg"), {}, "reg");
  EXPECT_NE(rules_of(found.findings).find("sens.famille"), std::string::npos);
}

TEST(Audit, version_4_as_published_raises_both_sentinels) {
  NEEDS_PUBLISHED(path, "ifn_v4_commune.csv");
  const ScoreTable table = table_of(path);
  const Method method = shipped_method("ifn-v4");
  const Audit found = audit(method, {}, table.frame, *table.frame.find("total_5_indicators"), {});
  std::map<std::string, std::string> rules;
  for (const base::Finding& finding : found.findings) rules[finding.field] += finding.rule + " ";
  EXPECT_NE(rules["poverty_rate"].find("colonne.recopiee"), std::string::npos);
  EXPECT_NE(rules["no_4g_coverage_rate"].find("colonne.sans-relief"), std::string::npos);
  EXPECT_EQ(rules["older_65_rate"].find("colonne.recopiee"), std::string::npos);
  EXPECT_EQ(rules["nscol15p_rate"].find("colonne.recopiee"), std::string::npos);
}

TEST(Audit, a_year_of_another_definition_is_a_break) {
  Column before = scattered(101, 7), after = before, other = scattered(101, 13);
  for (double& value : before) value += 100;
  for (double& value : after) value += 103;
  for (double& value : other) value += 300;
  EXPECT_EQ(rules_of(breaks_between_years("x", {{2018, before}, {2019, after}})), "");
  EXPECT_EQ(rules_of(breaks_between_years("x", {{2018, before}, {2019, after}, {2020, other}})),
            "annees.rupture");
}

}  // namespace maillage::fragility
