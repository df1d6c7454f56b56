#include "formats/workbook_writer.hpp"

#include "formats/zip_archive.hpp"
#include "support/rows.hpp"

#include <gtest/gtest.h>

namespace maillage::formats {
namespace {

std::string sheet_of(const std::string& workbook) {
  return ZipArchive(workbook).unpack("xl/worksheets/sheet1.xml");
}

std::string workbook_of(const std::vector<std::vector<std::string>>& rows) {
  std::string out;
  WorkbookWriter workbook(out, "Lieux");
  for (const auto& row : rows) {
    workbook.begin_row();
    for (const std::string& cell : row) workbook.text(cell);
    workbook.end_row();
  }
  workbook.finish();
  return out;
}

TEST(WorkbookWriter, writes_what_the_reader_of_workbooks_reads) {
  const std::string workbook = workbook_of(
      {{"nom", "code_postal", "horaires"}, {"L’Atelier <b> & Co", "01000", ""}, {"", "", "24/7"}});
  EXPECT_EQ(test::rows_of(workbook, {}, Format::xlsx),
            test::rows_of("nom,code_postal,horaires\nL’Atelier <b> & Co,01000,\n,,24/7\n", {},
                          Format::csv));
}

TEST(WorkbookWriter, keeps_a_formula_a_text) {
  const std::string sheet = sheet_of(workbook_of({{"=HYPERLINK(\"http://x\")"}}));
  EXPECT_EQ(sheet.find("<f>"), std::string::npos);
  EXPECT_NE(sheet.find("t=\"inlineStr\"><is><t>=HYPERLINK(&quot;http://x&quot;)</t>"),
            std::string::npos);
}

TEST(WorkbookWriter, writes_a_number_as_one) {
  std::string out;
  WorkbookWriter workbook(out, "Lieux");
  workbook.begin_row();
  workbook.number(-1.55);
  workbook.end_row();
  workbook.finish();
  EXPECT_NE(sheet_of(out).find("<c><v>-1.55</v></c>"), std::string::npos);
}

TEST(WorkbookWriter, leaves_out_control_characters_which_xml_can_not_hold) {
  EXPECT_NE(sheet_of(workbook_of({{std::string("a\x01\x0b") + "b"}})).find("<t>ab</t>"),
            std::string::npos);
}

TEST(WorkbookWriter, cuts_a_cell_where_spreadsheets_refuse_more_and_between_characters) {
  std::string text;
  for (int i = 0; i < 33'000; ++i) text += "é";
  const std::string sheet = sheet_of(workbook_of({{text}}));
  std::size_t letters = 0;
  for (std::size_t at = 0; (at = sheet.find("é", at)) != std::string::npos; at += 2) ++letters;
  EXPECT_EQ(letters, 32'767u);
  EXPECT_NE(sheet.find("é</t>"), std::string::npos);
}

TEST(WorkbookWriter, gives_its_bytes_before_it_knows_its_end) {
  std::string out;
  std::size_t given = 0;
  std::size_t most = 0;
  WorkbookWriter workbook(out, "Lieux");
  EXPECT_TRUE(out.starts_with("PK"));
  std::string whole;
  for (int row = 0; row < 20'000; ++row) {
    workbook.begin_row();
    workbook.text("lieu " + std::to_string(row * 7919 % 20'011));
    workbook.end_row();
    most = std::max(most, out.size());
    given += !out.empty();
    whole += out;
    out.clear();
  }
  EXPECT_GT(given, 3u);
  EXPECT_LT(most, 64u * 1024);
  workbook.finish();
  EXPECT_EQ(test::rows_of(whole + out, {}, Format::xlsx).size(), 19'999u);
}

}  // namespace
}  // namespace maillage::formats
