#include "transform/mapping.hpp"

#include "base/error.hpp"
#include "support/vectors.hpp"

#include <filesystem>

#include <gtest/gtest.h>
#include <rapidcheck.h>

namespace maillage::transform {

using standard::Field;

namespace {

bool has_rule(const base::Findings& findings, std::string_view rule, std::string_view value = {}) {
  return std::any_of(findings.begin(), findings.end(), [&](const base::Finding& finding) {
    return finding.rule == rule &&
           (value.empty() || finding.value == value || finding.field == value);
  });
}

std::vector<std::filesystem::path> shipped_mappings() {
  std::vector<std::filesystem::path> files;
  for (const std::string_view folder : {"data/mappings", "data/lists"}) {
    for (const auto& entry : std::filesystem::directory_iterator(test::project_file(folder))) {
      if (entry.path().string().ends_with(".config.json")) files.push_back(entry.path());
    }
  }
  return files;
}

}  // namespace

TEST(Mapping, every_shipped_file_is_read_and_says_where_names_come_from) {
  const auto files = shipped_mappings();
  EXPECT_GE(files.size(), 70u);
  for (const auto& file : files) {
    const MappingReading reading = read_mapping_text(test::read_file(file.string()));
    EXPECT_FALSE(reading.mapping.text(Field::nom).columns.empty()) << file;
    EXPECT_FALSE(reading.mapping.adresse.empty()) << file;
    EXPECT_FALSE(reading.mapping.choice(Field::services).empty()) << file;
    EXPECT_FALSE(has_rule(reading.findings, "mapping.wrong-shape")) << file;
  }
}

TEST(Mapping, a_text_that_is_no_json_object_is_refused_whole) {
  for (const std::string_view text : {"{\"nom\": ", "", "nom", "[]", "3", "null"}) {
    EXPECT_THROW(read_mapping_text(text), base::Error) << text;
  }
}

TEST(Mapping, a_key_that_the_standard_does_not_know_is_a_finding) {
  EXPECT_TRUE(has_rule(read_mapping_text(R"({"nomm": {"colonne": "n"}})").findings,
                       "mapping.unknown-key", "nomm"));
}

TEST(Mapping, keys_of_the_old_standard_feed_their_heirs) {
  const MappingReading reading =
      read_mapping_text(R"json({"courriel": {"colonne": "mail"}, "publics_accueillis": [
    {"colonnes": ["p"], "termes": ["vieux"], "cible": "Seniors (+ 65 ans)"},
    {"colonnes": ["p"], "termes": ["sourd"], "cible": "Surdité"}]})json");
  EXPECT_EQ(reading.mapping.text(Field::courriels).columns, std::vector<std::string>{"mail"});
  ASSERT_EQ(reading.mapping.choice(Field::publics_specifiquement_adresses).size(), 1u);
  EXPECT_EQ(reading.mapping.choice(Field::publics_specifiquement_adresses)[0].targets[0],
            "Seniors");
  ASSERT_EQ(reading.mapping.choice(Field::prise_en_charge_specifique).size(), 1u);
  EXPECT_EQ(reading.mapping.choice(Field::prise_en_charge_specifique)[0].targets[0], "Surdité");
  EXPECT_TRUE(has_rule(reading.findings, "mapping.old-key", "courriel"));
}

TEST(Mapping, a_target_of_the_old_standard_becomes_its_successor) {
  const MappingReading reading = read_mapping_text(
      R"({"services": [{"colonnes": ["s"], "termes": ["wifi"], "cible": "Accéder à une connexion internet"}]})");
  EXPECT_EQ(reading.mapping.choice(Field::services)[0].targets,
            std::vector<std::string>{"Accès internet et matériel informatique"});
  EXPECT_TRUE(has_rule(reading.findings, "mapping.old-target", "Accéder à une connexion internet"));
}

TEST(Mapping, a_target_that_no_version_knows_is_a_finding_and_ignored) {
  const MappingReading reading =
      read_mapping_text(R"({"services": [{"cible": "Pêche à la ligne"}]})");
  EXPECT_TRUE(reading.mapping.choice(Field::services).empty());
  EXPECT_TRUE(has_rule(reading.findings, "mapping.unknown-target", "Pêche à la ligne"));
}

TEST(Mapping, an_exception_with_a_capital_is_understood_and_noted) {
  const MappingReading reading = read_mapping_text(
      R"({"frais_a_charge": [{"colonnes": ["t"], "termes": ["gratuit"], "sauf": ["Non Gratuit"], "cible": "Gratuit"}]})");
  EXPECT_EQ(reading.mapping.choice(Field::frais_a_charge)[0].except,
            std::vector<std::string>{"non gratuit"});
  EXPECT_TRUE(has_rule(reading.findings, "mapping.except-capital", "Non Gratuit"));
}

TEST(Mapping, several_columns_mean_the_first_that_is_not_empty) {
  const MappingReading reading = read_mapping_text(R"({"date_maj": {"colonne": ["a", "b"]}})");
  EXPECT_EQ(reading.mapping.text(Field::date_maj).columns, (std::vector<std::string>{"a", "b"}));
}

TEST(Mapping, joined_columns_have_a_second_choice) {
  const MappingReading reading = read_mapping_text(
      R"({"adresse": {"joindre": {"colonnes": ["n", "rue"], "séparateur": " ", "ou": {"colonne": "adresse"}}}})");
  ASSERT_EQ(reading.mapping.adresse.size(), 2u);
  EXPECT_EQ(reading.mapping.adresse[0].columns, (std::vector<std::string>{"n", "rue"}));
  EXPECT_EQ(reading.mapping.adresse[1].columns, std::vector<std::string>{"adresse"});
}

TEST(Mapping, a_coordinate_can_be_a_part_of_a_cell) {
  const MappingReading reading = read_mapping_text(
      R"({"longitude": {"dissocier": {"colonne": ["geo"], "séparateur": ",", "partie": 1}}})");
  EXPECT_EQ(reading.mapping.longitude.columns, std::vector<std::string>{"geo"});
  EXPECT_EQ(reading.mapping.longitude.part, 1u);
}

TEST(Mapping, a_numbered_step_in_a_column_asks_for_arrays_as_columns) {
  EXPECT_TRUE(read_mapping_text(R"({"nom": {"colonne": "items.0.name"}})").mapping.explode_arrays);
  EXPECT_FALSE(read_mapping_text(R"({"nom": {"colonne": "N° 1. nom"}})").mapping.explode_arrays);
}

TEST(Mapping, any_document_is_read_without_harm) {
  for (const std::string_view text :
       {R"({"nom": 3})", R"({"nom": {"colonne": {}}})", R"({"services": {}})",
        R"({"services": [3]})", R"({"services": [{"colonnes": 3, "termes": {}, "cible": []}]})",
        R"({"horaires": []})", R"({"horaires": {"jours": [3, {"osm": "Xx"}]}})",
        R"({"adresse": {"joindre": 1}})",
        R"({"latitude": {"dissocier": {"colonne": "x", "partie": -1}}})",
        R"({"adresse": {"joindre": {"ou": {}}}})"}) {
    EXPECT_FALSE(read_mapping_text(text).findings.empty()) << text;
  }
}

TEST(Mapping, arbitrary_bytes_are_findings_or_a_refusal) {
  rc::check([](const std::string& bytes) {
    try {
      RC_ASSERT(!read_mapping_text(bytes).findings.empty());
    } catch (const base::Error&) {
    }
  });
}

}  // namespace maillage::transform
