#include "places/facts.hpp"

#include "places/field_history.hpp"
#include "world.hpp"

namespace maillage::places {
namespace {

using standard::Field;
constexpr auto kDay = std::chrono::days(1);

std::vector<FieldFact> facts(World& world, std::string_view id, base::Instant now = kNow) {
  auto reader = world.database->read();
  return facts_of(*find_place(*reader, id), changes_of(*reader, id), base::utc_day(now));
}

const FieldFact& fact(const std::vector<FieldFact>& all, Field field, std::string_view record) {
  return *std::find_if(all.begin(), all.end(), [&](const FieldFact& each) {
    return each.field == field && each.record_id == record;
  });
}

TEST(History, keeps_the_old_value_with_its_source_when_an_import_changes_it) {
  World world("history");
  standard::Place a = place("a", "A");
  a[Field::telephone] = "+33555521212";
  world.import("la-creuse", {a});
  a[Field::telephone] = "+33555529999";
  world.import("la-creuse", {a}, kNow + kDay);
  const auto changes = changes_of(*world.database->read(), "a");
  ASSERT_EQ(changes.size(), 1u);
  EXPECT_EQ(changes[0],
            (FieldChange{"a", "la-creuse", Field::telephone, "+33555521212", kNow + kDay,
                         "20260513-la-creuse-lieux-de-mediation-numeriques-national.json"}));
}

TEST(History, says_nothing_of_what_stays_the_same) {
  World world("history");
  world.import("la-creuse", {place("a", "A"), place("b", "B")});
  world.import("la-creuse", {place("a", "A"), place("b", "B bis")}, kNow + kDay);
  world.import("la-creuse", {place("b", "B bis")}, kNow + 2 * kDay);
  world.import("la-creuse", {place("a", "A"), place("b", "B bis")}, kNow + 3 * kDay);
  EXPECT_TRUE(changes_of(*world.database->read(), "a").empty());
  EXPECT_EQ(changes_of(*world.database->read(), "b").size(), 1u);
}

TEST(Facts, name_the_source_and_the_day_of_each_value) {
  World world("facts");
  standard::Place a = place("a", "A");
  a[Field::telephone] = "+33555521212";
  world.import("la-creuse", {a});
  a[Field::telephone] = "+33555529999";
  world.import("la-creuse", {a}, kNow + 4 * kDay);
  const auto all = facts(world, "a");
  const FieldFact& phone = fact(all, Field::telephone, "a");
  EXPECT_EQ(phone.value, "+33555529999");
  EXPECT_EQ(phone.source, "la-creuse");
  EXPECT_EQ(phone.observed_on, base::utc_day(kNow + 4 * kDay));
  EXPECT_EQ(phone.licence, "etalab-2.0");
  EXPECT_TRUE(phone.shown);
  EXPECT_EQ(fact(all, Field::nom, "a").observed_on, base::utc_day(kNow));
}

TEST(Facts, of_two_lists_stand_side_by_side_the_shown_one_first) {
  World world("facts");
  standard::Place a = place("a", "Médiathèque"), b = place("b", "Médiathèque");
  a[Field::telephone] = "+33555521212";
  a[Field::date_maj] = "2024-01-01";
  b[Field::telephone] = "+33555529999";
  b[Field::date_maj] = "2026-05-01";
  world.import("la-creuse", {a});
  world.import("corse", {b});
  world.decide("a", "b", Verdict::same);
  world.group();
  const auto all = facts(world, "a");
  std::vector<std::string> phones;
  for (const FieldFact& each : all) {
    if (each.field == Field::telephone) phones.push_back(each.value);
  }
  EXPECT_EQ(phones, (std::vector<std::string>{"+33555529999", "+33555521212"}));
  EXPECT_GT(fact(all, Field::telephone, "b").confidence,
            fact(all, Field::telephone, "a").confidence);
}

TEST(Facts, of_a_field_with_several_values_are_shown_when_all_of_them_are) {
  World world("facts");
  standard::Place a = place("a", "Médiathèque"), b = place("b", "Médiathèque");
  a[Field::courriels] = "accueil@exemple.fr";
  b[Field::courriels] = "contact@exemple.fr";
  world.import("la-creuse", {a});
  world.import("corse", {b});
  world.decide("a", "b", Verdict::same);
  world.group();
  const auto all = facts(world, "a");
  EXPECT_TRUE(fact(all, Field::courriels, "a").shown);
  EXPECT_TRUE(fact(all, Field::courriels, "b").shown);
}

TEST(Facts, are_trusted_by_the_age_of_the_record) {
  Record record;
  const struct {
    const char* date_maj;
    double confidence;
  } kCases[] = {{"2026-05-01", 1},   {"2026-02-12", 1},   {"2026-02-11", 0.8}, {"2025-11-14", 0.8},
                {"2025-11-13", 0.5}, {"2025-05-13", 0.5}, {"2025-05-12", 0.2}, {"", 0.2}};
  for (const auto& c : kCases) {
    record.place[Field::date_maj] = c.date_maj;
    EXPECT_EQ(confidence(record, base::utc_day(kNow)), c.confidence) << c.date_maj;
  }
}

TEST(OlderIds, of_records_lead_to_the_place_they_are_in) {
  World world("older-ids");
  std::ofstream(world.folder + "/groupes.csv")
      << "place_id,record_id,source,probability\nm1,x,a,1\nm1,y,b,1\nz,z,a,1\n";
  world.import("national", {place("m1", "Médiathèque"), place("z", "Cyber")});
  EXPECT_EQ(world.shown("x")->place_id, "m1");
  EXPECT_EQ(world.shown("y")->place_id, "m1");
  EXPECT_EQ(world.shown("z")->place_id, "z");
  EXPECT_FALSE(world.shown("absent"));
}

TEST(OlderIds, of_a_place_that_vanished_lead_where_most_of_its_records_went) {
  World world("older-ids");
  const auto groups = [&](const char* lines) {
    std::ofstream(world.folder + "/groupes.csv") << "place_id,record_id,source,probability\n"
                                                 << lines;
  };
  groups("m1,x,a,1\nm1,y,b,1\nm1,w,b,1\n");
  world.import("national", {place("m1", "Médiathèque")});
  groups("m2,x,a,1\nm2,y,b,1\nw,w,b,1\n");
  world.import("national", {place("m2", "Médiathèque"), place("w", "Autre")}, kNow + kDay);
  EXPECT_EQ(world.shown("m1")->place_id, "m2");
  EXPECT_EQ(world.shown("x")->place_id, "m2");
  EXPECT_EQ(world.shown("w")->place_id, "w");
}

TEST(OlderIds, lead_to_a_record_that_stands_alone_again) {
  World world("older-ids");
  const auto groups = [&](const char* lines) {
    std::ofstream(world.folder + "/groupes.csv") << "place_id,record_id,source,probability\n"
                                                 << lines;
  };
  groups("m1,x,a,1\nm1,y,b,1\n");
  world.import("national", {place("m1", "Médiathèque")});
  groups("x,x,a,1\n");
  world.import("national", {place("x", "Médiathèque")}, kNow + kDay);
  EXPECT_EQ(world.shown("m1")->place_id, "x");
  EXPECT_EQ(world.shown("x")->place_id, "x");
}

}  // namespace
}  // namespace maillage::places
