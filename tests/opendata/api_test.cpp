#include "base/text.hpp"
#include "open_world.hpp"
#include "opendata/parameters.hpp"
#include "opendata/publication.hpp"
#include "places/lifecycle_store.hpp"
#include "store/journal.hpp"

#include <set>

namespace maillage::opendata {
namespace {

using formats::Json;
using places::place;
using standard::Field;

struct ApiWorld : OpenWorld {
  Json json(std::string_view target) { return formats::parse_json(body(target)); }
  /// What the site's publisher does when something changed.
  void publish_all() {
    now += std::chrono::seconds(1);
    site.refresh();
    publish(*database, *site.snapshot(), now);
  }
  void decide_state(const std::string& id, places::PlaceState state) {
    now += std::chrono::seconds(1);
    database->write([&](store::Connection& connection) {
      places::add_transition(connection, {id, state, now, "test", "essai"});
      store::append(connection, {now, "test", "état changé", ""});
    });
  }
};

std::string ids(const Json& places) {
  std::string ids;
  for (const Json& each : places.items()) ids += each["id"].text() + " ";
  return ids;
}

std::vector<standard::Place> numbered(int count) {
  std::vector<standard::Place> places;
  for (int i = 0; i < count; ++i) places.push_back(place("p" + std::to_string(100 + i), "Lieu"));
  return places;
}

/// From a link of an answer to what stands behind the server's name.
std::string local(const Json& link) {
  return link.text();
}

TEST(Api, gives_values_with_several_parts_as_arrays_and_leaves_out_the_unknown) {
  ApiWorld world;
  standard::Place made = place("a", "Médiathèque");
  made[Field::services] =
      "Aide aux démarches administratives|Acquisition de matériel informatique à prix solidaire";
  made[Field::latitude] = "46.169";
  made[Field::longitude] = "1.871";
  world.import("liste", {made});
  const Json first = world.json("/api/v1/lieux")["lieux"].items().at(0);
  EXPECT_EQ(first["services"].items().size(), 2u);
  EXPECT_EQ(first["latitude"].as_number(), 46.169);
  EXPECT_FALSE(first.has("date_maj"));
  EXPECT_EQ(first["etat"].text(), "a_verifier");
  EXPECT_EQ(first["page"].text(), "/lieux/a");
}

TEST(Api, names_whole_addresses_when_the_request_names_the_server) {
  ApiWorld world;
  world.import("liste", {place("a", "Médiathèque")});
  const auto response =
      world.get("/api/v1/lieux", {{"host", "lieux.exemple.fr"}, {"x-forwarded-proto", "https"}});
  EXPECT_TRUE(base::contains(*response.body, "\"https://lieux.exemple.fr/lieux/a\""));
  const auto hostile = world.get("/api/v1/lieux", {{"host", "a\"><script>"}});
  EXPECT_FALSE(base::contains(*hostile.body, "script"));
}

TEST(Api, walks_every_place_once_whatever_comes_and_goes_meanwhile) {
  ApiWorld world;
  auto all = numbered(25);
  world.import("liste", all);
  std::multiset<std::string> seen;
  std::string next = "/api/v1/lieux?limite=10";
  for (int page = 0; !next.empty() && page < 10; ++page) {
    const Json answer = world.json(next);
    for (const Json& each : answer["lieux"].items()) seen.insert(each["id"].text());
    next = answer.has("suivant") ? local(answer["suivant"]) : "";
    if (page == 0) {  // one that was seen leaves, one that would stand before them comes
      all.erase(all.begin());
      all.push_back(place("p000", "Nouveau"));
      world.import("liste", all);
      world.now += std::chrono::seconds(1);
    }
  }
  EXPECT_EQ(seen.size(), 25u);
  for (int i = 0; i < 25; ++i) EXPECT_EQ(seen.count("p" + std::to_string(100 + i)), 1u) << i;
}

TEST(Api, keeps_the_filters_in_the_link_to_the_next_page) {
  ApiWorld world;
  auto all = numbered(3);
  all.push_back(place("bordeaux", "Mairie", "Bordeaux", "33000", "33063"));
  world.import("liste", all);
  const Json first = world.json("/api/v1/lieux?departement=23&limite=2");
  EXPECT_EQ(first["total"].as_number(), 3);
  EXPECT_EQ(ids(world.json(local(first["suivant"]))["lieux"]), "p102 ");
}

TEST(Api, tells_what_changed_since_and_goes_on_from_there) {
  ApiWorld world;
  world.import("liste", numbered(3));
  world.publish_all();
  const std::string since = base::iso_instant(world.now + std::chrono::seconds(1));
  auto changed = numbered(3);
  changed[1][Field::telephone] = "+33555520000";
  world.import("liste", changed);
  world.publish_all();
  const Json answer = world.json("/api/v1/lieux?modifie_depuis=" + since);
  EXPECT_EQ(ids(answer["lieux"]), "p101 ");
  EXPECT_EQ(ids(answer["disparus"]), "");
  EXPECT_FALSE(answer.has("suivant"));
  const std::string later = local(answer["reprendre"]);
  EXPECT_EQ(ids(world.json(later)["lieux"]), "");
  changed[2][Field::telephone] = "+33555520001";
  world.import("liste", changed);
  world.publish_all();
  EXPECT_EQ(ids(world.json(later)["lieux"]), "p102 ");
}

TEST(Api, tells_of_places_that_are_no_more_and_why) {
  ApiWorld world;
  world.import("liste", numbered(4));
  world.publish_all();
  const std::string later =
      local(world.json("/api/v1/lieux?modifie_depuis=2026-01-01")["reprendre"]);
  world.decide_state("p100", places::PlaceState::closed);
  world.decide_state("p101", places::PlaceState::suspended);
  auto left = numbered(4);
  left.pop_back();
  world.import("liste", left);
  world.publish_all();
  std::string fates;
  const Json gone = world.json(later)["disparus"];
  for (const Json& each : gone.items())
    fates += each["id"].text() + " " + each["etat"].text() + ", ";
  EXPECT_EQ(fates, "p100 ferme, p101 suspendu, p103 retire, ");
  world.decide_state("p101", places::PlaceState::published);
  world.publish_all();
  EXPECT_EQ(ids(world.json(later)["lieux"]), "p101 ");
}

TEST(Api, tells_where_a_merged_place_went) {
  ApiWorld world;
  standard::Place one = place("a", "Médiathèque"), same = place("b", "Médiathèque");
  one[Field::telephone] = same[Field::telephone] = "+33555520000";
  world.import("liste", {one});
  world.import("autre", {same});
  world.publish_all();
  const std::string later =
      local(world.json("/api/v1/lieux?modifie_depuis=2026-01-01")["reprendre"]);
  world.decide("a", "b", places::Verdict::same);
  world.group();
  world.publish_all();
  const Json gone = world.json(later)["disparus"].items().at(0);
  EXPECT_EQ(gone["id"].text(), "b");
  EXPECT_EQ(gone["etat"].text(), "reuni");
  EXPECT_EQ(gone["vers"].text(), "a");
  const auto moved = world.get("/api/v1/lieux/b");
  EXPECT_EQ(moved.status, 301);
  EXPECT_EQ(moved.header("Location"), "/api/v1/lieux/a");
}

TEST(Api, says_of_a_changed_place_that_it_does_not_match_the_filter) {
  ApiWorld world;
  world.import("liste", numbered(1));
  world.publish_all();
  const Json answer = world.json("/api/v1/lieux?modifie_depuis=2026-01-01&departement=33");
  EXPECT_EQ(answer["disparus"].items().at(0)["etat"].text(), "hors_filtre");
}

TEST(Api, says_who_says_what_of_a_place) {
  ApiWorld world;
  standard::Place made = place("a", "Médiathèque");
  made[Field::telephone] = "+33555520000";
  world.import("la-creuse", {made});
  const Json answer = world.json("/api/v1/lieux/a");
  const Json& fact = answer["provenance"]["telephone"].items().at(0);
  EXPECT_EQ(fact["valeur"].text(), "+33555520000");
  EXPECT_EQ(fact["liste"].text(), "la-creuse");
  EXPECT_EQ(fact["licence"].text(), "etalab-2.0");
  EXPECT_TRUE(fact["retenue"].as_boolean());
}

TEST(Api, keeps_old_values_in_the_history_of_a_place) {
  ApiWorld world;
  standard::Place made = place("a", "Médiathèque");
  made[Field::telephone] = "+33555520000";
  world.import("liste", {made});
  made[Field::telephone] = "+33555520001";
  world.import("liste", {made});
  const std::string link = local(world.json("/api/v1/lieux/a")["historique"]);
  const Json change = world.json(link)["changements"].items().at(0);
  EXPECT_EQ(change["champ"].text(), "telephone");
  EXPECT_EQ(change["avant"].text(), "+33555520000");
}

TEST(Api, answers_410_for_a_closed_place_and_404_for_an_unknown_one) {
  ApiWorld world;
  world.import("liste", numbered(1));
  world.publish_all();
  world.decide_state("p100", places::PlaceState::closed);
  world.publish_all();
  EXPECT_EQ(world.get("/api/v1/lieux/p100").status, 410);
  EXPECT_EQ(world.get("/api/v1/lieux/zzz").status, 404);
}

TEST(Api, says_what_it_does_not_understand) {
  ApiWorld world;
  for (const char* target : {"/api/v1/lieux?limite=0", "/api/v1/lieux?limite=1001",
                             "/api/v1/lieux?limite=dix", "/api/v1/lieux?departement=99",
                             "/api/v1/lieux?curseur=42", "/api/v1/lieux?curseur=suite:-1",
                             "/api/v1/lieux?modifie_depuis=hier", "/api/v1/lieux?couleur=bleu"}) {
    const auto response = world.get(target);
    EXPECT_EQ(response.status, 400) << target;
    EXPECT_EQ(response.content_type, "application/problem+json");
    EXPECT_EQ(response.header("Access-Control-Allow-Origin"), "*");
    EXPECT_TRUE(base::contains(*response.body, "Paramètre «")) << *response.body;
  }
  EXPECT_EQ(world.get("/api/v1/rien").content_type, "application/problem+json");
}

TEST(Api, is_known_again_by_its_tag) {
  ApiWorld world;
  world.import("liste", numbered(2));
  for (const char* target : {"/api/v1/lieux", "/api/v1/lieux/p100", "/api/v1/territoires"}) {
    const std::string tag(world.get(target).header("ETag"));
    EXPECT_EQ(world.get(target, {{"if-none-match", tag}}).status, 304) << target;
  }
}

TEST(Api, counts_the_places_of_each_departement) {
  ApiWorld world;
  world.import("liste", numbered(2));
  const Json answer = world.json("/api/v1/territoires");
  for (const Json& each : answer["territoires"].items())
    EXPECT_EQ(each["lieux"].as_number(), each["code"].text() == "23" ? 2 : 0);
}

TEST(Publication, of_an_older_snapshot_changes_nothing) {
  ApiWorld world;
  world.import("liste", numbered(1));
  world.site.refresh();
  const auto old = world.site.snapshot();
  world.import("liste", numbered(2));
  world.publish_all();
  EXPECT_FALSE(publish(*world.database, *old, world.now).any());
  EXPECT_EQ(changes_after(*world.database->read(), 0, 10).size(), 2u);
}

TEST(Instants, are_read_with_any_offset) {
  const auto half_past_eight =
      std::chrono::sys_days(std::chrono::year(2026) / 5 / 13) + std::chrono::minutes(510);
  for (const char* text :
       {"2026-05-13T08:30:00Z", "2026-05-13T10:30:00+02:00", "2026-05-13T08:30:00.25Z",
        "2026-05-13T04:30:00-04:00", "2026-05-13T10:30:00 02:00"})
    EXPECT_EQ(parse_instant(text), half_past_eight) << text;
  for (const char* text : {"", "2026-05-13T", "2026-13-01", "2026-05-13T24:00:00Z",
                           "2026-05-13T08:30Z", "2026-05-13T08:30:00+2"})
    EXPECT_FALSE(parse_instant(text)) << text;
}

}  // namespace
}  // namespace maillage::opendata
