#include "fragility/explanation.hpp"

#include "fragility/small_country.hpp"

#include <numeric>

namespace maillage::fragility {
namespace {

/// 0.75 of age and 0.25 of income between bounds, income turned round.
Method weighed(const std::string& more = "") {
  return parse_method("titre = 'Essai'\npoids_minimal = 0.5\n[[partie]]\nid = 'total'\n" + more +
                          "[[indicateur]]\nid = 'age'\ndans = 'total'\npoids = 3\n"
                          "normalisation = { echelle = 'bornes', de = 0, a = 100 }\n"
                          "[[indicateur]]\nid = 'revenu'\ndans = 'total'\nsens = 'moins'\n"
                          "normalisation = { echelle = 'bornes', de = 0, a = 40000 }\n",
                      "essai");
}

/// Age in 2018 and 2020, income in 2020 only; Claire's income is secret.
Loading two_dates(const std::string& name) {
  const std::string folder = small_country(name);
  put(folder + "/a.csv",
      "CODGEO,P18_65P,P18_POP,MED18\n01001,20,100,\n01002,60,300,\n01003,60,600,\n");
  put(folder + "/b.csv",
      "CODGEO,P20_65P,P20_POP,MED20\n01001,30,100,20000\n01002,75,300,10000\n01003,90,600,s\n");
  return load_store(folder, small_sources());
}

double sum_of(const std::vector<double>& points) {
  return std::accumulate(points.begin(), points.end(), 0.0);
}

TEST(Explanation, gives_each_indicator_its_points_by_hand) {
  const Loading loading = two_dates("explanation");
  const Method method = weighed();
  const Calculation done = calculate(loading.store, method, Level::commune);
  // 30 % of 65 and over: 0.75 x 30; 20,000 euros of 40,000: 0.25 x 50
  const std::vector<double> points = contributions(method, done, 0);
  EXPECT_DOUBLE_EQ(points[0], 22.5);
  EXPECT_DOUBLE_EQ(points[1], 12.5);
}

TEST(Explanation, sums_to_the_index_in_every_territory_also_with_gaps) {
  const Loading loading = two_dates("explanation_sum");
  const Method method = weighed();
  const Calculation done = calculate(loading.store, method, Level::commune);
  for (std::size_t row = 0; row < done.rows(); ++row) {
    if (is_missing(done.index()[row])) continue;
    EXPECT_NEAR(sum_of(contributions(method, done, row)), done.index()[row], 1e-12) << row;
  }
  const std::vector<double> gap = contributions(method, done, 2);
  EXPECT_DOUBLE_EQ(gap[0], 15);  // age alone carries the whole weight
  EXPECT_DOUBLE_EQ(gap[1], 0);
}

TEST(Explanation, sums_to_the_index_of_every_commune_of_france) {
  const Loading loading =
      load_store(project_file("data/indicators"), load_sources(project_file("data/sources")));
  const Method method = shipped_method("maillage-1");
  const Calculation done = calculate(loading.store, method, Level::commune);
  double gap = 0;
  for (std::size_t row = 0; row < done.rows(); ++row) {
    if (is_missing(done.index()[row])) continue;
    gap = std::max(gap, std::abs(sum_of(contributions(method, done, row)) - done.index()[row]));
  }
  EXPECT_LT(gap, 1e-10);
}

TEST(Explanation, has_no_account_of_a_geometric_mean) {
  const Loading loading = two_dates("explanation_geometric");
  const Method method = weighed("agregation = 'geometrique'\n");
  EXPECT_TRUE(contributions(method, calculate(loading.store, method, Level::commune), 0).empty());
}

TEST(Change, is_the_sum_of_what_each_indicator_moved) {
  const Loading loading = two_dates("change");
  const Method method = weighed();
  const Calculation before = calculate(loading.store, method, Level::commune, 2018);
  const Calculation after = calculate(loading.store, method, Level::commune);
  const auto change = change_of(method, before, after, 0);
  ASSERT_TRUE(change);
  EXPECT_DOUBLE_EQ(change->by_indicator[0], 7.5);  // from 20 to 30 % of 65 and over, weighed 0.75
  EXPECT_DOUBLE_EQ(change->after - change->before, sum_of(change->by_indicator));
  EXPECT_DOUBLE_EQ(change->after, 35);
}

TEST(Change, holds_what_is_known_at_one_date_only) {
  const Loading loading = two_dates("change_held");
  const Method method = weighed();
  const auto change = change_of(method, calculate(loading.store, method, Level::commune, 2018),
                                calculate(loading.store, method, Level::commune), 1);
  ASSERT_TRUE(change);
  EXPECT_EQ(change->held, (std::vector<bool>{false, true}));
  EXPECT_EQ(change->by_indicator[1], 0);
}

TEST(Change, is_nothing_between_a_date_and_itself) {
  const Loading loading = two_dates("change_same");
  const Method method = weighed();
  const Calculation done = calculate(loading.store, method, Level::commune);
  EXPECT_FALSE(change_of(method, done, done, 0));
}

}  // namespace
}  // namespace maillage::fragility
