#include "linkage/slices.hpp"

#include <atomic>
#include <stdexcept>
#include <string>

#include <gtest/gtest.h>

namespace maillage::linkage {

TEST(Slices, cover_everything_once) {
  for (const unsigned threads : {0u, 1u, 2u, 7u}) {
    std::vector<std::atomic<int>> visits(100);
    const std::size_t slices = in_slices(visits.size(), 10, threads,
                                         [&](std::size_t, std::size_t first, std::size_t last) {
                                           for (std::size_t i = first; i < last; ++i) ++visits[i];
                                         });
    EXPECT_EQ(slices, std::max(threads, 1u));
    for (const std::atomic<int>& count : visits) EXPECT_EQ(count, 1);
  }
}

TEST(Slices, are_as_few_as_the_work_is_worth) {
  EXPECT_EQ(in_slices(25, 10, 8, [](std::size_t, std::size_t, std::size_t) {}), 2u);
  EXPECT_EQ(in_slices(0, 10, 8, [](std::size_t, std::size_t, std::size_t) {}), 1u);
}

TEST(Slices, carry_what_a_thread_throws_to_the_caller_once_all_have_ended) {
  std::atomic<int> ended = 0;
  const auto fail_but_the_first = [&](std::size_t slice, std::size_t, std::size_t) {
    if (slice > 0) throw std::runtime_error("slice " + std::to_string(slice));
    ++ended;
  };
  try {
    in_slices(30, 10, 3, fail_but_the_first);
    FAIL() << "nothing was thrown";
  } catch (const std::runtime_error& error) {
    EXPECT_STREQ(error.what(), "slice 1");
  }
  EXPECT_EQ(ended, 1);
}

}  // namespace maillage::linkage
