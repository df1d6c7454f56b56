#include "places/site.hpp"

#include "site_world.hpp"

namespace maillage::places {
namespace {

using standard::Field;

/// A page of a site whose only place is a médiathèque in Guéret.
std::string page_of_one_place(std::string_view target) {
  SiteWorld world;
  world.import("liste", {place("a", "Médiathèque")});
  return world.body(target);
}

/// The page without the scripts that the program ships, which are the only ones it may have, and
/// without the start of its data for programs, which no browser runs.
std::string without_our_scripts(std::string page) {
  page = base::replace_all(std::move(page), "<script type=\"application/ld+json\">", "");
  return base::replace_all(std::move(page), "<script type=\"module\" src=\"/ressources/", "");
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
  world.import("liste", {place("a", "Médiathèque"), in_bordeaux("far", "Tiers-lieu")});
  const std::string page = world.body("/recherche?q=Gu%C3%A9ret");
  EXPECT_TRUE(holds(page, "Lieux près de Guéret (23)"));
  EXPECT_TRUE(holds(page, "1 lieu à moins de 30 km"));
  EXPECT_FALSE(holds(page, "Tiers-lieu"));
}

TEST(ListPage, looks_for_the_words_beside_the_commune_around_it) {
  SiteWorld world;
  const auto near =
      at(place("near", "La Poste", "Sainte-Feyre", "23000", "23193"), "46.14", "1.91");
  world.import("liste", {place("a", "Médiathèque"), near, in_bordeaux("far", "La Poste")});
  const std::string page = world.body("/recherche?q=la+poste+de+Gu%C3%A9ret");
  EXPECT_TRUE(holds(page, "Lieux pour «\u00a0poste\u00a0» près de Guéret (23)"));
  EXPECT_TRUE(holds(page, "href=\"/lieux/near\""));
  EXPECT_FALSE(holds(page, "href=\"/lieux/far\""));
  EXPECT_FALSE(holds(page, "href=\"/lieux/a\""));
}

TEST(ListPage, is_around_the_commune_when_no_place_bears_the_words) {
  const std::string page =
      page_of_one_place("/recherche?q=25+rue+du+Presbyt%C3%A8re+23000+Gu%C3%A9ret");
  EXPECT_TRUE(holds(page, "Lieux près de Guéret (23)"));
  EXPECT_TRUE(holds(page, "Médiathèque"));
}

TEST(ListPage, prefers_a_place_that_bears_the_words_and_offers_the_commune_beside) {
  SiteWorld world;
  world.import("liste", {place("a", "Médiathèque"), place("b", "Mairie")});
  const std::string page = world.body("/recherche?q=m%C3%A9diath%C3%A8que+de+Gu%C3%A9ret");
  EXPECT_TRUE(holds(page, "Lieux pour «\u00a0médiathèque de Guéret\u00a0»"));
  EXPECT_FALSE(holds(page, "href=\"/lieux/b\""));
  EXPECT_TRUE(holds(page, "Chercher plutôt autour d’un lieu"));
}

TEST(ListPage, is_within_the_departement_or_region_that_was_named) {
  SiteWorld world;
  world.import("liste",
               {place("a", "Médiathèque"), place("b", "Mairie", "Bordeaux", "33000", "33063"),
                place("c", "Mairie", "Paris", "75001", "75056")});
  const std::string creuse = world.body("/recherche?q=creuse");
  EXPECT_TRUE(holds(creuse, "Lieux : Creuse"));
  EXPECT_TRUE(holds(creuse, "href=\"/lieux/a\""));
  EXPECT_FALSE(holds(creuse, "href=\"/lieux/b\""));
  const std::string region = world.body("/recherche?q=nouvelle+aquitaine");
  EXPECT_TRUE(holds(region, "href=\"/lieux/b\""));
  EXPECT_FALSE(holds(region, "href=\"/lieux/c\""));
}

TEST(Suggestions, are_communes_then_places) {
  SiteWorld world;
  world.import("liste", {place("a", "Guérétothèque")});
  const web::Response response = world.get("/api/v1/suggestions?q=gu%C3%A9ret");
  EXPECT_EQ(response.content_type, "application/json");
  EXPECT_EQ(response.caching, web::Caching::never);
  const auto suggestions = formats::parse_json(*response.body)["suggestions"];
  ASSERT_GE(suggestions.items().size(), 2u);
  EXPECT_EQ(suggestions.items().front()["text"].text(), "23000 Guéret");
  EXPECT_EQ(suggestions.items().front()["address"].text(), "/recherche?q=23000%20Gu%C3%A9ret");
  EXPECT_EQ(suggestions.items().back()["address"].text(), "/lieux/a");
}

TEST(Suggestions, find_the_commune_again_when_chosen) {
  SiteWorld world;
  world.import("liste", {place("a", "Médiathèque")});
  for (const char* typed : {"bord", "ajacc", "paris+17", "saint-den"}) {
    const auto suggestions = formats::parse_json(
        *world.get("/api/v1/suggestions?q=" + std::string(typed)).body)["suggestions"];
    ASSERT_FALSE(suggestions.items().empty()) << typed;
    const std::string address(suggestions.items().front()["address"].text());
    const std::string page = world.body(address);
    EXPECT_TRUE(holds(page, "<h1>Lieux près de ")) << typed << " " << address;
  }
}

TEST(Suggestions, answer_anything) {
  SiteWorld world;
  for (const char* typed : {"", "a", "%00", "%FF%FE", "''", "\\%22", "9999999999999"}) {
    const web::Response response = world.get("/api/v1/suggestions?q=" + std::string(typed));
    EXPECT_EQ(response.status, 200) << typed;
    EXPECT_TRUE(formats::parse_json(*response.body).has("suggestions")) << typed;
  }
}

TEST(ListPage, offers_the_nearest_places_when_none_is_near) {
  const std::string page = page_of_one_place("/recherche?q=Marseille");
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
    if (field == Field::date_maj) continue;  // in words, below
    std::string escaped;
    web::append_escaped(escaped, full[field]);
    EXPECT_TRUE(holds(page, escaped)) << standard::field_name(field);
  }
  EXPECT_TRUE(holds(page, "2 mars 2024"));
  EXPECT_TRUE(holds(page, "liste=la-creuse\">Creuse</a>"));
}

TEST(PlacePage, says_whether_it_is_open_and_shows_the_week) {
  SiteWorld world;
  standard::Place open = place("a", "Médiathèque");
  open[Field::horaires] = "Mo-Fr 09:00-13:00; week 1-53/2 Sa 10:00-12:00";
  open[Field::date_maj] = "2026-05-01";
  world.import("la-creuse", {open});
  const std::string page = world.body("/lieux/a");
  EXPECT_TRUE(holds(page, "Ouvert jusqu’à"));
  EXPECT_TRUE(holds(page, "Cette semaine"));
  EXPECT_TRUE(holds(page, "La semaine prochaine"));
  EXPECT_FALSE(holds(page.substr(0, page.find("<details")), "Mo-Fr"));
  EXPECT_TRUE(holds(world.body("/lieux"), "Ouvert jusqu’à"));
}

TEST(PlacePage, has_another_tag_once_its_status_has_changed) {
  SiteWorld world;
  standard::Place open = place("a", "Médiathèque");
  open[Field::horaires] = "Mo-Fr 09:00-12:30";
  world.import("la-creuse", {open});
  const auto tag = [&] {
    web::Request request;
    EXPECT_TRUE(web::read_target("/lieux/a", request));
    web::Response response = answer(request, world.site);
    web::finish(request, response);
    EXPECT_EQ(response.header("Cache-Control"), "no-cache");
    return std::string(response.header("ETag"));
  };
  const std::string before = tag();
  world.now += std::chrono::minutes(1);
  EXPECT_EQ(tag(), before);
  world.now += std::chrono::hours(1);
  EXPECT_NE(tag(), before);
}

TEST(PlacePage, doubts_hours_that_are_years_old) {
  SiteWorld world;
  standard::Place old = place("a", "Médiathèque");
  old[Field::horaires] = "Mo-Fr 09:00-12:30";
  old[Field::date_maj] = "2022-05-01";
  world.import("la-creuse", {old});
  EXPECT_TRUE(holds(world.body("/lieux/a"), "Horaires notés il y a 4\u00a0ans"));
}

TEST(PlacePage, promises_no_open_door_at_a_place_that_left_its_list) {
  SiteWorld world;
  standard::Place gone = place("a", "A");
  gone[Field::horaires] = "24/7";
  world.import("la-creuse", {gone, place("b", "B")});
  world.import("la-creuse", {place("b", "B")});
  EXPECT_FALSE(holds(world.body("/lieux/a"), "class=\"status"));
}

TEST(SourcesPage, names_the_lists_and_tells_their_age) {
  SiteWorld world;
  std::vector<standard::Place> places{place("a", "A"), place("b", "B"), place("c", "C"),
                                      place("d", "D")};
  places[0][Field::date_maj] = "2026-05-10";
  places[1][Field::date_maj] = "2024-05-10";
  places[2][Field::date_maj] = "2021-05-10";
  world.import("la-creuse", places);
  const std::string page = world.body("/sources");
  EXPECT_TRUE(holds(page, ">Creuse</a>"));
  EXPECT_TRUE(holds(page, "il y a 2\u00a0ans, 1 sans date"));
  EXPECT_TRUE(holds(page, "10 mai 2026"));
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
  EXPECT_TRUE(holds(*response.body, "Ce lieu n’est pas dans le registre."));
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
      EXPECT_FALSE(holds(without_our_scripts(page), "<script")) << target;
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
    EXPECT_FALSE(holds(without_our_scripts(page), "<script")) << target;
    EXPECT_FALSE(holds(page, " style=")) << target;
  }
}

TEST(Site, tiles_show_the_places_that_the_filters_leave) {
  SiteWorld world;
  world.import("la-creuse", {at(place("a", "Médiathèque"), "46.17", "1.87")});
  const web::Response tile = world.get("/tuiles/0/0/0.mvt");
  EXPECT_EQ(tile.status, 200);
  EXPECT_EQ(tile.content_type, "application/vnd.mapbox-vector-tile");
  EXPECT_TRUE(holds(*tile.body, "Médiathèque"));
  EXPECT_EQ(world.get("/tuiles/0/0/0.mvt?departement=01").status, 204);
  EXPECT_EQ(world.get("/tuiles/0/0/0.mvt?q=mediatheque").status, 200);
  EXPECT_EQ(world.get("/tuiles/0/0/0.mvt?q=piscine").status, 204);
}

TEST(Site, tiles_that_do_not_exist_are_not_found) {
  SiteWorld world;
  for (const char* target :
       {"/tuiles/0/0/1.mvt", "/tuiles/3/8/0.mvt", "/tuiles/99/0/0.mvt", "/tuiles/0/0/0.png",
        "/tuiles/0/0/x.mvt", "/tuiles/-1/0/0.mvt", "/tuiles/fond/0/0/0.mvt"})
    EXPECT_EQ(world.get(target).status, 404) << target;
}

TEST(Site, the_list_offers_a_map_when_it_has_contours) {
  SiteWorld world;
  world.import("la-creuse", {place("a", "Médiathèque")});
  EXPECT_FALSE(holds(world.body("/lieux"), "map-panel"));
  world.site.open_map(
      territory::Contours::load(test::project_file("data/territories/contours.bin")));
  EXPECT_TRUE(holds(world.body("/lieux?departement=23"), "{y}.mvt?departement=23"));
  EXPECT_TRUE(holds(world.body("/recherche?q=mediatheque"), "{y}.mvt?q=mediatheque"));
  EXPECT_EQ(world.get("/tuiles/fond/5/15/11.mvt").status, 200);
}

}  // namespace
}  // namespace maillage::places
