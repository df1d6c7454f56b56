#include "transform/unique_ids.hpp"

#include <gtest/gtest.h>

namespace maillage::transform {

namespace {

std::string given(UniqueIds& ids, std::string id) {
  ids.make_unique(id);
  return id;
}

}  // namespace

TEST(UniqueIds, a_free_one_stays_as_it_is) {
  UniqueIds ids;
  std::string id = "la-creuse-1";
  EXPECT_TRUE(ids.make_unique(id));
  EXPECT_EQ(id, "la-creuse-1");
}

TEST(UniqueIds, a_repeated_one_gets_the_next_free_number) {
  UniqueIds ids;
  EXPECT_EQ(given(ids, "a"), "a");
  EXPECT_EQ(given(ids, "a-2"), "a-2");
  EXPECT_EQ(given(ids, "a"), "a-3");
  EXPECT_EQ(given(ids, "a"), "a-4");
  EXPECT_EQ(given(ids, "a-2"), "a-2-2");
}

TEST(UniqueIds, a_hundred_thousand_equal_ones_are_numbered_in_turn) {
  UniqueIds ids;
  std::string last;
  for (int row = 0; row < 100'000; ++row) last = given(ids, "x");
  EXPECT_EQ(last, "x-100000");
}

TEST(UniqueIds, many_different_ones_stay_different) {
  UniqueIds ids;
  for (int row = 0; row < 50'000; ++row) {
    std::string id = "lieu " + std::to_string(row);
    EXPECT_TRUE(ids.make_unique(id)) << row;
  }
}

}  // namespace maillage::transform
