#include "geocoding/geocoder.hpp"

#include "france.hpp"

#include <algorithm>

#include <rapidcheck/gtest.h>

namespace maillage::geocoding {
namespace {

/// The code of the best answer, or "".
std::string best(std::string_view text) {
  const auto answers = france().search({text, 1});
  return answers.empty() ? std::string() : answers.front().code;
}

// Codes are those of the official list (code officiel géographique).
TEST(Geocoder, finds_communes_by_what_people_write) {
  const struct {
    const char *text, *code;
  } kCases[] = {
      {"Guéret", "23096"},
      {"GUERET", "23096"},
      {"23000", "23096"},
      {"23000 Guéret", "23096"},
      {"Guéret (23000)", "23096"},
      {"23096", "23096"},
      {"st étienne", "42218"},
      {"l'hay les roses", "94038"},
      {"hay les roses", "94038"},
      {"Villeneuve s/ Lot", "47323"},
      {"38400saint martin d'heres", "38421"},
      {"sareguemine", "57631"},
      {"montreil", "93048"},
      {"chateau ladon", "77099"},
      {"pairs france", "75056"},
      {"courbevoie france", "92026"},
      {"torcy 77", "77468"},
      {"les déserts savoie", "73098"},
      {"69210 l'arbresl", "69010"},
      {"chamonix", "74056"},
      {"Arthon-en-Retz", "44005"},
      {"rue", "80688"},
      {"y", "80829"},
      {"75382 Paris", "75056"},
      {"paris 17eme", "75117"},
      {"LYON CEDEX 03", "69383"},
      {"75017", "75117"},
      {"mediatheque", ""},
      {"", ""},
      {"france", ""},
      {"99999", ""},
  };
  for (const auto& c : kCases) EXPECT_EQ(best(c.text), c.code) << c.text;
}

TEST(Geocoder, finds_departements_and_regions) {
  EXPECT_EQ(best("Gironde"), "33");
  EXPECT_EQ(best("indre et loire"), "37");
  EXPECT_EQ(best("2a"), "2A");
  EXPECT_EQ(best("ile de france"), "11");
  EXPECT_EQ(france().search({"Paris"}).front().kind, Kind::commune);
  EXPECT_EQ(france().search({"indre"}).front().kind, Kind::departement);
}

TEST(Geocoder, says_why) {
  const auto why = [](std::string_view text) { return france().search({text}).front(); };
  EXPECT_TRUE(why("23000 Guéret").has(Reason::postcode));
  EXPECT_TRUE(why("montreil").has(Reason::spelling));
  EXPECT_TRUE(why("Arthon-en-Retz").has(Reason::former_name));
  EXPECT_TRUE(why("azinc").has(Reason::beginning));
  EXPECT_TRUE(why("paris 17e").has(Reason::arrondissement));
  EXPECT_GT(why("Guéret").score, why("guéret tourisme").score);
}

TEST(Geocoder, offers_namesakes_the_largest_first) {
  const auto answers = france().search({"Saint-Denis", 5});
  ASSERT_GE(answers.size(), 3u);
  EXPECT_EQ(answers[0].code, "97411");
  EXPECT_EQ(answers[1].code, "93066");
}

TEST(Geocoder, completes_an_unfinished_name) {
  const auto answers = france().search({.text = "bord", .limit = 5, .unfinished = true});
  ASSERT_FALSE(answers.empty());
  EXPECT_EQ(answers.front().label, "Bordeaux");
}

RC_GTEST_PROP(Geocoder, answers_any_question, (const std::string& text, bool unfinished)) {
  const auto answers = france().search({text, 3, unfinished});
  RC_ASSERT(answers.size() <= 3u);
  for (const Answer& answer : answers) RC_ASSERT(answer.score >= 0 && answer.score <= 1);
}

RC_GTEST_PROP(Geocoder, knows_every_commune_by_its_name_and_postcode, ()) {
  const auto all = communes().all();
  const auto& commune = all[*rc::gen::inRange<std::size_t>(0, all.size())];
  if (commune.postcodes().empty()) return;
  const std::string postcode = std::to_string(100'000 + commune.postcodes().front()).substr(1);
  const auto answers = france().search({postcode + " " + std::string(commune.name()), 3});
  RC_ASSERT(std::ranges::any_of(answers, [&](const Answer& a) { return a.commune == &commune; }));
}

TEST(Distance, agrees_with_the_known_distance_of_two_towns) {
  EXPECT_NEAR(distance_m({48.8566, 2.3522}, {45.7640, 4.8357}), 391'500, 1000);  // Paris-Lyon
}

}  // namespace
}  // namespace maillage::geocoding
