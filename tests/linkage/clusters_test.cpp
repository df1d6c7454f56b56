#include "linkage/clusters.hpp"

#include <gtest/gtest.h>

namespace maillage::linkage {

namespace {

using Groups = std::vector<RecordId>;

const PairWeight kUnlike = [](RecordId, RecordId) { return -10.0; };
const PairWeight kAlike = [](RecordId, RecordId) { return 5.0; };

}  // namespace

TEST(Clusters, likely_pairs_join_and_unlikely_ones_dont) {
  const std::vector<WeightedPair> pairs = {{0, 1, 5}, {2, 3, -1}};
  EXPECT_EQ(cluster(4, pairs, 0, kUnlike), (Groups{0, 0, 2, 3}));
}

TEST(Clusters, a_chain_of_good_pairs_is_one_group) {
  const std::vector<WeightedPair> pairs = {{0, 1, 5}, {1, 2, 5}};
  EXPECT_EQ(cluster(3, pairs, 0, kAlike), (Groups{0, 0, 0}));
}

TEST(Clusters, one_wrong_pair_does_not_glue_two_families) {
  std::vector<WeightedPair> pairs;
  for (const RecordId first : {0u, 3u}) {
    pairs.push_back({first, first + 1, 8});
    pairs.push_back({first, first + 2, 8});
    pairs.push_back({first + 1, first + 2, 8});
  }
  pairs.push_back({2, 3, 3});
  EXPECT_EQ(cluster(6, pairs, 0, kUnlike), (Groups{0, 0, 0, 3, 3, 3}));
}

TEST(Clusters, a_component_of_thousands_is_cut_at_its_weak_pairs) {
  std::vector<WeightedPair> pairs;
  for (RecordId i = 0; i + 1 < 5000; ++i) {
    pairs.push_back({i, i + 1, i % 2 == 0 ? 20.0f : 1.0f});
  }
  const Groups groups = cluster(5000, pairs, 0, kUnlike);
  EXPECT_EQ(groups[1], 0u);
  EXPECT_EQ(groups[2], 2u);
  EXPECT_EQ(groups[4999], 4998u);
}

TEST(Clusters, thousands_of_certain_doubles_stay_together) {
  std::vector<WeightedPair> pairs;
  for (RecordId i = 0; i + 1 < 5000; ++i) pairs.push_back({i, i + 1, 40});
  EXPECT_EQ(cluster(5000, pairs, 0, kUnlike), Groups(5000, 0));
}

TEST(OneToOne, the_best_partner_wins_and_the_other_finds_its_own) {
  const std::vector<WeightedPair> pairs = {{0, 2, 9}, {0, 3, 5}, {1, 2, 8}, {1, 3, 1}};
  const std::vector<float> likeness(4, 0);
  EXPECT_EQ(assign_one_to_one(pairs, likeness, 4, 0),
            (std::vector<bool>{true, false, false, true}));
}

TEST(OneToOne, of_equal_weights_the_more_alike_wins) {
  const std::vector<WeightedPair> pairs = {{0, 1, 5}, {0, 2, 5}};
  EXPECT_EQ(assign_one_to_one(pairs, std::vector<float>{1, 2}, 3, 0),
            (std::vector<bool>{false, true}));
}

TEST(OneToOne, pairs_below_the_threshold_are_never_kept) {
  const std::vector<WeightedPair> pairs = {{0, 1, -1}};
  EXPECT_EQ(assign_one_to_one(pairs, std::vector<float>{1}, 2, 0), (std::vector<bool>{false}));
}

}  // namespace maillage::linkage
