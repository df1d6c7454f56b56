#include "standard/reading.hpp"

#include "standard/validate.hpp"
#include "support/vectors.hpp"

#include <gtest/gtest.h>

namespace maillage::standard {

namespace {

std::unique_ptr<formats::RowReader> csv(std::string text) {
  return formats::make_reader(formats::Format::csv, formats::from_text(std::move(text)), {});
}

std::unique_ptr<formats::RowReader> json(std::string text) {
  return formats::make_reader(formats::Format::json, formats::from_text(std::move(text)), {});
}

Version version_of(std::vector<std::string> columns, std::vector<std::string> row) {
  const std::vector<std::vector<std::string>> rows = {std::move(row)};
  return detect_version(columns, rows).version;
}

}  // namespace

TEST(Reading, the_version_is_recognised_by_columns_and_values) {
  EXPECT_EQ(
      version_of({"id", "services", "labels_nationaux"}, {"1", "Créer avec le numérique", "CNFS"}),
      Version::v0_1_1);
  EXPECT_EQ(version_of({"id", "services"}, {"1", "Créer avec le numérique;Accéder à du matériel"}),
            Version::v0_1_1);
  EXPECT_EQ(
      version_of({"id", "services", "courriels"},
                 {"1", "Loisirs et créations numériques;Utilisation sécurisée du numérique", ""}),
      Version::v0_2_0);
  EXPECT_EQ(
      version_of({"id", "services", "courriels"},
                 {"1", "Loisirs et créations numériques|Utilisation sécurisée du numérique", ""}),
      Version::v1_0_2);
  EXPECT_EQ(version_of({"id", "formations_labels"}, {"1", "Étapes numériques (La Poste)"}),
            Version::v1_0_2);
  EXPECT_EQ(version_of({}, {}), Version::v1_0_2);
}

TEST(Reading, the_example_of_the_schema_is_read_and_valid) {
  const auto rows = csv(test::read_file(test::project_file("data/standard/exemple-valide.csv")));
  RecordReader reader(*rows, std::nullopt);
  EXPECT_EQ(reader.detection().version, Version::v1_0_2);
  EXPECT_TRUE(reader.column_findings().empty());
  Validator validator(reader.detection().version);
  base::Findings findings;
  Record record;
  std::size_t count = 0;
  while (reader.next(record)) {
    validator.check(record.row, record.values, findings);
    ++count;
  }
  EXPECT_EQ(count, 1u);
  EXPECT_FALSE(base::has_error(findings));
}

TEST(Reading, a_misspelt_column_is_read_and_reported) {
  const auto rows =
      csv("ID,Code postal,pivot (siret ou rna),pivot,couleur\n1,51100,73282932000074,,bleu\n");
  RecordReader reader(*rows, Version::v1_0_2);
  Record record;
  ASSERT_TRUE(reader.next(record));
  EXPECT_EQ(record.values[reader.schema().find("code_postal")], "51100");
  EXPECT_EQ(record.values[reader.schema().find("pivot")], "73282932000074");
  ASSERT_EQ(record.extras.size(), 1u);
  EXPECT_EQ(record.extras[0].second, "bleu");
  EXPECT_EQ(reader.column_findings().size(), 4u);
}

TEST(Reading, more_rows_than_are_read_ahead_all_come_in_order) {
  std::string text = "[";
  for (int i = 0; i < 450; ++i)
    text += (i == 0 ? "" : ",") + std::string("{\"id\":") + std::to_string(i) + "}";
  const auto rows = json(text + "]");
  RecordReader reader(*rows, std::nullopt);
  Record record;
  for (int i = 0; i < 450; ++i) {
    ASSERT_TRUE(reader.next(record));
    EXPECT_EQ(record.values[0], std::to_string(i));
    EXPECT_EQ(record.row, static_cast<std::size_t>(i));
  }
  EXPECT_FALSE(reader.next(record));
}

TEST(Reading, the_shipped_lists_of_the_first_standard_are_recognised) {
  for (const char* name : {"mednum-hub-antilles", "conseiller-numerique"}) {
    const auto rows =
        json(test::read_file(test::project_file(std::string("data/lists/") + name + ".json")));
    EXPECT_EQ(RecordReader(*rows, std::nullopt).detection().version, Version::v0_1_1) << name;
  }
}

}  // namespace maillage::standard
