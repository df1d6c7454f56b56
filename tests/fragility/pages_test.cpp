#include "base/text.hpp"
#include "fragility/atlas.hpp"
#include "fragility/world.hpp"
#include "places/world.hpp"

namespace maillage::fragility {
namespace {

std::shared_ptr<const Country> france() {
  static const auto kFrance = Country::load(
      {project_file("data/indicators"), project_file("data/sources"), project_file("data/methods")},
      50);
  return kFrance;
}

/// The site with the shipped figures and a registry of one place, in Guéret.
struct AtlasWorld : places::World {
  AtlasWorld()
      : World("atlas"), site(*database, nullptr, [] { return places::kNow; }), atlas(site, france) {
    site.open_map(territory::Contours::load(project_file("data/territories/contours.bin")));
    standard::Place place = places::place("a", "Médiathèque");
    place[standard::Field::latitude] = "46.17";
    place[standard::Field::longitude] = "1.87";
    import("liste", {place});
    site.refresh();
  }
  web::Response get(std::string_view target) {
    web::Request request;
    EXPECT_TRUE(web::read_target(target, request)) << target;
    auto response = answer(request, atlas);
    EXPECT_TRUE(response) << target;
    return response ? std::move(*response) : web::Response::text("", 500);
  }
  std::string body(std::string_view target) { return *get(target).body; }

  places::Site site;
  Atlas atlas;
};

bool holds(const std::string& text, std::string_view part) {
  return base::contains(text, part);
}

TEST(Atlas, answers_every_address_that_others_rely_on) {
  AtlasWorld world;
  for (const char* target : {"/fragilite",
                             "/fragilite?niveau=region",
                             "/fragilite?niveau=epci&methode=ifn-v4",
                             "/fragilite/classement",
                             "/fragilite/classement?niveau=commune&dans=23&page=2",
                             "/fragilite/23",
                             "/fragilite/23096",
                             "/fragilite/200034825",
                             "/fragilite/region-75",
                             "/fragilite/comparer",
                             "/fragilite/comparer?t=23&t=23096&t=region-75&ajouter=Is%C3%A8re",
                             "/fragilite/ponderer",
                             "/fragilite/ponderer?niveau=commune&sans_thd=10&moyenne=geometrique",
                             "/fragilite/nuage",
                             "/fragilite/nuage?x=peu_diplomes&y=indice&niveau=commune",
                             "/fragilite/methodes",
                             "/fragilite/methodes/maillage-1",
                             "/fragilite/methodes/ifn-v1",
                             "/fragilite/methodes/ddi",
                             "/fragilite/donnees",
                             "/fragilite.csv?niveau=commune",
                             "/fragilite.xlsx?niveau=epci",
                             "/fragilite.geojson",
                             "/fragilite/region-75/profil.pdf",
                             "/api/v1/fragilite/classement?niveau=region",
                             "/api/v1/fragilite/methodes",
                             "/api/v1/fragilite/territoires/23",
                             "/tuiles/fragilite/maillage-1/5/15/11.mvt"}) {
    EXPECT_EQ(world.get(target).status, 200) << target;
  }
}

TEST(Atlas, leaves_the_pages_of_other_rooms_to_them) {
  AtlasWorld world;
  for (const char* target : {"/", "/lieux", "/tuiles/5/15/11.mvt", "/fragilites"}) {
    web::Request request;
    ASSERT_TRUE(web::read_target(target, request));
    EXPECT_FALSE(answer(request, world.atlas)) << target;
  }
}

TEST(Atlas, gives_a_page_to_any_foreign_question) {
  AtlasWorld world;
  for (const char* target :
       {"/fragilite?niveau=%FF&methode=..%2Fpasswd", "/fragilite/classement?page=-3&tri=x&dans=%00",
        "/fragilite/classement?page=99999999999999999999&q=%C3%28",
        "/fragilite/classement?q=%20"}) {
    EXPECT_EQ(world.get(target).status, 200) << target;
  }
  for (const char* target :
       {"/fragilite/00000", "/fragilite/region-", "/fragilite/x%2F..",
        "/tuiles/fragilite/nulle/5/15/11.mvt", "/tuiles/fragilite/maillage-1/5/99/11.mvt"}) {
    EXPECT_EQ(world.get(target).status, 404) << target;
  }
}

TEST(Overview, says_the_finding_and_the_coverage) {
  AtlasWorld world;
  const std::string page = world.body("/fragilite");
  EXPECT_TRUE(holds(page, "Les trois départements les plus fragiles : Creuse"));
  EXPECT_TRUE(holds(page, "communes sur 35\u202f007 ont un indice"));
}

TEST(Overview, draws_every_departement_and_reads_it_as_a_table) {
  AtlasWorld world;
  const std::string page = world.body("/fragilite");
  EXPECT_TRUE(holds(page, "<svg class=\"need-map\""));
  std::size_t shapes = 0;
  for (std::size_t at = 0; (at = page.find("tabindex=\"-1\"><path", at)) != std::string::npos; ++at)
    ++shapes;
  EXPECT_EQ(shapes, 101u + 4u);  // the middle of Paris is drawn twice
  EXPECT_TRUE(holds(page, "<caption>Tous les territoires de la carte</caption>"));
}

TEST(Overview, weighs_little) {
  AtlasWorld world;
  EXPECT_LT(world.body("/fragilite").size(), 250'000u);
}

TEST(RankingPage, finds_a_territory_by_its_name_or_code) {
  AtlasWorld world;
  EXPECT_TRUE(holds(world.body("/fragilite/classement?niveau=commune&q=gueret"),
                    "href=\"/fragilite/23096\""));
  EXPECT_TRUE(holds(world.body("/fragilite/classement?q=23096"), "href=\"/fragilite/23096\""));
}

TEST(RankingPage, says_so_when_nothing_bears_the_name) {
  AtlasWorld world;
  EXPECT_TRUE(holds(world.body("/fragilite/classement?q=atlantide"),
                    "Aucun territoire ne porte ce nom ici"));
}

TEST(ProfilePage, counts_the_places_that_help_there) {
  AtlasWorld world;
  EXPECT_TRUE(holds(world.body("/fragilite/23096"), "<strong>1 lieu d’aide dans"));
  EXPECT_TRUE(holds(world.body("/fragilite/23"), "<strong>1 lieu d’aide dans"));
  const std::string elsewhere = world.body("/fragilite/33063");
  EXPECT_TRUE(holds(elsewhere, "<strong>0 lieu d’aide dans"));
  EXPECT_TRUE(holds(elsewhere, "Le plus proche"));
}

TEST(ProfilePage, refuses_an_index_rather_than_invent_one) {
  AtlasWorld world;
  EXPECT_TRUE(holds(world.body("/fragilite/976"), "Cet indice ne se calcule pas ici"));
}

TEST(ProfilePage, leads_from_a_city_to_its_arrondissements) {
  AtlasWorld world;
  EXPECT_EQ(world.get("/fragilite/75056").header("Location"), "/fragilite/75");
  EXPECT_EQ(world.get("/fragilite/69123").header("Location"),
            "/fragilite/classement?niveau=commune&q=Lyon");
}

TEST(ComparePage, adds_a_territory_by_its_name_and_keeps_it_in_the_address) {
  AtlasWorld world;
  const std::string page = world.body("/fragilite/comparer?t=23&ajouter=cantal");
  EXPECT_TRUE(holds(page, "name=\"t\" value=\"15\""));
  EXPECT_TRUE(holds(page, "A. <a href=\"/fragilite/23\">Creuse</a>"));
}

TEST(ComparePage, stops_at_six_and_says_what_it_does_not_know) {
  AtlasWorld world;
  EXPECT_TRUE(holds(world.body("/fragilite/comparer?t=01&t=02&t=03&t=04&t=05&t=06&t=07"),
                    "Six territoires au plus"));
  EXPECT_TRUE(holds(world.body("/fragilite/comparer?ajouter=%3Cb%3E"), "«\u00a0&lt;b&gt;\u00a0»"));
}

TEST(WeightsPage, ranks_as_the_method_does_with_its_own_weights) {
  AtlasWorld world;
  EXPECT_TRUE(holds(world.body("/fragilite/ponderer?niveau=region"),
                    "rangent les territoires comme Maillage 1"));
}

TEST(WeightsPage, keeps_the_name_of_a_scenario_and_refuses_a_sum_of_nothing) {
  AtlasWorld world;
  EXPECT_TRUE(holds(world.body("/fragilite/ponderer?nom=Mon+choix"), "<h1>Mon choix</h1>"));
  EXPECT_TRUE(holds(world.body("/fragilite/ponderer?part_65_ans_et_plus=0&peu_diplomes=x&"
                               "revenu_median=-4&sans_thd=0"),
                    "Rien ne pèse"));
}

TEST(CloudPage, says_how_two_indicators_go_together) {
  AtlasWorld world;
  EXPECT_TRUE(holds(world.body("/fragilite/nuage?x=revenu_median&y=peu_diplomes"), "diminue"));
  EXPECT_TRUE(holds(world.body("/fragilite/nuage?x=part_65_ans_et_plus"),
                    "La moitié des intercommunalités ont entre"));
}

TEST(MethodPage, explains_and_audits_what_it_can_compute) {
  AtlasWorld world;
  const std::string ours = world.body("/fragilite/methodes/maillage-1");
  EXPECT_TRUE(holds(ours, "entre deux bornes fixes"));
  EXPECT_TRUE(holds(ours, "Ce que vaut chaque indicateur"));
  EXPECT_TRUE(holds(ours, "Pourquoi Maillage 1"));
  EXPECT_TRUE(holds(world.body("/fragilite/methodes/ddi"), "Nous ne pouvons pas la calculer"));
}

TEST(Export, has_a_row_for_each_territory) {
  AtlasWorld world;
  const ScoreTable table = table_of_text(world.body("/fragilite.csv?niveau=epci"));
  EXPECT_EQ(table.codes.size(), 1254u);
}

TEST(Export, is_the_same_table_as_a_workbook) {
  AtlasWorld world;
  EXPECT_EQ(test::rows_of(world.body("/fragilite.xlsx"), {}, formats::Format::xlsx),
            test::rows_of(world.body("/fragilite.csv")));
}

TEST(ProfilePaper, is_a_pdf_of_one_territory) {
  AtlasWorld world;
  const web::Response paper = world.get("/fragilite/23/profil.pdf");
  EXPECT_EQ(paper.content_type, "application/pdf");
  EXPECT_TRUE(world.body("/fragilite/23/profil.pdf").starts_with("%PDF-"));
  EXPECT_EQ(world.get("/fragilite/99999/profil.pdf").status, 404);
}

TEST(Export, draws_every_departement_in_geojson) {
  AtlasWorld world;
  const formats::Json json = formats::parse_json(world.body("/fragilite.geojson"));
  EXPECT_EQ(json["features"].items().size(), 101u);
  const formats::Json& first = json["features"].items()[0];
  EXPECT_EQ(first["properties"]["code"].text(), "01");
  const auto& point = first["geometry"]["coordinates"].items()[0].items()[0].items()[0].items();
  EXPECT_NEAR(point[0].as_number(), 5.3, 1);
  EXPECT_NEAR(point[1].as_number(), 46.1, 1);
}

TEST(TerritoryApi, gives_contributions_that_sum_to_the_index) {
  AtlasWorld world;
  const formats::Json json = formats::parse_json(world.body("/api/v1/fragilite/territoires/23"));
  double sum = 0;
  for (const auto& [name, points] : json["contributions"].members()) sum += points.as_number();
  EXPECT_NEAR(sum, json["indice"].as_number(), 1e-9);
}

TEST(NeedTile, changes_the_level_with_the_zoom) {
  AtlasWorld world;
  EXPECT_TRUE(holds(world.body("/tuiles/fragilite/maillage-1/5/16/11.mvt"), "/fragilite/23"));
  EXPECT_TRUE(holds(world.body("/tuiles/fragilite/maillage-1/7/64/45.mvt"), "/fragilite/2000"));
  EXPECT_TRUE(holds(world.body("/tuiles/fragilite/maillage-1/10/517/365.mvt"), "/fragilite/23"));
}

}  // namespace
}  // namespace maillage::fragility
