#include "formats/workbook_writer.hpp"

#include "base/text.hpp"
#include "formats/xml_writer.hpp"

namespace maillage::formats {
namespace {

constexpr std::string_view kXml = R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
)";
constexpr std::string_view kTypes =
    R"(<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">)"
    R"(<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>)"
    R"(<Default Extension="xml" ContentType="application/xml"/>)"
    R"(<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>)"
    R"(<Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>)"
    R"(<Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>)"
    R"(</Types>)";
constexpr std::string_view kRoot =
    R"(<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">)"
    R"(<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/>)"
    R"(</Relationships>)";
constexpr std::string_view kWorkbookParts =
    R"(<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">)"
    R"(<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/>)"
    R"(<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/>)"
    R"(</Relationships>)";
/// Style 0 for texts and numbers as they are, style 1 for the heading.
constexpr std::string_view kStyles =
    R"(<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">)"
    R"(<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>)"
    R"(<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>)"
    R"(<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>)"
    R"(<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>)"
    R"(<cellXfs count="2"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>)"
    R"(<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/></cellXfs>)"
    R"(<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>)";
constexpr std::string_view kSheet =
    R"(<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetViews>)"
    R"(<sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView>)"
    R"(</sheetViews><sheetFormatPr defaultRowHeight="15"/><cols><col min="1" max="64" width="22" customWidth="1"/></cols><sheetData>)";

constexpr std::size_t kLongestCell = 32'767;  // UTF-16 units
constexpr std::size_t kPiece = 64 * 1024;     // bytes of XML compressed in one go

/// At most kLongestCell characters; counted in bytes first, since hardly a text comes near.
std::string_view shortened(std::string_view text) {
  if (text.size() <= kLongestCell) return text;
  std::size_t units = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const auto byte = static_cast<unsigned char>(text[at]);
    if ((byte & 0xC0) == 0x80) continue;
    units += byte >= 0xF0 ? 2 : 1;
    if (units > kLongestCell) return text.substr(0, at);
  }
  return text;
}

}  // namespace

WorkbookWriter::WorkbookWriter(std::string& out, std::string_view sheet_name) : zip_(out) {
  const auto file = [&](std::string_view name, std::string_view content) {
    zip_.begin_file(name);
    zip_.write(kXml);
    zip_.write(content);
    zip_.end_file();
  };
  file("[Content_Types].xml", kTypes);
  file("_rels/.rels", kRoot);
  std::string workbook =
      R"(<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name=")";
  append_xml(workbook, sheet_name);
  workbook += R"(" sheetId="1" r:id="rId1"/></sheets></workbook>)";
  file("xl/workbook.xml", workbook);
  file("xl/_rels/workbook.xml.rels", kWorkbookParts);
  file("xl/styles.xml", kStyles);
  zip_.begin_file("xl/worksheets/sheet1.xml");
  xml_.append(kXml).append(kSheet);
}

void WorkbookWriter::begin_row() {
  xml_ += "<row>";
}

void WorkbookWriter::text(std::string_view value) {
  if (value.empty()) {
    xml_ += "<c/>";
    return;
  }
  xml_ += rows_ == 0 ? R"(<c s="1" t="inlineStr"><is><t)" : R"(<c t="inlineStr"><is><t)";
  if (value.front() == ' ' || value.back() == ' ' || value.find('\n') != std::string_view::npos)
    xml_ += R"( xml:space="preserve")";
  xml_ += '>';
  append_xml(xml_, shortened(value));
  xml_ += "</t></is></c>";
}

void WorkbookWriter::number(double value) {
  xml_ += "<c><v>";
  xml_ += base::number_text(value);
  xml_ += "</v></c>";
}

void WorkbookWriter::end_row() {
  xml_ += "</row>";
  ++rows_;
  if (xml_.size() >= kPiece) flush();
}

void WorkbookWriter::flush() {
  zip_.write(xml_);
  xml_.clear();
}

void WorkbookWriter::finish() {
  xml_ += "</sheetData></worksheet>";
  flush();
  zip_.end_file();
  zip_.finish();
}

}  // namespace maillage::formats
