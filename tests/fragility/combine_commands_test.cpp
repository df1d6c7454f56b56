#include "base/error.hpp"
#include "fragility/commands.hpp"
#include "fragility/world.hpp"

#include <sstream>

namespace maillage::fragility {

namespace {

struct Answer {
  int code;
  std::string file, out, err;
};

Answer combine_text(const std::string& method, const std::string& csv,
                    const std::string& groups = "") {
  const std::string folder = scratch_folder("combine");
  put(folder + "/in.csv", csv);
  CombineOptions options;
  options.method = method;
  options.methods_folder = project_file("data/methods");
  options.scores = folder + "/in.csv";
  options.output = folder + "/out.csv";
  if (!groups.empty()) {
    put(folder + "/groups.csv", groups);
    options.groups = folder + "/groups.csv";
  }
  std::ostringstream out, err;
  const int code = combine_command(options, out, err);
  return {code, read_file(options.output), out.str(), err.str()};
}

Answer class_text(const std::string& csv) {
  const std::string folder = scratch_folder("classes");
  put(folder + "/in.csv", csv);
  std::ostringstream out, err;
  const int code = class_command({folder + "/in.csv", folder + "/out.csv"}, out, err);
  return {code, read_file(folder + "/out.csv"), out.str(), err.str()};
}

constexpr const char* kHeader =
    "code,no_thd_coverage_rate,no_4g_coverage_rate,poverty_rate,older_65_rate,nscol15p_rate\n";

}  // namespace

TEST(CombineCommand, answers_code_and_total) {
  EXPECT_EQ(
      combine_text("ifn-v4", std::string(kHeader) + "01001,10,7,2,5,6\n2A004,1,1,1,1,2\n").file,
      "code,total\n01001,6\n2A004,1.2\n");
}

TEST(CombineCommand, an_empty_score_is_an_empty_total) {
  EXPECT_EQ(combine_text("ifn-v4", std::string(kHeader) + "13055,,,,,\n").file,
            "code,total\n13055,\n");
}

TEST(CombineCommand, a_code_with_a_comma_stays_one_cell) {
  EXPECT_EQ(combine_text("ifn-v4", std::string(kHeader) + "\"a,b\",10,10,10,10,10\n").file,
            "code,total\n\"a,b\",10\n");
}

TEST(CombineCommand, version_1_answers_for_the_references_that_are_there) {
  EXPECT_EQ(combine_text("ifn-v1",
                         "iris,libiris,info_dep,intf_dep,adm_dep,num_dep,acces_dep,score_dep\n"
                         "010010000,L’Abergement,30,30,60,90,1,1\n")
                .file,
            "iris,acces_dep,comp_dep,score_dep\n010010000,30,80,55\n");
}

TEST(CombineCommand, communes_become_the_weighted_mean_of_their_epci) {
  EXPECT_EQ(combine_text("ifn-v4", std::string(kHeader) + "01001,10,10,10,10,10\n01002,1,1,1,1,1\n",
                         "code,groupe,poids\n01001,200069193,100\n01002,200069193,200\n")
                .file,
            "code,total\n200069193,4\n");
}

TEST(CombineCommand, doubts_are_told_with_row_and_column_and_nothing_is_dropped) {
  const Answer answer = combine_text(
      "ifn-v4", std::string(kHeader) +
                    "1001,10,7,2,5,6\n01002,\"1,5\",1,1,1,1\n01002,1,1,1,1,1\n01004,x,1,1,1,1\n"
                    "01005,s,1,1,1,1\n");
  EXPECT_EQ(answer.code, 1);
  EXPECT_EQ(std::count(answer.file.begin(), answer.file.end(), '\n'), 6);
  for (const char* sentence :
       {"Ligne 2, colonne « code », « 1001 » : le code a perdu son zéro ; il a été lu 01001",
        "Ligne 3, colonne « no_thd_coverage_rate », « 1,5 »", "il a été lu 1.5",
        "Ligne 4, colonne « code », « 01002 » : ce territoire est déjà à la ligne 3",
        "Ligne 5, colonne « no_thd_coverage_rate », « x » : ce n’est pas un nombre",
        "Ligne 6, colonne « no_thd_coverage_rate », « s » : la valeur est secrète"}) {
    EXPECT_NE(answer.err.find(sentence), std::string::npos) << sentence << "\n" << answer.err;
  }
}

TEST(CombineCommand, a_table_without_the_methods_columns_is_refused_with_their_names) {
  try {
    combine_text("ifn-v4", "code,age\n01001,3\n");
    FAIL();
  } catch (const base::Error& error) {
    EXPECT_NE(std::string(error.what()).find("older_65_rate"), std::string::npos);
  }
}

TEST(ClassCommand, ten_values_take_ten_classes) {
  std::string csv = "code,valeur\n", expected = "code,classe\n";
  for (int i = 1; i <= 10; ++i) {
    csv += "0" + std::to_string(i) + "," + std::to_string(i) + "\n";
    expected += "0" + std::to_string(i) + "," + std::to_string(i) + "\n";
  }
  EXPECT_EQ(class_text(csv).file, expected);
}

TEST(ClassCommand, an_empty_value_has_an_empty_class) {
  EXPECT_EQ(class_text("code,valeur\na,1\nb,\n").file, "code,classe\na,10\nb,\n");
}

}  // namespace maillage::fragility
