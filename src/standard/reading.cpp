#include "standard/reading.hpp"

#include "base/error.hpp"
#include "base/text.hpp"
#include "standard/vocabulary.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace maillage::standard {

namespace {

/// Rows read ahead to recognise the version: enough for the rarer values, few enough to wait for
/// nothing.
constexpr std::size_t kRowsAhead = 200;
/// Bytes that tell a format.
constexpr std::size_t kBytesAhead = 4096;

constexpr std::array<std::string_view, 7> kOldColumns = {
    "cle_ban",          "courriel",      "publics_accueillis", "conditions_acces",
    "labels_nationaux", "labels_autres", "accessibilite"};
constexpr std::array<std::string_view, 10> kNewColumns = {"courriels",
                                                          "itinerance",
                                                          "publics_specifiquement_adresses",
                                                          "prise_en_charge_specifique",
                                                          "frais_a_charge",
                                                          "dispositif_programmes_nationaux",
                                                          "formations_labels",
                                                          "autres_formations_labels",
                                                          "modalites_acces",
                                                          "fiche_acces_libre"};

/// A column's name as people vary it: case, accents, blanks, a remark in brackets. "Pivot (SIRET ou
/// RNA)" -> "pivot"
std::string plain_name(std::string_view column) {
  std::string name = base::fold(column.substr(0, column.find('(')));
  name = std::string(base::trim(name));
  for (char& c : name) {
    if (c == ' ' || c == '-') c = '_';
  }
  if (name == "conditions_access")
    return "conditions_acces";  // as the sector's first exports wrote it
  if (name == "siret") return "pivot";
  return name;
}

std::string_view cell(const std::vector<std::string>& row, std::size_t column) {
  return column < row.size() ? std::string_view(row[column]) : std::string_view();
}

/// The columns and rows of the sample, asked by name.
class Sample {
 public:
  Sample(std::span<const std::string> columns, std::span<const std::vector<std::string>> rows)
      : rows_(rows) {
    for (const std::string& column : columns) names_.push_back(plain_name(column));
  }

  std::size_t count(std::span<const std::string_view> columns) const {
    return static_cast<std::size_t>(
        std::count_if(columns.begin(), columns.end(),
                      [&](std::string_view name) { return column(name) != Schema::kNone; }));
  }

  template <class Predicate>
  bool any(std::string_view name, Predicate predicate) const {
    const std::size_t at = column(name);
    return at != Schema::kNone &&
           std::any_of(rows_.begin(), rows_.end(), [&](const std::vector<std::string>& row) {
             return predicate(cell(row, at));
           });
  }

  bool any_contains(std::string_view name, std::string_view part) const {
    return any(name, [&](std::string_view text) { return base::contains(text, part); });
  }

  /// Whether a closed list of 1.0 holds the separator.
  bool lists_contain(char separator) const {
    for (const SchemaField& field : schema(Version::v1_0_2).fields) {
      if (field.kind == FieldKind::closed_list &&
          any_contains(field.name, std::string_view(&separator, 1)))
        return true;
    }
    return false;
  }

 private:
  std::size_t column(std::string_view name) const {
    const auto at = std::find(names_.begin(), names_.end(), name);
    return at == names_.end() ? Schema::kNone : static_cast<std::size_t>(at - names_.begin());
  }

  std::span<const std::vector<std::string>> rows_;
  std::vector<std::string> names_;
};

/// Bytes that were looked at already, then the rest of their source.
class ReplayedSource final : public formats::ByteSource {
 public:
  ReplayedSource(std::string beginning, std::unique_ptr<formats::ByteSource> rest)
      : beginning_(std::move(beginning)), rest_(std::move(rest)) {}

  std::size_t read(char* buffer, std::size_t capacity) override {
    if (at_ == beginning_.size()) return rest_->read(buffer, capacity);
    const std::size_t count = beginning_.copy(buffer, capacity, at_);
    at_ += count;
    return count;
  }

 private:
  std::string beginning_;
  std::size_t at_ = 0;
  std::unique_ptr<formats::ByteSource> rest_;
};

Detection old_version(const Sample& sample, std::string reason) {
  if (sample.any_contains("labels_nationaux", "Point numérique CAF") ||
      sample.any_contains("conditions_acces", "Adhésion :")) {
    return {Version::v0_1_1,
            std::move(reason) + " ; certaines valeurs n’existent que depuis la 0.1.1"};
  }
  if (sample.any_contains("services", "S’équiper")) {
    return {Version::v0_1_0,
            std::move(reason) + " ; « S’équiper » y est écrit comme dans la 0.1.0"};
  }
  return {Version::v0_1_1, std::move(reason) + " ; la 0.1.1 ne fait que corriger la 0.1.0"};
}

Detection new_version(const Sample& sample, std::string reason) {
  const bool bars = sample.lists_contain('|');
  if (!bars && (sample.lists_contain(';') || sample.any_contains("frais_a_charge", " : "))) {
    return {
        Version::v0_2_0,
        std::move(reason) + ", et les listes suivent le brouillon 0.2.0 (« ; », phrases longues)"};
  }
  if (sample.any_contains("formations_labels", "Étapes numériques")) {
    return {Version::v1_0_2,
            std::move(reason) + ", et « Étapes numériques (La Poste) » date de la 1.0.2"};
  }
  return {Version::v1_0_2,
          std::move(reason) + ", et rien ne la distingue d’une version précédente"};
}

}  // namespace

Detection detect_version(std::span<const std::string> columns,
                         std::span<const std::vector<std::string>> rows) {
  const Sample sample(columns, rows);
  const std::size_t old_columns = sample.count(kOldColumns);
  const std::size_t new_columns = sample.count(kNewColumns);
  if (old_columns > new_columns)
    return old_version(sample, "les colonnes sont celles de la version 0.1");
  if (new_columns > 0) return new_version(sample, "les colonnes sont celles de la version 1");
  const bool old_services = sample.any("services", [](std::string_view text) {
    const std::string_view first = base::trim(text.substr(0, text.find_first_of(";|")));
    return !first.empty() && !admitted(Field::services, first) &&
           !successors(Field::services, first).empty();
  });
  if (old_services) return old_version(sample, "les services sont ceux de la version 0.1");
  return new_version(sample, "aucune colonne ne rappelle la version 0.1");
}

std::unique_ptr<formats::RowReader> open_list(const std::string& path) {
  auto bytes = formats::open_file(path == "-" ? "/dev/stdin" : path);
  std::string beginning(kBytesAhead, '\0');
  beginning.resize(bytes->read(beginning.data(), beginning.size()));
  const formats::Format format = formats::guess_format(path, "", beginning);
  return formats::make_reader(
      format, std::make_unique<ReplayedSource>(std::move(beginning), std::move(bytes)), {});
}

RecordReader::RecordReader(formats::RowReader& rows, std::optional<Version> version) : rows_(rows) {
  try {
    while (ahead_.size() < kRowsAhead && rows_.next(row_)) {
      ahead_.push_back(
          {row_.index, std::vector<std::string>(row_.cells.begin(), row_.cells.end())});
    }
  } catch (const base::Error&) {
    if (ahead_.empty()) throw;
    broken_ = std::current_exception();
  }
  std::vector<std::string> columns;
  for (formats::ColumnId id = 0; id < rows_.columns().size(); ++id)
    columns.push_back(rows_.columns().name(id));
  if (version) {
    detection_ = {*version, "version demandée"};
  } else {
    std::vector<std::vector<std::string>> sample;
    for (const KeptRow& kept : ahead_) sample.push_back(kept.cells);
    detection_ = detect_version(columns, sample);
  }
  for (const std::string& column : columns) {
    targets_.push_back(target_of(column));
    if (targets_.back().field == Schema::kNone && !column.empty()) extra_columns_.push_back(column);
  }
}

RecordReader::Target RecordReader::target_of(std::string_view column) const {
  if (const std::size_t exact = schema().find(column); exact != Schema::kNone) return {exact, true};
  return {schema().find(plain_name(column)), false};
}

base::Findings RecordReader::column_findings() const {
  base::Findings findings;
  const auto add = [&](base::Severity severity, const char* rule, std::string_view column,
                       std::string message, std::string advice) {
    findings.push_back({severity, rule, base::Finding::kNoRow, base::valid_utf8(column), "",
                        std::move(message), std::move(advice)});
  };
  for (std::size_t id = 0; id < targets_.size(); ++id) {
    const std::string& column = rows_.columns().name(static_cast<formats::ColumnId>(id));
    if (column.empty() || targets_[id].exact) continue;
    if (targets_[id].field == Schema::kNone) {
      add(base::Severity::note, "schema.unknown-column", column,
          "Cette colonne n’existe pas dans le standard.",
          "Vous pouvez la garder : les contrôles l’ignorent.");
    } else {
      const std::string_view meant = schema().fields[targets_[id].field].name;
      add(base::Severity::warning, "schema.column-name", column,
          fmt::format("Cette colonne a été lue comme « {} ».", meant),
          fmt::format("Renommez-la en « {} ».", meant));
    }
  }
  return findings;
}

void RecordReader::fill(Record& record, std::size_t index,
                        std::span<const std::string_view> cells) {
  while (targets_.size() < rows_.columns().size()) {
    targets_.push_back(
        target_of(rows_.columns().name(static_cast<formats::ColumnId>(targets_.size()))));
  }
  record.row = index;
  record.extras.clear();
  record.values.assign(schema().fields.size(), std::string_view());
  for (std::size_t id = 0; id < cells.size(); ++id) {
    if (cells[id].empty()) continue;
    const Target target = targets_[id];
    if (target.field == Schema::kNone) {
      record.extras.emplace_back(rows_.columns().name(static_cast<formats::ColumnId>(id)),
                                 cells[id]);
    } else if (target.exact || record.values[target.field].empty()) {
      record.values[target.field] = cells[id];
    }
  }
}

bool RecordReader::next(Record& record) {
  if (!ahead_.empty()) {
    current_ = std::move(ahead_.front());
    ahead_.pop_front();
    cells_.assign(current_.cells.begin(), current_.cells.end());
    fill(record, current_.index, cells_);
    return true;
  }
  if (broken_) std::rethrow_exception(broken_);
  if (!rows_.next(row_)) return false;
  fill(record, row_.index, row_.cells);
  return true;
}

}  // namespace maillage::standard
