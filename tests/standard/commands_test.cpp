#include "standard/commands.hpp"

#include "base/text.hpp"
#include "formats/bytes_out.hpp"
#include "formats/json.hpp"
#include "standard/digest.hpp"
#include "support/vectors.hpp"

#include <filesystem>
#include <sstream>

#include <gtest/gtest.h>

namespace maillage::standard {

namespace {

struct Printed {
  int code = 0;
  std::string out, err;
};

Printed validated(const std::string& file, const std::string& format = "texte",
                  const std::string& version = "") {
  std::ostringstream out, err;
  const int code = validate_command({file, version, format}, out, err);
  return {code, out.str(), err.str()};
}

Printed migrated(const std::string& file, const std::string& output,
                 const std::string& to = "1.0.2") {
  std::ostringstream out, err;
  const int code = migrate_command({file, "", to, output, ""}, out, err);
  return {code, out.str(), err.str()};
}

std::string example() {
  return test::project_file("data/standard/exemple-valide.csv");
}

/// A list of its own for one test.
std::string list_with(const std::string& name, const std::string& text) {
  const std::string path = test::scratch_folder("commands-" + name) + "/liste.csv";
  formats::write_file(path, text);
  return path;
}

std::string wrong_list() {
  return list_with("wrong",
                   "id,pivot,nom,commune,code_postal,adresse,date_maj,frais_a_charge\n"
                   "1,73282932000074,Un,Reims,5110,1 rue,2024-04-02,gratuit\n"
                   "1,73282932000074,Deux,Reims,51100,1 rue,2024-04-02,gratuit\n"
                   "3,73282932000074,Trois,Reims,51100,1 rue,2024-04-02,Payant\n");
}

}  // namespace

TEST(ValidateCommand, says_that_a_good_list_is_valid) {
  const Printed printed = validated(example());
  EXPECT_EQ(printed.code, 0);
  EXPECT_NE(printed.out.find("La liste est valide."), std::string::npos) << printed.out;
}

TEST(ValidateCommand, groups_what_is_wrong_and_says_what_to_do) {
  const Printed printed = validated(wrong_list());
  EXPECT_EQ(printed.code, 1);
  for (const char* part :
       {"frais_a_charge : Cette valeur ne fait pas partie de la liste du standard. (2 fois)",
        "À faire : Écrivez « Gratuit ».", "« gratuit » : n° 1 et 2", "« 5110 » : n° 1",
        "Bilan : 3 lieux lus, dont 1 valide et 2 à corriger ; 4 erreurs"}) {
    EXPECT_NE(printed.out.find(part), std::string::npos) << part << "\n" << printed.out;
  }
}

TEST(ValidateCommand, prints_json_and_csv_for_machines) {
  const formats::Json report = formats::parse_json(validated(wrong_list(), "json").out);
  EXPECT_EQ(report["erreurs"].text(), "4");
  EXPECT_EQ(report["avertissements"].text(), "3");  // costs without a service
  EXPECT_EQ(report["constats"].items().size(), 7u);
  EXPECT_EQ(report["constats"].items()[0]["numero"].text(), "1");
  const std::string csv = validated(wrong_list(), "csv").out;
  EXPECT_EQ(std::count(csv.begin(), csv.end(), '\n'), 8);
}

TEST(ValidateCommand, exit_codes_tell_the_list_from_the_usage_and_the_machine) {
  EXPECT_EQ(validated(example(), "xml").code, 2);
  EXPECT_EQ(validated(example(), "texte", "9.9").code, 2);
  EXPECT_NE(validated("/nulle/part.csv").code, 0);
  EXPECT_EQ(validated(list_with("empty", "id,nom\n")).code, 1);
}

TEST(ValidateCommand, tells_what_it_could_read_of_a_broken_file) {
  const std::string path = test::scratch_folder("commands-broken") + "/liste.json";
  formats::write_file(path, R"([{"id":"1","code_postal":"5110"},{"id":"2","nom)");
  const Printed printed = validated(path);
  EXPECT_EQ(printed.code, 1);
  EXPECT_FALSE(printed.err.empty());
  EXPECT_NE(printed.out.find("« 5110 »"), std::string::npos) << printed.out;
}

TEST(MigrateCommand, writes_what_is_valid_and_names_what_is_not) {
  const std::string output = test::scratch_folder("migrate") + "/antilles.csv";
  const Printed printed =
      migrated(test::project_file("data/lists/mednum-hub-antilles.json"), output);
  EXPECT_EQ(printed.code, 1);
  EXPECT_NE(printed.out.find("Bilan : 165 lieux lus, 164 écrits"), std::string::npos)
      << printed.out;
  EXPECT_EQ(validated(output).code, 0);
}

TEST(MigrateCommand, writes_nothing_when_it_is_called_wrongly) {
  const std::string folder = test::scratch_folder("migrate-wrong");
  EXPECT_EQ(migrated(example(), folder + "/sortie.txt").code, 2);
  EXPECT_EQ(migrated(example(), folder + "/sortie.csv", "0.1.0").code, 2);
  EXPECT_NE(migrated("/nulle/part.csv", folder + "/sortie.csv").code, 0);
  EXPECT_TRUE(std::filesystem::is_empty(folder));
}

TEST(MigrateCommand, a_list_of_the_present_version_comes_out_as_it_went_in) {
  const std::string folder = test::scratch_folder("migrate-same");
  ASSERT_EQ(migrated(example(), folder + "/un.json").code, 0);
  ASSERT_EQ(migrated(folder + "/un.json", folder + "/deux.json").code, 0);
  EXPECT_EQ(test::read_file(folder + "/un.json"), test::read_file(folder + "/deux.json"));
}

TEST(Digest, a_flood_of_findings_takes_a_few_lines) {
  FindingDigest digest;
  for (std::size_t i = 0; i < 2000; ++i) {
    digest.add({base::Severity::error, "schema.code_postal", i, "code_postal", std::to_string(i),
                "Faux.", "Corrigez."});
  }
  const std::string text = digest.text(base::Severity::error);
  EXPECT_LT(std::count(text.begin(), text.end(), '\n'), 12);
  EXPECT_NE(text.find("… et 1\u00A0995 autres lieux"), std::string::npos) << text;
}

TEST(Digest, numbers_are_written_as_in_french) {
  EXPECT_EQ(french_number(0), "0");
  EXPECT_EQ(french_number(1234567), "1\u00A0234\u00A0567");
  EXPECT_EQ(counted(1, "lieu", "lieux"), "1 lieu");
}

}  // namespace maillage::standard
