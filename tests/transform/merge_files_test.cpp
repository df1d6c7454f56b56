#include "transform/merge_files.hpp"

#include "base/error.hpp"
#include "formats/bytes_out.hpp"
#include "formats/json.hpp"
#include "support/vectors.hpp"
#include "transform/file_patterns.hpp"

#include <filesystem>
#include <sstream>

#include <gtest/gtest.h>

namespace maillage::transform {

namespace {

using formats::write_file;

int merge(const std::string& pattern, const std::string& folder) {
  std::ostringstream out;
  return merge_command({pattern, folder}, out);
}

std::string compact(const std::string& path) {
  return formats::json_text(formats::parse_json(test::read_file(path)));
}

}  // namespace

TEST(Merge, json_lists_are_joined_in_the_order_of_their_names) {
  const std::string folder = test::scratch_folder("merge-json");
  write_file(folder + "/b/2-sans-doublons.json", R"([{"id":"3"}])");
  write_file(folder + "/a/1-sans-doublons.json", R"([ {"id":"1","x":{"y":[1]}}, {"id":"2"} ])");
  write_file(folder + "/a/autre.json", R"([{"id":"no"}])");
  EXPECT_EQ(merge(folder + "/**/*-sans-doublons.json", folder), 0);
  EXPECT_EQ(compact(folder + "/merged_output.json"),
            R"([{"id":"1","x":{"y":[1]}},{"id":"2"},{"id":"3"}])");
}

TEST(Merge, the_result_of_the_day_before_is_no_input) {
  const std::string folder = test::scratch_folder("merge-again");
  write_file(folder + "/a.json", R"([1])");
  merge(folder + "/*.json", folder);
  merge(folder + "/*.json", folder);
  EXPECT_EQ(compact(folder + "/merged_output.json"), "[1]");
}

TEST(Merge, csv_lists_share_their_columns_by_name) {
  const std::string folder = test::scratch_folder("merge-csv");
  write_file(folder + "/a.csv", "\"id\",\"nom\"\n\"1\",\"Le \"\"139\"\"\"\n");
  write_file(folder + "/b.csv", "nom;id;ville\nPimms;2;Brest\n");
  merge(folder + "/[ab].csv", folder + "/sortie");
  EXPECT_EQ(test::read_file(folder + "/sortie/merged_output.csv"),
            "\"id\",\"nom\",\"ville\"\n\"1\",\"Le \"\"139\"\"\",\n\"2\",\"Pimms\",\"Brest\"\n");
}

TEST(Merge, addresses_are_added_to_those_known) {
  const std::string folder = test::scratch_folder("merge-addresses");
  write_file(folder + "/addresses.json", R"([{"a":1}])");
  write_file(folder + "/1-addresses.json", R"([{"a":1},{"a":2}])");
  merge(folder + "/*-addresses.json", folder);
  EXPECT_EQ(compact(folder + "/addresses.json"), R"([{"a":1},{"a":2}])");
}

TEST(Merge, mixed_kinds_and_no_files_are_refused) {
  const std::string folder = test::scratch_folder("merge-mixed");
  EXPECT_THROW(merge(folder + "/*.json", folder), base::Error);
  write_file(folder + "/a.json", "[]");
  write_file(folder + "/b.csv", "a\n");
  EXPECT_THROW(merge(folder + "/*", folder), base::Error);
}

TEST(Merge, a_broken_list_writes_nothing_and_is_named) {
  const std::string folder = test::scratch_folder("merge-broken");
  write_file(folder + "/a.json", "[1]");
  write_file(folder + "/b.json", "[{\"a\":");
  try {
    merge(folder + "/*.json", folder);
    FAIL();
  } catch (const base::Error& error) {
    EXPECT_NE(std::string(error.what()).find("b.json"), std::string::npos);
  }
  EXPECT_FALSE(std::filesystem::exists(folder + "/merged_output.json"));
}

TEST(FilePatterns, braces_and_marks_are_understood) {
  EXPECT_EQ(expand_braces("a{b,c{d,e}}f"), (std::vector<std::string>{"abf", "acdf", "acef"}));
  const std::string folder = test::scratch_folder("patterns");
  for (const char* name : {"a1.json", "a2.csv", "b1.json", ".a3.json"})
    write_file(folder + "/" + name, "");
  EXPECT_EQ(files_matching(folder + "/a?.{json,csv}"),
            (std::vector<std::string>{folder + "/a1.json", folder + "/a2.csv"}));
  EXPECT_EQ(files_matching(folder + "/b1.json"), (std::vector<std::string>{folder + "/b1.json"}));
}

}  // namespace maillage::transform
