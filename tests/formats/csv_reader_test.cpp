#include "formats/csv_reader.hpp"

#include "base/error.hpp"
#include "base/text.hpp"
#include "support/rows.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace maillage::formats {

using test::rows_of;

TEST(Csv, a_quoted_cell_may_hold_separators_line_ends_and_quotes) {
  EXPECT_EQ(rows_of("nom,note\r\n\"Pimms, \"\"La Source\"\"\",\"deux\r\nlignes\"\r\n"),
            (std::vector<std::string>{"nom=Pimms, \"La Source\"|note=deux\r\nlignes"}));
}

TEST(Csv, cells_and_names_are_trimmed) {
  EXPECT_EQ(rows_of(" nom , ville \n  Pimms ,\t\"Brest\" \n"),
            (std::vector<std::string>{"nom=Pimms|ville=Brest"}));
}

TEST(Csv, the_separator_is_found) {
  EXPECT_EQ(rows_of("nom;ville\nA, B;Brest\n"), (std::vector<std::string>{"nom=A, B|ville=Brest"}));
  EXPECT_EQ(rows_of("nom\tville\nA;B\tBrest\n"), (std::vector<std::string>{"nom=A;B|ville=Brest"}));
  EXPECT_EQ(rows_of("sep=|\nnom|ville\nA|Brest"), (std::vector<std::string>{"nom=A|ville=Brest"}));
}

TEST(Csv, a_given_separator_wins) {
  ReadOptions options;
  options.delimiter = ',';
  EXPECT_EQ(rows_of("a;b,c\n1;2,3\n", options), (std::vector<std::string>{"a;b=1;2|c=3"}));
}

TEST(Csv, every_line_ending_counts_and_blank_lines_dont) {
  for (const char* text : {"a,b\n1,2\n\n3,4", "a,b\r\n1,2\r\n\r\n3,4\r\n", "a,b\r1,2\r\r3,4\r"}) {
    EXPECT_EQ(rows_of(text), (std::vector<std::string>{"a=1|b=2", "a=3|b=4"})) << text;
  }
}

TEST(Csv, ragged_rows_keep_what_they_have) {
  EXPECT_EQ(rows_of("a,,c\n1\n1,2,3,4\n"),
            (std::vector<std::string>{"a=1", "a=1|field2=2|c=3|field4=4"}));
}

TEST(Csv, of_two_columns_with_one_name_the_last_non_empty_cell_counts) {
  EXPECT_EQ(rows_of("a,a\n1,2\n1,\n"), (std::vector<std::string>{"a=2", "a=1"}));
}

TEST(Csv, a_quote_never_closed_does_not_swallow_the_file) {
  EXPECT_EQ(rows_of("a,b\n\"1,2\n3,4\n"), (std::vector<std::string>{"a=\"1|b=2", "a=3|b=4"}));
}

TEST(Csv, text_behind_a_closing_quote_is_kept) {
  EXPECT_EQ(rows_of("a,b\n\"1\"bis,2\n"), (std::vector<std::string>{"a=1bis|b=2"}));
}

TEST(Csv, rows_keep_their_position) {
  auto reader = make_reader(Format::csv, from_text("a,b\n,\n1,2\n"), {});
  Row row;
  ASSERT_TRUE(reader->next(row));
  ASSERT_TRUE(reader->next(row));
  EXPECT_EQ(row.index, 1u);
  EXPECT_EQ(row[reader->columns().find("a")], "1");
}

TEST(Csv, latin_text_is_read_whether_announced_or_not) {
  EXPECT_EQ(rows_of("nom\nCaf\xE9 \x80\n"), (std::vector<std::string>{"nom=Café €"}));
  ReadOptions options;
  options.encoding = "iso-8859-15";
  EXPECT_EQ(rows_of("nom\nc\xBDur\n", options), (std::vector<std::string>{"nom=cœur"}));
}

TEST(Csv, utf8_and_utf16_are_known_by_their_marks) {
  EXPECT_EQ(rows_of("\xEF\xBB\xBFnom\nÉté\n"), (std::vector<std::string>{"nom=Été"}));
  using namespace std::string_literals;
  EXPECT_EQ(rows_of("\xFF\xFEn\0\n\0\xE9\0\n\0"s), (std::vector<std::string>{"n=é"}));
  EXPECT_EQ(rows_of("\xFE\xFF\0n\0\n\0\xE9\0\n"s), (std::vector<std::string>{"n=é"}));
  EXPECT_EQ(rows_of("n\0o\0m\0\n\0\xE9\0t\0\n\0"s), (std::vector<std::string>{"nom=ét"}));
}

TEST(Csv, one_wrong_byte_does_not_turn_a_utf8_file_into_another) {
  EXPECT_EQ(rows_of("nom\nété \xE9 été\n"), (std::vector<std::string>{"nom=été \xEF\xBF\xBD été"}));
}

TEST(Csv, nul_bytes_are_dropped) {
  EXPECT_EQ(rows_of(std::string("nom,ville\nPi\0mms,Brest\n", 23)),
            (std::vector<std::string>{"nom=Pimms|ville=Brest"}));
}

TEST(Csv, an_unknown_encoding_is_a_wrong_usage) {
  ReadOptions options;
  options.encoding = "klingon";
  EXPECT_THROW(rows_of("a\n", options), base::Error);
}

TEST(Csv, the_same_bytes_give_the_same_rows_in_crumbs) {
  const std::string text = "nom,note\r\n\"Été, \"\"1\"\"\",\"a\r\nb\"\r\n\r\n\"x\",é\r\n";
  for (std::size_t crumb = 1; crumb < 9; ++crumb) {
    EXPECT_EQ(rows_of(std::make_unique<test::CrumbSource>(text, crumb), Format::csv), rows_of(text))
        << crumb;
  }
}

/// The law of a writer and its reader: any cells written with quotes come back, blanks around them
/// aside.
RC_GTEST_PROP(Csv, quoted_cells_come_back, (const std::vector<std::vector<std::string>>& table)) {
  std::string text = "c0,c1,c2\n";
  std::vector<std::string> expected;
  for (const auto& cells : table) {
    std::string line, row;
    for (std::size_t i = 0; i < 3; ++i) {
      std::string cell = i < cells.size() ? cells[i] : "";
      std::erase(cell, '\0');
      cell = base::valid_utf8(cell);
      line += (i > 0 ? ",\"" : "\"") + base::replace_all(cell, "\"", "\"\"") + "\"";
      if (const auto trimmed = base::trim(cell); !trimmed.empty()) {
        row += (row.empty() ? "c" : "|c") + std::to_string(i) + "=" + std::string(trimmed);
      }
    }
    text += line + "\n";
    expected.push_back(row);
  }
  ReadOptions options;
  options.delimiter = ',';
  options.encoding = "utf-8";
  RC_ASSERT(rows_of(text, options) == expected);
}

}  // namespace maillage::formats
