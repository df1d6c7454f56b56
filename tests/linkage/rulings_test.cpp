#include "linkage/rulings.hpp"

#include "linkage/clusters.hpp"
#include "linkage/world.hpp"

#include <map>
#include <set>

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace maillage::linkage {

namespace {

using Groups = std::vector<RecordId>;
using Indexes = std::vector<std::size_t>;

const PairWeight kUnlike = [](RecordId, RecordId) { return -10.0; };

}  // namespace

TEST(Rulings, the_newest_on_a_pair_stands_and_the_older_is_superseded) {
  const std::vector<Ruling> rulings = {{0, 1, true}, {1, 0, false}};
  const Settlement settled = settle(rulings);
  ASSERT_EQ(settled.standing.size(), 1u);
  EXPECT_FALSE(settled.standing[0].same);
  EXPECT_EQ(settled.superseded, Indexes{0});
  EXPECT_TRUE(settled.overruled.empty());
}

TEST(Rulings, different_is_overruled_by_a_newer_chain_of_same) {
  const std::vector<Ruling> rulings = {{0, 2, false}, {0, 1, true}, {1, 2, true}};
  EXPECT_EQ(settle(rulings).overruled, Indexes{0});
}

TEST(Rulings, the_oldest_link_of_a_chain_gives_way_to_a_newer_different) {
  const std::vector<Ruling> rulings = {{0, 1, true}, {1, 2, true}, {0, 2, false}};
  EXPECT_EQ(settle(rulings).overruled, Indexes{0});
}

TEST(Rulings, of_a_record_with_itself_say_nothing) {
  const std::vector<Ruling> rulings = {{3, 3, false}};
  EXPECT_TRUE(settle(rulings).standing.empty());
}

TEST(Rulings, same_joins_what_nothing_else_does) {
  const std::vector<WeightedPair> pairs = {{0, 2, kDecidedSame}};
  EXPECT_EQ(cluster(3, pairs, 0, kUnlike), (Groups{0, 1, 0}));
}

TEST(Rulings, different_parts_two_records_that_a_third_holds_together) {
  const std::vector<WeightedPair> pairs = {{0, 1, 20}, {0, 2, kDecidedDifferent}, {1, 2, 8}};
  EXPECT_EQ(cluster(3, pairs, 0, kUnlike), (Groups{0, 0, 2}));
}

TEST(Rulings, same_holds_when_a_component_of_thousands_is_cut) {
  std::vector<WeightedPair> pairs;
  for (RecordId i = 0; i + 1 < 1000; ++i) pairs.push_back({i, i + 1, i % 2 == 0 ? 20.0f : 1.0f});
  pairs.push_back({0, 999, kDecidedSame});
  const Groups groups = cluster(1000, pairs, 0, kUnlike);
  EXPECT_EQ(groups[999], groups[0]);
  EXPECT_EQ(groups[2], 2u);
}

TEST(Rulings, different_parts_even_what_certain_pairs_hold_together) {
  std::vector<WeightedPair> pairs;
  for (RecordId i = 0; i + 1 < 500; ++i) pairs.push_back({i, i + 1, 40});
  pairs.push_back({0, 499, kDecidedDifferent});
  const Groups groups = cluster(500, pairs, 0, kUnlike);
  EXPECT_NE(groups[499], groups[0]);
  EXPECT_EQ(std::set<RecordId>(groups.begin(), groups.end()).size(), 2u);
}

RC_GTEST_PROP(Rulings, standing_ones_always_win_over_any_weights, ()) {
  constexpr RecordId kRecords = 12;
  const auto record = rc::gen::inRange<RecordId>(0, kRecords);
  std::vector<Ruling> rulings;
  for (const auto& [a, b, same] :
       *rc::gen::container<std::vector<std::tuple<RecordId, RecordId, bool>>>(
           rc::gen::tuple(record, record, rc::gen::arbitrary<bool>()))) {
    rulings.push_back({a, b, same});
  }
  const Settlement settled = settle(rulings);
  std::map<std::pair<RecordId, RecordId>, float> bits;
  for (const auto& [a, b, weight] :
       *rc::gen::container<std::vector<std::tuple<RecordId, RecordId, int>>>(
           rc::gen::tuple(record, record, rc::gen::inRange(-20, 40)))) {
    if (a != b) bits[std::minmax(a, b)] = static_cast<float>(weight);
  }
  for (const Ruling& ruling : settled.standing) {
    bits[{ruling.a, ruling.b}] = ruling.same ? kDecidedSame : kDecidedDifferent;
  }
  std::vector<WeightedPair> pairs;
  for (const auto& [ids, weight] : bits) pairs.push_back({ids.first, ids.second, weight});
  const Groups groups = cluster(kRecords, pairs, 0, kUnlike);
  for (const Ruling& ruling : settled.standing) {
    RC_ASSERT((groups[ruling.a] == groups[ruling.b]) == ruling.same);
  }
}

TEST(Rulings, win_over_the_comparison_of_the_records) {
  const auto rows = test::person_rows(300, 60);
  const Table table = test::table_of(test::person_csv(rows));
  const Model model = test::person_model();
  const auto record_of = [&](std::string_view id) {
    for (RecordId record = 0; record < table.size(); ++record) {
      if (table.id(record) == id) return record;
    }
    return RecordId{0};
  };
  LinkOptions options;
  options.rulings = {{record_of("p5"), record_of("p5d"), false},
                     {record_of("p1"), record_of("p250"), true},
                     {record_of("p1"), record_of("p250"), true}};
  Linker linker(table, model);
  const Linkage free = linker.run();
  EXPECT_EQ(free.group_of[record_of("p5")], free.group_of[record_of("p5d")]);
  const Linkage bound = linker.run(options);
  EXPECT_NE(bound.group_of[record_of("p5")], bound.group_of[record_of("p5d")]);
  EXPECT_EQ(bound.group_of[record_of("p1")], bound.group_of[record_of("p250")]);
  EXPECT_TRUE(bound.overruled.empty());
}

TEST(Rulings, part_one_of_many_equal_records_from_another) {
  std::string csv = "id,prenom,nom,ville,annee\n";
  for (int i = 0; i < 40; ++i) csv += fmt::format("r{:02},marie,martin,brest,1950\n", i);
  for (const std::string& row : test::person_rows(300, 60)) csv += row + "\n";
  const Table table = test::table_of(csv);
  const Model model = test::person_model();
  RecordId first = 0, last = 0;
  for (RecordId record = 0; record < table.size(); ++record) {
    if (table.id(record) == "r00") first = record;
    if (table.id(record) == "r39") last = record;
  }
  LinkOptions options;
  options.rulings = {{first, last, false}};
  const Linkage linkage = Linker(table, model).run(options);
  EXPECT_NE(linkage.group_of[first], linkage.group_of[last]);
}

}  // namespace maillage::linkage
