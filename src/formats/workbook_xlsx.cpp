#include "base/error.hpp"
#include "base/text.hpp"
#include "formats/workbook.hpp"
#include "formats/xml_events.hpp"

#include <charconv>
#include <map>

namespace maillage::formats {

namespace {

// Day 0 of spreadsheets is 30 December 1899 because they believe that 1900 was a leap year; old
// Macs begin in 1904.
constexpr std::chrono::sys_days kOrigin = std::chrono::year(1899) / 12 / 30;
constexpr std::chrono::sys_days kOrigin1904 = std::chrono::year(1904) / 1 / 1;

void parse_part(const ZipArchive& archive, std::string_view name, XmlHandler handler) {
  if (!archive.has(name)) return;
  XmlParser parser(std::move(handler));
  archive.unpack(name, [&](std::string_view piece) { parser.feed(piece); });
  parser.finish();
}

std::size_t to_size(std::string_view digits) {
  std::size_t value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value;
}

/// A target of a relationship as a path inside the archive: "worksheets/sheet1.xml" seen from
/// "xl/".
std::string resolve(std::string_view folder, std::string_view target) {
  if (target.starts_with('/')) return std::string(target.substr(1));
  while (target.starts_with("../")) {
    target.remove_prefix(3);
    folder = folder.substr(0, folder.rfind('/', folder.size() < 2 ? 0 : folder.size() - 2) + 1);
  }
  return std::string(folder) + std::string(target);
}

struct Relation {
  std::string type, target;
};

std::map<std::string, Relation> read_relations(const ZipArchive& archive, std::string_view part) {
  const std::size_t slash = part.rfind('/') + 1;  // 0 when there is none
  const std::string_view folder = part.substr(0, slash);
  const std::string file =
      std::string(folder) + "_rels/" + std::string(part.substr(slash)) + ".rels";
  std::map<std::string, Relation> relations;
  parse_part(archive, file,
             {[&](std::string_view name, const XmlAttributes& attributes) {
                if (name != "Relationship") return;
                const std::string_view type = attributes["Type"];
                relations[std::string(attributes["Id"])] = {
                    std::string(type.substr(type.rfind('/') + 1)),
                    resolve(folder, attributes["Target"])};
              },
              [](std::string_view) {}, [](std::string_view) {}});
  return relations;
}

std::string target_of_type(const std::map<std::string, Relation>& relations,
                           std::string_view type) {
  for (const auto& [id, relation] : relations) {
    if (relation.type == type) return relation.target;
  }
  return "";
}

std::vector<std::string> read_shared_strings(const ZipArchive& archive, std::string_view part) {
  std::vector<std::string> strings;
  bool in_text = false;
  int phonetic = 0;  // reading aids of East Asian scripts are no part of the text
  parse_part(archive, part,
             {[&](std::string_view name, const XmlAttributes&) {
                if (name == "si") {
                  if (strings.size() >= SheetCells::kMaxCells) {
                    throw base::Error(
                        base::ErrorCode::too_large,
                        "Ce classeur contient trop de textes. Enregistrez la feuille en CSV.");
                  }
                  strings.emplace_back();
                }
                if (name == "rPh") ++phonetic;
                in_text = name == "t" && phonetic == 0;
              },
              [&](std::string_view name) {
                if (name == "rPh") --phonetic;
                in_text = false;
              },
              [&](std::string_view text) {
                if (in_text && !strings.empty()) strings.back() += text;
              }});
  for (std::string& text : strings) text = base::replace_all(std::move(text), "_x000D_", "");
  return strings;
}

std::vector<NumberStyle> read_cell_styles(const ZipArchive& archive, std::string_view part) {
  std::map<std::size_t, NumberStyle> formats;
  std::vector<NumberStyle> styles;
  bool in_cell_formats = false;
  parse_part(archive, part,
             {[&](std::string_view name, const XmlAttributes& attributes) {
                if (name == "numFmt")
                  formats[to_size(attributes["numFmtId"])] = number_style(attributes["formatCode"]);
                if (name == "cellXfs") in_cell_formats = true;
                if (name != "xf" || !in_cell_formats) return;
                const std::size_t id = to_size(attributes["numFmtId"]);
                const auto own = formats.find(id);
                styles.push_back(own != formats.end() ? own->second : builtin_number_style(id));
              },
              [&](std::string_view name) {
                if (name == "cellXfs") in_cell_formats = false;
              },
              [](std::string_view) {}});
  return styles;
}

struct Workbook {
  std::vector<std::string> sheets;  // parts, in the order of the tabs
  std::vector<std::string> strings;
  std::vector<NumberStyle> styles;
  std::chrono::sys_days origin = kOrigin;
};

Workbook read_workbook(const ZipArchive& archive) {
  Workbook workbook;
  std::string part = target_of_type(read_relations(archive, ""), "officeDocument");
  if (!archive.has(part)) part = "xl/workbook.xml";
  const auto relations = read_relations(archive, part);
  parse_part(archive, part,
             {[&](std::string_view name, const XmlAttributes& attributes) {
                if (name == "workbookPr" &&
                    (attributes["date1904"] == "1" || attributes["date1904"] == "true")) {
                  workbook.origin = kOrigin1904;
                }
                if (name != "sheet") return;
                const auto relation = relations.find(std::string(attributes["id"]));
                if (relation != relations.end()) workbook.sheets.push_back(relation->second.target);
              },
              [](std::string_view) {}, [](std::string_view) {}});
  if (workbook.sheets.empty()) {
    throw base::Error(base::ErrorCode::bad_input,
                      "Ce fichier n’est pas un classeur, ou il n’a aucune feuille. Enregistrez-le "
                      "de nouveau au format .xlsx ou .csv.");
  }
  workbook.strings = read_shared_strings(archive, target_of_type(relations, "sharedStrings"));
  workbook.styles = read_cell_styles(archive, target_of_type(relations, "styles"));
  return workbook;
}

/// Row and column, from 0, of "B12"; false when the text is no address.
bool parse_address(std::string_view address, std::int64_t& row, std::int64_t& column) {
  constexpr std::int64_t kLimit = 1'000'000'000;
  std::int64_t letters = 0, digits = 0;
  for (const char c : address) {
    if (c >= 'A' && c <= 'Z' && digits == 0) {
      letters = letters * 26 + (c - 'A' + 1);
    } else if (c >= '0' && c <= '9') {
      digits = digits * 10 + (c - '0');
    } else {
      return false;
    }
    if (letters > kLimit || digits > kLimit) return false;
  }
  row = digits - 1;
  column = letters - 1;
  return row >= 0 && column >= 0;
}

/// Collects the cells of one sheet.
class SheetScan {
 public:
  explicit SheetScan(const Workbook& workbook) : workbook_(workbook) {}

  SheetCells read(const ZipArchive& archive, std::string_view part) {
    parse_part(archive, part,
               {[this](std::string_view name, const XmlAttributes& attributes) {
                  start(name, attributes);
                },
                [this](std::string_view name) { end(name); },
                [this](std::string_view text) {
                  if (in_value_) value_ += text;
                }});
    cells_.finish();
    return std::move(cells_);
  }

 private:
  void start(std::string_view name, const XmlAttributes& attributes) {
    if (name == "row") {
      row_ = attributes["r"].empty() ? row_ + 1
                                     : static_cast<std::int64_t>(to_size(attributes["r"])) - 1;
      column_ = -1;
    } else if (name == "c") {
      if (attributes["r"].empty() || !parse_address(attributes["r"], row_, column_)) ++column_;
      type_ = attributes["t"];
      style_ = to_size(attributes["s"]);
      value_.clear();
    } else {
      in_value_ = name == "v" || name == "t";
    }
  }

  void end(std::string_view name) {
    in_value_ = false;
    if (name == "c" && !value_.empty()) cells_.put(row_, column_, text());
  }

  std::string text() const {
    if (type_ == "s") {
      const std::size_t index = to_size(value_);
      return index < workbook_.strings.size() ? workbook_.strings[index] : "";
    }
    if (type_ == "b") return value_ == "1" ? "true" : "false";
    if (type_ == "e") return "";  // #N/A and its sisters
    if (type_ == "d")
      return base::replace_all(base::replace_all(value_, "T00:00:00", ""), "T", " ");
    double number = 0;
    if (!type_.empty() && type_ != "n") return value_;
    if (!base::parse_number(value_, number)) return value_;
    return cell_text(number,
                     style_ < workbook_.styles.size() ? workbook_.styles[style_] : NumberStyle{},
                     workbook_.origin);
  }

  const Workbook& workbook_;
  SheetCells cells_;
  std::int64_t row_ = -1, column_ = -1;
  std::string type_, value_;
  std::size_t style_ = 0;
  bool in_value_ = false;
};

}  // namespace

SheetCells read_xlsx_table(const ZipArchive& archive) {
  const Workbook workbook = read_workbook(archive);
  SheetCells fallback;
  for (const std::string& part : workbook.sheets) {
    SheetCells cells = SheetScan(workbook).read(archive, part);
    if (cells.is_table()) return cells;
    if (fallback.cells().empty()) fallback = std::move(cells);
  }
  return fallback;
}

}  // namespace maillage::formats
