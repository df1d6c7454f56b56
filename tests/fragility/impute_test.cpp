#include "fragility/impute.hpp"

#include "fragility/least_squares.hpp"
#include "fragility/world.hpp"

#include <numbers>

namespace maillage::fragility {

TEST(Impute, the_median_of_the_group_and_nothing_elsewhere) {
  const Grouping groups = group_by({"a", "a", "a", "b"});
  const Imputed found = impute_group_median(Column{1, 5, kMissing, kMissing}, groups);
  EXPECT_EQ(found.values[2], 3);
  EXPECT_TRUE(found.filled[2]);
  EXPECT_TRUE(is_missing(found.values[3]));
}

TEST(Impute, the_nearest_territories_not_the_row_before) {
  const Column lat = {48, 43, 43.1, 48.1, 43.05}, lon = {2, 5, 5, 2, 5};
  const Imputed found = impute_neighbours(Column{10, 20, 30, 40, kMissing}, lat, lon, 2);
  EXPECT_EQ(found.values[4], 25);
}

TEST(Impute, neighbours_don_t_depend_on_the_order_of_rows) {
  const Imputed one =
      impute_neighbours(Column{kMissing, 20, 30}, Column{45, 45.1, 46}, Column{5, 5, 5}, 1);
  const Imputed two =
      impute_neighbours(Column{30, kMissing, 20}, Column{46, 45, 45.1}, Column{5, 5, 5}, 1);
  EXPECT_EQ(one.values[0], two.values[1]);
}

TEST(Impute, neighbours_are_those_that_looking_at_all_finds) {
  // Points spread over France by a rule of three irrational steps, every third one unknown.
  Column values, lat, lon;
  for (int i = 0; i < 600; ++i) {
    lat.push_back(42 + std::fmod(i * 0.754877666, 1.0) * 9);
    lon.push_back(-4 + std::fmod(i * 0.569840291, 1.0) * 12);
    values.push_back(i % 3 == 0 ? kMissing : i);
  }
  const auto distance = [&](std::size_t a, std::size_t b) {  // haversine
    const auto radians = [](double degrees) { return degrees * std::numbers::pi / 180; };
    const double north = std::sin(radians(lat[a] - lat[b]) / 2);
    const double east = std::sin(radians(lon[a] - lon[b]) / 2);
    return north * north + std::cos(radians(lat[a])) * std::cos(radians(lat[b])) * east * east;
  };
  const Imputed found = impute_neighbours(values, lat, lon, 4);
  for (std::size_t i = 0; i < values.size(); i += 3) {
    std::vector<std::pair<double, double>> others;
    for (std::size_t j = 0; j < values.size(); ++j) {
      if (!is_missing(values[j])) others.emplace_back(distance(i, j), values[j]);
    }
    std::sort(others.begin(), others.end());
    double sum = 0;
    for (std::size_t k = 0; k < 4; ++k) sum += others[k].second;
    EXPECT_DOUBLE_EQ(found.values[i], sum / 4) << i;
  }
}

TEST(Impute, a_place_off_the_globe_is_no_neighbour_of_any) {
  const Imputed found =
      impute_neighbours(Column{kMissing, 7, kMissing}, Column{45, 4.5e6, 46}, Column{5, 5, 5}, 1);
  EXPECT_TRUE(is_missing(found.values[0]));
}

TEST(Impute, a_far_neighbour_is_found_across_empty_land) {
  const Imputed found = impute_neighbours(Column{kMissing, 7}, Column{45, 48}, Column{5, 5}, 3);
  EXPECT_EQ(found.values[0], 7);
}

TEST(Impute, a_model_finds_the_curve_it_was_made_from) {
  Column income, poverty;
  for (int i = 0; i < 30; ++i) {
    income.push_back(10 + i);
    poverty.push_back(60 - 2.0 * income.back() + 0.02 * income.back() * income.back());
  }
  const double hidden = poverty[10];
  poverty[10] = kMissing;
  const Imputed found = impute_model(poverty, {income});
  EXPECT_NEAR(found.values[10], hidden, 1e-9);
  EXPECT_NEAR(found.deviation, 0, 1e-9);
}

TEST(Impute, a_model_without_enough_rows_leaves_the_gap) {
  EXPECT_TRUE(is_missing(impute_model(Column{1, kMissing}, {Column{1, 2}}).values[1]));
}

TEST(Impute, a_model_without_predictors_leaves_the_gap) {
  EXPECT_TRUE(is_missing(impute_model(Column{1, 2, 3, kMissing}, {}).values[3]));
}

// numpy.linalg.lstsq on [1, x1, x2]: 0.5, 2, -1
TEST(LeastSquares, recovers_a_plane) {
  const Column a = {1, 2, 3, 4, 5, 6, 7}, b = {2, 1, 4, 3, 7, 5, 9};
  Column target;
  for (std::size_t i = 0; i < a.size(); ++i) target.push_back(0.5 + 2 * a[i] - b[i]);
  const Fit fit = fit_least_squares(target, {a, b});
  EXPECT_NEAR(fit.coefficients[0], 0.5, 1e-12);
  EXPECT_NEAR(fit.coefficients[1], 2, 1e-12);
  EXPECT_NEAR(fit.coefficients[2], -1, 1e-12);
  EXPECT_NEAR(fit.r_squared, 1, 1e-12);
}

TEST(LeastSquares, a_predictor_that_repeats_another_gets_nothing) {
  const Column a = {1, 2, 3, 4, 5, 6, 7};
  const Fit fit = fit_least_squares(a, {a, a});
  EXPECT_NEAR(fit.coefficients[1] + fit.coefficients[2], 1, 1e-12);
  EXPECT_EQ(fit.coefficients[2], 0);
}

TEST(LeastSquares, a_row_left_out_has_no_say) {
  const Column x = {1, 2, 3, 4, 5, 100}, y = {1, 2, 3, 4, 5, -7};
  EXPECT_NEAR(leave_one_out(y, {x})[5], 100, 1e-9);
}

}  // namespace maillage::fragility
