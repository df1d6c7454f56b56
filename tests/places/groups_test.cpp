#include "places/groups.hpp"

#include "places/regrouper.hpp"
#include "store/journal.hpp"
#include "world.hpp"

#include <random>
#include <thread>

namespace maillage::places {
namespace {

using standard::Field;

constexpr auto kDay = std::chrono::hours(24);

/// Which record is shown under which address: "a:a b:a c:c ".
std::string addresses(World& world) {
  std::string text;
  for (const Record& record : all_records(*world.database->read()))
    text += record.record_id + ":" + record.group_id + " ";
  return text;
}

/// Two lists, of which the second names the first's place "a" again as "b".
void import_doubles(World& world) {
  standard::Place a = place("a", "Médiathèque du Grand Guéret");
  a[Field::telephone] = "+33555521212";
  a[Field::date_maj] = "2024-03-02";
  standard::Place b = place("b", "Médiathèque Grand Guéret");
  b[Field::telephone] = "+33555999999";
  b[Field::horaires] = "Mo-Fr 09:00-12:00";
  b[Field::date_maj] = "2026-01-05";
  world.import("la-creuse",
               {a, place("c", "Mairie de Bourganeuf", "Bourganeuf", "23400", "23030")});
  world.import("hub-lo", {b});
  world.decide("a", "b", Verdict::same);
  world.group();
}

TEST(Groups, show_a_place_under_the_address_of_its_oldest_record) {
  World world("groups");
  import_doubles(world);
  EXPECT_EQ(addresses(world), "a:a c:c b:a ");
  EXPECT_EQ(world.shown("b")->place_id, "a");
  EXPECT_EQ(shown_places(*world.database->read()), 2u);
}

TEST(Groups, keep_the_address_when_the_oldest_record_leaves_its_list) {
  World world("groups-leave");
  import_doubles(world);
  world.import("la-creuse", {place("c", "Mairie de Bourganeuf", "Bourganeuf", "23400", "23030")},
               kNow + kDay);
  world.group(kNow + kDay);
  const Shown shown = *world.shown("b");
  EXPECT_EQ(shown.place_id, "a");
  EXPECT_TRUE(shown.visible());
  EXPECT_EQ(shown.place[Field::nom], "Médiathèque Grand Guéret");
  EXPECT_EQ(shown.records.size(), 1u);
}

TEST(Groups, lose_nothing_when_every_list_forgot_the_place) {
  World world("groups-forgotten");
  import_doubles(world);
  world.import("la-creuse", {place("d", "Autre")}, kNow + kDay);
  world.import("hub-lo", {place("e", "Encore un autre")}, kNow + 2 * kDay);
  world.group(kNow + 2 * kDay);
  const Shown shown = *world.shown("b");
  EXPECT_EQ(shown.place_id, "a");
  EXPECT_EQ(shown.absent_since, base::utc_day(kNow + 2 * kDay));
}

TEST(Groups, part_again_when_the_decision_is_taken_back) {
  World world("groups-part");
  import_doubles(world);
  world.decide("a", "b", Verdict::different, kNow + kDay);
  EXPECT_EQ(world.group(kNow + kDay).moved, 1u);
  EXPECT_EQ(world.shown("b")->place_id, "b");
  EXPECT_EQ(world.shown("a")->records.size(), 1u);
}

TEST(Groups, survive_the_import_of_the_same_lists) {
  World world("groups-again");
  import_doubles(world);
  standard::Place changed = place("b", "Médiathèque Grand Guéret");
  changed[Field::telephone] = "+33555000000";
  world.import("hub-lo", {changed}, kNow + kDay);
  world.group(kNow + kDay);
  EXPECT_EQ(world.shown("b")->place_id, "a");
}

TEST(Groups, do_not_show_an_excluded_record_and_say_so_where_it_was) {
  World world("groups-excluded");
  import_doubles(world);
  world.decide("c", "", Verdict::excluded);
  world.decide("a", "", Verdict::excluded);
  world.group();
  EXPECT_TRUE(world.shown("c")->excluded);
  EXPECT_EQ(shown_places(*world.database->read()), 1u);
  EXPECT_EQ(world.shown("a")->records.size(), 1u) << "the other record still speaks";
  EXPECT_EQ(world.shown("a")->records[0].record_id, "b");
}

TEST(Groups, are_left_alone_when_there_are_no_news) {
  World world("groups-quiet");
  import_doubles(world);
  const std::int64_t before = revision(*world.database->read());
  EXPECT_TRUE(world.group(kNow + kDay).up_to_date);
  EXPECT_EQ(revision(*world.database->read()), before);
}

TEST(Groups, leave_a_line_in_the_journal_when_records_moved) {
  World world("groups-journal");
  import_doubles(world);
  const auto lines = store::newest_lines(*world.database->read(), 1);
  EXPECT_EQ(lines[0].who, "rapprochement");
}

TEST(Groups, follow_a_decision_while_the_site_runs) {
  World world("groups-live");
  import_doubles(world);
  Regrouper regrouper(
      *world.database, place_linking(test::project_file("data/models")), [] { return kNow; }, [] {},
      [](std::string_view why) { FAIL() << why; });
  world.decide("a", "b", Verdict::different, kNow + kDay);
  regrouper.wake();
  for (int tries = 0; tries < 2'000 && world.shown("b")->place_id != "b"; ++tries)
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  EXPECT_EQ(world.shown("b")->place_id, "b");
}

/// A night's list: some of five names, with a telephone that may change.
std::vector<standard::Place> list_of_night(std::mt19937& chance, int list) {
  static const char* const kNames[] = {"Médiathèque du Grand Guéret", "Mediatheque Grand Gueret",
                                       "France Services de Guéret", "Maison France Services",
                                       "Mairie de Guéret"};
  const std::string prefix = std::to_string(list) + "-";
  std::vector<standard::Place> places = {place(prefix + "x", "Lieu " + std::to_string(list))};
  for (int i = 0; i < 5; ++i) {
    if (chance() % 3 == 0) continue;
    places.push_back(place(prefix + std::to_string(i), kNames[i]));
    places.back()[Field::telephone] = "+3355552000" + std::to_string(chance() % 3);
  }
  return places;
}

TEST(Groups, of_night_after_night_are_those_of_a_registry_that_learns_all_at_once) {
  for (unsigned seed = 1; seed <= 5; ++seed) {
    std::mt19937 chance(seed);
    World nights("groups-nights" + std::to_string(seed)),
        once("groups-once" + std::to_string(seed));
    base::Instant now = kNow;
    for (int night = 0; night < 3; ++night) {
      now += kDay;
      for (const int list : {0, 1}) {
        const auto places = list_of_night(chance, list);
        for (World* world : {&nights, &once})
          world->import("liste-" + std::to_string(list), places, now);
      }
      const Verdict verdict = chance() % 2 == 0 ? Verdict::same : Verdict::different;
      for (World* world : {&nights, &once}) world->decide("0-x", "1-x", verdict, now);
      nights.group(now);
    }
    once.group(now);
    EXPECT_EQ(addresses(nights), addresses(once)) << seed;
  }
}

}  // namespace
}  // namespace maillage::places
