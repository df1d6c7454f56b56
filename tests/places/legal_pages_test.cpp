#include "site_world.hpp"

namespace maillage::places {
namespace {

TEST(LegalPages, invent_nothing_about_who_holds_the_site) {
  SiteWorld world;
  const std::string page = world.body("/mentions-legales");
  EXPECT_TRUE(holds(page, "L’exploitant de ce site ne l’a pas encore renseigné."));
  EXPECT_EQ(world.get("/confidentialite").status, 200);
}

TEST(LegalPages, say_what_the_file_of_the_operator_says) {
  SiteWorld world;
  const std::string path = world.folder + "/editeur.json";
  std::ofstream(path) << R"({"nom": "La <Mednum>", "contact": "a@exemple.fr", "adresse": 3})";
  world.site.held_by(Operator::load(path));
  const std::string page = world.body("/mentions-legales");
  EXPECT_TRUE(holds(page, "La &lt;Mednum&gt;"));
  EXPECT_TRUE(holds(world.body("/accessibilite"), "mailto:a@exemple.fr"));
}

TEST(AccessibilityPage, claims_no_conformity_without_an_audit) {
  SiteWorld world;
  EXPECT_TRUE(holds(world.body("/accessibilite"), "non conforme"));
}

TEST(SourcesPage, tells_what_is_missing_from_each_source) {
  SiteWorld world;
  standard::Place full = place("a", "A");
  full[standard::Field::horaires] = "24/7";
  world.import("la-creuse", {full, place("b", "B")});
  const std::string page = world.body("/sources");
  EXPECT_TRUE(holds(page, "Ce que l’on sait des lieux de chaque source"));
  EXPECT_TRUE(holds(page, "50\u00a0%"));
}

}  // namespace
}  // namespace maillage::places
