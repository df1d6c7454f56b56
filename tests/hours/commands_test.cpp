#include "hours/commands.hpp"

#include <sstream>

#include <gtest/gtest.h>

namespace maillage::hours {
namespace {

TEST(Commands, evaluer_answers_json_lines) {
  std::istringstream in(
      R"({"oh":"Mo-Fr 09:00-17:00; PH off","tz":"Europe/Paris","state":"Île-de-France","at":["2026-05-13T10:30:00+02:00","2026-05-14T10:30:00+02:00"]})"
      "\n{\"oh\":\"Mo 9h\",\"at\":[]}\nnot json\n");
  std::ostringstream out;
  EXPECT_EQ(evaluer_jsonl(in, out, {}), 1);
  EXPECT_NE(
      out.str().find(
          R"({"t":"2026-05-13T10:30:00+02:00","state":"open","comment":null,"next":"2026-05-13T17:00:00+02:00"})"),
      std::string::npos)
      << out.str();
  EXPECT_NE(out.str().find(
                R"("state":"closed","comment":"Ascension","next":"2026-05-15T09:00:00+02:00")"),
            std::string::npos)
      << out.str();
  EXPECT_NE(out.str().find(R"({"valid":false)"), std::string::npos);
}

TEST(Commands, a_line_that_is_too_long_is_answered_and_the_next_one_read) {
  std::istringstream in("{\"text\":\"" + std::string(3 << 20, 'a') +
                        "\"}\n{\"text\":\"lundi 9h-12h\"}");
  std::ostringstream out;
  EXPECT_EQ(lire_jsonl(in, out), 1);
  EXPECT_TRUE(out.str().starts_with(R"({"valid":false,"errors":["Cette ligne dépasse 1 Mo."]})"
                                    "\n"));
  EXPECT_NE(out.str().find(R"({"oh":"Mo 09:00-12:00")"), std::string::npos) << out.str();
}

TEST(Commands, lire_tells_what_it_understood_and_what_it_did_not) {
  std::istringstream in(R"({"text":"Lundi 9h-12h, espace jeunes"})"
                        "\n");
  std::ostringstream out;
  EXPECT_EQ(lire_jsonl(in, out), 0);
  EXPECT_EQ(
      out.str(),
      R"({"oh":"Mo 09:00-12:00","understood":"Lundi de 9 h à 12 h.","left_over":"espace jeunes"})"
      "\n");
}

TEST(Commands, etat_speaks_to_a_person) {
  std::ostringstream out;
  EXPECT_EQ(etat({"lundi au vendredi 9h-12h", "97411",
                  std::chrono::sys_days(std::chrono::year{2026} / 5 / 13) + std::chrono::hours(6)},
                 {}, out),
            0);
  EXPECT_TRUE(out.str().starts_with("Ouvert jusqu’à 12 h\n")) << out.str();
}

}  // namespace
}  // namespace maillage::hours
