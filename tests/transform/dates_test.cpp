#include "transform/dates.hpp"

#include "support/vectors.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace maillage::transform {

namespace {

std::string read(std::string_view text) {
  base::Notes notes;
  const auto instant = read_date(text, notes);
  return instant ? base::iso_instant(*instant) : "";
}

/// The cell that the mapping of a case reads: a constant, or the first column that holds something.
std::string cell(const test::Case& c) {
  const formats::Json& mapping = c.config["date_maj"];
  if (mapping.has("valeur")) return mapping["valeur"].text();
  std::vector<std::string> columns;
  if (mapping["colonne"].is_array()) {
    for (const formats::Json& column : mapping["colonne"].items()) columns.push_back(column.text());
  } else {
    columns.push_back(mapping["colonne"].text());
  }
  for (const std::string& column : columns) {
    const formats::Json& value = c.input[column];
    if (!value.is_null() && !value.text().empty()) return value.text();
  }
  return {};
}

/// What the incumbent read; its stand-in of 1970 and its invalid date are "unknown".
std::string theirs(const test::Case& c) {
  const formats::Json& date = c.expected["$date"];
  if (date.is_null() || date.text().starts_with("1970-01-01")) return {};
  return date.text().substr(0, 19) + "Z";
}

double compare(std::string_view suite) {
  test::Tally tally{std::string(suite)};
  for (const test::Case& c : test::load_cases(suite)) {
    const std::string written = cell(c), ours = read(written), expected = theirs(c);
    const std::string example = written + " -> " + ours + " (theirs: " + expected + ")";
    if (ours == expected) {
      tally.equal();
    } else if (expected.empty()) {
      tally.different("date.read", example);
    } else if (ours.empty()) {
      tally.different("date.impossible", example);
    } else {
      ADD_FAILURE() << example;
    }
  }
  return tally.report();
}

}  // namespace

TEST(Dates, are_read_as_in_the_incumbents_own_tests) {
  EXPECT_EQ(compare("date"), 1.0);
}

TEST(Dates, of_every_recorded_format_are_read_or_refused_with_a_reason) {
  EXPECT_GE(compare("date-formats"), 0.5);
}

TEST(Dates, of_real_rows_are_read_as_recorded) {
  EXPECT_EQ(compare("date-real"), 1.0);
}

TEST(Dates, are_read_in_the_forms_that_people_use) {
  const std::vector<std::pair<std::string, std::string>> table = {
      {"5/1/2023", "2023-01-05T12:00:00Z"},
      {"05-01-2023", "2023-01-05T12:00:00Z"},
      {"05.01.23", "2023-01-05T12:00:00Z"},
      {"5 janvier 2023", "2023-01-05T12:00:00Z"},
      {"jeudi 1er août 2024", "2024-08-01T12:00:00Z"},
      {"5 janv. 2023", "2023-01-05T12:00:00Z"},
      {"12 juil. 2023", "2023-07-12T12:00:00Z"},
      {"janvier 2023", "2023-01-01T12:00:00Z"},
      {"12/2023", "2023-12-01T12:00:00Z"},
      {"05/01/2023 à 10:11", "2023-01-05T10:11:00Z"},
      {"05/01/2023 10h11", "2023-01-05T10:11:00Z"},
      {"2023-01-05T10:11:12+02:00", "2023-01-05T08:11:12Z"},
      {"2023-01-05T10:11:12-0430", "2023-01-05T14:41:12Z"},
      {"2023-01-05T23:30:00-03:00", "2023-01-06T02:30:00Z"},
      {"05/12/2023 24:00", "2023-12-06T00:00:00Z"},
      {"44927", "2023-01-01T12:00:00Z"},
      {"44927.5", "2023-01-01T12:00:00Z"},
      {"1672913472000", "2023-01-05T10:11:12Z"},
      {"12/25/2023", "2023-12-25T12:00:00Z"},
      {"créé le 01/02/2021, mis à jour le 03/04/2022", "2022-04-03T12:00:00Z"},
  };
  for (const auto& [text, expected] : table) EXPECT_EQ(read(text), expected) << text;
}

TEST(Dates, that_are_no_day_stay_unknown) {
  for (const char* text : {"2023-02-30", "31/02/2023", "31 février 2023", "2023", "0000-00-00",
                           "9999-12-31", "01/01/1969", "hier", "2023-13-45"}) {
    base::Notes notes;
    EXPECT_FALSE(read_date(text, notes)) << text;
    EXPECT_EQ(notes.findings.size(), 1u) << text;
  }
}

TEST(Dates, an_empty_cell_is_no_mistake) {
  base::Notes notes;
  EXPECT_FALSE(read_date(" \n", notes));
  EXPECT_TRUE(notes.findings.empty());
}

RC_GTEST_PROP(Dates, any_bytes_give_a_date_of_the_calendar_or_none, (const std::string& text)) {
  base::Notes notes;
  const auto instant = read_date(text, notes);
  if (!instant) return;
  const std::string once = base::iso_instant(*instant);
  RC_ASSERT(read(once) == once);
}

}  // namespace maillage::transform
