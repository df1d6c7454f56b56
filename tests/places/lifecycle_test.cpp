#include "places/lifecycle.hpp"

#include "base/error.hpp"
#include "places/lifecycle_commands.hpp"
#include "store/journal.hpp"
#include "world.hpp"

#include <sstream>

namespace maillage::places {
namespace {

using namespace std::chrono_literals;
using standard::Field;

base::Date day(std::string_view text) {
  return *base::parse_iso_date(text);
}
base::Instant noon(std::string_view text) {
  return std::chrono::sys_days(day(text)) + 12h;
}

TEST(Stage, of_a_place_confirmed_less_than_180_days_ago_is_published) {
  const Stage stage = stage_of({}, day("2026-01-01"), day("2026-06-29"));  // 179 days
  EXPECT_EQ(stage.state, PlaceState::published);
  EXPECT_EQ(stage.confirmed_on, day("2026-01-01"));
}

TEST(Stage, of_a_place_without_news_for_180_days_is_to_verify_since_that_day) {
  const Stage stage = stage_of({}, day("2026-01-01"), day("2026-07-15"));
  EXPECT_EQ(stage.state, PlaceState::to_verify);
  EXPECT_EQ(stage.since, day("2026-06-30"));
  EXPECT_FALSE(stage.actor.empty());
  EXPECT_FALSE(stage.reason.empty());
}

TEST(Stage, of_a_place_that_nobody_ever_dated_is_to_verify) {
  EXPECT_EQ(stage_of({}, std::nullopt, day("2026-07-15")).state, PlaceState::to_verify);
}

TEST(Stage, follows_decisions_and_dates) {
  const struct {
    const char* what;
    std::vector<Transition> transitions;
    std::optional<base::Date> updated;
    PlaceState state;
  } kCases[] = {
      {"confirmed lately",
       {{"a", PlaceState::published, noon("2026-05-01"), "équipe", "vu"}},
       day("2024-01-01"),
       PlaceState::published},
      {"confirmed long ago",
       {{"a", PlaceState::published, noon("2025-05-01"), "équipe", "vu"}},
       day("2024-01-01"),
       PlaceState::to_verify},
      {"doubted, with an old date",
       {{"a", PlaceState::to_verify, noon("2026-05-01"), "équipe", "appel"}},
       day("2026-04-01"),
       PlaceState::to_verify},
      {"doubted, then updated by its list",
       {{"a", PlaceState::to_verify, noon("2026-05-01"), "équipe", "appel"}},
       day("2026-05-10"),
       PlaceState::published},
      {"closed, whatever its list says later",
       {{"a", PlaceState::closed, noon("2026-05-01"), "équipe", "appel"}},
       day("2026-05-10"),
       PlaceState::closed},
      {"closed, then opened again",
       {{"a", PlaceState::closed, noon("2026-05-01"), "équipe", "erreur"},
        {"a", PlaceState::published, noon("2026-05-02"), "équipe", "rouvert"}},
       day("2020-01-01"),
       PlaceState::published},
      {"suspended",
       {{"a", PlaceState::suspended, noon("2026-05-01"), "équipe", "travaux"}},
       day("2026-05-01"),
       PlaceState::suspended},
  };
  for (const auto& c : kCases)
    EXPECT_EQ(stage_of(c.transitions, c.updated, day("2026-06-01")).state, c.state) << c.what;
}

TEST(Lifecycle, keeps_who_when_and_why_and_tells_the_journal) {
  World world("lifecycle");
  world.import("la-creuse", {place("a", "A")});
  const Transition closing{"a", PlaceState::closed, kNow, "équipe", "fermé par la mairie"};
  world.database->write([&](store::Connection& c) { add_transition(c, closing); });
  const auto shown = world.shown("a");
  ASSERT_EQ(shown->transitions, std::vector{closing});
  EXPECT_TRUE(shown->is_closed());
  EXPECT_FALSE(shown->visible());
  const auto line = store::newest_lines(*world.database->read(), 1).front();
  EXPECT_EQ(line.who, "équipe");
  EXPECT_EQ(line.what, "Lieu « a » : fermé");
  EXPECT_EQ(line.why, "fermé par la mairie");
}

TEST(Lifecycle, never_forgets_a_transition) {
  World world("lifecycle");
  world.database->write([](store::Connection& c) {
    add_transition(c, {"a", PlaceState::closed, kNow, "équipe", "fermé"});
  });
  EXPECT_THROW(
      world.database->write([](store::Connection& c) { c.run("delete from place_state"); }),
      base::Error);
}

TEST(Lifecycle, a_closed_place_stays_closed_when_lists_name_it_again_or_are_grouped) {
  World world("lifecycle");
  world.import("la-creuse", {place("a", "Médiathèque")});
  world.database->write([](store::Connection& c) {
    add_transition(c, {"a", PlaceState::closed, kNow, "équipe", "fermé"});
  });
  world.import("corse", {place("b", "Médiathèque de Guéret")});
  world.decide("a", "b", Verdict::same);
  world.group();
  EXPECT_EQ(world.shown("b")->place_id, "a");
  EXPECT_TRUE(world.shown("b")->is_closed());
  std::size_t shown = 0;
  each_place(*world.database->read(), [&](const Shown&) { ++shown; });
  EXPECT_EQ(shown, 0u);
}

TEST(LifecycleCommand, needs_a_reason_and_a_place_that_is_known) {
  World world("lifecycle-command");
  world.import("la-creuse", {place("a", "A")});
  std::ostringstream out, err;
  LifecycleOptions options{world.address, "a", "  ", "équipe"};
  EXPECT_THROW(change_state_command(options, PlaceState::closed, kNow, out, err), base::Error);
  options.reason = "fermé";
  options.place_id = "zzz";
  EXPECT_THROW(change_state_command(options, PlaceState::closed, kNow, out, err), base::Error);
  options.place_id = "a";
  EXPECT_EQ(change_state_command(options, PlaceState::closed, kNow, out, err), 0);
  EXPECT_EQ(out.str(), "A (a) : fermé.\n");
}

TEST(LifecycleCommand, shows_who_says_what_and_what_was_said_before) {
  World world("lifecycle-show");
  standard::Place a = place("a", "Médiathèque");
  a[Field::telephone] = "+33555521212";
  a[Field::date_maj] = "2026-05-01";
  world.import("la-creuse", {a});
  a[Field::telephone] = "+33555529999";
  world.import("la-creuse", {a}, kNow + std::chrono::days(2));
  std::ostringstream out, err;
  show_place_command({world.address, "a", "", ""}, kNow + std::chrono::days(3), out, err);
  const std::string text = out.str();
  EXPECT_NE(text.find("* telephone = +33555529999  [la-creuse, 2026-05-15, 1.00, etalab-2.0]"),
            std::string::npos)
      << text;
  EXPECT_NE(text.find("* nom = Médiathèque  [la-creuse, 2026-05-13, 1.00, etalab-2.0]"),
            std::string::npos)
      << text;
  EXPECT_NE(text.find("telephone = +33555521212  [la-creuse, jusqu’au 2026-05-15]"),
            std::string::npos)
      << text;
}

}  // namespace
}  // namespace maillage::places
