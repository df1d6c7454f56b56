#include "territory/closeness.hpp"

#include "territory/name_key.hpp"
#include "territory/postcode.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace maillage::territory {
namespace {

TEST(NameKey, makes_spellings_of_one_name_equal) {
  const std::pair<std::string_view, std::string_view> cases[] = {
      {"St Étienne-du-Rouvray", "saint-etienne-du-rouvray"},
      {"L’HAŸ-LES-ROSES", "l-hay-les-roses"},
      {"Marcq-en-Barœul", "marcq-en-baroeul"},
      {"Verteuil s/Charente", "verteuil-sur-charente"},
      {"Ivry/Seine", "ivry-sur-seine"},
      {"Etreux (Le Gard)", "etreux"},
      {"Douai cédex 2", "douai"},
      {"MARSEILLE 11", "marseille"},
      {"Paris 19 ème arrondissement", "paris"},
      {"Lyon3", "lyon"},
      {"Saint-Vaury, Creuse", "saint-vaury"},
      {"", ""},
      {"\xff\xfe", ""},
  };
  for (const auto& [written, key] : cases)
    EXPECT_EQ(read_written_name(written).key, key) << written;
}

TEST(NameKey, reads_the_arrondissement_and_the_postcode_beside_the_name) {
  EXPECT_EQ(read_written_name("Lyon 3e").arrondissement, 3u);
  EXPECT_EQ(read_written_name("PARIS CEDEX 06").arrondissement, 6u);
  EXPECT_EQ(read_written_name("38000 Grenoble").postcode, 38000u);
  EXPECT_EQ(read_written_name("Grenoble").arrondissement, 0u);
}

TEST(Postcode, is_read_as_people_and_spreadsheets_write_it) {
  EXPECT_EQ(read_postcode("38000"), 38000u);
  EXPECT_EQ(read_postcode("1053"), 1053u);
  EXPECT_EQ(read_postcode("26130.0"), 26130u);
  EXPECT_EQ(read_postcode("F-38 000"), 38000u);
  EXPECT_EQ(read_postcode("00000"), 0u);
  EXPECT_EQ(read_postcode("380000"), 0u);
  EXPECT_EQ(read_postcode("Grenoble"), 0u);
  EXPECT_EQ(postcode_text(1053), "01053");
}

TEST(Closeness, orders_kinds_of_likeness) {
  EXPECT_EQ(closeness("grenoble", "grenoble"), 0);
  EXPECT_EQ(closeness("lamentin", "le-lamentin"), 1);
  EXPECT_EQ(closeness("loriol", "loriol-sur-drome"), 2);
  EXPECT_EQ(closeness("le-guillaume-saint-paul", "saint-paul"), 3);
  EXPECT_EQ(closeness("bonnevill", "bonneville"), 4);
  EXPECT_EQ(closeness("angelt", "anglet"), 5);
  EXPECT_EQ(closeness("saint-hillaire-du-touvet", "le-touvet"), kNotClose);
  EXPECT_EQ(closeness("lyon", "laon"), kNotClose);
}

RC_GTEST_PROP(Closeness, misspellings_are_symmetric_and_bounded, (std::string a, std::string b)) {
  const int found = misspellings(a, b, 3);
  RC_ASSERT(found == misspellings(b, a, 3));
  RC_ASSERT(found >= 0 && found <= 4);
}

rc::Gen<std::string> short_word() {
  return rc::gen::map(rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 3)),
                      [](const std::vector<int>& letters) {
                        std::string word;
                        for (const int letter : letters) word += static_cast<char>('a' + letter);
                        return word.substr(0, 6);
                      });
}

/// The whole table of the optimal string alignment, as in its definition.
int all_misspellings(std::string_view a, std::string_view b) {
  std::vector<std::vector<int>> cost(a.size() + 1, std::vector<int>(b.size() + 1));
  for (std::size_t i = 0; i <= a.size(); ++i) {
    for (std::size_t j = 0; j <= b.size(); ++j) {
      if (i == 0 || j == 0) {
        cost[i][j] = static_cast<int>(i + j);
        continue;
      }
      cost[i][j] = std::min({cost[i - 1][j] + 1, cost[i][j - 1] + 1,
                             cost[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        cost[i][j] = std::min(cost[i][j], cost[i - 2][j - 2] + 1);
    }
  }
  return cost[a.size()][b.size()];
}

RC_GTEST_PROP(Closeness, misspellings_are_those_of_the_whole_table_up_to_the_limit, ()) {
  const std::string a = *short_word(), b = *short_word();
  const int limit = *rc::gen::inRange(0, 5);
  RC_ASSERT(misspellings(a, b, limit) == std::min(all_misspellings(a, b), limit + 1));
}

RC_GTEST_PROP(Closeness, one_slip_is_at_most_one_misspelling, ()) {
  const std::string a = *short_word(), b = *short_word();
  RC_ASSERT(one_slip_apart(a, b) == (misspellings(a, b, 1) <= 1));
}

RC_GTEST_PROP(NameKey, of_any_bytes_is_words_of_ascii, (std::string name)) {
  RC_ASSERT(read_written_name(name).key.find_first_not_of("abcdefghijklmnopqrstuvwxyz-") ==
            std::string::npos);
}

}  // namespace
}  // namespace maillage::territory
