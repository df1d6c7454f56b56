#include "base/error.hpp"
#include "linkage/commands.hpp"
#include "linkage/table_file.hpp"
#include "linkage/world.hpp"
#include "support/rows.hpp"
#include "support/vectors.hpp"

#include <fstream>
#include <sstream>

#include <gtest/gtest.h>

namespace maillage::linkage {

using maillage::test::project_file;
using maillage::test::read_file;
using maillage::test::rows_of;
using maillage::test::scratch_folder;

namespace {

void put(const std::string& path, const std::string& text) {
  std::ofstream(path) << text;
}

MatchOptions options_in(const std::string& folder) {
  put(folder + "/liste.csv",
      "id;first_name;surname;dob;city;email\n"
      "1;Lola;Brown;1983-11-06;Bradford;lola.b@martinez.net\n"
      "2;Lola;Brwon;1983-11-06;Bradford;lola.b@martinez.net\n"
      "3;Theodore;Morris;1978-08-19;Birmingham;t.m39@brooks.com\n"
      "\"4,\"\"x\"\"\";Isla;Price;2014-02-28;;iprice@carr.com\n");
  MatchOptions options;
  options.data = folder + "/liste.csv";
  options.model = "personnes-fake";
  options.models_folder = project_file("data/models");
  options.output_folder = folder + "/sortie";
  return options;
}

std::string refusal(const MatchOptions& options) {
  std::ostringstream out, err;
  try {
    match_command(options, out, err);
  } catch (const base::Error& error) {
    return error.what();
  }
  return "";
}

}  // namespace

TEST(Match, writes_every_record_the_pairs_with_reasons_and_a_page) {
  const std::string folder = scratch_folder("match");
  const MatchOptions options = options_in(folder);
  std::ostringstream out, err;
  EXPECT_EQ(match_command(options, out, err), 0);
  const std::vector<std::string> groups = rows_of(read_file(folder + "/sortie/groupes.csv"));
  ASSERT_EQ(groups.size(), 4u);
  EXPECT_TRUE(groups[1].starts_with("place_id=1|record_id=2|source=liste|probability="))
      << groups[1];
  EXPECT_EQ(groups[3], "place_id=4,\"x\"|record_id=4,\"x\"|source=liste|probability=1.0000");
  const std::vector<std::string> pairs = rows_of(read_file(folder + "/sortie/paires.csv"));
  ASSERT_EQ(pairs.size(), 1u);
  EXPECT_TRUE(pairs[0].starts_with("id1=1|id2=2|probability=")) << pairs[0];
  EXPECT_NE(pairs[0].find("courriel identique"), std::string::npos) << pairs[0];
  EXPECT_NE(out.str().find("4 fiches"), std::string::npos);
  const std::string page = read_file(folder + "/sortie/resume.html");
  EXPECT_NE(page.find("<h1>Rapprochement de fiches</h1>"), std::string::npos);
  EXPECT_NE(page.find("<svg"), std::string::npos);
}

TEST(Match, a_table_cannot_put_markup_in_the_page) {
  const std::string folder = scratch_folder("markup");
  MatchOptions options = options_in(folder);
  put(options.data,
      "id,first_name,surname,dob\n1,<script>alert(1)</script>,A,1950-01-01\n"
      "2,<script>alert(1)</script>,A,1950-01-01\n");
  std::ostringstream out, err;
  match_command(options, out, err);
  EXPECT_EQ(read_file(folder + "/sortie/resume.html").find("<script"), std::string::npos);
}

TEST(Match, says_what_models_there_are_when_the_name_is_wrong) {
  MatchOptions options = options_in(scratch_folder("unknown_model"));
  options.model = "persones";
  EXPECT_NE(refusal(options).find("personnes-fake"), std::string::npos);
}

TEST(Match, says_which_columns_the_model_expects) {
  MatchOptions options = options_in(scratch_folder("columns"));
  put(options.data, "a,b\n1,2\n");
  EXPECT_NE(refusal(options).find("first_name"), std::string::npos) << refusal(options);
}

TEST(Match, says_that_a_file_has_no_rows) {
  MatchOptions options = options_in(scratch_folder("no_rows"));
  put(options.data, "id,first_name\n");
  EXPECT_NE(refusal(options).find("aucune ligne"), std::string::npos) << refusal(options);
}

TEST(Match, reads_files_parted_by_percent_signs) {
  const std::string folder = scratch_folder("percent");
  put(folder + "/a.csv", "id%title\n1%Fast joins, revisited\n");
  const Table table = read_tables({folder + "/a.csv"}, {});
  EXPECT_EQ(table.find("title")->text(0), "Fast joins, revisited");
}

TEST(Match, a_file_compared_with_itself_is_two_sources) {
  const std::string folder = scratch_folder("twice");
  put(folder + "/a.csv", "id,title\n1,x\n");
  const Table table = read_tables({folder + "/a.csv", folder + "/a.csv"}, {});
  EXPECT_NE(table.source_name(0), table.source_name(1));
}

TEST(ModelFile, every_shipped_model_reads) {
  const std::vector<std::string> names = model_names(project_file("data/models"));
  EXPECT_GE(names.size(), 7u);
  for (const std::string& name : names) {
    EXPECT_FALSE(load_model(name, project_file("data/models")).title.empty()) << name;
  }
}

TEST(ModelFile, says_what_is_wrong_and_where) {
  const std::string field = "[[champ]]\nnom = \"x\"\ncolonnes = [\"x\"]\n";
  for (const auto& [toml, said] : std::vector<std::pair<std::string, std::string>>{
           {"titre = ", "ligne 1"},
           {"couleur = 1", "« couleur »"},
           {"titre = \"x\"", "[[champ]]"},
           {"seuil = 2\n" + field, "« seuil »"},
           {"lien = \"oui\"", "« lien »"},
           {"[[champ]]\nnom = \"x\"", "colonnes"},
           {"[[champ]]\nnom = \"x\"\ncolonnes = [\"x\"]\nnettoyage = [\"laver\"]", "laver"},
           {field, "[[comparaison]]"},
           {field + "[[comparaison]]\nchamp = \"x\"\nmesure = \"pif\"", "pif"},
           {field + "[[comparaison]]\nchamp = \"x\"\nniveaux = [0.5, 0.9]", "niveaux"},
           {field + "[[comparaison]]\nchamp = \"x\"\nm = [0.5]", "« m »"},
           {field + "[[comparaison]]\nchamp = \"x\"\n[[blocage]]\nfenetre = 3", "[[blocage]]"},
           {field + "[[comparaison]]\nchamp = \"x\"\n[[blocage]]\negaux = [\"y\"]", "« y »"},
       }) {
    try {
      parse_model(toml, "essai");
      ADD_FAILURE() << toml;
    } catch (const base::Error& error) {
      EXPECT_NE(std::string(error.what()).find(said), std::string::npos) << error.what();
    }
  }
}

}  // namespace maillage::linkage
