#include "fragility/statistics.hpp"

#include "fragility/world.hpp"

#include <rapidcheck/gtest.h>

namespace maillage::fragility {

namespace {

Column numbers(const formats::Json& list) {
  Column column;
  for (const formats::Json& item : list.items()) column.push_back(item.as_number());
  return column;
}

}  // namespace

TEST(Statistics, deciles_classes_and_ranks_are_those_of_numpy_to_the_last_bit) {
  for (const test::Case& one : test::load_cases("quantiles-numpy")) {
    const Column values = numbers(one.input);
    const Column cuts = deciles(values);
    EXPECT_EQ(cuts, numbers(one.expected["deciles"])) << one.name;
    EXPECT_EQ(classes(values, cuts, 1), numbers(one.expected["classes"])) << one.name;
    EXPECT_EQ(mid_ranks(values), numbers(one.expected["ranks"])) << one.name;
  }
}

TEST(Statistics, ties_at_zero_take_the_highest_class_they_reach) {
  Column values(50, 0.0);
  for (int i = 1; i <= 50; ++i) values.push_back(i);
  EXPECT_EQ(classes(values, deciles(values), 1).front(), 5);
}

TEST(Statistics, a_missing_value_has_no_class_and_moves_no_cut) {
  const Column with = {1, kMissing, 2, 3}, without = {1, 2, 3};
  EXPECT_EQ(deciles(with), deciles(without));
  EXPECT_TRUE(is_missing(classes(with, deciles(with), 1)[1]));
  EXPECT_TRUE(is_missing(mid_ranks(with)[1]));
}

TEST(Statistics, spearman_of_an_order_and_its_reverse) {
  const Column up = {1, 2, 3, 4, 9}, down = {8, 6, 5, 3, 1};
  EXPECT_DOUBLE_EQ(spearman(up, down), -1);
  EXPECT_TRUE(is_missing(spearman(up, Column(5, 2.0))));
}

// R 4: x <- c(1,2,3,10); m <- mean(x); mean((x-m)^3)/mean((x-m)^2)^1.5, and ^4 /^2 - 3
TEST(Statistics, skewness_and_kurtosis_are_moments_of_the_population) {
  const Moments found = moments(Column{1, 2, 3, 10});
  EXPECT_DOUBLE_EQ(found.mean, 4);
  EXPECT_DOUBLE_EQ(found.deviation, std::sqrt(12.5));
  EXPECT_NEAR(found.skewness, 45 / std::pow(12.5, 1.5), 1e-15);
  EXPECT_NEAR(found.kurtosis, 348.5 / 156.25 - 3, 1e-15);
}

RC_GTEST_PROP(Statistics, quantiles_of_a_heap_are_those_of_the_sorted_row, ()) {
  const auto values = *rc::gen::nonEmpty(rc::gen::container<Column>(
      rc::gen::map(rc::gen::inRange(-500, 500), [](int i) { return i * 1e-3 * i * i; })));
  const Column shares = {0, 0.05, 0.1, 0.25, 1.0 / 3, 0.5, 0.9, 0.999, 1};
  const Column found = quantiles(values, shares), ascending = sorted_known(values);
  for (std::size_t k = 0; k < shares.size(); ++k) {
    RC_ASSERT(found[k] == quantile(ascending, shares[k]));
  }
}

TEST(Statistics, quantiles_of_infinite_and_of_equal_values) {
  const double infinite = std::numeric_limits<double>::infinity();
  EXPECT_EQ(quantiles(Column{3, infinite, kMissing, 1, 2}, Column{0, 0.5}), (Column{1, 2.5}));
  EXPECT_EQ(quantiles(Column{4, 4, 4}, Column{0, 0.7, 1}), (Column{4, 4, 4}));
  EXPECT_TRUE(quantiles(Column{kMissing}, Column{0.5}).empty());
}

RC_GTEST_PROP(Statistics, classes_grow_with_the_value, ()) {
  const auto values = *rc::gen::nonEmpty(rc::gen::container<Column>(
      rc::gen::map(rc::gen::inRange(-50, 50), [](int i) { return static_cast<double>(i); })));
  const Column found = classes(values, deciles(values), 1);
  for (std::size_t i = 0; i < values.size(); ++i) {
    RC_ASSERT(found[i] >= 1 && found[i] <= 10);
    for (std::size_t j = 0; j < values.size(); ++j) {
      RC_ASSERT(!(values[i] <= values[j]) || found[i] <= found[j]);
    }
  }
}

}  // namespace maillage::fragility
