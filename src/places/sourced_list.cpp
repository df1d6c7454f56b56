#include "places/sourced_list.hpp"

#include "base/error.hpp"
#include "base/text.hpp"
#include "places/importer.hpp"
#include "transform/file_patterns.hpp"
#include "transform/source.hpp"

#include <algorithm>
#include <filesystem>
#include <unordered_map>
#include <unordered_set>

#include <fmt/format.h>

namespace maillage::places {

namespace {

using standard::Field;
using standard::Place;

constexpr std::string_view kObsoleteLabel = "ZRR";  // replaced by FRR on 2024-07-01

/// Fields of the standard by column of the list; what else a row holds goes with the place.
Place place_of(const formats::Row& row, const std::vector<formats::ColumnId>& fields,
               const formats::Columns& columns) {
  Place place;
  for (const Field field : standard::all_fields()) {
    place[field] = row[fields[static_cast<std::size_t>(field)]];
  }
  for (std::size_t column = standard::kFieldCount; column < row.cells.size(); ++column) {
    if (row.cells[column].empty()) continue;
    place.extras.emplace_back(columns.name(static_cast<formats::ColumnId>(column)),
                              row.cells[column]);
  }
  return place;
}

void drop_obsolete_label(Place& place) {
  std::vector<std::string> kept;
  for (const std::string_view label : place.list(Field::autres_formations_labels)) {
    if (base::upper(label) != kObsoleteLabel) kept.emplace_back(label);
  }
  place.set_list(Field::autres_formations_labels, kept);
}

base::Finding without(std::string field, std::size_t row, std::string message, std::string advice) {
  base::Finding finding;
  finding.rule = "dedupliquer." + field;
  finding.row = row;
  finding.field = std::move(field);
  finding.message = std::move(message);
  finding.advice = std::move(advice);
  return finding;
}

/// Of all that a row says, to tell whether another repeats it.
std::size_t content_hash(const Place& place) {
  std::size_t hash = 0;
  for (const std::string& value : place.values) {
    hash = hash * 1099511628211u + std::hash<std::string>{}(value);
  }
  return hash;
}

std::string first_match(const std::string& location) {
  std::error_code ignored;
  const bool address = location.find("://") != std::string::npos;
  if (address || std::filesystem::exists(location, ignored)) return location;
  const std::vector<std::string> files = transform::files_matching(location);
  return files.empty() ? location : files.front();
}

}  // namespace

SourcedList read_sourced_list(const std::string& location, const std::string& source_name) {
  transform::SourceOptions options;
  options.location = first_match(location);
  transform::Source source(options);
  formats::RowReader& rows = source.rows();
  std::vector<formats::ColumnId> fields;
  for (const Field field : standard::all_fields()) {
    fields.push_back(rows.columns().intern(standard::field_name(field)));
  }
  SourcedList list;
  std::unordered_multimap<std::size_t, std::size_t> by_content;  // hash -> position
  formats::Row row;
  while (rows.next(row)) {
    SourcedPlace record;
    record.place = place_of(row, fields, rows.columns());
    drop_stand_ins(record.place);
    drop_obsolete_label(record.place);
    record.record_id = record.place[Field::id];
    record.source = record.place.has(Field::source) ? record.place[Field::source] : source_name;
    if (record.record_id.empty()) {
      list.findings.push_back(
          without("id", row.index, "Ce lieu n’a pas d’identifiant : il ne peut pas être comparé.",
                  "Donnez-lui un identifiant qui ne change pas d’un jour à l’autre."));
      continue;
    }
    const std::size_t hash = content_hash(record.place);
    const auto [first, last] = by_content.equal_range(hash);
    const bool repeated = std::any_of(first, last, [&](const auto& known) {
      return list.records[known.second].place.values == record.place.values;
    });
    if (repeated) continue;
    by_content.emplace(hash, list.records.size());
    list.records.push_back(std::move(record));
  }
  if (list.records.empty()) {
    throw base::Error(base::ErrorCode::bad_input,
                      fmt::format("La liste « {} » ne contient aucun lieu du standard. Vérifiez "
                                  "qu’elle vient de la commande transformer.",
                                  options.location));
  }
  return list;
}

std::vector<SourcedPlace> joined_lists(std::vector<SourcedPlace> list,
                                       std::vector<SourcedPlace> base) {
  std::unordered_set<std::string> ids;
  for (const SourcedPlace& record : list) ids.insert(record.record_id);
  for (SourcedPlace& record : base) {
    if (!ids.contains(record.record_id)) list.push_back(std::move(record));
  }
  return list;
}

}  // namespace maillage::places
