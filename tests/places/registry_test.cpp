#include "base/error.hpp"
#include "places/commands.hpp"
#include "places/departements.hpp"
#include "store/journal.hpp"
#include "world.hpp"

#include <sstream>

namespace maillage::places {
namespace {

std::string models() {
  return test::project_file("data/models");
}

using standard::Field;
constexpr auto kDay = std::chrono::days(1);

TEST(Import, keeps_every_field_and_the_members_the_standard_does_not_know) {
  World world;
  standard::Place full = place("a", "Médiathèque");
  for (const Field field : standard::all_fields()) {
    if (!full.has(field)) full[field] = "valeur de " + std::string(standard::field_name(field));
  }
  const std::string path = world.folder + "/liste.json";
  std::ofstream(path) << R"([{"id":"a","nom":"Café","latitude":46.17,"structure_coop_id":"42"}])";
  import_file(*world.database, path, world.key, kNow);
  world.import("tout", {full});
  EXPECT_EQ(world.find("a@tout")->place.values, full.values);
  const Record record = *world.find("a");
  EXPECT_EQ(record.place[Field::latitude], "46.17");
  ASSERT_EQ(record.place.extras.size(), 1u);
  EXPECT_EQ(record.place.extras[0],
            (std::pair<std::string, std::string>("structure_coop_id", "42")));
}

TEST(Import, does_not_take_the_stand_ins_of_files_for_facts) {
  World world;
  standard::Place unknown = place("a", "Médiathèque");
  unknown[Field::date_maj] = "1970-01-01";
  unknown[Field::pivot] = "00000000000000";
  world.import("la-creuse", {unknown});
  EXPECT_FALSE(world.find("a")->place.has(Field::date_maj));
  EXPECT_FALSE(world.find("a")->place.has(Field::pivot));
}

TEST(Import, counts_what_is_new_changed_gone_and_back) {
  World world;
  const auto a = place("a", "A"), b = place("b", "B"), c = place("c", "C");
  auto changed = b;
  changed[Field::telephone] = "+33555521212";
  EXPECT_EQ(world.import("la-creuse", {a, b}).counts.added, 2u);
  const ImportCounts second = world.import("la-creuse", {changed, c}).counts;
  EXPECT_EQ(second.added, 1u);
  EXPECT_EQ(second.changed, 1u);
  EXPECT_EQ(second.removed, 1u);
  EXPECT_EQ(second.unchanged, 0u);
  const ImportCounts third = world.import("la-creuse", {a, changed, c}).counts;
  EXPECT_EQ(third.returned, 1u);
  EXPECT_EQ(third.unchanged, 2u);
}

TEST(Import, marks_a_place_that_left_its_list_absent_and_keeps_it) {
  World world;
  world.import("la-creuse", {place("a", "A"), place("b", "B")});
  world.import("la-creuse", {place("b", "B")}, kNow + kDay);
  ASSERT_TRUE(world.find("a"));
  EXPECT_EQ(world.find("a")->absent_since, base::utc_day(kNow + kDay));
  EXPECT_EQ(present_records(*world.database->read()), 1u);
}

TEST(Import, leaves_the_places_of_other_lists_alone) {
  World world;
  world.import("la-creuse", {place("a", "A")});
  world.import("corse", {place("b", "B")});
  world.import("corse", {place("c", "C")});
  EXPECT_FALSE(world.find("a")->absent_since);
}

TEST(Import, tells_two_lists_with_the_same_id_apart_and_keeps_their_addresses) {
  World world;
  world.import("la-creuse", {place("1", "A")});
  world.import("corse", {place("1", "B")});
  world.import("corse", {place("1", "B bis")});
  EXPECT_EQ(world.find("1")->place[Field::nom], "A");
  EXPECT_EQ(world.find("1@corse")->place[Field::nom], "B bis");
}

TEST(Import, reads_nothing_of_a_file_that_it_has_read) {
  World world;
  world.import("la-creuse", {place("a", "A")});
  const std::int64_t before = revision(*world.database->read());
  EXPECT_TRUE(world.import("la-creuse", {place("a", "A")}).counts.same_file);
  EXPECT_EQ(revision(*world.database->read()), before);
}

TEST(Import, leaves_a_line_in_the_journal) {
  World world;
  world.import("la-creuse", {place("a", "A")});
  const auto lines = store::newest_lines(*world.database->read(), 1);
  ASSERT_EQ(lines.size(), 1u);
  EXPECT_EQ(lines[0].who, "importer");
  EXPECT_EQ(lines[0].why, "20260513-la-creuse-lieux-de-mediation-numeriques-national.json");
  EXPECT_NE(lines[0].what.find("1 lieux présents"), std::string::npos) << lines[0].what;
}

TEST(Import, leaves_out_rows_without_id_or_name_and_repeated_ids_and_says_so) {
  World world;
  const auto imported = world.import(
      "la-creuse", {place("a", "A"), place("", "Sans id"), place("b", ""), place("a", "Encore")});
  EXPECT_EQ(imported.counts.added, 1u);
  ASSERT_EQ(imported.findings.size(), 3u);
  EXPECT_EQ(imported.findings[0].rule, "import.id-missing");
  EXPECT_EQ(imported.findings[1].rule, "import.nom-missing");
  EXPECT_EQ(imported.findings[2].rule, "import.id-repeated");
  EXPECT_EQ(imported.findings[2].row, 3u);
}

TEST(Import, names_a_list_after_its_file) {
  EXPECT_EQ(list_name("x/20240402-la-creuse-lieux-de-mediation-numeriques-national.json"),
            "la-creuse");
  EXPECT_EQ(list_name("20240402-hub-lo-lieux-de-mediation-numeriques-centre-sans-coordonnees.csv"),
            "hub-lo");
  EXPECT_EQ(list_name("ma-liste.json"), "ma-liste");
}

TEST(Import, takes_the_newest_file_of_each_list_of_a_folder_and_json_first) {
  const std::string folder = test::scratch_folder("choose");
  for (const char* name : {"20240401-a-lieux-de-mediation-numeriques-x.json",
                           "20240402-a-lieux-de-mediation-numeriques-x.json",
                           "20240403-a-lieux-de-mediation-numeriques-x.csv",
                           "20240402-b-lieux-de-mediation-numeriques-x.csv", "rapport.json",
                           "publier.json", ".done"}) {
    std::ofstream(folder + "/" + name) << "[]";
  }
  const auto files = place_files(folder);
  ASSERT_EQ(files.size(), 2u);
  EXPECT_TRUE(files[0].ends_with("20240402-a-lieux-de-mediation-numeriques-x.json"));
  EXPECT_TRUE(files[1].ends_with("20240402-b-lieux-de-mediation-numeriques-x.csv"));
}

TEST(ImportCommand, says_what_it_did_and_goes_on_past_a_broken_file) {
  World world("import-command");
  const std::string good = write_list(world.folder, "la-creuse", {place("a", "A")});
  const std::string broken = world.folder + "/cassee.json";
  std::ofstream(broken) << R"([{"id":"a","nom":"A"},{"id")";
  std::ostringstream out, err;
  const ImportOptions options{{broken, good}, world.folder + "/other.db", models()};
  EXPECT_EQ(import_command(options, out, err), 1);
  EXPECT_NE(out.str().find("la-creuse : 1 lieu, 1 nouveau"), std::string::npos) << out.str();
  EXPECT_FALSE(err.str().empty());
}

TEST(ImportCommand, keeps_nothing_of_a_broken_file) {
  World world("import-broken");
  world.import("la-creuse", {place("a", "A")});
  const std::string path =
      world.folder + "/20260514-la-creuse-lieux-de-mediation-numeriques-national.json";
  std::ofstream(path) << R"([{"id":"b","nom":"B"},{"id")";
  EXPECT_THROW(import_file(*world.database, path, world.key, kNow), base::Error);
  EXPECT_TRUE(world.find("a"));
  EXPECT_FALSE(world.find("a")->absent_since);
  EXPECT_FALSE(world.find("b"));
}

TEST(ImportCommand, says_that_a_file_is_not_there) {
  std::ostringstream out, err;
  const ImportOptions options{
      {"absent.json"}, test::scratch_folder("import-absent") + "/test.db", models()};
  EXPECT_EQ(import_command(options, out, err), 2);
  EXPECT_NE(err.str().find("absent.json"), std::string::npos);
}

TEST(Departement, is_read_from_the_commune_code_else_from_the_postcode) {
  const struct {
    const char *insee, *postcode, *departement;
  } kCases[] = {{"23096", "23000", "23"},
                {"2A004", "20000", "2A"},
                {"", "20000", "2A"},
                {"", "20137", "2A"},
                {"", "20200", "2B"},
                {"", "20620", "2B"},
                {"97411", "97400", "974"},
                {"98818", "98800", "988"},
                {"", "97133", "971"},
                {"", "", ""},
                {"", "123", ""}};
  for (const auto& c : kCases)
    EXPECT_EQ(departement_of(c.insee, c.postcode), c.departement) << c.insee << " " << c.postcode;
  EXPECT_EQ(departement_name("2B"), "Haute-Corse");
  EXPECT_EQ(departements().size(), 109u);  // 101 départements, 8 collectivities and territories
}

}  // namespace
}  // namespace maillage::places
