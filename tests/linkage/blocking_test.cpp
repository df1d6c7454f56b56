#include "linkage/blocking.hpp"

#include "linkage/world.hpp"

#include <numeric>
#include <set>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace maillage::linkage {

namespace {

/// Pairs of a table with columns x, y, point under the given rules.
std::vector<RecordPair> pairs_of(const std::string& csv, std::vector<BlockingSpec> rules,
                                 std::size_t largest = 200, Candidates* all = nullptr,
                                 const std::vector<std::uint8_t>& sides = {}) {
  const Table table = test::table_of(csv);
  Model model;
  model.blockings = std::move(rules);
  model.largest_block = largest;
  Fields fields(table, {{"x", {"x"}, false, "", {}},
                        {"y", {"y"}, false, "", {}},
                        {"point", {"point"}, false, "", {}},
                        {"id", {"id"}, false, "", {}}});
  std::vector<RecordId> records(table.size());
  std::iota(records.begin(), records.end(), RecordId{0});
  model.comparisons = {{"id", "id", Measure::exact, {}, false, {}, {}}};
  const Comparisons comparisons(model.comparisons, fields, table.size());
  Candidates candidates = compared_candidates(model, fields, comparisons, {records, sides});
  std::sort(candidates.pairs.begin(), candidates.pairs.end());
  if (all != nullptr) *all = candidates;
  return {candidates.pairs.begin(), candidates.pairs.end()};
}

BlockingSpec rule(BlockingKind kind, std::vector<std::string> fields) {
  BlockingSpec spec;
  spec.kind = kind;
  spec.fields = std::move(fields);
  return spec;
}

using Pairs = std::vector<RecordPair>;

/// A table of few values, some missing, so that records meet in several rules.
std::string crowded_csv(const std::vector<std::pair<int, int>>& records) {
  std::string csv = "id,x,y\n";
  for (std::size_t i = 0; i < records.size(); ++i) {
    const auto [x, y] = records[i];
    csv += std::to_string(1000 + i) + "," + (x == 0 ? "" : std::to_string(x)) + "," +
           (y == 0 ? "" : std::to_string(y)) + "\n";
  }
  return csv;
}

}  // namespace

TEST(Blocking, equal_keys_make_pairs_and_missing_ones_dont) {
  EXPECT_EQ(pairs_of("id,x\n0,a\n1,b\n2,a\n3,\n4,\n", {rule(BlockingKind::equal, {"x"})}),
            (Pairs{{0, 2}}));
}

TEST(Blocking, a_pair_of_two_rules_counts_once) {
  EXPECT_EQ(pairs_of("id,x,y\n0,a,1\n1,a,1\n2,b,1\n",
                     {rule(BlockingKind::equal, {"x"}), rule(BlockingKind::equal, {"y"})}),
            (Pairs{{0, 1}, {0, 2}, {1, 2}}));
}

TEST(Blocking, neighbours_in_the_sorted_list_meet) {
  BlockingSpec neighbours = rule(BlockingKind::neighbour, {"x"});
  neighbours.window = 1;
  EXPECT_EQ(pairs_of("id,x\n0,dupond\n1,zola\n2,dupont\n", {neighbours}), (Pairs{{0, 2}, {1, 2}}));
}

TEST(Blocking, points_within_reach_meet_across_the_edges_of_cells) {
  BlockingSpec near = rule(BlockingKind::near, {"point"});
  near.metres = 300;
  // 0 and 1 are 150 m apart, 2 is 5 km away, 3 is nowhere, 4 says nothing.
  EXPECT_EQ(pairs_of("id,point\n0,48.4000 -4.4800\n1,48.4000 -4.4780\n2,48.4500 -4.4800\n"
                     "3,99 400\n4,\n",
                     {near}),
            (Pairs{{0, 1}}));
}

RC_GTEST_PROP(Blocking, near_pairs_never_miss_a_pair_within_reach, ()) {
  const auto offsets = *rc::gen::container<std::vector<std::pair<int, int>>>(
      20, rc::gen::pair(rc::gen::inRange(-60, 60), rc::gen::inRange(-60, 60)));
  const int latitude = *rc::gen::inRange(-59, 59);
  std::string csv = "id,point\n";
  std::vector<std::string> points;
  for (std::size_t i = 0; i < offsets.size(); ++i) {
    points.push_back(std::to_string(latitude + offsets[i].first * 0.0005) + " " +
                     std::to_string(55 + offsets[i].second * 0.0005));
    csv += std::string(1, static_cast<char>('a' + i)) + "," + points.back() + "\n";
  }
  BlockingSpec near = rule(BlockingKind::near, {"point"});
  near.metres = 300;
  const Pairs pairs = pairs_of(csv, {near});
  for (RecordId a = 0; a < points.size(); ++a) {
    for (RecordId b = a + 1; b < points.size(); ++b) {
      const BlockingSpec& reach = near;
      if (points[a] == points[b]) continue;
      const double east = (offsets[a].second - offsets[b].second) * 0.0005 * 111195;
      const double north = (offsets[a].first - offsets[b].first) * 0.0005 * 111195;
      if (east * east + north * north > reach.metres * reach.metres) continue;
      RC_ASSERT(std::binary_search(pairs.begin(), pairs.end(), RecordPair{a, b}));
    }
  }
}

TEST(Blocking, texts_most_alike_meet) {
  BlockingSpec alike = rule(BlockingKind::alike, {"x"});
  alike.best = 1;
  const Pairs pairs =
      pairs_of("id,x\n0,bibliotheque\n1,gymnase\n2,biblioteque\n3,gymnases\n", {alike});
  EXPECT_EQ(pairs, (Pairs{{0, 2}, {1, 3}}));
}

RC_GTEST_PROP(Blocking, pairs_are_those_that_obey_a_rule_each_once,
              (const std::vector<std::pair<std::uint8_t, std::uint8_t>>& values)) {
  std::vector<std::pair<int, int>> records;
  for (const auto& [x, y] : values) records.push_back({x % 6, y % 4});
  if (records.empty()) return;
  Pairs expected;
  for (RecordId a = 0; a < records.size(); ++a) {
    for (RecordId b = a + 1; b < records.size(); ++b) {
      const bool same_x = records[a].first == records[b].first && records[a].first != 0;
      const bool same_y = records[a].second == records[b].second && records[a].second != 0;
      if (same_x || same_y) expected.push_back({a, b});
    }
  }
  RC_ASSERT(pairs_of(crowded_csv(records),
                     {rule(BlockingKind::equal, {"x", "y"}), rule(BlockingKind::equal, {"y"}),
                      rule(BlockingKind::equal, {"x"})}) == expected);
}

RC_GTEST_PROP(Blocking, cut_blocks_give_no_pair_twice_and_none_that_obeys_no_rule,
              (const std::vector<std::pair<std::uint8_t, std::uint8_t>>& values)) {
  std::vector<std::pair<int, int>> records;
  for (const auto& [x, y] : values) records.push_back({x % 3, y % 3});
  if (records.empty()) return;
  const std::vector<BlockingSpec> rules = {rule(BlockingKind::equal, {"x"}),
                                           rule(BlockingKind::equal, {"y"}),
                                           rule(BlockingKind::equal, {"x", "y"})};
  const Pairs whole = pairs_of(crowded_csv(records), rules);
  const Pairs cut = pairs_of(crowded_csv(records), rules, 3);
  RC_ASSERT(std::adjacent_find(cut.begin(), cut.end()) == cut.end());
  RC_ASSERT(std::includes(whole.begin(), whole.end(), cut.begin(), cut.end()));
}

TEST(Blocking, a_large_block_is_cut_by_the_other_rules_and_said) {
  std::string csv = "id,x,y\n";
  for (int i = 0; i < 100; ++i) {
    csv += std::to_string(1000 + i) + ",a," + std::to_string(i % 25) + "\n";
  }
  Candidates all;
  const Pairs pairs = pairs_of(
      csv, {rule(BlockingKind::equal, {"x"}), rule(BlockingKind::equal, {"x", "y"})}, 10, &all);
  EXPECT_EQ(pairs.size(), 25u * 6);
  EXPECT_EQ(all.rules[0].refined, 1u);
  EXPECT_EQ(all.rules[0].largest, 100u);
}

TEST(Blocking, what_nothing_cuts_is_compared_with_neighbours_only) {
  std::string csv = "id,x\n";
  for (int i = 0; i < 10000; ++i) csv += std::to_string(i) + ",a\n";
  Candidates all;
  const Pairs pairs = pairs_of(csv, {rule(BlockingKind::equal, {"x"})}, 200, &all);
  EXPECT_LT(pairs.size(), 40000u);
  EXPECT_EQ(all.rules[0].windowed, 10000u);
}

TEST(Blocking, a_block_of_one_file_alone_gives_no_pair_however_large) {
  std::string csv = "id,x\n";
  for (int i = 0; i < 100; ++i) csv += std::to_string(1000 + i) + ",a\n";
  csv += "2000,b\n2001,b\n";
  std::vector<std::uint8_t> sides(102, 1);
  sides.back() = 2;
  Candidates all;
  EXPECT_EQ(pairs_of(csv, {rule(BlockingKind::equal, {"x"})}, 10, &all, sides),
            (Pairs{{100, 101}}));
  EXPECT_EQ(all.rules[0].largest, 100u);
  EXPECT_EQ(all.rules[0].windowed, 0u);
}

TEST(Blocking, a_rule_of_absent_columns_is_left_out) {
  EXPECT_EQ(pairs_of("id,x\n0,a\n1,a\n",
                     {rule(BlockingKind::equal, {"y"}), rule(BlockingKind::equal, {"x"})}),
            (Pairs{{0, 1}}));
}

}  // namespace maillage::linkage
