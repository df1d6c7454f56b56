#include "addresses.hpp"
#include "geocoding/reverse.hpp"

#include <limits>

#include <rapidcheck/gtest.h>

namespace maillage::geocoding {
namespace {

const Geocoder& some_streets() {
  static const Geocoder kStreets = [] {
    const AddressWorld world("geocoding-streets");
    world.import(some_addresses());
    return world.geocoder();
  }();
  return kStreets;
}

std::string best(std::string_view text) {
  const auto answers = some_streets().search({text, 1});
  return answers.empty() ? std::string() : answers.front().label;
}

TEST(Streets, are_found_by_what_people_write) {
  const struct {
    const char *text, *label;
  } kCases[] = {
      {"2 rue de l'église Guéret", "2 Rue de l'Église, 23000 Guéret"},
      {"2 bis r. de l'eglise 23000", "2 bis Rue de l'Église, 23000 Guéret"},
      {"2BIS RUE EGLISE GUERET", "2 bis Rue de l'Église, 23000 Guéret"},
      {"Guéret, 7 rue de l'eglise", "7 Rue de l'Église, 23000 Guéret"},
      {"rue de l'eglise gueret", "Rue de l'Église, 23000 Guéret"},
      {"5 av gal de gaulle gueret", "5 Avenue du Général de Gaulle, 23000 Guéret"},
      {"5 avenue charles de gaulle gueret", "5 Avenue du Général de Gaulle, 23000 Guéret"},
      {"3 pl bonyaud guéret", "3 Place Bonnyaud, 23000 Guéret"},
      {"12 rue du 11 novembre gueret", "12 Rue du Onze Novembre, 23000 Guéret"},
      {"34 avenue de l'opéra 75002", "34 Avenue de l'Opéra, 75002 Paris"},
      {"avenue de l'opera 75001 paris", "Avenue de l'Opéra, 75001 Paris"},
      {"20 bd poniatowsk", "20 Boulevard Poniatowski, 75012 Paris"},
      {"20 bd ponyatowski paris", "20 Boulevard Poniatowski, 75012 Paris"},
      {"10 rue de lyon paris", "10 Rue de Lyon, 75012 Paris"},
      {"8 rue de paris lyon", "8 Rue de Paris, 69003 Lyon"},
      {"6 rue de l'eglise arthon en retz",
       "6 Rue de l'Église, Arthon-en-Retz, 44320 Chaumes-en-Retz"},
      {"rue de l'eglise chemere", "Rue de l'Église, Chéméré, 44320 Chaumes-en-Retz"},
      {"lieu dit le moulin gueret", "Lieu-dit Le Moulin, 23000 Guéret"},
      {"Guéret", "23000 Guéret"},
      {"rue inconnue gueret", "23000 Guéret"},
  };
  for (const auto& c : kCases) EXPECT_EQ(best(c.text), c.label) << c.text;
}

TEST(Streets, take_the_point_of_the_nearest_number_when_the_house_is_unknown) {
  const auto answer = some_streets().search({"5 rue de l'eglise gueret"}).front();
  EXPECT_EQ(answer.kind, Kind::street);
  EXPECT_TRUE(answer.has(Reason::nearest_number));
  EXPECT_LT(distance_m(answer.point, {46.1708, 1.8710}), 2);  // the 7, on the same side
}

TEST(Streets, are_suggested_while_they_are_written) {
  const auto answers = some_streets().search({.text = "place bon", .limit = 3, .unfinished = true});
  ASSERT_FALSE(answers.empty());
  EXPECT_EQ(answers.front().label, "Place Bonnyaud, 23000 Guéret");
}

TEST(Reverse, gives_the_nearest_house) {
  const auto answer = some_streets().reverse({46.17085, 1.87105});
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->label, "7 Rue de l'Église, 23000 Guéret");
}

TEST(Reverse, gives_the_commune_where_no_house_is_near) {
  EXPECT_EQ(some_streets().reverse({46.1, 1.9})->kind, Kind::commune);
  EXPECT_FALSE(some_streets().reverse({0, 0}));
  EXPECT_FALSE(some_streets().reverse({std::numeric_limits<double>::quiet_NaN(), 2}));
  EXPECT_FALSE(some_streets().reverse({1e300, -1e300}));
}

RC_GTEST_PROP(Reverse, agrees_with_a_walk_over_all_houses, ()) {
  static const AddressWorld kWorld("geocoding-reverse");
  static const AddressFile kFile = [] {
    std::vector<BanAddress> addresses;
    for (int i = 1; i < 400; ++i) {
      addresses.push_back({std::to_string(i), "", "Rue " + std::to_string(i % 40), "23000", "23096",
                           "", 1.85 + 0.0007 * (i * 37 % 61), 46.15 + 0.0005 * (i * 53 % 59)});
    }
    kWorld.import(addresses);
    return AddressFile(kWorld.target);
  }();
  const Point point{46.15 + *rc::gen::inRange(0, 3000) * 1e-5,
                    1.85 + *rc::gen::inRange(0, 4300) * 1e-5};
  double least = std::numeric_limits<double>::infinity();
  for (const StreetRecord& street : kFile.streets()) {
    kFile.each_house(street, [&](const House& house) {
      least = std::min(least, distance_m(point, house.point));
      return true;
    });
  }
  const auto nearest = nearest_house(kFile, point);
  RC_ASSERT(nearest.has_value());
  RC_ASSERT(std::abs(nearest->distance_m - least) < 1.0);
}

RC_GTEST_PROP(Streets, answer_any_question, (const std::string& text, bool unfinished)) {
  for (const Answer& answer : some_streets().search({text, 3, unfinished}))
    RC_ASSERT(answer.score >= 0 && answer.score <= 1);
}

}  // namespace
}  // namespace maillage::geocoding
