#include "support/zip.hpp"

#include <zlib.h>

namespace maillage::test {

namespace {

/// Little-endian, as the format wants.
void put(std::string& out, std::size_t value, int bytes) {
  for (int i = 0; i < bytes; ++i) {
    out += static_cast<char>(value & 0xFF);
    value >>= 8;
  }
}

std::string deflate_raw(const std::string& content) {
  z_stream stream{};
  deflateInit2(&stream, 9, Z_DEFLATED, -15, 9, Z_DEFAULT_STRATEGY);
  std::string out(deflateBound(&stream, content.size()), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(content.data()));
  stream.avail_in = static_cast<uInt>(content.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

const std::string kXml = R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?>)";

}  // namespace

std::string zip_of(const ZipEntries& entries, bool deflated) {
  std::string out, directory;
  for (const auto& [name, content] : entries) {
    const std::string packed = deflated ? deflate_raw(content) : content;
    const std::size_t crc =
        crc32(0, reinterpret_cast<const Bytef*>(content.data()), static_cast<uInt>(content.size()));
    std::string facts;
    put(facts, 20, 2);
    put(facts, 0, 2);
    put(facts, deflated ? 8 : 0, 2);
    put(facts, 0, 4);
    put(facts, crc, 4);
    put(facts, packed.size(), 4);
    put(facts, content.size(), 4);
    put(facts, name.size(), 2);
    put(facts, 0, 2);
    directory += "PK\x01\x02";
    put(directory, 20, 2);
    directory += facts;
    put(directory, 0, 8);
    put(directory, 0, 2);
    put(directory, out.size(), 4);
    directory += name;
    out += "PK\x03\x04" + facts + name + packed;
  }
  const std::size_t start = out.size();
  out += directory;
  out += "PK\x05\x06";
  put(out, 0, 4);
  put(out, entries.size(), 2);
  put(out, entries.size(), 2);
  put(out, directory.size(), 4);
  put(out, start, 4);
  put(out, 0, 2);
  return out;
}

std::string xlsx_of(const std::string& rows, const std::string& styles,
                    const std::string& shared_strings) {
  const std::string main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
  const std::string types = "application/vnd.openxmlformats-officedocument.spreadsheetml.";
  const std::string relations =
      "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  const std::string package = "http://schemas.openxmlformats.org/package/2006/";
  return zip_of(
      {
          {"[Content_Types].xml",
           kXml + "<Types xmlns=\"" + package +
               "content-types\"><Default Extension=\"rels\" ContentType=\"application/"
               "vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" "
               "ContentType=\"application/xml\"/>"
               "<Override PartName=\"/xl/workbook.xml\" ContentType=\"" +
               types +
               "sheet.main+xml\"/>"
               "<Override PartName=\"/xl/worksheets/sheet1.xml\" ContentType=\"" +
               types +
               "worksheet+xml\"/>"
               "<Override PartName=\"/xl/styles.xml\" ContentType=\"" +
               types +
               "styles+xml\"/>"
               "<Override PartName=\"/xl/sharedStrings.xml\" ContentType=\"" +
               types + "sharedStrings+xml\"/></Types>"},
          {"_rels/.rels", kXml + "<Relationships xmlns=\"" + package +
                              "relationships\"><Relationship Id=\"rId1\" Type=\"" + relations +
                              "/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"},
          {"xl/workbook.xml", kXml + "<workbook xmlns=\"" + main + "\" xmlns:r=\"" + relations +
                                  "\"><sheets><sheet name=\"Lieux\" sheetId=\"1\" "
                                  "r:id=\"rId1\"/></sheets></workbook>"},
          {"xl/_rels/workbook.xml.rels",
           kXml + "<Relationships xmlns=\"" + package +
               "relationships\">"
               "<Relationship Id=\"rId1\" Type=\"" +
               relations +
               "/worksheet\" Target=\"worksheets/sheet1.xml\"/>"
               "<Relationship Id=\"rId2\" Type=\"" +
               relations +
               "/styles\" Target=\"styles.xml\"/>"
               "<Relationship Id=\"rId3\" Type=\"" +
               relations + "/sharedStrings\" Target=\"sharedStrings.xml\"/></Relationships>"},
          {"xl/worksheets/sheet1.xml", kXml + "<worksheet xmlns=\"" + main + "\"><sheetData>" +
                                           rows + "</sheetData></worksheet>"},
          {"xl/styles.xml",
           kXml + "<styleSheet xmlns=\"" + main + "\">" + styles + "</styleSheet>"},
          {"xl/sharedStrings.xml",
           kXml + "<sst xmlns=\"" + main + "\">" + shared_strings + "</sst>"},
      },
      true);
}

std::string ods_of(const std::string& tables) {
  const std::string ns = "urn:oasis:names:tc:opendocument:xmlns:";
  return zip_of({{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"},
                 {"content.xml",
                  kXml + "<office:document-content xmlns:office=\"" + ns +
                      "office:1.0\" xmlns:table=\"" + ns + "table:1.0\" xmlns:text=\"" + ns +
                      "text:1.0\" office:version=\"1.2\"><office:body>"
                      "<office:spreadsheet>" +
                      tables + "</office:spreadsheet></office:body></office:document-content>"}});
}

}  // namespace maillage::test
