// What people see of a place in each of its states.
#include "base/text.hpp"
#include "places/oppositions.hpp"
#include "world.hpp"

#include <array>

namespace maillage::places {
namespace {

using standard::Field;

struct StatesWorld : World {
  StatesWorld() : World("states"), site(*database, nullptr, [this] { return now; }) {
    const char* const kNorth[] = {"46.1700", "46.1710", "46.1720", "46.1730", "46.2500"};
    std::vector<standard::Place> places;
    for (std::size_t i = 0; i < std::size(kNorth); ++i) {
      standard::Place made = place(std::string(1, static_cast<char>('a' + i)),
                                   "Lieu " + std::string(1, static_cast<char>('A' + i)));
      made[Field::latitude] = kNorth[i];
      made[Field::longitude] = "1.8700";
      made[Field::date_maj] = "2026-05-01";
      places.push_back(made);
    }
    import("la-creuse", places);
  }
  void decide_state(std::string_view id, PlaceState state) {
    database->write([&](store::Connection& connection) {
      add_transition(connection, {std::string(id), state, now, "équipe", "essai"});
    });
    now += std::chrono::seconds(1);
  }
  web::Response get(std::string_view target) {
    web::Request request;
    EXPECT_TRUE(web::read_target(target, request)) << target;
    return answer(request, site);
  }
  bool is_found(std::string_view name) {
    return base::contains(*get("/lieux").body, ">" + std::string(name) + "<");
  }

  base::Instant now = kNow;
  Site site;
};

TEST(PlaceStates, a_closed_place_answers_410_and_names_the_three_nearest) {
  StatesWorld world;
  ASSERT_TRUE(world.is_found("Lieu A"));
  world.decide_state("a", PlaceState::closed);
  const web::Response response = world.get("/lieux/a");
  EXPECT_EQ(response.status, 410);
  for (const char* near : {"/lieux/b\"", "/lieux/c\"", "/lieux/d\""})
    EXPECT_TRUE(base::contains(*response.body, near)) << near;
  EXPECT_FALSE(base::contains(*response.body, "/lieux/e\""));
  EXPECT_TRUE(base::contains(*response.body, "13 mai 2026"));
  EXPECT_FALSE(world.is_found("Lieu A"));
}

TEST(PlaceStates, a_place_that_was_reopened_is_back) {
  StatesWorld world;
  world.decide_state("a", PlaceState::closed);
  world.decide_state("a", PlaceState::published);
  EXPECT_EQ(world.get("/lieux/a").status, 200);
  EXPECT_TRUE(world.is_found("Lieu A"));
}

TEST(PlaceStates, a_suspended_place_keeps_its_page_and_is_not_found) {
  StatesWorld world;
  world.decide_state("a", PlaceState::suspended);
  const web::Response response = world.get("/lieux/a");
  EXPECT_EQ(response.status, 200);
  EXPECT_TRUE(base::contains(*response.body, "suspendu"));
  EXPECT_TRUE(base::contains(*response.body, "noindex"));
  EXPECT_FALSE(world.is_found("Lieu A"));
}

TEST(PlaceStates, a_draft_is_shown_to_nobody) {
  StatesWorld world;
  world.decide_state("a", PlaceState::draft);
  EXPECT_EQ(world.get("/lieux/a").status, 404);
  EXPECT_FALSE(world.is_found("Lieu A"));
}

TEST(PlaceStates, a_place_to_verify_says_so_and_is_found) {
  StatesWorld world;
  EXPECT_FALSE(base::contains(*world.get("/lieux/a").body, "À vérifier"));
  world.now = kNow + std::chrono::days(200);
  EXPECT_TRUE(
      base::contains(*world.get("/lieux/a").body, "rien n’a été confirmé depuis le 1er mai 2026"));
  EXPECT_TRUE(world.is_found("Lieu A"));
  world.decide_state("a", PlaceState::published);
  EXPECT_FALSE(base::contains(*world.get("/lieux/a").body, "À vérifier"));
}

TEST(PlaceStates, a_merged_place_redirects_to_the_address_of_today) {
  StatesWorld world;
  world.decide("a", "b", Verdict::same);
  world.group();
  const web::Response response = world.get("/lieux/b");
  EXPECT_EQ(response.status, 301);
  EXPECT_EQ(response.header("Location"), "/lieux/a");
}

TEST(PlaceStates, a_changed_value_stays_readable_with_its_source) {
  StatesWorld world;
  standard::Place a = place("a", "Lieu A bis");
  a[Field::date_maj] = "2026-05-02";
  world.import("la-creuse", {a}, kNow);
  const std::string page = *world.get("/lieux/a").body;
  EXPECT_TRUE(base::contains(page, "Ce qui a changé"));
  EXPECT_TRUE(base::contains(page, "Lieu A"));
}

TEST(PlaceStates, an_opposed_contact_leaves_page_and_list_within_two_seconds) {
  StatesWorld world;
  standard::Place a = place("a", "Lieu A");
  a[Field::courriels] = "ada@exemple.fr";
  a[Field::presentation_detail] = "Écrivez à ada@exemple.fr";
  world.import("corse", {a});
  ASSERT_TRUE(base::contains(*world.get("/lieux/a@corse").body, "ada@exemple.fr"));
  add_oppositions(*world.database, world.key, std::array{*read_contact("ada@exemple.fr")},
                  world.now);
  world.now += std::chrono::seconds(1);
  for (const char* target : {"/lieux/a@corse", "/lieux", "/recherche?q=ada"})
    EXPECT_FALSE(base::contains(*world.get(target).body, "ada@exemple.fr")) << target;
}

}  // namespace
}  // namespace maillage::places
