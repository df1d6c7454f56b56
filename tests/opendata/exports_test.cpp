#include "base/text.hpp"
#include "open_world.hpp"
#include "opendata/spreadsheet_text.hpp"
#include "places/contacts.hpp"
#include "places/oppositions.hpp"
#include "standard/reading.hpp"
#include "standard/writing.hpp"
#include "support/rows.hpp"

#include <array>

namespace maillage::opendata {
namespace {

using places::place;
using standard::Field;

constexpr const char* kFormats[] = {"csv", "json", "geojson", "xlsx"};

standard::Place full_place() {
  standard::Place made = place("a", "L’Atelier \"du coin\"");
  made[Field::latitude] = "46.169";
  made[Field::longitude] = "1.871";
  made[Field::telephone] = "+33555520000";
  made[Field::presentation_detail] = "Deux lignes,\nune virgule.";
  return made;
}

TEST(Exports, hold_every_place_in_every_format) {
  OpenWorld world;
  world.import("liste", {full_place(), place("b", "Mairie"), place("c", "La Poste")});
  for (const char* format : kFormats) {
    const auto response = world.get(std::string("/lieux.") + format);
    EXPECT_EQ(response.status, 200) << format;
    const auto kind = std::string_view(format) == "csv"    ? formats::Format::csv
                      : std::string_view(format) == "xlsx" ? formats::Format::xlsx
                                                           : formats::Format::json;
    formats::ReadOptions options;
    if (std::string_view(format) == "geojson") options.key = "features";
    EXPECT_EQ(test::rows_of(*response.body, options, kind).size(), 3u) << format;
  }
}

TEST(Exports, write_csv_as_the_standard_does) {
  OpenWorld world;
  const standard::Place only = full_place();
  world.import("liste", {only});
  EXPECT_EQ(world.body("/lieux.csv"),
            standard::text_of(standard::OutputFormat::csv, std::span(&only, 1)));
}

TEST(Exports, leave_out_of_geojson_what_nobody_knows) {
  OpenWorld world;
  world.import("liste", {full_place()});
  const formats::Json json = formats::parse_json(world.body("/lieux.geojson"));
  const formats::Json& feature = json["features"].items().at(0);
  EXPECT_FALSE(feature["properties"].has("date_maj"));
  EXPECT_EQ(feature["geometry"]["coordinates"].items().at(0).as_number(), 1.871);
}

TEST(Exports, take_the_filters_of_the_list) {
  OpenWorld world;
  standard::Place other = place("b", "Mairie", "Bordeaux", "33000", "33063");
  world.import("liste", {place("a", "Médiathèque"), other});
  world.import("autre", {place("c", "La Poste")});
  const auto ids = [&](const std::string& query) {
    std::string found;
    const formats::Json list = formats::parse_json(world.body("/lieux.json?" + query));
    for (const formats::Json& each : list.items()) found += each["id"].text();
    return found;
  };
  EXPECT_EQ(ids("q=mediatheque"), "a");
  EXPECT_EQ(ids("departement=33"), "b");
  EXPECT_EQ(ids("liste=autre"), "c");
  EXPECT_EQ(ids("tri=nom"), "cba");
  EXPECT_EQ(ids("q=nullepart"), "");
  EXPECT_EQ(ids("service=demarches&departement=23"), "ca");
}

TEST(Exports, are_known_again_until_the_registry_changes) {
  OpenWorld world;
  world.import("liste", {place("a", "Médiathèque")});
  for (const char* format : kFormats) {
    const std::string target = std::string("/lieux.") + format;
    const auto first = world.get(target);
    const std::string tag(first.header("ETag"));
    EXPECT_FALSE(tag.empty());
    EXPECT_FALSE(first.header("Last-Modified").empty());
    EXPECT_EQ(world.get(target, {{"if-none-match", tag}}).status, 304) << format;
    EXPECT_NE(world.get(target + "?departement=23&liste=liste").header("ETag"), "") << format;
    EXPECT_NE(world.get(target + "?departement=33").header("ETag"), tag) << format;
  }
  const std::string before(world.get("/lieux.csv").header("ETag"));
  world.import("liste", {place("a", "Médiathèque du centre")});
  world.now += std::chrono::seconds(1);
  EXPECT_EQ(world.get("/lieux.csv", {{"if-none-match", before}}).status, 200);
}

TEST(Exports, are_called_after_the_day_of_the_registry) {
  OpenWorld world;
  world.import("liste", {place("a", "Médiathèque")});
  EXPECT_EQ(
      world.get("/lieux.csv").header("Content-Disposition"),
      "attachment; filename=\"20260513-maillage-lieux-de-mediation-numeriques-national.csv\"");
  EXPECT_EQ(
      world.get("/lieux.xlsx?departement=23").header("Content-Disposition"),
      "attachment; filename=\"20260513-maillage-lieux-de-mediation-numeriques-extrait.xlsx\"");
}

TEST(Exports, may_be_read_by_any_page_and_name_their_licence) {
  OpenWorld world;
  const auto response = world.get("/lieux.geojson");
  EXPECT_EQ(response.header("Access-Control-Allow-Origin"), "*");
  EXPECT_TRUE(base::contains(std::string(response.header("Link")), "rel=\"license\""));
}

TEST(Exports, of_an_empty_registry_are_whole_files) {
  OpenWorld world;
  EXPECT_TRUE(world.body("/lieux.csv").starts_with("\"id\",\"pivot\",\"nom\""));
  EXPECT_EQ(formats::parse_json(world.body("/lieux.json")).items().size(), 0u);
  EXPECT_EQ(formats::parse_json(world.body("/lieux.geojson"))["features"].items().size(), 0u);
  EXPECT_TRUE(world.body("/lieux.xlsx").starts_with("PK"));
}

TEST(Exports, defuse_a_formula_in_csv_alone) {
  OpenWorld world;
  world.import("liste", {place("a", "=HYPERLINK(\"http://exemple.fr\")")});
  EXPECT_TRUE(base::contains(world.body("/lieux.csv"), "\"'=HYPERLINK("));
  EXPECT_TRUE(base::contains(world.body("/lieux.json"), "\"=HYPERLINK("));
}

TEST(Exports, keep_an_opposed_contact_in) {
  OpenWorld world;
  standard::Place made = place("a", "Médiathèque");
  made[Field::courriels] = "ada@exemple.fr";
  made[Field::presentation_detail] = "Écrire à ada@exemple.fr";
  world.import("liste", {made});
  ASSERT_TRUE(base::contains(world.body("/lieux.json"), "ada@exemple.fr"));
  places::add_oppositions(*world.database, world.key,
                          std::array{*places::read_contact("ada@exemple.fr")}, world.now);
  world.now += std::chrono::seconds(1);
  for (const char* format : {"csv", "json", "geojson"}) {
    EXPECT_FALSE(base::contains(world.body(std::string("/lieux.") + format), "ada@exemple"))
        << format;
  }
}

TEST(SpreadsheetText, tells_formulas_from_numbers_and_telephones) {
  for (const char* text :
       {"=1+1", "@SUM(A1)", "+cmd|' /C calc'!A0", "-2+3+cmd", "- accueil", "\t=1", "\r=1", "-"})
    EXPECT_TRUE(is_formula(text)) << text;
  for (const char* text :
       {"", "+33 1 23 45 67 89", "-1.55", "Mo-Fr 09:00", "a=b", "+33(0)123456789"})
    EXPECT_FALSE(is_formula(text)) << text;
}

}  // namespace
}  // namespace maillage::opendata
