/// Files that no reader should meet, and what the person is told.
#include "base/error.hpp"
#include "base/text.hpp"
#include "support/rows.hpp"

#include <gtest/gtest.h>

namespace maillage::formats {

namespace {

constexpr std::size_t kGigabyte = 1u << 30;

/// The message of the error that ends the reading; "" when there is none.
std::string error_of(std::unique_ptr<ByteSource> bytes, Format format) {
  ReadOptions options;
  options.max_row_bytes = 4u << 20;  // the default of 64 MB makes a slow test, no other answer
  try {
    const auto reader = make_reader(format, std::move(bytes), options);
    for (Row row; reader->next(row);) {
    }
  } catch (const base::Error& error) {
    return error.what();
  }
  return "";
}

std::string endless(std::string start, std::string piece, Format format) {
  return error_of(
      std::make_unique<test::RepeatedSource>(std::move(start), std::move(piece), kGigabyte),
      format);
}

}  // namespace

TEST(BadInput, a_line_of_a_gigabyte_is_refused_early) {
  EXPECT_TRUE(base::contains(endless("nom,ville\n", "abcdefgh,", Format::csv), "dépasse 4 Mo"));
  EXPECT_TRUE(base::contains(endless("nom,ville\n\"", "abcdefgh ", Format::csv), "dépasse 4 Mo"));
}

TEST(BadInput, a_json_element_of_a_gigabyte_is_refused_early) {
  EXPECT_TRUE(base::contains(endless("[{\"a\":\"", "abcdefgh ", Format::json), "dépasse 4 Mo"));
  EXPECT_TRUE(base::contains(endless("[{\"a\":[0", ",1000000", Format::json), "dépasse 4 Mo"));
}

TEST(BadInput, a_picture_is_no_text) {
  std::string picture("\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 16);
  picture.append(3000, '\0');
  EXPECT_TRUE(
      base::contains(error_of(from_text(picture), Format::csv), "n’est pas un fichier texte"));
}

TEST(BadInput, too_many_columns_are_refused) {
  EXPECT_TRUE(base::contains(error_of(from_text(std::string(100'000, ',') + "\n"), Format::csv),
                             "colonnes"));
  std::string wide = "[{\"c\":1";
  for (int i = 0; i < 70'000; ++i) wide += ",\"c" + std::to_string(i) + "\":1";
  EXPECT_TRUE(base::contains(error_of(from_text(wide + "}]"), Format::json), "colonnes"));
}

TEST(BadInput, an_empty_file_has_no_rows) {
  EXPECT_EQ(error_of(from_text(""), Format::csv), "");
}

TEST(BadInput, a_missing_file_is_named) {
  try {
    open_file("/nowhere/liste.csv");
    FAIL();
  } catch (const base::Error& error) {
    EXPECT_EQ(error.code(), base::ErrorCode::not_found);
    EXPECT_TRUE(base::contains(error.what(), "« /nowhere/liste.csv » n’existe pas"));
  }
}

}  // namespace maillage::formats
