#include "places/resemblance.hpp"

#include "places/nested_form.hpp"
#include "places/recorded_places.hpp"
#include "places/text_resemblance.hpp"

#include <gtest/gtest.h>

namespace maillage::places {

namespace {

int resemblance(std::u16string_view a, std::u16string_view b) {
  SoughtText sought;
  sought.prepare(a);
  return sought.resemblance(b);
}

std::u16string compared(std::string_view text) {
  std::u16string out;
  compared_text(text, out);
  return out;
}

}  // namespace

TEST(Resemblance, of_texts_is_what_the_sector_is_used_to) {
  for (const test::Case& c : test::load_cases("fuzzy-ratio")) {
    const int ours = resemblance(compared(c.input["a"].text()), compared(c.input["b"].text()));
    EXPECT_EQ(ours, static_cast<int>(c.expected.as_number())) << c.name;
  }
}

TEST(Resemblance, of_long_texts_counts_common_letters_in_order) {
  const std::u16string many(500, u'a');
  EXPECT_EQ(resemblance(many, many.substr(0, 250)), 67);
  EXPECT_EQ(resemblance(many, std::u16string(500, u'b')), 0);
  EXPECT_EQ(resemblance(many + u"b", u"b" + many), 100);  // 500 of 501, rounded
  EXPECT_EQ(resemblance(u"", u"a"), 0);
}

TEST(Resemblance, of_a_text_does_not_depend_on_those_sought_before) {
  const std::vector<std::u16string> texts = {u"maison",       std::u16string(200, u'm'), u"",
                                             u"m\u0153ssieu", u"mairie de \u4e00",       u"m",
                                             u"m\u0153ssieu", std::u16string(300, u'm'), u"3"};
  SoughtText one;
  for (const std::u16string& sought : texts) {
    one.prepare(sought);
    for (const std::u16string& other : texts) {
      EXPECT_EQ(one.resemblance(other), resemblance(sought, other));
    }
  }
}

TEST(Resemblance, of_places_is_scored_and_listed_as_recorded) {
  for (const char* suite : {"dedup-comparisons", "dedup-real", "dedup-internal-real"}) {
    for (const test::Case& c : test::load_cases(suite)) {
      const bool direct = c.fn == "duplicationComparisons";
      const auto records = recorded_places(direct ? c.input["lieux"] : c.input);
      const formats::Json& expected = direct ? c.expected : c.expected["comparisons"];
      const bool internal = (direct ? c.input : c.context)["allowInternal"].as_boolean();
      const std::vector<Resemblance> pairs = resemblances(views_of(records), internal);
      ASSERT_EQ(pairs.size(), expected.items().size()) << c.name;
      std::set<std::string> ours, theirs;
      for (const Resemblance& pair : pairs) {
        std::string a = records[pair.first].record_id, b = records[pair.second].record_id;
        if (b < a) std::swap(a, b);
        ours.insert(fmt::format("{} {} {} {} {} {}", a, b, pair.score, pair.name, pair.street,
                                pair.distance));
      }
      for (const formats::Json& pair : expected.items()) {
        std::string a = pair["id1"].text(), b = pair["id2"].text();
        if (b < a) std::swap(a, b);
        theirs.insert(fmt::format("{} {} {} {} {} {}", a, b, pair["score"].text(),
                                  pair["nomScore"].text(), pair["adresseScore"].text(),
                                  pair["distanceScore"].text()));
      }
      EXPECT_EQ(ours, theirs) << c.name;
    }
  }
}

TEST(Resemblance, is_written_in_the_columns_that_scripts_read) {
  for (const test::Case& c : test::load_cases("dedup-comparisons-csv")) {
    std::vector<SourcedPlace> records(2);
    const formats::Json& pair = c.input.items()[0];
    for (const std::size_t i : {std::size_t{0}, std::size_t{1}}) {
      using standard::Field;
      const auto text = [&](std::string name) { return pair[name + std::to_string(i + 1)].text(); };
      // The recorded address is whole: street, postcode and town.
      const std::string address = text("adresse"), point = text("localisation");
      const std::size_t town = address.rfind(' '), code = address.rfind(' ', town - 1);
      records[i].place[Field::nom] = text("nom");
      records[i].place[Field::adresse] = address.substr(0, code);
      records[i].place[Field::code_postal] = address.substr(code + 1, town - code - 1);
      records[i].place[Field::commune] = address.substr(town + 1);
      records[i].place[Field::latitude] = point.substr(0, point.find(" : "));
      records[i].place[Field::longitude] = point.substr(point.find(" : ") + 3);
      records[i].place[Field::typologie] = text("typologie");
      records[i].source = text("source");
    }
    const auto score = [&](const char* name) { return static_cast<int>(pair[name].as_number()); };
    const Resemblance made{
        0, 1, score("score"), score("nomScore"), score("adresseScore"), score("distanceScore")};
    std::string csv;
    write_resemblances(views_of(records), std::vector{made},
                       [&](std::string_view text) { csv += text; });
    EXPECT_EQ(csv, c.expected.text()) << c.name;
  }
}

TEST(NestedForm, is_the_model_of_the_sector_s_library) {
  for (const test::Case& c : test::load_cases("standard-parse")) {
    // The other case drops a value that the rules of the library forbid: not the form's business.
    if (c.input.items()[0]["modalites_acces"].text().find("n'accueille pas") != std::string::npos) {
      continue;
    }
    const auto records = recorded_places(c.input);
    std::string text;
    append_nested(text, records[0].place);
    std::string expected;
    formats::JsonWriter(expected).value(c.expected.items()[0]);
    // A date is recorded as {"$date": …}; the library writes its text.
    const std::string day = c.expected.items()[0]["date_maj"]["$date"].text();
    expected.replace(expected.find("{\"$date\""), fmt::format("{{\"$date\":\"{}\"}}", day).size(),
                     "\"" + day + "\"");
    EXPECT_EQ(text, expected) << c.name;
  }
}

}  // namespace maillage::places
