#include "base/text.hpp"

#include <gtest/gtest.h>

#include "support/vectors.hpp"

namespace maillage::base {

TEST(Text, slug_gives_the_recorded_answers) {
  test::Tally tally("slugify");
  for (const test::Case& c : test::load_cases("slugify")) {
    const std::string ours = slug(c.input.text());
    if (ours == c.expected.text()) {
      tally.equal();
    } else if (contains(c.input.text(), "’")) {
      tally.different("slug-typographic-apostrophe", c.name);
    } else if (contains(c.input.text(), "ß")) {
      tally.different("slug-sharp-s", c.name);
    } else {
      ADD_FAILURE() << c.name << " -> " << ours << ", expected " << c.expected.text();
    }
  }
  EXPECT_GE(tally.report(), 0.98);
}

TEST(Text, fold_makes_two_spellings_of_a_word_equal) {
  EXPECT_EQ(fold("Œuvre d’ÉTÉ"), fold("oeuvre d'été"));
  EXPECT_EQ(fold("Lycée"), "lycee");
}

TEST(Text, trim_removes_no_break_spaces_and_marks) {
  EXPECT_EQ(trim("\xC2\xA0 Brest \xEF\xBB\xBF"), "Brest");
  EXPECT_EQ(trim(" \t "), "");
}

TEST(Text, squeeze_leaves_one_ordinary_space_between_words) {
  EXPECT_EQ(squeeze("\n rue \xC2\xA0 du\tLac\xE2\x80\xAF"), "rue du Lac");
  EXPECT_EQ(squeeze("rue du Lac"), "rue du Lac");
  EXPECT_EQ(squeeze(" \n"), "");
  EXPECT_EQ(remove_spaces(" 04 73\xC2\xA0" "94\t"), "047394");
}

TEST(Text, a_wrong_byte_is_one_replacement_character) {
  EXPECT_EQ(valid_utf8("a\xFF" "b"), "a\xEF\xBF\xBD" "b");
  EXPECT_FALSE(is_valid_utf8("\xC3"));
  EXPECT_TRUE(is_valid_utf8("\xEF\xBF\xBD"));
}

TEST(Text, numbers_are_printed_as_javascript_prints_them) {
  EXPECT_EQ(number_text(1.0), "1");
  EXPECT_EQ(number_text(-0.008588), "-0.008588");
  EXPECT_EQ(number_text(36750100000000), "36750100000000");
  EXPECT_EQ(number_text(1e-7), "1e-7");
  EXPECT_EQ(number_text(1e21), "1e+21");
}

TEST(Text, length_counts_utf16_units) { EXPECT_EQ(utf16_length("é😀"), 3u); }

TEST(Text, sha256_of_the_standard_example) {  // FIPS 180-4, example "abc"
  EXPECT_EQ(sha256_hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

}  // namespace maillage::base
