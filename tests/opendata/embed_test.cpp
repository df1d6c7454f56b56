#include "base/text.hpp"
#include "open_world.hpp"
#include "opendata/frame_query.hpp"

namespace maillage::opendata {
namespace {

using places::place;
using standard::Field;

struct EmbedWorld : OpenWorld {
  EmbedWorld() {
    standard::Place gueret = place("gueret", "Médiathèque de Guéret");
    gueret[Field::latitude] = "46.17";
    gueret[Field::longitude] = "1.87";
    gueret[Field::frais_a_charge] = "Gratuit";
    standard::Place aubusson = place("aubusson", "Mairie d’Aubusson", "Aubusson", "23200", "23008");
    aubusson[Field::latitude] = "45.96";
    aubusson[Field::longitude] = "2.17";
    aubusson[Field::dispositif_programmes_nationaux] = "France Services";
    aubusson[Field::services] = "Maîtrise des outils numériques du quotidien";
    import("liste", {gueret, aubusson, place("bordeaux", "Mairie", "Bordeaux", "33000", "33063")});
  }
  /// The ids of the places in the frame, in order.
  std::string shown(const std::string& query) {
    std::string ids;
    const std::string page = body("/integrer/cadre?" + query);
    constexpr std::string_view kTitle = "<h2><a href=\"/lieux/";
    for (std::size_t at = page.find(kTitle); at != page.npos; at = page.find(kTitle, at + 1)) {
      const std::size_t start = at + kTitle.size();
      ids += page.substr(start, page.find('"', start) - start) + " ";
    }
    return ids;
  }
};

TEST(Frame, is_the_only_page_that_other_sites_may_frame) {
  EmbedWorld world;
  const auto policy = [&](const char* target) {
    return std::string(world.get(target).header("Content-Security-Policy"));
  };
  EXPECT_TRUE(base::contains(policy("/integrer/cadre"), "frame-ancestors *"));
  for (const char* target : {"/", "/lieux", "/lieux/gueret", "/integrer", "/donnees/quotidien"})
    EXPECT_TRUE(base::contains(policy(target), "frame-ancestors 'none'")) << target;
  EXPECT_TRUE(base::contains(policy("/integrer"), "frame-src 'self'"));
}

TEST(Frame, runs_no_script_and_opens_places_beside_it) {
  EmbedWorld world;
  const std::string page = world.body("/integrer/cadre");
  EXPECT_FALSE(base::contains(page, "<script"));
  EXPECT_TRUE(base::contains(page, "<base target=\"_blank\">"));
  EXPECT_TRUE(base::contains(page, "target=\"_self\""));
  EXPECT_TRUE(base::contains(page, "name=\"robots\" content=\"noindex\""));
  EXPECT_FALSE(base::contains(page, "site-header"));
}

TEST(Frame, takes_the_filters_of_the_list) {
  EmbedWorld world;
  EXPECT_EQ(world.shown(""), "bordeaux aubusson gueret ");
  EXPECT_EQ(world.shown("departement=33"), "bordeaux ");
  EXPECT_EQ(world.shown("q=aubusson"), "aubusson ");
}

TEST(Frame, takes_the_parameters_of_the_incumbent) {
  EmbedWorld world;
  EXPECT_EQ(world.shown("territoire_type=departements&territoires=23"), "aubusson gueret ");
  EXPECT_EQ(world.shown("territoire_type=communes&territoires=23096,%2033063"), "bordeaux gueret ");
  EXPECT_EQ(world.shown("latitude=45.9&longitude=2.2"), "aubusson gueret bordeaux ");
  EXPECT_EQ(world.shown("latitude=45.96&longitude=2.17&zoom=12"), "aubusson ");
  EXPECT_EQ(world.shown("dispositif_programmes_nationaux=France%20Services"), "aubusson ");
  EXPECT_EQ(world.shown("frais_a_charge=Gratuit"), "gueret ");
  EXPECT_EQ(world.shown("services=Ma%C3%AEtrise%20des%20outils%20num%C3%A9riques%20du%20quotidien"),
            "aubusson ");
}

TEST(Frame, leaves_out_what_it_does_not_understand) {
  EmbedWorld world;
  for (const char* query : {"latitude=x&longitude=2", "zoom=-1", "territoire_type=pays", "page=-4",
                            "latitude=91&longitude=0", "territoires=,,,", "page=99999999"})
    EXPECT_EQ(world.get("/integrer/cadre?" + std::string(query)).status, 200) << query;
  EXPECT_EQ(world.shown("territoires=,,,"), "bordeaux aubusson gueret ");
}

TEST(Frame, keeps_its_filters_when_a_person_searches_or_turns_a_page) {
  OpenWorld world;
  std::vector<standard::Place> many;
  for (int i = 10; i < 35; ++i) many.push_back(place("p" + std::to_string(i), "Lieu"));
  world.import("liste", many);
  const std::string page =
      world.body("/integrer/cadre?territoire_type=departements&territoires=23&page=2");
  EXPECT_TRUE(base::contains(page, "<input type=\"hidden\" name=\"territoires\" value=\"23\">"));
  EXPECT_TRUE(base::contains(page, "territoires=23&amp;page=3\""));
  EXPECT_TRUE(base::contains(page, "page 2 sur 3"));
}

TEST(Frame, escapes_what_its_address_brings) {
  EmbedWorld world;
  const std::string page =
      world.body("/integrer/cadre?liste=%22%3E%3Cscript%3Ealert(1)%3C/script%3E");
  EXPECT_FALSE(base::contains(page, "<script"));
}

TEST(EmbedScript, is_small_and_for_every_site) {
  EmbedWorld world;
  const auto response = world.get("/maillage-integration.js");
  EXPECT_EQ(response.content_type, "text/javascript; charset=utf-8");
  EXPECT_EQ(response.header("Access-Control-Allow-Origin"), "*");
  EXPECT_LT(response.body->size(), 40'000u);
  for (const char* attribute :
       {"api-url", "site-url", "logo-url", "app-name", "help-url", "help-label", "latitude",
        "longitude", "zoom", "territoire-type", "territoires", "route-initiale", "matomo-url",
        "matomo-site-id", "services", "dispositif-programmes-nationaux", "frais-a-charge"})
    EXPECT_TRUE(base::contains(world.body("/integrer"), attribute)) << attribute;
}

}  // namespace
}  // namespace maillage::opendata
