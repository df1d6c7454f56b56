#include "fragility/normalise.hpp"

#include "fragility/world.hpp"

namespace maillage::fragility {

namespace {

Normalisation scale(Scale kind, double top = 100) {
  Normalisation how;
  how.scale = kind;
  how.top = top;
  return how;
}

}  // namespace

TEST(Normalise, the_worked_example_of_the_english_index) {
  EXPECT_EQ(normalise(Column{4, 12, 20}, scale(Scale::min_max, 10), true), (Column{0, 5, 10}));
  EXPECT_EQ(normalise(Column{4, 12, 20}, scale(Scale::min_max, 10), false), (Column{10, 5, 0}));
}

TEST(Normalise, base_100_gives_the_published_income_part_of_version_1) {
  const Column found =
      normalise(Column{22228, 22228}, scale(Scale::base_100), true, Column{21231.3, 22020.5});
  EXPECT_NEAR(found[0], 104.694319716, 0.0007);
  EXPECT_NEAR(found[1], 100.942412906, 0.0007);
}

TEST(Normalise, base_100_turned_round_puts_the_poor_above_100) {
  EXPECT_EQ(normalise(Column{50}, scale(Scale::base_100), false, Column{100})[0], 200);
}

TEST(Normalise, an_extreme_beyond_the_trim_is_held_at_the_end) {
  Column values;
  for (int i = 0; i <= 99; ++i) values.push_back(i);
  values.push_back(1e6);
  Normalisation how = scale(Scale::min_max);
  how.trim = 0.025;
  const Column found = normalise(values, how, true);
  EXPECT_EQ(found.back(), 100);
  EXPECT_NEAR(found[50], 100 * (50 - 2.5) / 95, 1e-12);
}

TEST(Normalise, goalposts_hold_values_between_them) {
  Normalisation how = scale(Scale::goalposts);
  how.low = 10, how.high = 30;
  EXPECT_EQ(normalise(Column{5, 20, 40}, how, true), (Column{0, 50, 100}));
  EXPECT_EQ(normalise(Column{5, 20, 40}, how, false), (Column{100, 50, 0}));
}

TEST(Normalise, percentiles_stand_in_the_middle_of_their_share) {
  EXPECT_EQ(normalise(Column{3, 1, 2, 2}, scale(Scale::percentile), true),
            (Column{87.5, 12.5, 50, 50}));
}

TEST(Normalise, a_column_without_variance_has_no_z_score) {
  EXPECT_TRUE(is_missing(normalise(Column{2, 2, 2}, scale(Scale::z_score), true)[0]));
  EXPECT_EQ(normalise(Column{1, 3}, scale(Scale::z_score), true), (Column{-1, 1}));
}

TEST(Normalise, points_of_version_3_give_3_to_the_top_tenth_and_0_to_the_middle) {
  Column values;
  for (int i = 1; i <= 100; ++i) values.push_back(i);
  const Column found = normalise(values, shipped_method("ifn-v3").indicators[0].scale, true);
  EXPECT_EQ(std::count(found.begin(), found.end(), 3), 10);
  EXPECT_EQ(std::count(found.begin(), found.end(), -3), 10);
  EXPECT_EQ(found[49], 0);
}

TEST(Normalise, every_scale_keeps_a_missing_value_missing) {
  for (const Scale kind : {Scale::none, Scale::classes, Scale::percentile, Scale::min_max,
                           Scale::z_score, Scale::goalposts, Scale::base_100, Scale::rank}) {
    Normalisation how = scale(kind);
    how.cuts = {0.5};
    const Column found = normalise(Column{1, kMissing, 3}, how, true, Column{1, 1, 1});
    EXPECT_TRUE(is_missing(found[1])) << static_cast<int>(kind);
    EXPECT_FALSE(is_missing(found[2])) << static_cast<int>(kind);
  }
}

TEST(Normalise, one_wild_value_is_drawn_in_to_its_neighbour) {
  Column values;
  for (int i = 0; i < 40; ++i) values.push_back(i);
  values.push_back(5000);
  EXPECT_EQ(draw_in(values, {5}), 1u);
  EXPECT_EQ(values.back(), 39);
}

TEST(Normalise, an_even_column_is_left_alone) {
  Column values = {1, 2, 3, 4, 5};
  EXPECT_EQ(draw_in(values, {5}), 0u);
}

}  // namespace maillage::fragility
