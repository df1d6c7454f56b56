#include "linkage/blocks.hpp"

#include <algorithm>
#include <vector>

#include <gtest/gtest.h>

namespace maillage::linkage {

namespace {

std::vector<std::uint64_t> sorted_by_us(EntrySorter& sorter,
                                        const std::vector<std::uint64_t>& entries) {
  std::copy(entries.begin(), entries.end(), sorter.entries(entries.size()));
  const auto sorted = sorter.sorted(entries.size());
  return {sorted.begin(), sorted.end()};
}

}  // namespace

TEST(EntrySorter, sorts_few_and_many_entries_with_the_same_buffers) {
  EntrySorter sorter;
  for (const std::size_t count : {0u, 1u, 2u, 25u, 3000u, 100000u, 50u}) {
    std::vector<std::uint64_t> entries;
    for (std::size_t i = 0; i < count; ++i) entries.push_back(mix(i));
    std::vector<std::uint64_t> expected = entries;
    std::sort(expected.begin(), expected.end());
    EXPECT_EQ(sorted_by_us(sorter, entries), expected) << count;
  }
}

TEST(EntrySorter, keys_that_are_nearly_all_the_same_cost_no_more) {
  // Two keys that differ in their last bit only, by turns: insertion alone would take hours.
  EntrySorter sorter;
  std::vector<std::uint64_t> entries;
  for (std::uint64_t i = 0; i < 500000; ++i) entries.push_back(((i % 2) << 32) | i);
  std::vector<std::uint64_t> expected = entries;
  std::sort(expected.begin(), expected.end());
  EXPECT_EQ(sorted_by_us(sorter, entries), expected);
}

}  // namespace maillage::linkage
