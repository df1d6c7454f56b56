#include "site_world.hpp"

namespace maillage::places {
namespace {

using standard::Field;

/// Four places around Guéret, one of them with everything to say.
struct GuideWorld : SiteWorld {
  GuideWorld() {
    std::vector<standard::Place> places;
    for (int i = 0; i < 4; ++i) {
      places.push_back(at(place("lieu-" + std::to_string(i), "Lieu " + std::to_string(i)),
                          "46.17" + std::to_string(i), "1.872"));
    }
    places[0][Field::horaires] = "Mo-Fr 09:00-17:00";
    places[0][Field::telephone] = "+33555521212";
    places[0][Field::frais_a_charge] = "Gratuit";
    places[0][Field::date_maj] = "2026-05-01";
    import("la-creuse", places);
  }
  web::Response post(const std::string& form) {
    web::Request request;
    EXPECT_TRUE(web::read_target("/guide/ou", request));
    request.method = web::Method::post;
    request.headers = {{"content-type", "application/x-www-form-urlencoded"}};
    request.body = form;
    return answer(request, site);
  }
};

constexpr char kComplete[] = "/guide?besoin=demarches&lieu=23096&moyen=pied";

TEST(GuidePage, asks_one_question_after_the_other) {
  GuideWorld world;
  EXPECT_TRUE(holds(world.body("/guide"), "<h1>De quoi avez-vous besoin ?</h1>"));
  EXPECT_TRUE(holds(world.body("/guide?besoin=demarches"), "<h1>Où êtes-vous ?</h1>"));
  EXPECT_TRUE(holds(world.body("/guide?besoin=demarches&lieu=23096"),
                    "<h1>Comment pouvez-vous venir ?</h1>"));
  EXPECT_TRUE(holds(world.body(kComplete), "<h1>4 lieux pour vous</h1>"));
}

TEST(GuidePage, says_what_is_missing_when_nothing_was_chosen) {
  GuideWorld world;
  EXPECT_TRUE(holds(world.body("/guide?envoi=besoin"), "Choisissez un besoin dans la liste."));
  EXPECT_FALSE(holds(world.body("/guide"), "Choisissez un besoin dans la liste."));
}

TEST(GuidePage, keeps_of_what_was_typed_the_commune_alone) {
  GuideWorld world;
  const web::Response response = world.post("besoin=demarches&niveau=debut&ou=Gu%C3%A9ret");
  EXPECT_EQ(response.status, 303);
  EXPECT_EQ(response.header("Location"), "/guide?besoin=demarches&niveau=debut&lieu=23096");
}

TEST(GuidePage, offers_each_commune_of_a_name) {
  GuideWorld world;
  const web::Response response = world.post("besoin=demarches&ou=Saint-Denis");
  EXPECT_EQ(response.status, 200);
  EXPECT_TRUE(holds(*response.body, "lieu=93066"));
  EXPECT_TRUE(holds(*response.body, "lieu=97411"));
  EXPECT_EQ(response.caching, web::Caching::never);
}

TEST(GuidePage, refuses_kindly_what_names_no_commune) {
  GuideWorld world;
  for (const char* typed : {"", "xyzzyx", "Creuse", "%00", "%FF"}) {
    const web::Response response = world.post("besoin=demarches&ou=" + std::string(typed));
    EXPECT_EQ(response.status, 422) << typed;
    EXPECT_TRUE(holds(*response.body, "field-error")) << typed;
  }
}

TEST(GuidePage, rounds_a_point_to_two_hundred_metres) {
  GuideWorld world;
  const std::string page =
      world.body("/guide?besoin=demarches&lieu=23096&point=46.1714567,1.8723456&moyen=pied");
  EXPECT_FALSE(holds(page, "46.1714567"));
  EXPECT_TRUE(holds(page, "46.172%2C1.872"));
}

TEST(GuidePage, explains_each_proposal_by_three_reasons) {
  GuideWorld world;
  const std::string page = world.body(kComplete);
  EXPECT_TRUE(holds(page, "On peut vous y répondre aujourd’hui"));
  EXPECT_TRUE(holds(page, "On y vient pour : Faire une démarche en ligne"));
  EXPECT_TRUE(holds(page, "Appeler le 05"));
  std::size_t reasons = 0;
  for (std::size_t i = 0; (i = page.find("<li><svg class=\"icon\"", i)) != std::string::npos; ++i)
    ++reasons;
  EXPECT_EQ(reasons, 4u * 3);
}

TEST(GuidePage, answers_the_same_request_by_the_same_bytes) {
  GuideWorld world;
  EXPECT_EQ(world.body(kComplete), world.body(kComplete));
}

TEST(GuidePage, never_proposes_a_place_that_left_its_list) {
  GuideWorld world;
  std::vector<standard::Place> left{at(place("lieu-1", "Lieu 1"), "46.171", "1.872")};
  world.import("la-creuse", left);
  world.now += std::chrono::seconds(2);
  const std::string page = world.body(kComplete);
  EXPECT_TRUE(holds(page, "/lieux/lieu-1"));
  EXPECT_FALSE(holds(page, "/lieux/lieu-0"));
}

TEST(GuidePage, says_what_was_let_go) {
  GuideWorld world;
  const std::string page = world.body(std::string(kComplete) + "&souhait=fauteuil");
  EXPECT_TRUE(holds(page, "Nous avons élargi"));
  EXPECT_TRUE(holds(page, "Il ne l’annonce pas : Accueil des personnes à mobilité réduite"));
}

TEST(GuidePage, publishes_its_weights) {
  GuideWorld world;
  const std::string page = world.body("/guide/classement");
  for (const char* weight : {"30\u00a0%", "25\u00a0%", "20\u00a0%", "15\u00a0%", "10\u00a0%"})
    EXPECT_TRUE(holds(page, weight)) << weight;
  EXPECT_TRUE(holds(page, "Version 1 de la méthode"));
}

TEST(GuidePage, answers_any_query) {
  GuideWorld world;
  for (const char* target :
       {"/guide?besoin=x", "/guide?besoin=demarches&lieu=99999",
        "/guide?besoin=demarches&lieu=23096&point=nan,1&moyen=pied",
        "/guide?besoin=demarches&lieu=23096&point=1e999,1&moyen=pied",
        "/guide?besoin=demarches&lieu=23096&point=,&moyen=fus%C3%A9e", "/guide?moyen=pied",
        "/guide?besoin=demarches&lieu=23096&moyen=aucun&souhait=a&souhait=gratuit"})
    EXPECT_EQ(world.get(target).status, 200) << target;
}

}  // namespace
}  // namespace maillage::places
