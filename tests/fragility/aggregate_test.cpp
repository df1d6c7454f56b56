#include "fragility/aggregate.hpp"

#include "fragility/grouping.hpp"
#include "fragility/world.hpp"

#include <rapidcheck/gtest.h>

namespace maillage::fragility {

namespace {

double joined(const Column& parts, Mean mean, double power = 1, Missing missing = Missing::ignore) {
  return join(parts, Column(parts.size(), 1.0), {mean, power, missing, 2.0 / 3});
}

Frame row(std::initializer_list<std::pair<const char*, double>> cells) {
  Frame frame;
  for (const auto& [name, value] : cells) frame.add(name, {value});
  return frame;
}

}  // namespace

TEST(Aggregate, the_four_means_of_one_and_four) {
  EXPECT_DOUBLE_EQ(joined({1, 4}, Mean::arithmetic), 2.5);
  EXPECT_DOUBLE_EQ(joined({1, 4}, Mean::geometric), 2);
  EXPECT_DOUBLE_EQ(joined({1, 4}, Mean::harmonic), 1.6);
  EXPECT_DOUBLE_EQ(joined({1, 4}, Mean::power, 2), std::sqrt(8.5));
}

TEST(Aggregate, a_zero_makes_a_geometric_mean_zero_and_a_negative_one_has_none) {
  EXPECT_EQ(joined({0, 4}, Mean::geometric), 0);
  EXPECT_EQ(joined({0, 4}, Mean::harmonic), 0);
  EXPECT_TRUE(is_missing(joined({-1, 4}, Mean::geometric)));
}

TEST(Aggregate, two_parts_of_three_are_enough_and_one_is_not) {
  EXPECT_DOUBLE_EQ(joined({2, kMissing, 4}, Mean::arithmetic), 3);
  EXPECT_TRUE(is_missing(joined({2, kMissing, kMissing}, Mean::arithmetic)));
}

TEST(Aggregate, missing_counts_as_zero_only_where_the_method_says_so) {
  EXPECT_DOUBLE_EQ(joined({2, kMissing, kMissing}, Mean::arithmetic, 1, Missing::zero), 2.0 / 3);
}

TEST(Aggregate, version_1_of_l_abergement_clemenciat_against_its_region) {
  const Frame found = combine(shipped_method("ifn-v1"),
                              row({{"info_reg", 53.943524938},
                                   {"intf_reg", 104.694319716},
                                   {"adm_reg", 75.070429652},
                                   {"num_reg", 91.775791492}}),
                              "reg");
  EXPECT_EQ(found.names, (std::vector<std::string>{"acces_reg", "comp_reg", "score_reg"}));
  EXPECT_NEAR(found.columns[0][0], 70.860456531, 1e-9);
  EXPECT_NEAR(found.columns[1][0], 86.207337545, 1e-9);
  EXPECT_NEAR(found.columns[2][0], 78.533897038, 1e-9);
}

TEST(Aggregate, version_1_finds_one_of_the_poorest_quarters_average) {
  const Frame found = combine(
      shipped_method("ifn-v1"),
      row({{"info_reg", 98.94}, {"intf_reg", 57.25}, {"adm_reg", 106.15}, {"num_reg", 118.27}}),
      "reg");
  EXPECT_NEAR(found.find("score_reg")->front(), 99.64, 0.005);
}

TEST(Aggregate, version_1_corrected_leaves_an_unknown_income_out) {
  const Frame given = row({{"info_reg", 90}, {"intf_reg", 0}, {"adm_reg", 100}, {"num_reg", 100}});
  EXPECT_EQ(combine(shipped_method("ifn-v1"), given, "reg").find("acces_reg")->front(), 60);
  EXPECT_EQ(combine(shipped_method("ifn-v1-corrige"), given, "reg").find("acces_reg")->front(), 90);
}

TEST(Aggregate, version_4_of_the_same_commune) {
  const Frame found = combine(shipped_method("ifn-v4"), row({{"no_thd_coverage_rate", 10},
                                                             {"no_4g_coverage_rate", 7},
                                                             {"poverty_rate", 2},
                                                             {"older_65_rate", 5},
                                                             {"nscol15p_rate", 6}}));
  EXPECT_EQ(found.names, std::vector<std::string>{"total"});
  EXPECT_EQ(found.columns[0][0], 6);
}

TEST(Aggregate, version_4_of_cc_faucigny_glieres) {
  const Frame found = combine(shipped_method("ifn-v4"), row({{"no_thd_coverage_rate", 8.561619},
                                                             {"no_4g_coverage_rate", 6.316506},
                                                             {"poverty_rate", 3.027910},
                                                             {"older_65_rate", 2.744946},
                                                             {"nscol15p_rate", 4.961118}}));
  EXPECT_NEAR(found.columns[0][0], 5.122420, 5e-7);
}

TEST(Aggregate, version_4_of_the_epci_of_les_rousses_is_weighted_by_people) {
  const Grouping groups = group_by(std::vector<std::string>(4, "243900354"));
  const Column found = weighted_means(Column{2, 3, 1, 3}, Column{3640, 1636, 1193, 646}, groups);
  EXPECT_NEAR(found[0], 2.153056922, 5e-10);
}

TEST(Aggregate, version_3_runs_from_minus_ten_to_ten_whatever_the_number_of_indicators) {
  for (const char* name : {"ifn-v3", "ifn-v3-senior"}) {
    const Method method = shipped_method(name);
    Frame top;
    for (const Indicator& indicator : method.indicators) top.add(indicator.id, {3});
    EXPECT_NEAR(combine(method, top).columns[0][0], 10, 1e-14) << name;
  }
  const Method method = shipped_method("ifn-v3");
  Frame ones;
  for (const Indicator& indicator : method.indicators) ones.add(indicator.id, {1});
  EXPECT_NEAR(combine(method, ones).columns[0][0], 11 / 3.3, 1e-14);
}

TEST(Aggregate, version_2_cuts_each_step_to_an_integer) {
  const Method method = shipped_method("ifn-v2");
  const Frame found = combine(method, row({{"foyers_moins_12000", 101},
                                           {"sans_thd", 100},
                                           {"menages_une_personne", 99},
                                           {"familles_monoparentales", 99},
                                           {"competences", 99}}));
  EXPECT_EQ(found.find("interfaces")->front(), 100);
  EXPECT_EQ(found.find("score")->front(), 99);
}

TEST(Aggregate, a_method_of_all_or_nothing_needs_all_its_indicators) {
  const Frame found = combine(shipped_method("ifn-v4"), row({{"no_thd_coverage_rate", 10}}));
  EXPECT_TRUE(is_missing(found.columns[0][0]));
}

TEST(Aggregate, every_published_row_of_version_1) {
  NEEDS_PUBLISHED(path, "ifn_v1_iris.csv");
  const ScoreTable table = table_of(path, "iris");
  Frame given;
  for (const char* reference : {"reg", "dep", "epci"}) {
    for (const char* part : {"info", "intf", "adm", "num"}) {
      const std::string name = std::string(part) + "_" + reference;
      given.add(name, *table.frame.find(name));
    }
  }
  ASSERT_GT(table.codes.size(), 30000u);
  for (const char* reference : {"reg", "dep", "epci"}) {
    const Frame found = combine(shipped_method("ifn-v1"), given, reference);
    for (std::size_t k = 0; k < found.names.size(); ++k) {
      EXPECT_LE(largest_gap(found.columns[k], *table.frame.find(found.names[k])), 1e-9)
          << found.names[k];
    }
  }
}

TEST(Aggregate, every_published_total_of_version_4) {
  for (const auto& [file, total] :
       {std::pair("ifn_v4_commune.csv", "total_5_indicators"), {"ifn_v4_epci.csv", "total"}}) {
    NEEDS_PUBLISHED(path, file);
    const ScoreTable table = table_of(path);
    Frame given;
    for (const Indicator& indicator : shipped_method("ifn-v4").indicators) {
      given.add(indicator.id, *table.frame.find(indicator.id));
    }
    const Frame found = combine(shipped_method("ifn-v4"), given);
    EXPECT_LE(largest_gap(found.columns[0], *table.frame.find(total)), 1e-12) << file;
  }
}

TEST(Aggregate, epci_of_version_4_are_exact_with_their_weights) {
  NEEDS_PUBLISHED(weights_path, "ifn_v4_weights_recovered.csv");
  const ScoreTable communes = table_of(published("ifn_v4_commune.csv"));
  const ScoreTable epci = table_of(published("ifn_v4_epci.csv"));
  std::map<std::string, std::pair<std::string, double>> weights;
  for (const std::string& line : test::rows_of(read_file(weights_path))) {
    const auto parts = base::split(line, '|');  // epci=…|code=…|weight_2018=…
    const auto value = [&](std::size_t k) {
      return std::string(parts[k].substr(parts[k].find('=') + 1));
    };
    weights[value(1)] = {value(0), std::stod(value(2))};
  }
  std::vector<std::string> group_names;
  Column people;
  for (const std::string& code : communes.codes) {
    const auto found = weights.find(code);
    group_names.push_back(found == weights.end() ? "" : found->second.first);
    people.push_back(found == weights.end() ? kMissing : found->second.second);
  }
  const Grouping groups = group_by(group_names);
  std::size_t compared = 0;
  for (std::size_t g = 0; g < groups.codes.size(); ++g) {
    const auto place = std::find(epci.codes.begin(), epci.codes.end(), groups.codes[g]);
    if (place == epci.codes.end()) continue;
    ++compared;
    for (const Indicator& indicator : shipped_method("ifn-v4").indicators) {
      const Column found = weighted_means(*communes.frame.find(indicator.id), people, groups);
      EXPECT_NEAR(
          found[g],
          (*epci.frame.find(indicator.id))[static_cast<std::size_t>(place - epci.codes.begin())],
          1e-9)
          << groups.codes[g] << " " << indicator.id;
    }
  }
  EXPECT_GE(compared, 10u);
}

RC_GTEST_PROP(Aggregate, means_lie_between_the_parts_and_follow_the_usual_order, ()) {
  const auto parts = *rc::gen::container<Column>(
      5, rc::gen::map(rc::gen::inRange(1, 1000), [](int i) { return i / 10.0; }));
  const double harmonic = joined(parts, Mean::harmonic), geometric = joined(parts, Mean::geometric),
               arithmetic = joined(parts, Mean::arithmetic);
  constexpr double kRounding = 1e-9;
  const auto [least, most] = std::minmax_element(parts.begin(), parts.end());
  RC_ASSERT(*least <= harmonic + kRounding);
  RC_ASSERT(harmonic <= geometric + kRounding);
  RC_ASSERT(geometric <= arithmetic + kRounding);
  RC_ASSERT(arithmetic <= *most + kRounding);
}

RC_GTEST_PROP(Aggregate, whole_columns_are_joined_as_each_row_would_be, ()) {
  const auto gap_or_number =
      rc::gen::map(rc::gen::inRange(-3, 30), [](int i) { return i < 0 ? kMissing : i / 7.0; });
  const auto cells = *rc::gen::container<Column>(12, gap_or_number);
  Method method = shipped_method("ifn-v4");
  method.indicators.resize(3);
  method.missing = *rc::gen::element(Missing::ignore, Missing::zero);
  method.least_weight = *rc::gen::element(0.0, 2.0 / 3, 1.0);
  Frame given;
  Column weights;
  for (std::size_t k = 0; k < 3; ++k) {
    Indicator& indicator = method.indicators[k];
    indicator.zero_is_missing = false;
    indicator.weight = *rc::gen::inRange(1, 5);
    weights.push_back(indicator.weight);
    given.add(indicator.id, Column(cells.begin() + static_cast<std::ptrdiff_t>(4 * k),
                                   cells.begin() + static_cast<std::ptrdiff_t>(4 * k + 4)));
  }
  const Column found = combine(method, given).columns.back();
  for (std::size_t i = 0; i < 4; ++i) {
    const Column parts = {cells[i], cells[4 + i], cells[8 + i]};
    const double one =
        join(parts, weights, {Mean::arithmetic, 1, method.missing, method.least_weight});
    RC_ASSERT((is_missing(one) && is_missing(found[i])) || found[i] == one);
  }
}

RC_GTEST_PROP(Aggregate, weights_count_by_their_proportions, ()) {
  const auto parts = *rc::gen::container<Column>(
      4, rc::gen::map(rc::gen::inRange(1, 1000), [](int i) { return i / 8.0; }));
  const Column weights = {1, 2, 0.5, 4}, doubled = {2, 4, 1, 8};
  const JoinRule rule;
  RC_ASSERT(join(parts, weights, rule) == join(parts, doubled, rule));
}

}  // namespace maillage::fragility
