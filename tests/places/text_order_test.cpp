#include "places/text_order.hpp"

#include <algorithm>
#include <numeric>
#include <string>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace maillage::places {

RC_GTEST_PROP(TextOrder, is_that_of_bytes_and_keeps_equal_texts_as_they_were, ()) {
  // Few letters and a common beginning: most texts share their first pieces with others.
  const auto ends = *rc::gen::container<std::vector<std::string>>(
      rc::gen::container<std::string>(rc::gen::elementOf(std::string("ab\0\xff", 4))));
  std::vector<std::string> texts;
  for (const std::string& end : ends) texts.push_back(end.size() % 3 == 0 ? end : "source_" + end);
  std::vector<std::size_t> expected(texts.size());
  std::iota(expected.begin(), expected.end(), std::size_t{0});
  std::vector<std::size_t> sorted = expected;
  std::stable_sort(expected.begin(), expected.end(),
                   [&](std::size_t x, std::size_t y) { return texts[x] < texts[y]; });
  sort_by_text(sorted, [&](std::size_t i) { return std::string_view(texts[i]); });
  RC_ASSERT(sorted == expected);
}

TEST(TextOrder, bears_texts_of_a_megabyte_that_differ_at_their_end) {
  const std::string long_text(1 << 20, 'x');
  const std::vector<std::string> texts = {long_text + "b", long_text + "a", long_text};
  std::vector<std::size_t> order = {0, 1, 2};
  sort_by_text(order, [&](std::size_t i) { return std::string_view(texts[i]); });
  EXPECT_EQ(order, (std::vector<std::size_t>{2, 1, 0}));
}

}  // namespace maillage::places
