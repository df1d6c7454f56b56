#include "places/linked_data.hpp"

#include "base/text.hpp"
#include "world.hpp"

namespace maillage::places {
namespace {

using standard::Field;

formats::Json linked(World& world, const standard::Place& made) {
  world.import("liste", {made});
  return formats::parse_json(
      linked_data(*world.shown(made[Field::id]), "https://lieux.exemple.fr", Almanac()));
}

TEST(LinkedData, says_what_the_page_says) {
  World world;
  standard::Place made = place("a", "Médiathèque");
  made[Field::typologie] = "BIB";
  made[Field::telephone] = "+33555520000";
  made[Field::latitude] = "46.169";
  made[Field::longitude] = "1.871";
  made[Field::frais_a_charge] = "Gratuit";
  const formats::Json json = linked(world, made);
  EXPECT_EQ(json["@context"].text(), "https://schema.org");
  EXPECT_EQ(json["@type"].text(), "Library");
  EXPECT_EQ(json["url"].text(), "https://lieux.exemple.fr/lieux/a");
  EXPECT_EQ(json["address"]["addressLocality"].text(), "Guéret");
  EXPECT_EQ(json["geo"]["latitude"].as_number(), 46.169);
  EXPECT_EQ(json["amenityFeature"].items().at(0)["name"].text(),
            "Aide aux démarches administratives");
  EXPECT_TRUE(json["isAccessibleForFree"].as_boolean());
}

TEST(LinkedData, gives_hours_that_are_the_same_each_week) {
  World world;
  standard::Place made = place("a", "Médiathèque");
  made[Field::horaires] = "Mo 09:00-12:00,14:00-24:00";
  const formats::Json json = linked(world, made);
  const auto& hours = json["openingHoursSpecification"].items();
  ASSERT_EQ(hours.size(), 2u);
  EXPECT_EQ(hours[0]["dayOfWeek"].text(), "https://schema.org/Monday");
  EXPECT_EQ(hours[0]["opens"].text() + "-" + hours[0]["closes"].text(), "09:00-12:00");
  EXPECT_EQ(hours[1]["opens"].text() + "-" + hours[1]["closes"].text(), "14:00-23:59");
}

TEST(LinkedData, leaves_out_hours_that_change_from_week_to_week) {
  World world;
  standard::Place made = place("a", "Bus");
  made[Field::horaires] = "week 1-53/2 We 09:00-12:30";
  EXPECT_FALSE(linked(world, made).has("openingHoursSpecification"));
}

TEST(LinkedData, cannot_end_its_block_in_the_page) {
  World world;
  standard::Place made = place("a", "</script><script>alert(1)</script><!--");
  world.import("liste", {made});
  Site site(*world.database, nullptr, [] { return kNow; });
  web::Request request;
  ASSERT_TRUE(web::read_target("/lieux/a", request));
  const std::string page = *answer(request, site).body;
  const std::size_t block = page.find("application/ld+json");
  ASSERT_NE(block, page.npos);
  EXPECT_FALSE(base::contains(page, "<script>alert"));
  const std::string data = page.substr(block, page.find("</script>", block) - block);
  EXPECT_TRUE(base::contains(data, "\\u003c/script\\u003e\\u003cscript\\u003e"));
  EXPECT_EQ(formats::parse_json(data.substr(data.find('{')))["name"].text(), public_name(made));
}

}  // namespace
}  // namespace maillage::places
