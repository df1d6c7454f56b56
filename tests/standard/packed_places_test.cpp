#include "standard/packed_places.hpp"

#include <gtest/gtest.h>

namespace maillage::standard {

namespace {

PackedPlaces::Texts texts(std::string_view id, std::string_view last) {
  PackedPlaces::Texts made;
  made.front() = id;
  made.back() = last;
  return made;
}

}  // namespace

TEST(PackedPlaces, give_back_what_they_were_given) {
  PackedPlaces places;
  const PlaceView one = places.add(texts("a", "https://rdv"));
  const PlaceView other = places.add(texts("b", ""), {{"structure_coop_id", "7"}});
  EXPECT_EQ(one[Field::id], "a");
  EXPECT_EQ(one[Field::prise_rdv], "https://rdv");
  EXPECT_FALSE(one.has(Field::nom));
  EXPECT_TRUE(one.extras().empty());
  EXPECT_FALSE(other.has(Field::prise_rdv));
  EXPECT_EQ(other.extras().at(0).second, "7");
}

TEST(PackedPlaces, keep_their_texts_where_they_are) {
  PackedPlaces places, others;
  const std::string long_text(3 << 20, 'x');  // more than a block
  const PlaceView first = places.add(texts("a", "z"));
  const PlaceView absorbed = others.add(texts("b", long_text), {{"n", "v"}});
  places.absorb(std::move(others));
  for (int i = 0; i < 10'000; ++i) places.add(texts("c", "some text"));
  EXPECT_EQ(first[Field::prise_rdv], "z");
  EXPECT_EQ(absorbed[Field::prise_rdv], long_text);
  EXPECT_EQ(absorbed.extras().at(0).first, "n");
}

TEST(PackedPlaces, become_a_place_and_nothing_of_the_one_before_remains) {
  PackedPlaces places;
  Place place;
  place[Field::nom] = "before";
  place.extras.emplace_back("n", "v");
  const PlaceView view = places.add(texts("a", "z"));
  view.copy_to(place);
  EXPECT_EQ(place[Field::id], "a");
  EXPECT_FALSE(place.has(Field::nom));
  EXPECT_TRUE(place.extras.empty());
  EXPECT_EQ(PlaceView(place)[Field::prise_rdv], "z");
}

}  // namespace maillage::standard
