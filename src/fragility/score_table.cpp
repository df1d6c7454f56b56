#include "fragility/score_table.hpp"

#include "base/error.hpp"
#include "base/text.hpp"
#include "formats/bytes_out.hpp"
#include "formats/csv_cell.hpp"

#include <algorithm>
#include <ostream>
#include <unordered_map>

#include <fmt/format.h>

namespace maillage::fragility {

namespace {

constexpr std::string_view kSecretMarks[] = {"s", "nd", "nc", "n.c.", "n.d.", "c", "ns", "secret"};

bool all_digits(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

formats::ColumnId key_column(formats::Columns& columns, std::string_view key) {
  for (const std::string_view name :
       {key, std::string_view("code"), std::string_view("iris"), std::string_view("epci")}) {
    const formats::ColumnId found = columns.find(name);
    if (found != formats::Columns::kNone) return found;
  }
  return 0;
}

void doubt_cell(const Cell& cell, std::size_t row, const std::string& column, std::string_view text,
                base::Findings& findings) {
  base::Finding finding{base::Severity::error, "", row, column, std::string(text), "", ""};
  if (cell.kind == Cell::Kind::comma) {
    finding.severity = base::Severity::warning;
    finding.rule = "valeur.virgule";
    finding.message =
        "le nombre porte une virgule ou un signe ; il a été lu " + base::number_text(cell.value);
    finding.advice = "Écrivez les nombres avec un point, sans signe ni espace.";
  } else if (cell.kind == Cell::Kind::secret) {
    finding.severity = base::Severity::note;
    finding.rule = "valeur.secret";
    finding.message = "la valeur est secrète ou non diffusée ; elle est absente du calcul";
  } else {
    finding.rule = "valeur.illisible";
    finding.message = "ce n’est pas un nombre ; la valeur est absente du calcul";
    finding.advice = "Corrigez la cellule ou videz-la.";
  }
  findings.push_back(std::move(finding));
}

}  // namespace

Cell read_number(std::string_view text) {
  text = base::trim(text);
  Cell cell;
  if (text.empty()) return cell;
  if (base::parse_number(text, cell.value)) {
    if (!std::isfinite(cell.value)) return {kMissing, Cell::Kind::wrong};
    cell.kind = Cell::Kind::number;
    return cell;
  }
  const std::string folded = base::fold(text);
  if (std::find(std::begin(kSecretMarks), std::end(kSecretMarks), folded) !=
      std::end(kSecretMarks)) {
    return {kMissing, Cell::Kind::secret};
  }
  std::string plain = base::remove_spaces(text);
  if (plain.ends_with('%')) plain.pop_back();
  if (std::count(plain.begin(), plain.end(), ',') == 1) {
    plain = base::replace_all(std::move(plain), ",", ".");
  }
  const bool read = base::parse_number(plain, cell.value) && std::isfinite(cell.value);
  return read ? Cell{cell.value, Cell::Kind::comma} : Cell{kMissing, Cell::Kind::wrong};
}

std::string with_leading_zero(std::string_view code) {
  const bool cut = (code.size() == 4 || code.size() == 8) && all_digits(code);
  return (cut ? "0" : "") + std::string(code);
}

std::unique_ptr<formats::RowReader> open_table(const std::string& path) {
  return formats::make_reader(formats::guess_format(path, "", ""), formats::open_file(path), {});
}

std::vector<std::string> header_of(const std::string& path) {
  const auto reader = open_table(path);
  formats::Row first;
  reader->next(first);
  std::vector<std::string> names;
  for (formats::ColumnId id = 0; id < reader->columns().size(); ++id) {
    names.push_back(reader->columns().name(id));
  }
  return names;
}

ScoreTable read_scores(formats::RowReader& rows, std::string_view key,
                       const std::function<bool(std::string_view)>& wanted) {
  ScoreTable table;
  std::unordered_map<std::string, std::size_t> first_row;
  std::vector<formats::ColumnId> kept;
  formats::ColumnId codes = 0;
  for (formats::Row row; rows.next(row);) {
    formats::Columns& columns = rows.columns();
    if (columns.size() == 0) continue;  // JSON of empty objects
    if (table.codes.empty()) {
      codes = key_column(columns, key);
      table.key = columns.name(codes);
      for (formats::ColumnId id = 0; id < columns.size(); ++id) {
        if (id == codes || !wanted(columns.name(id))) continue;
        kept.push_back(id);
        table.frame.add(columns.name(id), {});
      }
    }
    const std::string code = with_leading_zero(row[codes]);
    if (code != row[codes]) {
      table.findings.push_back({base::Severity::warning, "code.zero", row.index, table.key,
                                std::string(row[codes]),
                                "le code a perdu son zéro ; il a été lu " + code,
                                "Dans le tableur, déclarez la colonne comme du texte."});
    }
    const auto [seen, is_new] = first_row.emplace(code, row.index);
    if (!is_new) {
      table.findings.push_back(
          {base::Severity::warning, "code.double", row.index, table.key, code,
           fmt::format("ce territoire est déjà à la ligne {} ; les deux lignes "
                       "sont gardées",
                       seen->second + 2),
           "Supprimez la ligne de trop."});
    }
    table.codes.push_back(code);
    for (std::size_t k = 0; k < kept.size(); ++k) {
      const Cell cell = read_number(row[kept[k]]);
      table.frame.columns[k].push_back(cell.value);
      if (cell.kind != Cell::Kind::number && cell.kind != Cell::Kind::empty) {
        doubt_cell(cell, row.index, table.frame.names[k], row[kept[k]], table.findings);
      }
    }
  }
  if (table.codes.empty()) {
    throw base::Error(base::ErrorCode::bad_input, "Le tableau n’a aucune ligne de données.");
  }
  table.frame.rows = table.codes.size();
  return table;
}

std::string csv_cell(std::string_view text) {
  std::string cell;
  formats::append_csv_cell(cell, text);
  return cell;
}

void write_table(const std::string& path, const std::string& key,
                 const std::vector<std::string>& codes, const Frame& frame) {
  formats::AtomicFile file(path);
  std::string line = key;
  for (const std::string& name : frame.names) line += "," + csv_cell(name);
  file.write(line + "\n");
  for (std::size_t i = 0; i < codes.size(); ++i) {
    line = codes[i];
    for (const Column& column : frame.columns) {
      line += ',';
      if (!is_missing(column[i])) line += base::number_text(column[i]);
    }
    file.write(line + "\n");
  }
  file.commit();
}

void tell(const base::Findings& findings, std::ostream& err, std::size_t most) {
  std::size_t told = 0;
  for (const base::Severity severity :
       {base::Severity::error, base::Severity::warning, base::Severity::note}) {
    for (const base::Finding& finding : findings) {
      if (finding.severity != severity || told == most) continue;
      ++told;
      if (finding.row != base::Finding::kNoRow) err << "Ligne " << finding.row + 2 << ", ";
      if (!finding.field.empty()) err << "colonne « " << finding.field << " »";
      if (!finding.value.empty()) err << ", « " << finding.value << " »";
      err << " : " << finding.message << ".";
      if (!finding.advice.empty()) err << " " << finding.advice;
      err << "\n";
    }
  }
  if (findings.size() > told) err << "… et " << findings.size() - told << " autres remarques.\n";
}

}  // namespace maillage::fragility
