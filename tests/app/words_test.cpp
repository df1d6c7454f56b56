#include "app/words.hpp"

#include <gtest/gtest.h>

namespace maillage::app {

TEST(Words, the_progress_says_how_far_and_how_long) {
  EXPECT_EQ(progress_text(3200, 4930, 7.4), "3 200 lignes sur 4 930, encore 4 secondes environ");
  EXPECT_EQ(progress_text(1000, 100000, 10), "1 000 lignes sur 100 000, encore 17 minutes environ");
}

TEST(Words, the_progress_of_a_list_of_unknown_size_counts_only) {
  EXPECT_EQ(progress_text(512, 0, 3), "512 lignes");
  EXPECT_EQ(progress_text(0, 100, 0), "0 lignes");
}

TEST(Words, a_slip_of_the_finger_is_recognised) {
  const std::vector<std::string> commands = {"transformer", "publier", "valider", "servir"};
  EXPECT_EQ(suggestion("transfomer", commands), "transformer");
  EXPECT_EQ(suggestion("valid", commands), "valider");
  EXPECT_EQ(suggestion("serveur", commands), "servir");
}

TEST(Words, a_word_far_from_all_commands_suggests_nothing) {
  EXPECT_EQ(suggestion("cuisiner", {"transformer", "publier"}), "");
  EXPECT_EQ(suggestion(std::string(1000, 'x'), {"transformer"}), "");
}

}  // namespace maillage::app
