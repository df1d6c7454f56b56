#include "places/tidy.hpp"

#include "world.hpp"

#include <rapidcheck/gtest.h>

namespace maillage::places {
namespace {

using standard::Field;

TEST(Tidy, takes_dangling_signs_off_an_address) {
  struct Case {
    const char *written, *kept;
  };
  for (const auto& [written, kept] : {Case{"12 rue des Lilas -", "12 rue des Lilas"},
                                      Case{"12 rue des Lilas ,", "12 rue des Lilas"},
                                      Case{"- Avenue Paul Mairat", "Avenue Paul Mairat"},
                                      Case{" 3  place  Saint-Jean, ", "3 place Saint-Jean"},
                                      Case{"Zone A - Lot B", "Zone A - Lot B"}, Case{" - ", ""}}) {
    EXPECT_EQ(tidy_address(written), kept) << written;
  }
}

TEST(Tidy, squeezes_names_and_keeps_a_single_no_break_space) {
  EXPECT_EQ(tidy_line("  Maison  de\tquartier "), "Maison de quartier");
  EXPECT_EQ(tidy_line("Le Café\u00a0!"), "Le Café\u00a0!");
  EXPECT_EQ(tidy_line("Le Café \u00a0!"), "Le Café !");
}

TEST(Tidy, keeps_the_paragraphs_of_a_presentation) {
  EXPECT_EQ(tidy_paragraphs("\n Un  atelier. \r\n\n\n\nUn  café.\nUn thé.\n"),
            "Un atelier.\n\nUn café.\nUn thé.");
}

TEST(Tidy, leaves_the_id_as_others_know_it) {
  standard::Place untidy = place(" a  b ", " Le  lieu ");
  tidy(untidy);
  EXPECT_EQ(untidy[Field::id], " a  b ");
  EXPECT_EQ(untidy[Field::nom], "Le lieu");
}

TEST(Tidy, is_how_places_enter_the_registry) {
  World world;
  standard::Place untidy = place("a", " Le  lieu ");
  untidy[Field::adresse] = "2 rue des Lilas -";
  world.import("liste", {untidy});
  EXPECT_EQ(world.find("a")->place[Field::nom], "Le lieu");
  EXPECT_EQ(world.find("a")->place[Field::adresse], "2 rue des Lilas");
}

RC_GTEST_PROP(Tidy, done_twice_is_done_once, ()) {
  const auto pieces = *rc::gen::container<std::vector<std::string>>(
      rc::gen::element<std::string>("a", " ", "\u00a0", "\n", "-", ",", "é", "\t", "\u202f"));
  std::string text;
  for (const std::string& piece : pieces) text += piece;
  RC_ASSERT(tidy_line(tidy_line(text)) == tidy_line(text));
  RC_ASSERT(tidy_paragraphs(tidy_paragraphs(text)) == tidy_paragraphs(text));
  RC_ASSERT(tidy_address(tidy_address(text)) == tidy_address(text));
}

}  // namespace
}  // namespace maillage::places
