#include "formats/mapped_file.hpp"

#include "base/error.hpp"
#include "formats/bytes_out.hpp"

#include <filesystem>

#include <gtest/gtest.h>

namespace maillage::formats {
namespace {

/// A file of the test's own folder.
std::string written(std::string_view name, std::string_view bytes) {
  const auto path = std::filesystem::path(testing::TempDir()) / name;
  write_file(path.string(), bytes);
  return path.string();
}

TEST(MappedFile, shows_the_bytes_wherever_it_is_moved) {
  MappedFile file(written("mapped", "de la médiation"), 100);
  const char* const begin = file.bytes().data();
  MappedFile moved;
  moved = std::move(file);
  EXPECT_EQ(moved.bytes(), "de la médiation");
  EXPECT_EQ(moved.bytes().data(), begin);
}

TEST(MappedFile, keeps_the_old_bytes_when_another_file_takes_the_name) {
  const MappedFile file(written("renamed", "old"), 100);
  written("renamed", "new");
  EXPECT_EQ(file.bytes(), "old");
}

TEST(MappedFile, of_no_bytes_is_empty) {
  EXPECT_TRUE(MappedFile(written("empty", ""), 100).bytes().empty());
}

TEST(MappedFile, absent_too_large_or_a_folder_is_an_error) {
  EXPECT_THROW(MappedFile("/nowhere/file", 100), base::Error);
  EXPECT_THROW(MappedFile(testing::TempDir(), 100), base::Error);
  EXPECT_THROW(MappedFile(written("large", "four"), 3), base::Error);
}

}  // namespace
}  // namespace maillage::formats
