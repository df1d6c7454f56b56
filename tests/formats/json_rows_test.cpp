#include "formats/json_rows.hpp"

#include "base/error.hpp"
#include "base/text.hpp"
#include "support/rows.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace maillage::formats {

namespace {

std::vector<std::string> json_rows(const std::string& text, const ReadOptions& options = {}) {
  return test::rows_of(text, options, Format::json);
}

std::string error_of(const std::string& text, const ReadOptions& options = {}) {
  try {
    json_rows(text, options);
  } catch (const base::Error& error) {
    return error.what();
  }
  return "";
}

ReadOptions with_key(std::string key) {
  ReadOptions options;
  options.key = std::move(key);
  return options;
}

using Rows = std::vector<std::string>;

}  // namespace

TEST(JsonRows, nested_members_are_joined_by_a_point) {
  EXPECT_EQ(json_rows(R"([{"id":1,"geo":{"lat":48.5,"lon":{"x":"é\"\u00e9"}}}])"),
            (Rows{"id=1|geo.lat=48.5|geo.lon.x=é\"é"}));
}

TEST(JsonRows, lists_are_one_cell_as_javascript_prints_them) {
  EXPECT_EQ(json_rows(R"([{"a":["x",1,null,[true,2.50]],"b":[{"c":1},"d"],"e":[]}])"),
            (Rows{"a=x,1,,true,2.5|b=[object Object],d"}));
}

TEST(JsonRows, lists_are_columns_when_asked_for) {
  ReadOptions options;
  options.explode_arrays = true;
  EXPECT_EQ(json_rows(R"([{"a":["x",{"b":1}],"c":[[3]]}])", options),
            (Rows{"a.0=x|a.1.b=1|c.0.0=3"}));
}

TEST(JsonRows, null_and_false_are_what_mapping_files_expect) {
  EXPECT_EQ(json_rows(R"([{"a":null,"b":false,"c":true,"d":""}])"), (Rows{"b=false|c=true"}));
}

TEST(JsonRows, numbers_are_printed_as_javascript_prints_them) {
  const struct {
    const char *json, *text;
  } cases[] = {
      {"12345.0", "12345"},
      {"1e3", "1000"},
      {"-0", "0"},
      {"0.10", "0.1"},
      {"36750100000000", "36750100000000"},
      {"6.720031881096503", "6.720031881096503"},
      {"1E-7", "1e-7"},
      {"0.0000001", "1e-7"},
      {"0.000001", "0.000001"},
      {"1e21", "1e+21"},
      {"-2.5", "-2.5"},
      {"0.1000000000000000055", "0.1"},
      {"1e999", "Infinity"},
      {"1e-999", "0"},
      {"12345678901234567890", "12345678901234567890"},  // JavaScript would lose the last digits
  };
  for (const auto& c : cases) {
    std::string scratch;
    EXPECT_EQ(number_as_javascript(c.json, scratch), c.text) << c.json;
  }
  std::string scratch;
  for (const char* wrong : {"", "-", "01", "1.", ".5", "1e", "+1", "0x1", "1 2", "NaN"}) {
    EXPECT_EQ(number_as_javascript(wrong, scratch), "") << wrong;
  }
}

RC_GTEST_PROP(JsonRows, a_number_printed_reads_back_the_same, (double value)) {
  const std::string text = base::number_text(value);
  std::string scratch;
  RC_ASSERT(number_as_javascript(text, scratch) == text);
}

TEST(JsonRows, the_list_may_be_a_member) {
  EXPECT_EQ(json_rows(R"({"total":2,"meta":{"x":[1]},"rows":[{"a":1},{"a":2}],"z":"}"})",
                      with_key("rows")),
            (Rows{"a=1", "a=2"}));
}

TEST(JsonRows, an_object_of_rows_is_a_list) {
  EXPECT_EQ(json_rows(R"({"u1":{"a":1},"u2":{"a":2}})"), (Rows{"a=1", "a=2"}));
  EXPECT_EQ(json_rows(R"({"rows":{"u1":{"a":1},"u2":{"a":2}}})", with_key("rows")),
            (Rows{"a=1", "a=2"}));
}

TEST(JsonRows, geojson_gives_its_features) {
  const std::string text = R"({"type":"FeatureCollection","crs":{"type":"name"},"features":[
      {"type":"Feature","properties":{"nom":"Pimms"},"geometry":{"type":"Point","coordinates":[2.5,48]}}]})";
  const Rows rows{
      "type=Feature|properties.nom=Pimms|geometry.type=Point|geometry.coordinates=2.5,48"};
  EXPECT_EQ(json_rows(text), rows);
  EXPECT_EQ(json_rows(text, with_key("features")), rows);
}

TEST(JsonRows, rows_of_different_shapes_keep_their_columns) {
  EXPECT_EQ(json_rows(R"([{"a":1,"b":2},{"b":3,"c":4},{},{"c":5,"a":6}, 7, "x"])"),
            (Rows{"a=1|b=2", "b=3|c=4", "", "a=6|c=5", "", ""}));
}

TEST(JsonRows, a_list_cut_off_keeps_the_rows_before) {
  auto reader = make_reader(Format::json, from_text(R"([{"a":1},{"a":2},{"a")"), {});
  Row row;
  EXPECT_TRUE(reader->next(row));
  EXPECT_TRUE(reader->next(row));
  EXPECT_THROW(reader->next(row), base::Error);
}

TEST(JsonRows, what_is_wrong_is_said_in_words) {
  const struct {
    const char *json, *part;
  } cases[] = {
      {R"([{"a":1},{"a")", "incomplet : il s’arrête après l’élément 1"},
      {R"([{"a":1} {"a":2}])", "mal formé après l’élément 1"},
      {R"([{"a":1]])", "mal formé"},
      {R"([{"a":nul}])", "élément 1"},
      {R"([{"a" 1}])", "élément 1"},
      {R"({"a":1}{"a":2})", "plusieurs documents"},
      {R"({"total":3,"results":[1]})", "Membres présents : total, results"},
      {"", "vide"},
      {"nom;ville", "mal formé"},
      {R"([{"a":1}] x)", "mal formé"},
  };
  for (const auto& c : cases)
    EXPECT_TRUE(base::contains(error_of(c.json), c.part)) << c.json << " -> " << error_of(c.json);
  EXPECT_TRUE(base::contains(error_of(R"({"a":[]})", with_key("b")), "« b »"));
  EXPECT_TRUE(base::contains(error_of("[]", with_key("b")), "« b »"));
}

TEST(JsonRows, deep_nesting_is_refused) {
  EXPECT_TRUE(base::contains(error_of("[" + std::string(100000, '[')), "niveaux imbriqués"));
  EXPECT_TRUE(base::contains(error_of(R"({"a":)" + std::string(100000, '[')), "niveaux imbriqués"));
}

TEST(JsonRows, a_windows_file_is_read) {
  EXPECT_EQ(json_rows("[{\"a\":\"caf\xE9\"}]"), (Rows{"a=café"}));
}

TEST(JsonRows, the_same_bytes_give_the_same_rows_in_crumbs) {
  const std::string text =
      R"({"u": {"a\"b":"x\\","c":[1,{"d":"}"}]}, "v":{"é":"\u00e9"}, "next": "x"} )";
  for (std::size_t crumb = 1; crumb < 12; ++crumb) {
    EXPECT_EQ(test::rows_of(std::make_unique<test::CrumbSource>(text, crumb), Format::json),
              json_rows(text))
        << crumb;
  }
}

TEST(JsonRows, the_next_page_is_known_at_the_end) {
  JsonRows rows(from_text(R"({"next":"/p\u0032","results":[{"a":1}]})"), with_key("results"),
                std::make_shared<Columns>());
  for (Row row; rows.next(row);) {
  }
  EXPECT_EQ(rows.next_page(), "/p2");
}

}  // namespace maillage::formats
