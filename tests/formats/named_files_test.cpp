#include "formats/named_files.hpp"

#include "support/vectors.hpp"

#include <fstream>

#include <gtest/gtest.h>

namespace maillage::formats {

namespace {

std::string shelf() {
  std::string folder = test::scratch_folder("named");
  std::ofstream(folder + "/b.toml") << "deux";
  std::ofstream(folder + "/a.toml") << "un";
  std::ofstream(folder + "/notes.txt") << "autre";
  return folder;
}

}  // namespace

TEST(NamedFiles, are_listed_without_folder_and_ending) {
  EXPECT_EQ(names_in(shelf(), ".toml"), (std::vector<std::string>{"a", "b"}));
  EXPECT_TRUE(names_in("/nulle/part", ".toml").empty());
}

TEST(NamedFiles, are_found_by_name_or_by_path) {
  const std::string folder = shelf();
  EXPECT_EQ(find_named("a", folder, ".toml")->text, "un");
  const auto own = find_named(folder + "/b.toml", "/nulle/part", ".toml");
  ASSERT_TRUE(own);
  EXPECT_EQ(own->name, "b");
  EXPECT_EQ(own->text, "deux");
}

TEST(NamedFiles, nothing_stands_under_an_unknown_name) {
  EXPECT_FALSE(find_named("c", shelf(), ".toml"));
  EXPECT_FALSE(find_named("notes", shelf(), ".toml"));
}

}  // namespace maillage::formats
