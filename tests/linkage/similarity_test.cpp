#include "linkage/similarity.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace maillage::linkage {

namespace {

/// The textbook definition: three rows of the dynamic programme, swaps of neighbours or not.
std::size_t textbook_distance(const std::string& a, const std::string& b, bool swaps) {
  std::vector<std::vector<std::size_t>> cost(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
  for (std::size_t i = 0; i <= a.size(); ++i) {
    for (std::size_t j = 0; j <= b.size(); ++j) {
      if (i == 0 || j == 0) {
        cost[i][j] = i + j;
        continue;
      }
      cost[i][j] = std::min(
          {cost[i - 1][j] + 1, cost[i][j - 1] + 1, cost[i - 1][j - 1] + (a[i - 1] != b[j - 1])});
      if (swaps && i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        cost[i][j] = std::min(cost[i][j], cost[i - 2][j - 2] + 1);
      }
    }
  }
  return cost[a.size()][b.size()];
}

/// Words over few letters, so that they have something in common.
rc::Gen<std::string> words() {
  return rc::gen::mapcat(rc::gen::inRange(0, 120), [](int length) {
    return rc::gen::container<std::string>(static_cast<std::size_t>(length),
                                           rc::gen::inRange('a', 'e'));
  });
}

}  // namespace

TEST(Similarity, jaro_winkler_gives_the_values_of_winklers_paper) {
  struct Row {
    const char *a, *b;
    double value;
  };
  // Winkler (2006), Overview of Record Linkage, table 6; rounded to three digits there.
  for (const Row& row : {Row{"shackleford", "shackelford", 0.982},
                         {"dunningham", "cunnigham", 0.896},
                         {"nichleson", "nichulson", 0.956},
                         {"jones", "johnson", 0.832},
                         {"massey", "massie", 0.933},
                         {"abroms", "abrams", 0.922},
                         {"hardin", "martinez", 0.722},
                         {"itman", "smith", 0.467},
                         {"jeraldine", "geraldine", 0.926},
                         {"marhta", "martha", 0.961},
                         {"michelle", "michael", 0.921},
                         {"julies", "julius", 0.933},
                         {"tanya", "tonya", 0.880},
                         {"dwayne", "duane", 0.840},
                         {"sean", "susan", 0.805},
                         {"jon", "john", 0.933}}) {
    EXPECT_NEAR(jaro_winkler(row.a, row.b), row.value, 0.0006) << row.a << " " << row.b;
  }
}

RC_GTEST_PROP(Similarity, bit_parallel_levenshtein_is_the_textbook_one, ()) {
  const std::string a = *words(), b = *words();
  RC_ASSERT(levenshtein(a, b) == textbook_distance(a, b, false));
}

RC_GTEST_PROP(Similarity, bit_parallel_damerau_is_the_textbook_one, ()) {
  const std::string a = *words(), b = *words();
  RC_ASSERT(damerau(a, b) == textbook_distance(a, b, true));
}

RC_GTEST_PROP(Similarity, jaro_winkler_is_the_same_in_its_long_form, ()) {
  // One letter of padding beyond 64 bytes takes the other code path; equal tails match fully.
  const std::string a = *words(), b = *words();
  RC_ASSERT(jaro_winkler(a, b) >= 0);
  RC_ASSERT(jaro_winkler(a, b) <= 1);
  RC_ASSERT((jaro_winkler(a, b) == 1) == (a == b));
}

TEST(Similarity, a_swap_of_neighbours_counts_once_in_damerau_only) {
  EXPECT_EQ(damerau("martha", "marhta"), 1u);
  EXPECT_EQ(levenshtein("martha", "marhta"), 2u);
}

TEST(Similarity, texts_of_many_kilobytes_are_compared_by_their_beginning) {
  const std::string page(10000, 'a');
  EXPECT_EQ(levenshtein(page, page + "b"), 0u);
  EXPECT_DOUBLE_EQ(jaro_winkler(page, page), 1);
}

TEST(Similarity, dates_forgive_what_hands_do) {
  EXPECT_DOUBLE_EQ(date_similarity("19500102", "19500102"), 1);
  EXPECT_DOUBLE_EQ(date_similarity("19500102", "19500201"), 0.95);
  EXPECT_DOUBLE_EQ(date_similarity("19500102", "19500103"), 0.95);
  EXPECT_DOUBLE_EQ(date_similarity("19500102", "19050102"), 0.9);
  EXPECT_DOUBLE_EQ(date_similarity("19500102", "19501202"), 0.8);
  EXPECT_DOUBLE_EQ(date_similarity("19500110", "19500123"), 0.8);
  EXPECT_DOUBLE_EQ(date_similarity("19500102", "19501225"), 0.6);
  EXPECT_DOUBLE_EQ(date_similarity("19500102", "1"), 0);
}

TEST(Similarity, persons_may_swap_or_shorten_their_names) {
  EXPECT_GT(person_similarity("marie dupont", "dupont marie"), 0.95);
  EXPECT_GT(person_similarity("marie dupont", "m dupont"), 0.9);
  EXPECT_GT(person_similarity("marie claire dupont", "marie dupont"), 0.9);
  EXPECT_LT(person_similarity("marie dupont", "paul martin"), 0.7);
}

TEST(Similarity, e_mails_count_by_account_first) {
  EXPECT_DOUBLE_EQ(email_similarity("a.b@x.fr", "a.b@y.org"), 0.95);
  EXPECT_DOUBLE_EQ(email_similarity("lola.b@martinez-jones.net", "lola.b@martinez-jnoes.net"),
                   0.95);
  EXPECT_DOUBLE_EQ(email_similarity("lola.b@x.net", "lolla.b@x.net"), 0.9);
  EXPECT_LT(email_similarity("mairie@brest.fr", "contact@brest.fr"), 0.4);
}

TEST(Similarity, phones_and_siret_know_their_near_misses) {
  EXPECT_DOUBLE_EQ(phone_similarity("0298001122", "0298001132"), 0.9);
  EXPECT_DOUBLE_EQ(phone_similarity("0298001122", "0298001157"), 0.6);
  EXPECT_DOUBLE_EQ(phone_similarity("0298001122", "0145121212"), 0);
  EXPECT_DOUBLE_EQ(siret_similarity("44278389100012", "44278389100087"), 0.7);
}

TEST(Similarity, house_numbers_know_suffixes_ranges_and_neighbours) {
  EXPECT_DOUBLE_EQ(house_number_similarity("12b", "12"), 0.8);
  EXPECT_DOUBLE_EQ(house_number_similarity("12-14", "14"), 0.9);
  EXPECT_DOUBLE_EQ(house_number_similarity("12", "14"), 0.5);
  EXPECT_DOUBLE_EQ(house_number_similarity("12", "120"), 0);
}

TEST(Similarity, metres_are_those_of_the_globe_and_absurd_points_have_none) {
  // Notre-Dame de Paris to the Sacré-Cœur: 3.76 km on any map.
  EXPECT_NEAR(metres_between("48.8530 2.3499", "48.8867 2.3431"), 3780, 30);
  EXPECT_LT(metres_between("91 0", "48 2"), 0);
  EXPECT_LT(metres_between("48.85", "48 2"), 0);
  EXPECT_LT(metres_between("nan 0", "48 2"), 0);
}

TEST(AddressSimilarity, weighs_door_street_and_distance_together) {
  struct {
    std::string_view a, b;
    double likeness;
  } const cases[] = {
      {"12|rue gare|45.1 5.7", "12|rue gare|45.1 5.7", 1},
      {"12|rue gare|45.1 5.7", "12|rue gare|45.101 5.7", 0.9},    // the same door, 111 m
      {"12|rue gare|45.1 5.7", "12|rue gares|", 0.9},             // a slip, no point
      {"12|rue gare|45.1 5.7", "12|rue gare|45.2 5.7", 0.75},     // 11 km: a point is wrong
      {"12|rue gare|45.1 5.7", "|rue gare|45.101 5.7", 0.75},     // no number
      {"12|rue gare|45.1 5.7", "14|rue gare|45.1002 5.7", 0.75},  // next door
      {"12|rue gare|45.1 5.7", "45|rue gare|45.1002 5.7", 0.6},   // 22 m
      {"12|rue gare|45.1 5.7", "45|rue gare|45.11 5.7", 0.4},     // 1,112 m
      {"12|rue gare|45.1 5.7", "1|place mairie|45.1 5.7", 0.6},   // one point, two streets
      {"12|rue gare|45.1 5.7", "1|place mairie|45.101 5.7", 0.4},
      {"12|rue gare|45.1 5.7", "1|place mairie|45.105 5.7", 0.2},
      {"12|rue gare|45.1 5.7", "1|place mairie|45.15 5.7", 0},
      {"12|rue gare|", "1|place mairie|", 0},
      {"||45.1 5.7", "12|rue gare|45.1001 5.7", 0.75},  // no street, 11 m
      {"||45.1 5.7", "12|rue gare|", 0.2},              // nothing to tell
      {"rue gare", "12|rue gare|", 0.75},
  };
  for (const auto& c : cases) {
    EXPECT_DOUBLE_EQ(address_similarity(c.a, c.b), c.likeness) << c.a << " / " << c.b;
    EXPECT_DOUBLE_EQ(address_similarity(c.b, c.a), c.likeness) << c.b << " / " << c.a;
  }
}

}  // namespace maillage::linkage
