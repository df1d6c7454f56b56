#include "transform/transform_command.hpp"

#include "base/error.hpp"
#include "base/text.hpp"
#include "formats/json.hpp"
#include "support/vectors.hpp"

#include <filesystem>
#include <fstream>
#include <sstream>

#include <gtest/gtest.h>

namespace maillage::transform {

namespace {

constexpr std::string_view kMapping = R"({
  "id": {"colonne": "id"}, "nom": {"colonne": "nom"}, "adresse": {"colonne": "rue"}, "commune": {"colonne": "ville"},
  "code_postal": {"colonne": "cp"}, "telephone": {"colonne": "tel"}, "site_web": {"colonne": "site"},
  "structure_parente": {"colonne": "reseau"},
  "modalites_acces": [{"colonnes": ["public"], "termes": ["non"], "cible": "Ce lieu n'accueille pas de public"}],
  "services": [{"colonnes": ["service"], "termes": ["aide"], "cible": "Aide aux démarches administratives"}]})";

constexpr std::string_view kHeader = "id,nom,rue,ville,cp,tel,site,service,public,reseau\n";

/// A folder with a list and its mapping file, and what the command makes of them.
class World {
 public:
  explicit World(std::string_view name) : folder_(test::scratch_folder(name)) {
    options_.source = folder_ + "/liste.csv";
    options_.config_file = folder_ + "/essai.config.json";
    options_.output_directory = folder_ + "/sorties";
    options_.territory = "Rhône";
    options_.data_directory = test::project_file("data");
    options_.force = true;
    write("essai.config.json", kMapping);
  }

  void write(const std::string& name, std::string_view text) const {
    std::ofstream(folder_ + "/" + name, std::ios::binary) << text;
  }

  int run(std::string_view rows) {
    write("liste.csv", std::string(kHeader) + std::string(rows));
    out_.str("");
    using namespace std::chrono;
    return transform_command(options_, year(2026) / May / 4, {}, out_, err_);
  }

  TransformOptions& options() { return options_; }
  std::string said() const { return out_.str(); }
  const std::string& folder() const { return folder_; }
  std::string file(std::string_view suffix, std::string_view extension) const {
    return options_.output_directory + "/20260504-essai-lieux-de-mediation-numeriques-rhone" +
           std::string(suffix) + "." + std::string(extension);
  }
  formats::Json json() const { return formats::parse_json(test::read_file(file("", "json"))); }

 private:
  std::string folder_;
  TransformOptions options_;
  std::ostringstream out_, err_;
};

constexpr std::string_view kGoodRow =
    "7,Maison,1 rue de la Paix,Lyon,69001,04 72 00 00 00,http://a.fr/Ici,aide,,Réseau Z\n";

}  // namespace

TEST(TransformCommand, a_good_row_becomes_a_place_in_every_file) {
  World world("good");
  EXPECT_EQ(world.run(kGoodRow), 0);
  const formats::Json places = world.json();
  ASSERT_EQ(places.items().size(), 1u);
  const formats::Json& place = places.items()[0];
  EXPECT_EQ(place["id"].text(), "essai_7");
  EXPECT_EQ(place["telephone"].text(), "+33472000000");
  EXPECT_EQ(place["site_web"].text(), "http://a.fr/Ici");
  EXPECT_EQ(place["structure_parente"].text(), "Réseau Z");
  EXPECT_EQ(place["date_maj"].text(), "1970-01-01");
  for (const auto& [suffix, extension] :
       {std::pair("", "csv"), {"-report", "json"}, {"-report", "csv"}, {"-report", "html"}}) {
    EXPECT_TRUE(std::filesystem::exists(world.file(suffix, extension))) << suffix << extension;
  }
  EXPECT_TRUE(std::filesystem::exists(world.folder() + "/sorties/publier.json"));
}

TEST(TransformCommand, the_date_of_the_source_stands_in_for_unknown_dates) {
  World world("date");
  world.options().source_date = "2024-05-01";
  EXPECT_EQ(world.run(kGoodRow), 0);
  EXPECT_EQ(world.json().items()[0]["date_maj"].text(), "2024-05-01");
}

TEST(TransformCommand, a_wrong_telephone_costs_the_telephone_only) {
  World world("telephone");
  EXPECT_EQ(
      world.run("7,Maison,1 rue de la Paix,Lyon,69001,0450603204S-x,http://a.fr/Ici,aide,,\n"), 0);
  EXPECT_EQ(world.json().items()[0]["site_web"].text(), "http://a.fr/Ici");
}

TEST(TransformCommand, every_reason_of_a_rejection_is_in_the_report) {
  World world("rejected");
  EXPECT_EQ(world.run("8,,,,,,,,,\n" + std::string(kGoodRow)), 0);
  const formats::Json report = formats::parse_json(test::read_file(world.file("-report", "json")));
  std::string fields;
  for (const formats::Json& line : report.items()) {
    if (line["kind"].text() == "rejet") fields += line["field"].text() + " ";
  }
  for (const std::string_view field : {"nom", "services", "adresse"})
    EXPECT_TRUE(base::contains(fields, field)) << fields;
  world.options().strict = true;
  EXPECT_EQ(world.run("8,,,,,,,,,\n" + std::string(kGoodRow)), 1);
}

TEST(TransformCommand, a_place_closed_to_the_public_is_set_aside_with_its_reason) {
  World world("private");
  world.options().jsonl = world.folder() + "/lignes.jsonl";
  EXPECT_EQ(world.run(std::string(kGoodRow) + "8,Bureau,1 rue de la Paix,Lyon,69001,,,aide,non,\n"),
            0);
  const std::string text = test::read_file(world.options().jsonl);
  const auto lines = base::split(text, '\n');
  ASSERT_GE(lines.size(), 2u);
  EXPECT_EQ(formats::parse_json(lines[0])["record"]["id"].text(), "essai_7");
  EXPECT_FALSE(formats::parse_json(lines[1])["skipped"].text().empty());
}

TEST(TransformCommand, a_row_without_its_identifier_gets_one_that_stays) {
  World world("derived");
  EXPECT_EQ(world.run(",Maison,1 rue de la Paix,Lyon,69001,,,aide,,\n"), 0);
  const std::string first = world.json().items()[0]["id"].text();
  EXPECT_EQ(world.run("1,Autre,2 rue de la Paix,Lyon,69001,,,aide,,\n,Maison,1 rue de la "
                      "Paix,Lyon,69001,,,aide,,\n"),
            0);
  EXPECT_EQ(world.json().items()[1]["id"].text(), first);
}

TEST(TransformCommand, two_rows_with_one_identifier_are_told_apart) {
  World world("twice");
  EXPECT_EQ(world.run(std::string(kGoodRow) + std::string(kGoodRow)), 0);
  EXPECT_EQ(world.json().items()[1]["id"].text(), "essai_7-2");
}

TEST(TransformCommand, an_unchanged_list_is_not_made_again) {
  World world("unchanged");
  world.options().force = false;
  EXPECT_EQ(world.run(kGoodRow), 0);
  std::filesystem::remove(world.file("", "json"));
  EXPECT_EQ(world.run(kGoodRow), 0);
  EXPECT_FALSE(std::filesystem::exists(world.file("", "json")));
  EXPECT_EQ(world.run("7,Maison,9 rue de la Paix,Lyon,69001,,,aide,,\n"), 0);
  EXPECT_TRUE(std::filesystem::exists(world.file("", "json")));
}

TEST(TransformCommand, a_column_that_vanishes_raises_the_alarm) {
  World world("drift");
  EXPECT_EQ(world.run(kGoodRow), 0);
  EXPECT_FALSE(base::contains(world.said(), "Alerte"));
  EXPECT_EQ(world.run("7,Maison,1 rue de la Paix,Lyon,69001,,http://a.fr/Ici,aide,,Réseau Z\n"), 0);
  EXPECT_TRUE(base::contains(world.said(), "« tel » a disparu")) << world.said();
}

TEST(TransformCommand, a_list_of_which_nothing_can_be_made_is_exit_1) {
  World world("nothing");
  EXPECT_EQ(world.run("7,Maison,1 rue de la Paix,Lyon,69001,,,rien,,\n"), 1);
}

TEST(TransformCommand, a_broken_list_leaves_no_file) {
  World world("broken");
  world.write("liste.json", R"([{"id": "1", "nom": "x"}, {"id": )");
  world.options().source = world.folder() + "/liste.json";
  EXPECT_THROW(world.run(""), base::Error);
  EXPECT_TRUE(!std::filesystem::exists(world.options().output_directory) ||
              std::filesystem::is_empty(world.options().output_directory));
}

TEST(TransformCommand, a_request_to_stop_leaves_no_file) {
  World world("stopped");
  std::string rows;
  for (int i = 0; i < 300; ++i) rows += kGoodRow;
  world.write("liste.csv", std::string(kHeader) + rows);
  const std::atomic<bool> stop{true};
  std::ostringstream out, err;
  using namespace std::chrono;
  EXPECT_THROW(transform_command(world.options(), year(2026) / May / 4, {{}, &stop}, out, err),
               base::Error);
  EXPECT_TRUE(std::filesystem::is_empty(world.options().output_directory));
}

TEST(TransformCommand, checking_a_mapping_names_the_columns_that_the_list_has_not) {
  World world("check");
  world.options().check_config = true;
  EXPECT_EQ(world.run(kGoodRow), 1);
  EXPECT_TRUE(base::contains(world.said(), "« public »")) << world.said();
  world.options().source.clear();
  EXPECT_EQ(world.run(kGoodRow), 0);
}

}  // namespace maillage::transform
