#include "formats/bytes_out.hpp"

#include "base/error.hpp"
#include "base/text.hpp"
#include "support/vectors.hpp"

#include <filesystem>

#include <gtest/gtest.h>

namespace maillage::formats {

namespace fs = std::filesystem;

TEST(AtomicFile, appears_whole_under_its_name_when_committed) {
  const std::string path = test::scratch_folder("atomic") + "/nouveau/dossier/lieux.json";
  AtomicFile file(path);
  file.write("[1,");
  EXPECT_FALSE(fs::exists(path));
  file.write("2]");
  file.commit();
  EXPECT_EQ(test::read_file(path), "[1,2]");
  EXPECT_EQ(std::distance(fs::directory_iterator(fs::path(path).parent_path()), {}), 1);
}

TEST(AtomicFile, an_abandoned_file_leaves_the_old_one_as_it_was) {
  const std::string folder = test::scratch_folder("abandoned");
  write_file(folder + "/a.csv", "old");
  {
    AtomicFile file(folder + "/a.csv");
    file.write(std::string(200'000, 'x'));
  }
  EXPECT_EQ(test::read_file(folder + "/a.csv"), "old");
  EXPECT_EQ(std::distance(fs::directory_iterator(folder), {}), 1);
}

TEST(AtomicFile, a_full_disk_is_an_error_of_the_environment_that_names_the_file) {
  try {
    write_file("/dev/full", "x");
    FAIL();
  } catch (const base::Error& error) {
    EXPECT_EQ(error.code(), base::ErrorCode::environment);
    EXPECT_TRUE(base::contains(error.what(), "« /dev/full »")) << error.what();
    EXPECT_TRUE(base::contains(error.what(), "Le disque est plein")) << error.what();
  }
}

TEST(AtomicFile, a_folder_is_no_target) {
  EXPECT_THROW(write_file(test::scratch_folder("folder"), "x"), base::Error);
}

}  // namespace maillage::formats
