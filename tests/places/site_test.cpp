#include "places/site.hpp"

#include "base/text.hpp"
#include "world.hpp"

namespace maillage::places {
namespace {

using standard::Field;

const territory::Communes& communes() {
  static const auto kCommunes =
      territory::Communes::load(test::project_file("data/territories/communes.bin"));
  return kCommunes;
}

struct SiteWorld : World {
  SiteWorld() : World("site"), site(*database, &communes(), [this] { return now; }) {}
  web::Response get(std::string_view target) {
    web::Request request;
    EXPECT_TRUE(web::read_target(target, request)) << target;
    return answer(request, site);
  }
  std::string body(std::string_view target) { return *get(target).body; }

  base::Instant now = kNow;
  Site site;
};

bool holds(const std::string& text, std::string_view part) {
  return base::contains(text, part);
}

TEST(Site, answers_every_address_that_others_rely_on) {
  SiteWorld world;
  world.import("la-creuse", {place("a", "Médiathèque")});
  for (const char* target : {"/", "/lieux", "/recherche?q=gu%C3%A9ret", "/lieux/a", "/sources",
                             "/donnees", "/accessibilite", "/_composants", "/sante"}) {
    EXPECT_EQ(world.get(target).status, 200) << target;
  }
}

TEST(Site, works_with_an_empty_registry) {
  SiteWorld world;
  for (const char* target : {"/", "/lieux", "/recherche?q=x", "/sources"})
    EXPECT_EQ(world.get(target).status, 200) << target;
  EXPECT_TRUE(holds(world.body("/"), "Le registre est vide"));
}

TEST(Site, shows_an_import_within_two_seconds) {
  SiteWorld world;
  EXPECT_FALSE(holds(world.body("/lieux"), "Médiathèque"));
  world.import("la-creuse", {place("a", "Médiathèque")});
  world.now += std::chrono::seconds(1);
  EXPECT_TRUE(holds(world.body("/lieux"), "Médiathèque"));
}

TEST(ListPage, is_near_the_commune_that_was_named) {
  SiteWorld world;
  auto far = place("far", "Tiers-lieu", "Bordeaux", "33000", "33063");
  far[Field::latitude] = "44.84";
  far[Field::longitude] = "-0.58";
  world.import("liste", {place("a", "Médiathèque"), far});
  const std::string page = world.body("/recherche?q=Gu%C3%A9ret");
  EXPECT_TRUE(holds(page, "Lieux près de Guéret (23)"));
  EXPECT_TRUE(holds(page, "1 lieu à moins de 30 km"));
  EXPECT_FALSE(holds(page, "Tiers-lieu"));
}

TEST(ListPage, offers_the_nearest_places_when_none_is_near) {
  SiteWorld world;
  world.import("liste", {place("a", "Médiathèque")});
  const std::string page = world.body("/recherche?q=Marseille");
  EXPECT_TRUE(holds(page, "Aucun lieu à moins de 30 km. Voici les plus proches."));
  EXPECT_TRUE(holds(page, "Médiathèque"));
}

TEST(ListPage, keeps_words_and_filters_from_page_to_page) {
  SiteWorld world;
  std::vector<standard::Place> many;
  for (int i = 0; i < 45; ++i)
    many.push_back(place("lieu-" + std::to_string(i), "Espace numérique " + std::to_string(i)));
  world.import("liste", many);
  const std::string page =
      world.body("/recherche?q=espace&service=demarches&departement=23&page=2");
  EXPECT_TRUE(holds(page, "45 lieux, page 2 sur 3"));
  EXPECT_TRUE(
      holds(page, "/recherche?q=espace&amp;service=demarches&amp;departement=23&amp;page=3"));
  EXPECT_EQ(world.get("/lieux?page=99").status, 200);
}

TEST(PlacePage, shows_every_field_its_source_and_its_age) {
  SiteWorld world;
  standard::Place full = place("a", "Médiathèque");
  for (const Field field : standard::all_fields()) {
    if (!full.has(field)) full[field] = "x-" + std::string(standard::field_name(field));
  }
  full[Field::date_maj] = "2024-03-02";
  world.import("la-creuse", {full});
  const std::string page = world.body("/lieux/a");
  for (const Field field : standard::all_fields()) {
    std::string escaped;
    web::append_escaped(escaped, full[field]);
    EXPECT_TRUE(holds(page, escaped)) << standard::field_name(field);
  }
  EXPECT_TRUE(holds(page, "2 mars 2024"));
  EXPECT_TRUE(holds(page, "la-creuse"));
}

TEST(PlacePage, says_what_nobody_knows_and_whom_to_call) {
  SiteWorld world;
  standard::Place bare = place("a", "Médiathèque");
  bare[Field::telephone] = "+33555521212";
  bare[Field::date_maj] = "1970-01-01";
  world.import("la-creuse", {bare});
  const std::string page = world.body("/lieux/a");
  EXPECT_TRUE(holds(page, "Nous ne connaissons pas ses horaires."));
  EXPECT_TRUE(holds(page, "Appelez avant de vous déplacer : 05\u00a055\u00a052\u00a012\u00a012"));
  EXPECT_TRUE(holds(page, "Date inconnue"));
  EXPECT_FALSE(holds(page, "1970"));
}

TEST(PlacePage, says_that_a_place_left_its_list) {
  SiteWorld world;
  world.import("la-creuse", {place("a", "A"), place("b", "B")});
  world.import("la-creuse", {place("b", "B")});
  EXPECT_TRUE(holds(world.body("/lieux/a"), "ne figure plus dans la liste"));
  EXPECT_FALSE(holds(world.body("/lieux"), "/lieux/a"));
}

TEST(PlacePage, of_an_unknown_place_is_a_404_with_a_way_on) {
  SiteWorld world;
  const web::Response response = world.get("/lieux/absent");
  EXPECT_EQ(response.status, 404);
  EXPECT_TRUE(holds(*response.body, "Ce lieu n&#39;est pas dans le registre."));
  EXPECT_TRUE(holds(*response.body, "action=\"/recherche\""));
}

TEST(Pages, turn_no_field_of_a_list_into_markup_or_script) {
  SiteWorld world;
  for (const char* attack : {"<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>",
                             "javascript:alert(1)", "' onfocus='alert(1)", "</title><script>",
                             "<!--", "]]>", "https://x.fr/\"onmouseover=alert(1)"}) {
    standard::Place hostile;
    for (const Field field : standard::all_fields()) hostile[field] = attack;
    hostile[Field::id] = attack;
    world.import("hostile", {hostile});
    world.now += std::chrono::seconds(2);
    web::Address address = web::Address::local("/lieux").segment(attack);
    for (const std::string& target : {std::string("/"), std::string("/lieux"), address.text(),
                                      web::Address::local("/recherche").with("q", attack).text()}) {
      const std::string page = world.body(target);
      EXPECT_FALSE(holds(page, "<script")) << target;
      EXPECT_FALSE(holds(page, "<img")) << target;
      EXPECT_FALSE(holds(page, "href=\"javascript")) << target;
      EXPECT_FALSE(holds(page, "\" on")) << target;
      EXPECT_FALSE(holds(page, "' on")) << target;
    }
  }
}

TEST(Pages, need_no_script_and_name_their_language) {
  SiteWorld world;
  world.import("la-creuse", {place("a", "Médiathèque")});
  for (const char* target : {"/", "/lieux", "/lieux/a", "/sources", "/donnees", "/accessibilite",
                             "/_composants", "/perdu"}) {
    const std::string page = world.body(target);
    EXPECT_TRUE(page.starts_with("<!doctype html><html lang=\"fr\"")) << target;
    EXPECT_FALSE(holds(page, "<script")) << target;
    EXPECT_FALSE(holds(page, " style=")) << target;
  }
}

}  // namespace
}  // namespace maillage::places
