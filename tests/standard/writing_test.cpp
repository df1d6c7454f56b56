#include "standard/writing.hpp"

#include "base/text.hpp"
#include "support/vectors.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

namespace maillage::standard {

namespace {

using formats::Json;

Place place_of(const Json& json) {
  Place place;
  for (const Json::Member& member : json.members()) {
    if (const auto field = field_named(member.first)) {
      place[*field] = member.second.text();
    } else {
      place.extras.emplace_back(member.first, member.second.text());
    }
  }
  return place;
}

std::string joined(const Json& list) {
  std::vector<std::string> items;
  for (const Json& item : list.items()) items.push_back(item.text());
  return base::join(items, "|");
}

/// The library's nested model of a place as our flat one.
Place place_of_model(const Json& model, bool with_arrondissement) {
  Place place;
  for (const Json::Member& member : model.members()) {
    const auto field = field_named(member.first);
    if (member.second.is_array() && field) place[*field] = joined(member.second);
    if (member.second.is_string() && field) place[*field] = member.second.text();
  }
  const Json& address = model["adresse"];
  for (const char* name : {"code_postal", "commune", "code_insee", "complement_adresse"}) {
    if (address.has(name)) place[*field_named(name)] = address[name].text();
  }
  place[Field::adresse] = address["voie"].text();
  const Json& date = model["date_maj"];
  place[Field::date_maj] = (date.is_object() ? date["$date"].text() : date.text()).substr(0, 10);
  if (with_arrondissement) {
    place[Field::code_insee] =
        arrondissement_code(place[Field::code_insee], place[Field::code_postal]);
  }
  return place;
}

std::string without_final_newline(std::string text) {
  if (!text.empty() && text.back() == '\n') text.pop_back();
  return text;
}

/// Cells that the incumbent writes as "" because the member was there and empty.
std::string without_empty_cells(std::string csv) {
  for (std::string before; before != csv;) {
    before = csv;
    csv = base::replace_all(base::replace_all(csv, ",\"\",", ",,"), ",\"\"\n", ",\n");
  }
  return csv;
}

void compare_csv(const std::string& suite) {
  test::Tally tally(suite);
  for (const test::Case& recorded : test::load_cases(suite)) {
    std::vector<Place> places;
    for (const Json& item : recorded.input.items()) places.push_back(place_of(item));
    const std::string ours = without_final_newline(text_of(OutputFormat::csv, places));
    const std::string& theirs = recorded.expected.text();
    if (ours == theirs) {
      tally.equal();
    } else if (without_empty_cells(ours + "\n") == without_empty_cells(theirs + "\n")) {
      tally.different("csv-empty-cell", recorded.name);
    } else if (base::contains(ours, "\"\"")) {
      tally.different("csv-quotes-doubled", recorded.name);
    } else {
      tally.different("csv-unexplained", recorded.name + "\n" + ours + "\n" + theirs);
    }
  }
  EXPECT_GT(tally.report(), 0.0);
}

Place anonymal() {
  Place place;
  place[Field::id] = "1";
  place[Field::nom] = "L'\"Atelier\",\nchez \\ nous";
  place[Field::latitude] = "48.50";
  place[Field::longitude] = "-2";
  place.extras.emplace_back("structure_coop_id", "42");
  return place;
}

}  // namespace

TEST(Writing, csv_as_the_incumbent_writes_it) {
  compare_csv("to-csv");
  compare_csv("to-csv-real");
}

TEST(Writing, json_as_the_library_serialises_it) {
  test::Tally tally("standard-serialise");
  for (const test::Case& recorded : test::load_cases("standard-serialise")) {
    std::vector<Place> places;
    for (const Json& item : recorded.input.items()) {
      places.push_back(place_of_model(item, recorded.context["withArrondissement"].as_boolean()));
    }
    const std::string ours =
        formats::json_text(formats::parse_json(text_of(OutputFormat::json, places)));
    if (ours == formats::json_text(recorded.expected)) {
      tally.equal();
    } else {
      tally.different("serialise-unexplained", recorded.name + " " + ours);
    }
  }
  EXPECT_EQ(tally.report(), 1.0);
}

TEST(Writing, members_come_in_the_order_of_the_recorded_files) {
  test::Tally tally("transform-real, order of members");
  for (const test::Case& recorded : test::load_cases("transform-real")) {
    if (!recorded.expected.has("id")) continue;
    Place place = place_of(recorded.expected);
    const Json ours = formats::parse_json(text_of(OutputFormat::json, {&place, 1})).items().front();
    Json theirs = Json::object();
    for (const Json::Member& member : recorded.expected.members()) {
      if (!member.second.text().empty()) theirs.set(member.first, member.second);
    }
    if (formats::json_text(ours) == formats::json_text(theirs)) {
      tally.equal();
    } else {
      tally.different("order-unexplained",
                      formats::json_text(ours) + "\n" + formats::json_text(theirs));
    }
  }
  EXPECT_EQ(tally.report(), 1.0);
}

TEST(Writing, arrondissements_as_the_library_names_them) {
  test::Tally tally("arrondissements");
  for (const test::Case& recorded : test::load_cases("arrondissements")) {
    const Json& input = recorded.input;
    if (arrondissement_code(input["code_insee"].text(), input["code_postal"].text()) ==
        recorded.expected.text()) {
      tally.equal();
    } else {
      tally.different("arrondissement-unexplained", recorded.name);
    }
  }
  EXPECT_EQ(tally.report(), 1.0);
}

TEST(Writing, a_postcode_that_names_no_arrondissement_leaves_the_code_alone) {
  EXPECT_EQ(arrondissement_code("75056", "75116"), "75116");
  EXPECT_EQ(arrondissement_code("75056", "75700"), "75056");
  EXPECT_EQ(arrondissement_code("69123", "69281"), "69123");
  EXPECT_EQ(arrondissement_code("51454", "51100"), "51454");
  EXPECT_EQ(arrondissement_code("75056", ""), "75056");
}

TEST(Writing, csv_cells_keep_their_quotes_commas_and_line_ends) {
  const Place place = anonymal();
  const std::string csv = text_of(OutputFormat::csv, {&place, 1});
  EXPECT_NE(csv.find("\"L'\"\"Atelier\"\",\nchez \\ nous\""), std::string::npos);
  EXPECT_NE(csv.find(",\"structure_coop_id\"\n"), std::string::npos);
  EXPECT_TRUE(csv.ends_with(",\"42\"\n"));
}

TEST(Writing, an_unknown_date_or_pivot_is_written_as_its_stand_in) {
  const Place place = anonymal();
  const Json record = formats::parse_json(text_of(OutputFormat::json, {&place, 1})).items().front();
  EXPECT_EQ(record["date_maj"].text(), "1970-01-01");
  EXPECT_EQ(record["pivot"].text(), "00000000000000");
  EXPECT_EQ(
      formats::parse_json(text_of(OutputFormat::json, {&place, 1}, {"2024-05-01", "W9R2003255"}))
          .items()[0]["date_maj"]
          .text(),
      "2024-05-01");
}

TEST(Writing, geojson_has_longitude_first_and_null_where_there_is_no_point) {
  Place nowhere;
  nowhere[Field::id] = "2";
  const std::vector<Place> places = {anonymal(), nowhere};
  const Json features = formats::parse_json(text_of(OutputFormat::geojson, places))["features"];
  EXPECT_EQ(formats::json_text(features.items()[0]["geometry"]),
            R"({"type":"Point","coordinates":[-2,48.5]})");
  EXPECT_TRUE(features.items()[1]["geometry"].is_null());
  EXPECT_EQ(features.items()[0]["properties"]["id"].text(), "1");
  EXPECT_FALSE(features.items()[0]["properties"].has("latitude"));
}

TEST(Writing, an_empty_list_is_a_whole_document) {
  EXPECT_EQ(text_of(OutputFormat::json, {}), "[]\n");
  EXPECT_TRUE(formats::parse_json(text_of(OutputFormat::geojson, {}))["features"].items().empty());
}

TEST(Writing, json_gives_back_any_valid_text) {
  rc::check([] {
    Place place;
    place[Field::nom] =
        base::valid_utf8(*rc::gen::container<std::string>(rc::gen::arbitrary<char>()));
    const Json record =
        formats::parse_json(text_of(OutputFormat::json, {&place, 1})).items().front();
    RC_ASSERT(record["nom"].text() == place[Field::nom] || !place.has(Field::nom));
  });
}

TEST(Writing, json_repairs_wrong_bytes) {
  Place place;
  place[Field::nom] = "caf\xE9 \x01\xFF";
  const Json record = formats::parse_json(text_of(OutputFormat::json, {&place, 1})).items().front();
  EXPECT_EQ(record["nom"].text(), "caf\uFFFD \x01\uFFFD");
}

}  // namespace maillage::standard
