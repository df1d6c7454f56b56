#include "formats/sheet_reader.hpp"

#include "base/error.hpp"
#include "base/text.hpp"
#include "formats/sheet_cells.hpp"
#include "formats/zip_archive.hpp"
#include "support/rows.hpp"
#include "support/zip.hpp"

#include <gtest/gtest.h>

namespace maillage::formats {

namespace {

using Rows = std::vector<std::string>;

Rows xlsx_rows(const std::string& rows, const std::string& styles = "",
               const std::string& strings = "") {
  return test::rows_of(test::xlsx_of(rows, styles, strings), {}, Format::xlsx);
}

Rows ods_rows(const std::string& tables) {
  return test::rows_of(test::ods_of(tables), {}, Format::ods);
}

std::string error_of(const std::string& file, Format format) {
  try {
    test::rows_of(file, {}, format);
  } catch (const base::Error& error) {
    return error.what();
  }
  return "";
}

constexpr const char* kStyles =
    R"(<numFmts count="2"><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/><numFmt numFmtId="165" formatCode="00000"/></numFmts>
       <cellXfs count="4"><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="22"/></cellXfs>)";

}  // namespace

TEST(Xlsx, a_sheet_gives_its_rows_under_the_names_of_its_first_row) {
  EXPECT_EQ(
      xlsx_rows(
          R"(<row r="2"><c r="A2" t="s"><v>0</v></c><c r="B2" t="inlineStr"><is><t>ville</t></is></c></row>
                         <row r="3"><c r="A3" t="s"><v>1</v></c><c r="B3" t="inlineStr"><is><t> Brest </t></is></c></row>
                         <row r="5"><c r="A5"><v>12.50</v></c><c r="C5" t="b"><v>1</v></c></row>)",
          "", "<si><t>nom</t></si><si><r><t>Pi</t></r><r><t>mms</t></r></si>"),
      (Rows{"nom=Pimms|ville=Brest", "nom=12.5|field3=true"}));
}

TEST(Xlsx, dates_and_padded_codes_are_given_as_people_see_them) {
  EXPECT_EQ(
      xlsx_rows(
          R"(<row r="1"><c r="A1" t="inlineStr"><is><t>date</t></is></c><c r="B1" t="inlineStr"><is><t>code</t></is></c></row>
                         <row r="2"><c r="A2" s="1"><v>45384</v></c><c r="B2" s="2"><v>1000</v></c></row>
                         <row r="3"><c r="A3" s="3"><v>45384.5</v></c><c r="B3"><v>36750100000000</v></c></row>)",
          kStyles),
      (Rows{"date=2024-04-02|code=01000", "date=2024-04-02 12:00:00|code=36750100000000"}));
}

TEST(Xlsx, a_formula_counts_as_its_stored_result) {
  EXPECT_EQ(
      xlsx_rows(
          R"(<row r="1"><c r="A1" t="str"><f>UPPER("a")</f><v>A</v></c><c r="B1" t="inlineStr"><is><t>b</t></is></c></row>
                         <row r="2"><c r="A2"><f>1+1</f><v>2</v></c></row>)"),
      (Rows{"A=2"}));
}

TEST(Ods, the_first_sheet_with_a_table_is_read) {
  EXPECT_EQ(
      ods_rows(
          R"(<table:table table:name="Notice"><table:table-row><table:table-cell office:value-type="string">
      <text:p>À lire</text:p></table:table-cell></table:table-row></table:table>
      <table:table table:name="Lieux"><table:table-row>
        <table:table-cell office:value-type="string"><text:p>nom</text:p></table:table-cell>
        <table:table-cell office:value-type="string"><text:p>date</text:p></table:table-cell></table:table-row>
      <table:table-row><table:table-cell office:value-type="string"><text:p>Pimms</text:p></table:table-cell>
        <table:table-cell office:value-type="date" office:date-value="2024-04-02"><text:p>2 avril</text:p></table:table-cell></table:table-row>
      <table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>
      <table:table-row><table:table-cell office:value-type="float" office:value="3.5"><text:p>3,5</text:p></table:table-cell>
        <table:table-cell table:number-columns-repeated="1000000000"/></table:table-row></table:table>)"),
      (Rows{"nom=Pimms|date=2024-04-02", "nom=3.5"}));
}

TEST(Sheets, a_bomb_is_refused_before_it_is_unpacked) {
  const std::string bomb = test::zip_of({{"xl/workbook.xml", std::string(24u << 20, ' ')}}, true);
  EXPECT_LT(bomb.size(), 200'000u);
  EXPECT_TRUE(base::contains(error_of(bomb, Format::xlsx), "trop gros"));
}

TEST(Sheets, an_archive_of_many_files_is_refused) {
  test::ZipEntries entries(20'000, {"a", ""});
  EXPECT_TRUE(base::contains(error_of(test::zip_of(entries), Format::ods), "trop de fichiers"));
}

TEST(Sheets, a_damaged_workbook_is_said_to_be_one) {
  const std::string good = test::xlsx_of("<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>");
  for (const auto& file :
       {std::string("PK\x03\x04 nothing"), good.substr(0, good.size() / 2), std::string(),
        test::zip_of({{"xl/workbook.xml", "<not"}}), test::ods_of("<table:table><oops")}) {
    const std::string message =
        error_of(file, base::contains(file, "opendocument") ? Format::ods : Format::xlsx);
    EXPECT_TRUE(base::contains(message, "classeur")) << file.size() << ": " << message;
  }
}

TEST(Sheets, number_formats_are_told_apart) {
  using Kind = NumberStyle::Kind;
  const struct {
    const char* code;
    Kind kind;
  } cases[] = {
      {"General", Kind::general},
      {"0.00", Kind::general},
      {"#,##0 [$€-40C]", Kind::general},
      {"dd/mm/yyyy", Kind::date},
      {"[$-40C]d mmmm yyyy;@", Kind::date},
      {"jj/mm/aaaa", Kind::date},
      {"hh:mm", Kind::date},
      {"00000", Kind::padded},
      {"\"date\" 0", Kind::general},
      {"[Red]0", Kind::general},
      {"@", Kind::general},
  };
  for (const auto& c : cases) EXPECT_EQ(number_style(c.code).kind, c.kind) << c.code;
}

TEST(GuessFormat, follows_the_bytes_then_the_name_then_the_content_type) {
  EXPECT_EQ(guess_format("liste.csv", "", "PK\x03\x04"), Format::xlsx);
  EXPECT_EQ(guess_format("x", "", test::ods_of("").substr(0, 200)), Format::ods);
  EXPECT_EQ(guess_format("https://a.fr/x.geojson?v=1", "", ""), Format::json);
  EXPECT_EQ(guess_format("https://a.fr/x", "application/json; charset=utf-8", ""), Format::json);
  EXPECT_EQ(guess_format("https://a.fr/export", "text/plain", " \n[{"), Format::json);
  EXPECT_EQ(guess_format("liste.tsv", "", "a\tb"), Format::csv);
  EXPECT_THROW(guess_format("vieux.xls", "", "\xD0\xCF\x11\xE0"), base::Error);
}

}  // namespace maillage::formats
