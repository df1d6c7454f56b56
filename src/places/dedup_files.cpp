#include "places/dedup_files.hpp"

#include "formats/bytes_out.hpp"
#include "formats/row_reader.hpp"
#include "places/nested_form.hpp"
#include "standard/writing.hpp"
#include "transform/file_names.hpp"
#include "transform/publication_plan.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace maillage::places {

namespace {

using standard::Field;
using standard::Place;

void append_cell(std::string& out, std::string_view text) {
  if (text.find_first_of(",\"\r\n") == std::string_view::npos) {
    out += text;
    return;
  }
  out += '"';
  for (const char c : text) {
    if (c == '"') out += '"';
    out += c;
  }
  out += '"';
}

void append_line(std::string& out, std::initializer_list<std::string_view> cells) {
  std::string_view separator;
  for (const std::string_view cell : cells) {
    out += separator;
    append_cell(out, cell);
    separator = ",";
  }
  out += '\n';
}

void append_origin(std::string& out, const MergedPlace& place, Field field,
                   const SourcedValue& value, bool kept) {
  append_line(out, {place.id, standard::field_name(field), value.value, value.record_id,
                    value.source, value.date, kept ? "oui" : "non"});
}

/// Lists are united: a value of theirs is kept when all its items are.
bool is_kept(const MergedPlace& place, Field field, const std::string& value) {
  if (!standard::is_list(field)) return false;
  Place other;
  other[field] = value;
  const auto kept = place.place.list(field), items = other.list(field);
  return std::all_of(items.begin(), items.end(), [&](std::string_view item) {
    return std::find(kept.begin(), kept.end(), item) != kept.end();
  });
}

std::string nested_text(std::span<const Place> places) {
  std::string text;
  formats::JsonWriter json(text);
  json.begin_array();
  for (const Place& place : places) write_nested(json, place);
  json.end_array();
  return text;
}

}  // namespace

std::string groups_csv(std::span<const SourcedPlace> records, const PlaceLinkage& linkage,
                       std::span<const MergedPlace> merged) {
  std::string out = "place_id,record_id,source,probability\n";
  for (std::size_t group = 0; group < linkage.groups.size(); ++group) {
    for (const std::size_t position : linkage.groups[group].members) {
      append_line(out, {merged[group].id, records[position].record_id, records[position].source,
                        fmt::format("{:.4f}", linkage.probability[position])});
    }
  }
  return out;
}

PreviousIds previous_ids(std::string text) {
  PreviousIds ids;
  formats::ReadOptions comma;
  comma.delimiter = ',';
  const auto rows =
      formats::make_reader(formats::Format::csv, formats::from_text(std::move(text)), comma);
  const formats::ColumnId place = rows->columns().intern("place_id");
  const formats::ColumnId record = rows->columns().intern("record_id");
  formats::Row row;
  while (rows->next(row)) {
    if (!row[place].empty() && !row[record].empty()) {
      ids.emplace(std::string(row[record]), std::string(row[place]));
    }
  }
  return ids;
}

std::string pairs_csv(std::span<const SourcedPlace> records, const PlaceLinkage& linkage) {
  std::string out = "id1,id2,probability,explanation\n";
  for (const PlacePair& pair : linkage.pairs) {
    append_line(out, {records[pair.first].record_id, records[pair.second].record_id,
                      fmt::format("{:.4f}", pair.probability), pair.explanation});
  }
  return out;
}

std::string origins_csv(std::span<const MergedPlace> merged) {
  std::string out = "place_id,champ,valeur,record_id,source,date,retenue\n";
  for (const MergedPlace& place : merged) {
    if (place.record_ids.size() < 2) continue;
    for (const MergedField& field : place.fields) {
      if (!field.chosen.value.empty()) append_origin(out, place, field.field, field.chosen, true);
      for (const SourcedValue& value : field.alternatives) {
        append_origin(out, place, field.field, value, is_kept(place, field.field, value.value));
      }
    }
  }
  return out;
}

void write_places(const DedupFiles& files, std::span<const Place> places) {
  const auto path = [&](std::string_view extension) {
    return files.directory + "/" +
           transform::output_name(files.date, files.source_name, files.territory, "sans-doublons",
                                  extension);
  };
  std::string csv;
  standard::PlaceWriter writer(standard::OutputFormat::csv, csv, {},
                               standard::extra_columns_of(places));
  transform::PublicationPlan plan{
      files.source_name, files.territory, path("csv"), path("json"), {}, {}};
  for (const Place& place : places) {
    writer.write(place);
    const std::string& day = place[Field::date_maj];
    if (day.empty()) continue;
    if (plan.first_day.empty() || day < plan.first_day) plan.first_day = day;
    plan.last_day = std::max(plan.last_day, day);
  }
  writer.finish();
  formats::write_file(path("csv"), csv);
  formats::write_file(path("json"), standard::text_of(standard::OutputFormat::json, places));
  formats::write_file(
      files.directory + "/dynamo-import/cartographie-nationale.lieux-inclusion-numerique.json",
      nested_text(places));
  formats::write_file(files.directory + "/publier.json", transform::publication_plan(plan));
}

}  // namespace maillage::places
