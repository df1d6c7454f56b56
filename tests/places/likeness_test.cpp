#include "places/likeness.hpp"

#include "linkage/model_file.hpp"
#include "places/sourced_place.hpp"
#include "places/traits.hpp"
#include "places/world.hpp"

#include <algorithm>
#include <random>

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace maillage::places {

namespace {

using standard::Field;

LinkOptions options() {
  LinkOptions made;
  made.model = linkage::load_model("lieux", test::project_file("data/models"));
  return made;
}

struct Sketch {
  std::string_view name, street, phone, mail, typologie;
  double latitude = 45.5, longitude = 4.5;
};

SourcedPlace record(std::string id, const Sketch& sketch, std::string source = "a") {
  SourcedPlace made;
  made.place = place(id, std::string(sketch.name), "Nyons", "26110", "26220");
  made.place[Field::adresse] = sketch.street;
  made.place[Field::telephone] = sketch.phone;
  made.place[Field::courriels] = sketch.mail;
  made.place[Field::typologie] = sketch.typologie;
  made.place[Field::latitude] = fmt::format("{}", sketch.latitude);
  made.place[Field::longitude] = fmt::format("{}", sketch.longitude);
  made.record_id = std::move(id);
  made.source = std::move(source);
  return made;
}

bool together(const Sketch& one, const Sketch& other) {
  const std::vector records = {record("1", one, "a"), record("2", other, "b")};
  return link_places(views_of(records), {}, options()).groups.size() == 1;
}

/// A town of many places, some of them twice.
std::vector<SourcedPlace> town() {
  std::vector<SourcedPlace> records;
  for (int i = 0; i < 40; ++i) {
    const std::string name =
        fmt::format("Atelier {}", std::string(3, static_cast<char>('a' + i % 26)));
    const std::string street = fmt::format("{} rue {}", i + 1, i % 7);
    const std::string phone = fmt::format("+334752770{:02}", i);
    const double north = 45.5 + i * 0.01;
    records.push_back(record(fmt::format("p{:02}", i), {name, street, phone, "", "", north}, "a"));
    if (i % 3 != 0) continue;
    records.push_back(record(fmt::format("q{:02}", i), {name, street, phone, "", "", north}, "b"));
  }
  return records;
}

std::vector<std::vector<std::string>> named_groups(const std::vector<SourcedPlace>& records,
                                                   const PlaceLinkage& linkage) {
  std::vector<std::vector<std::string>> groups;
  for (const PlaceGroup& group : linkage.groups) {
    std::vector<std::string>& ids = groups.emplace_back();
    for (const std::size_t member : group.members) ids.push_back(records[member].record_id);
  }
  return groups;
}

}  // namespace

TEST(Likeness, a_france_services_is_one_place_however_its_name_is_written) {
  EXPECT_TRUE(together({"France services de Nyons", "11 place de la libération", "", "", "RFS"},
                       {"MAISON FRANCE SERVICES", "11 PL DE LA LIBERATION", "", "", "RFS"}));
  EXPECT_TRUE(together({"France services Châlus", "28 avenue François Mitterrand", "", "", "RFS"},
                       {"France services Châlus", "28 avenue François Mitterrand", "", "", "RFS",
                        45.518}));  // a point two kilometres away
}

TEST(Likeness, a_town_hall_is_not_the_france_services_that_it_hosts) {
  EXPECT_FALSE(together({"Mairie de Nyons", "1 place de la Mairie", "", "", "MUNI"},
                        {"France services de Nyons", "1 Place de la mairie", "", "", "RFS"}));
}

TEST(Likeness, unless_the_contacts_say_so) {
  EXPECT_TRUE(together(
      {"Mairie de Nyons", "1 place de la Mairie", "+33475264088", "fs@nyons.com", "MUNI"},
      {"France services de Nyons", "1 Place de la mairie", "+33475264088", "fs@nyons.com", "RFS"}));
}

TEST(Likeness, one_network_at_two_addresses_is_two_places) {
  EXPECT_FALSE(together({"Bibliothèque Capucins", "10 place des Capucins", "+33556911879",
                         "dgac@mairie-nyons.fr", "BIB"},
                        {"Bibliothèque Saint-Augustin", "Place de l’Église", "+33524996030",
                         "dgac@mairie-nyons.fr", "BIB", 45.53}));
}

TEST(Likeness, a_bus_is_not_the_house_where_it_sleeps) {
  EXPECT_FALSE(together(
      {"Pimms Médiation", "130 avenue de la gare", "+33469143030", "contact@pimms.org", "PIMMS"},
      {"Bus France services Pimms Médiation", "130 Avenue de la Gare", "+33469143030",
       "contact@pimms.org", "RFS|ENM|PIMMS"}));
}

TEST(Likeness, the_same_door_alone_is_not_enough) {
  EXPECT_FALSE(together({"", "4 rue Haute", "", "", ""}, {"", "4 rue Haute", "", "", ""}));
}

TEST(Likeness, people_decide_against_the_engine) {
  const std::vector records = {record("1", {"Mairie", "1 rue A", "", "", "MUNI"}, "a"),
                               record("2", {"Mairie", "1 rue A", "+33475264088", "", "MUNI"}, "b"),
                               record("3", {"Ressourcerie", "9 rue Z", "", "", "", 45.6}, "c")};
  ASSERT_EQ(link_places(views_of(records), {}, options()).groups.size(), 2u);
  const Decisions decisions = {decide("1", "2", Verdict::different, "", "", kNow),
                               decide("3", "2", Verdict::same, "", "", kNow)};
  const PlaceLinkage linkage = link_places(views_of(records), decisions, options());
  using Groups = std::vector<std::vector<std::string>>;
  EXPECT_EQ(named_groups(records, linkage), (Groups{{"1"}, {"2", "3"}}));
  EXPECT_TRUE(linkage.findings.empty());
}

TEST(Likeness, says_which_decision_names_nobody) {
  const std::vector records = {record("1", {"Mairie", "1 rue A", "", "", ""})};
  const Decisions decisions = {decide("1", "gone", Verdict::same, "", "", kNow)};
  const PlaceLinkage linkage = link_places(views_of(records), decisions, options());
  ASSERT_EQ(linkage.findings.size(), 1u);
  EXPECT_EQ(linkage.findings[0].rule, "decisions.absent");
}

TEST(Likeness, records_of_one_source_are_no_pair_when_the_caller_says_so) {
  const std::vector records = {record("1", {"Mairie", "1 rue A", "+33475264088", "", ""}, "a"),
                               record("2", {"Mairie", "1 rue A", "+33475264088", "", ""}, "a")};
  LinkOptions between = options();
  EXPECT_EQ(link_places(views_of(records), {}, between).groups.size(), 1u);
  between.within_sources = false;
  EXPECT_EQ(link_places(views_of(records), {}, between).groups.size(), 2u);
}

TEST(Likeness, is_the_same_for_any_order_of_the_records_and_any_number_of_threads) {
  std::vector<SourcedPlace> records = town();
  const auto groups = named_groups(records, link_places(views_of(records), {}, options()));
  EXPECT_EQ(groups.size(), 40u);
  std::mt19937 random(7);
  for (unsigned threads = 1; threads <= 2; ++threads) {
    std::shuffle(records.begin(), records.end(), random);
    LinkOptions other = options();
    other.threads = threads;
    EXPECT_EQ(named_groups(records, link_places(views_of(records), {}, other)), groups);
  }
}

TEST(Likeness, a_pair_does_not_depend_on_what_else_is_in_the_lists) {
  const Sketch one = {"Atelier zzz", "5 rue de la Poste", "+33475264088", "", "", 44.0};
  const Sketch other = {"Atelier zzz", "5 rue de la Poste", "", "", "", 44.0};
  std::vector records = {record("x1", one, "a"), record("x2", other, "b")};
  const double alone = link_places(views_of(records), {}, options()).pairs.at(0).probability;
  for (SourcedPlace& made : town()) records.push_back(std::move(made));
  for (const PlacePair& pair : link_places(views_of(records), {}, options()).pairs) {
    if (records[pair.first].record_id != "x1") continue;
    EXPECT_NEAR(pair.probability, alone, 1e-6);
  }
}

TEST(Likeness, takes_empty_fields_absurd_points_and_endless_ids) {
  std::vector<SourcedPlace> records;
  for (int i = 0; i < 50; ++i) {
    SourcedPlace made =
        record(fmt::format("{}{}", std::string(10'000, 'x'), i), {"", "", "", "", ""});
    made.place[Field::code_insee] = i % 2 == 0 ? "" : "26220";
    made.place[Field::commune] = "";
    made.place[Field::latitude] = i % 3 == 0 ? "1e308" : i % 3 == 1 ? "nan" : "-91";
    made.place[Field::longitude] = "0";
    records.push_back(std::move(made));
  }
  EXPECT_EQ(link_places(views_of(records), {}, options()).groups.size(), 50u);
  EXPECT_TRUE(link_places({}, {}, options()).groups.empty());
}

TEST(Likeness, ten_thousand_equal_records_take_no_square_of_time) {
  std::vector<SourcedPlace> records;
  for (int i = 0; i < 10'000; ++i) {
    records.push_back(record(fmt::format("r{:05}", i),
                             {"Mairie de Nyons", "1 rue A", "+33475264088", "a@nyons.fr", "MUNI"}));
  }
  const PlaceLinkage linkage = link_places(views_of(records), {}, options());
  EXPECT_EQ(linkage.groups.size(), 1u);
  EXPECT_LT(linkage.pairs.size(), 20'000u);
}

TEST(Traits, are_what_the_lists_write_once_cleaned) {
  standard::Place made =
      place("1", "France services La Maison Pop’", "Montendre", "17130", "17240");
  made[Field::adresse] = "11 avenue de la gare";
  made[Field::latitude] = "45.2866";
  made[Field::longitude] = "-0.4044";
  made[Field::courriels] = "Accueil@LaMaisonPop.com|pop@gmail.com";
  made[Field::site_web] = "https://www.lamaisonpop.com/contact|https://facebook.com/pop";
  made[Field::pivot] = "38956825400046";
  made[Field::typologie] = "RFS|ENM";
  const Traits traits = traits_of(made);
  EXPECT_EQ(traits.nom_propre, "pop");
  EXPECT_EQ(traits.nature, "rfs");
  EXPECT_EQ(traits.mobilite, "mobile");
  EXPECT_EQ(traits.commune, "17240");
  EXPECT_EQ(traits.adresse, "11|avenue gare|45.286600 -0.404400");
  EXPECT_EQ(traits.courriels, "accueil@lamaisonpop.com lamaisonpop.com pop@gmail.com");
  EXPECT_EQ(traits.sites, "lamaisonpop.com");
  EXPECT_EQ(traits.siret, "38956825400046");
}

TEST(Traits, keep_no_siret_that_a_spreadsheet_cut_and_no_point_in_the_sea) {
  standard::Place made = place("1", "Mairie");
  made[Field::pivot] = "21760300000000";
  made[Field::latitude] = "0";
  made[Field::longitude] = "0";
  EXPECT_EQ(traits_of(made).siret, "");
  EXPECT_EQ(traits_of(made).point, "");
}

}  // namespace maillage::places
