#include "places/importer.hpp"

#include "base/error.hpp"
#include "base/text.hpp"
#include "formats/row_reader.hpp"
#include "places/dedup_files.hpp"
#include "places/tidy.hpp"

#include <fstream>
#include <unordered_set>

#include <fmt/format.h>

namespace maillage::places {
namespace {

using standard::Field;
using standard::Place;

constexpr std::string_view kPlacesFile = "-lieux-de-mediation-numeriques";
constexpr std::string_view kUnknownDate = "1970-01-01";
constexpr std::string_view kUnknownPivot = "00000000000000";
/// Another number when the same bytes are read into other values: files are then read again.
constexpr std::string_view kReading = "2:";
constexpr std::size_t kLargestFile = std::size_t{1} << 30;

bool all_digits(std::string_view text) {
  return text.find_first_not_of("0123456789") == std::string_view::npos;
}

bool starts_with_day(std::string_view stem) {
  return stem.size() > 9 && all_digits(stem.substr(0, 8)) && stem[8] == '-';
}

/// Where each column of the file goes: a field of the standard, an extra, or nowhere for a column
/// met later.
struct Targets {
  explicit Targets(formats::Columns& columns) {
    for (const Field field : standard::all_fields())
      fields.push_back(columns.intern(standard::field_name(field)));
  }
  std::vector<formats::ColumnId> fields;
};

Place to_place(const formats::Row& row, const Targets& targets, const formats::Columns& columns) {
  Place place;
  for (const Field field : standard::all_fields()) {
    place[field] = row[targets.fields[static_cast<std::size_t>(field)]];
  }
  for (std::size_t column = standard::kFieldCount; column < row.cells.size(); ++column) {
    if (row.cells[column].empty()) continue;
    place.extras.emplace_back(columns.name(static_cast<formats::ColumnId>(column)),
                              row.cells[column]);
  }
  drop_stand_ins(place);
  tidy(place);
  return place;
}

/// Why a row can't enter the registry, or nothing.
std::optional<base::Finding> refusal(const Place& place, std::size_t row,
                                     std::unordered_set<std::string>& ids) {
  base::Finding finding;
  finding.row = row;
  if (!place.has(Field::id)) {
    finding.rule = "import.id-missing";
    finding.field = "id";
    finding.message = "Ce lieu n’a pas d’identifiant.";
    finding.advice = "Donnez-lui un identifiant qui ne change pas d’un import à l’autre.";
    return finding;
  }
  if (!place.has(Field::nom)) {
    finding.rule = "import.nom-missing";
    finding.field = "nom";
    finding.message = "Ce lieu n’a pas de nom.";
    finding.advice = "Donnez le nom que le public lui connaît.";
    return finding;
  }
  if (!ids.insert(place[Field::id]).second) {
    finding.rule = "import.id-repeated";
    finding.field = "id";
    finding.value = place[Field::id];
    finding.message = "Cet identifiant est déjà celui d’une ligne précédente, qui est gardée.";
    finding.advice = "Donnez à chaque lieu un identifiant différent.";
    return finding;
  }
  return std::nullopt;
}

ReadList read_rows(const std::string& path, std::string bytes) {
  ReadList list;
  const formats::Format format =
      formats::guess_format(path, "", std::string_view(bytes).substr(0, 4096));
  const auto reader = formats::make_reader(format, formats::from_text(std::move(bytes)), {});
  const Targets targets(reader->columns());
  std::unordered_set<std::string> ids;
  formats::Row row;
  while (reader->next(row)) {
    Place place = to_place(row, targets, reader->columns());
    if (auto finding = refusal(place, row.index, ids)) {
      list.findings.push_back(std::move(*finding));
    } else {
      list.places.push_back(std::move(place));
    }
  }
  return list;
}

}  // namespace

std::string list_name(const std::string& path) {
  std::string stem = std::filesystem::path(path).stem().string();
  if (starts_with_day(stem)) stem.erase(0, 9);
  const std::size_t end = stem.find(kPlacesFile);
  if (end != std::string::npos && end > 0) stem.erase(end);
  return stem;
}

std::vector<std::string> place_files(const std::string& path) {
  std::error_code error;
  if (!std::filesystem::is_directory(path, error)) return {path};
  std::map<std::string, std::string>
      by_list;  // the names of files begin with their day, so the greatest is the newest
  const auto better = [](const std::string& a, const std::string& b) {
    const bool a_json = a.ends_with(".json"), b_json = b.ends_with(".json");
    return a_json != b_json ? a_json : a > b;
  };
  for (const auto& entry : std::filesystem::directory_iterator(path, error)) {
    const std::string file = entry.path().string();
    const std::string name = entry.path().filename().string();
    if (!name.ends_with(".json") && !name.ends_with(".csv")) continue;
    if (name.find(kPlacesFile) == std::string::npos || !starts_with_day(name)) continue;
    std::string& chosen = by_list[list_name(file)];
    if (chosen.empty() || better(file, chosen)) chosen = file;
  }
  std::vector<std::string> files;
  for (auto& [list, file] : by_list) files.push_back(std::move(file));
  return files;
}

std::string read_bytes(const std::string& path) {
  std::error_code error;
  const auto size = std::filesystem::file_size(path, error);
  if (error) {
    throw base::Error(
        base::ErrorCode::not_found,
        fmt::format("Le fichier « {} » n’existe pas ou n’est pas lisible. Vérifiez son chemin.",
                    path));
  }
  if (size > kLargestFile) {
    throw base::Error(
        base::ErrorCode::too_large,
        fmt::format("Le fichier « {} » dépasse 1 Go. Découpez-le par source avant de l’importer.",
                    path));
  }
  std::string bytes(size, '\0');
  std::ifstream file(path, std::ios::binary);
  if (!file.read(bytes.data(), static_cast<std::streamsize>(size))) {
    throw base::Error(base::ErrorCode::environment,
                      fmt::format("La lecture du fichier « {} » a échoué.", path));
  }
  return bytes;
}

void drop_stand_ins(Place& place) {
  if (place[Field::date_maj] == kUnknownDate) place[Field::date_maj].clear();
  if (place[Field::pivot] == kUnknownPivot) place[Field::pivot].clear();
}

ReadList read_places(const std::string& path) {
  return read_rows(path, read_bytes(path));
}

ImportedFile import_file(store::Database& database, const std::string& path,
                         const base::SecretKey& key, base::Instant now,
                         const RowProgress& progress) {
  ImportedFile imported;
  imported.list = list_name(path);
  std::string bytes = read_bytes(path);
  const std::filesystem::path groups = std::filesystem::path(path).parent_path() / "groupes.csv";
  std::error_code absent;
  std::string traces =
      std::filesystem::exists(groups, absent) ? read_bytes(groups.string()) : std::string();
  std::string hash = std::string(kReading) + base::sha256_hex(bytes);
  if (!traces.empty()) hash += "+" + base::sha256_hex(traces);
  if (is_current(database, imported.list, hash)) {
    imported.counts.same_file = true;
    return imported;
  }
  ReadList list = read_rows(path, std::move(bytes));
  imported.findings = std::move(list.findings);
  imported.counts = replace_list(database,
                                 {imported.list, std::filesystem::path(path).filename().string(),
                                  hash, list.places, previous_ids(std::move(traces))},
                                 key, now, progress);
  return imported;
}

}  // namespace maillage::places
