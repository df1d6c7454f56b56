#include "base/text.hpp"
#include "places/site.hpp"
#include "world.hpp"

namespace maillage::places {
namespace {

using standard::Field;

/// A site of two lists that name one place, the second with another telephone, and one more place.
struct MergedWorld : World {
  explicit MergedWorld(const std::string& name)
      : World(name),
        site(
            *database, nullptr, [] { return kNow; }, {},
            ListNames::from_csv("list;name\nla-creuse;Creuse\nhub-lo;Hub-Lo\n")) {
    standard::Place a = place("a", "Médiathèque du Grand Guéret");
    a[Field::telephone] = "+33555521212";
    a[Field::date_maj] = "2026-03-02";
    standard::Place b = place("b", "Bibliothèque de Guéret");
    b[Field::telephone] = "+33555999999";
    b[Field::services] = "Parentalité et éducation avec le numérique";
    b[Field::date_maj] = "2024-01-05";
    import("la-creuse", {a, place("c", "Mairie de Bourganeuf", "Bourganeuf", "23400", "23030")});
    import("hub-lo", {b});
    decide("a", "b", Verdict::same);
    group();
  }
  web::Response get(std::string_view target) {
    web::Request request;
    EXPECT_TRUE(web::read_target(target, request)) << target;
    return answer(request, site);
  }
  bool holds(std::string_view target, std::string_view part) {
    return base::contains(*get(target).body, part);
  }

  Site site;
};

TEST(MergedPlace, is_counted_and_listed_once) {
  MergedWorld world("merged-once");
  EXPECT_TRUE(world.holds("/", "<strong>2 lieux</strong>"));
  EXPECT_TRUE(world.holds("/lieux", "2 lieux"));
  EXPECT_FALSE(world.holds("/lieux", "Bibliothèque"));
}

TEST(MergedPlace, is_found_in_each_list_that_names_it) {
  MergedWorld world("merged-lists");
  EXPECT_TRUE(world.holds("/lieux?liste=hub-lo", "Médiathèque du Grand Guéret"));
  EXPECT_TRUE(world.holds("/lieux?liste=la-creuse", "Médiathèque du Grand Guéret"));
}

TEST(MergedPlace, offers_the_services_that_any_list_says) {
  MergedWorld world("merged-services");
  EXPECT_TRUE(world.holds("/lieux/a", "Parentalité et éducation avec le numérique"));
  EXPECT_TRUE(world.holds("/lieux/a", "Aide aux démarches administratives"));
}

TEST(MergedPlace, is_where_the_addresses_of_all_its_records_lead) {
  MergedWorld world("merged-address");
  const web::Response response = world.get("/lieux/b");
  EXPECT_EQ(response.status, 301);
  EXPECT_EQ(response.header("Location"), "/lieux/a");
  EXPECT_EQ(world.get("/lieux/a").status, 200);
}

TEST(MergedPlace, says_who_says_what_and_since_when) {
  MergedWorld world("merged-facts");
  const std::string page = *world.get("/lieux/a").body;
  EXPECT_TRUE(base::contains(page, "2 fiches parlent de ce lieu"));
  EXPECT_TRUE(base::contains(page, "montré, selon Creuse, 2 mars 2026"));
  EXPECT_TRUE(base::contains(page, "Selon Hub-Lo, 5 janvier 2024 :"));
  EXPECT_TRUE(base::contains(page, "05\u00a055\u00a099\u00a099\u00a099"));
  EXPECT_TRUE(base::contains(page, "liste=hub-lo\">Hub-Lo</a>"));
}

TEST(MergedPlace, tells_nothing_of_others_where_one_record_speaks) {
  MergedWorld world("merged-alone");
  EXPECT_FALSE(world.holds("/lieux/c", "fiches parlent de ce lieu"));
  EXPECT_FALSE(world.holds("/lieux/c", "Les sources ne disent pas"));
}

}  // namespace
}  // namespace maillage::places
