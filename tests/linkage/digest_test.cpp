#include "linkage/digest.hpp"

#include "linkage/similarity.hpp"

#include <algorithm>
#include <string>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace maillage::linkage {

namespace {

std::size_t edits_of(std::string_view a, std::string_view b, std::size_t most = 2) {
  return edits(Digest(a), Digest(b), most);
}

/// A word of few letters, so that words resemble each other.
rc::Gen<std::string> word() {
  return rc::gen::resize(Digest::kShort,
                         rc::gen::container<std::string>(rc::gen::inRange('a', 'd')));
}

}  // namespace

TEST(Digest, counts_one_and_two_edits) {
  struct Case {
    const char *a, *b;
    std::size_t distance;
  };
  for (const Case& c : {Case{"1940-02-05", "1940-02-05", 0},
                        {"1940-02-05", "1940-02-06", 1},
                        {"martin", "marti", 1},
                        {"artin", "martin", 1},
                        {"martin", "matrin", 2},
                        {"ab", "", 2},
                        {"abcdefghijklmnop", "bcdefghijklmnopq", 2},
                        {"kitten", "sitting", 3},
                        {"1940-02-05", "1851-11-23", 3}}) {
    EXPECT_EQ(edits_of(c.a, c.b), c.distance) << c.a << " / " << c.b;
    EXPECT_EQ(edits_of(c.b, c.a), c.distance) << c.b << " / " << c.a;
  }
}

RC_GTEST_PROP(Digest, edits_are_the_levenshtein_distance_or_more_than_asked, ()) {
  const std::string a = (*word()).substr(0, Digest::kShort);
  std::string b = a;
  for (int slips = *rc::gen::inRange(0, 5); slips > 0; --slips) {
    const auto at = *rc::gen::inRange<std::size_t>(0, b.size() + 1);
    if (*rc::gen::arbitrary<bool>() && at < b.size()) b.erase(at, 1);
    if (*rc::gen::arbitrary<bool>() && b.size() < Digest::kShort) {
      b.insert(std::min(at, b.size()), 1, *rc::gen::inRange('a', 'e'));
    }
  }
  for (std::size_t most = 0; most <= Digest::kMostEdits; ++most) {
    RC_ASSERT(edits_of(a, b, most) == std::min(levenshtein(a, b), most + 1));
  }
}

TEST(Digest, of_a_long_text_or_one_with_zeros_is_not_whole) {
  EXPECT_TRUE(Digest("0123456789abcdef").whole);
  EXPECT_FALSE(Digest("0123456789abcdefg").whole);
  EXPECT_FALSE(Digest(std::string_view("a\0b", 3)).whole);
}

TEST(Digest, counts_the_letters_of_a_long_text_as_far_as_it_is_compared) {
  const Digest text(std::string(2 * kComparedBytes, 'a'));
  EXPECT_EQ(text.length, kComparedBytes);
  EXPECT_EQ(letters_shared(text, text), kComparedBytes);
}

RC_GTEST_PROP(Digest, never_says_that_fewer_letters_are_shared_than_are,
              (const std::string& a, const std::string& b)) {
  std::string rest = b;
  std::size_t shared = 0;
  for (const char c : a) {
    const std::size_t at = rest.find(c);
    if (at == std::string::npos) continue;
    rest.erase(at, 1);
    ++shared;
  }
  RC_ASSERT(letters_shared(Digest(a), Digest(b)) >= shared);
}

}  // namespace maillage::linkage
