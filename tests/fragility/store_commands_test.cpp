#include "base/error.hpp"
#include "fragility/commands.hpp"
#include "fragility/small_country.hpp"

#include <sstream>

namespace maillage::fragility {

namespace {

constexpr const char* kMethod =
    "titre = 'Âge'\norigine = 'essai'\nnormalisation = { echelle = 'bornes', de = 0, a = 50 }\n"
    "[[partie]]\nid = 'total'\n[[indicateur]]\nid = 'part_65_ans_et_plus'\ndans = 'total'\n";

/// Imports a census file into a small country, whose folder it gives.
std::string imported(const std::string& name, const std::string& rows, int& code,
                     std::string& told) {
  const std::string folder = small_country(name);
  put(folder + "/census.txt.csv", "CODGEO;P20_POP;P20_POP65P\n" + rows);
  ImportOptions options;
  options.file = folder + "/census.txt.csv";
  options.data_folder = folder;
  options.territories_folder = folder;
  options.sources_folder = project_file("data/sources");
  std::ostringstream out, err;
  code = import_command(options, out, err);
  told = err.str();
  put(folder + "/methode.toml", kMethod);
  return folder;
}

}  // namespace

TEST(StoreCommands, a_census_file_becomes_an_index_of_its_communes_and_epci) {
  int code = -1;
  std::string told;
  const std::string folder =
      imported("census", "01001;100;50\n01002;300;30\n01003;600;60\n", code, told);
  EXPECT_EQ(code, 0) << told;
  CalculateOptions options;
  options.method = folder + "/methode.toml";
  options.sources_folder = project_file("data/sources");
  options.data_folder = folder;
  options.output = folder + "/out.csv";
  for (const auto& [level, row] : {std::pair("commune", "01001,Amont,50,100,100,1,10,0\n"),
                                   {"epci", "200000001,200000001,14.000000000000002,"}}) {
    options.level = level;
    std::ostringstream out, err;
    EXPECT_EQ(calculate_command(options, out, err), 0);
    EXPECT_NE(read_file(options.output).find(row), std::string::npos) << read_file(options.output);
  }
}

TEST(StoreCommands, a_bad_row_is_told_with_its_line_and_the_rest_is_imported) {
  int code = -1;
  std::string told;
  const std::string folder = imported("bad", "1001;100;50\n01002;30;300\n", code, told);
  EXPECT_EQ(code, 1);
  EXPECT_NE(told.find("Ligne 2, colonne « CODGEO », « 1001 »"), std::string::npos) << told;
  EXPECT_NE(told.find("Ligne 3, colonne « P20_POP65P », « 300 »"), std::string::npos) << told;
  EXPECT_NE(read_file(folder + "/part_65_ans_et_plus-commune-2020.csv")
                .find("commune,01001,part_65_ans_et_plus,2020,50,100,50,,publié,"),
            std::string::npos);
}

TEST(StoreCommands, figures_are_read_in_the_geography_of_their_folder) {
  const std::string folder = small_country("own-geography"), other = scratch_folder("another");
  put(other + "/communes.csv", "code,nom,dep,reg,epci\n99001,Ailleurs,99,99,\n");
  put(folder + "/census.csv", "CODGEO;P20_POP;P20_POP65P\n01001;100;50\n");
  ImportOptions options;
  options.file = folder + "/census.csv";
  options.data_folder = folder;
  options.territories_folder = other;
  options.sources_folder = project_file("data/sources");
  std::ostringstream out, err;
  EXPECT_EQ(import_command(options, out, err), 0);
  EXPECT_EQ(err.str(), "");
}

TEST(StoreCommands, an_unreadable_cell_of_an_outside_measure_is_told) {
  const std::string folder = scratch_folder("measure");
  put(folder + "/methode.toml", kMethod);
  put(folder + "/scores.csv", "code,part_65_ans_et_plus\n01001,1\n01002,2\n01003,3\n");
  put(folder + "/mesure.csv", "code,valeur\n01001,1\n01002,deux\n01003,3\n");
  AuditOptions options;
  options.method = folder + "/methode.toml";
  options.scores = folder + "/scores.csv";
  options.truth = folder + "/mesure.csv";
  options.output = folder + "/out.csv";
  std::ostringstream out, err;
  EXPECT_EQ(audit_command(options, out, err), 1);
  EXPECT_NE(err.str().find("Ligne 3, colonne « valeur », « deux »"), std::string::npos)
      << err.str();
}

TEST(StoreCommands, an_unknown_level_is_refused_with_the_possible_ones) {
  CalculateOptions options;
  options.method = "ifn-v4";
  options.methods_folder = project_file("data/methods");
  options.level = "canton";
  std::ostringstream out, err;
  EXPECT_THROW(calculate_command(options, out, err), base::Error);
}

}  // namespace maillage::fragility
