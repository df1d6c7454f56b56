#include "places/dedup_files.hpp"

#include "formats/bytes_out.hpp"
#include "formats/csv_cell.hpp"
#include "formats/row_reader.hpp"
#include "linkage/outputs.hpp"
#include "places/nested_form.hpp"
#include "standard/writing.hpp"
#include "transform/file_names.hpp"
#include "transform/publication_plan.hpp"

#include <algorithm>

namespace maillage::places {

namespace {

using standard::Field;
using standard::Place;

constexpr std::string_view kCoopMark = "Coop-numérique_";
constexpr std::string_view kCoopField = "structure_coop_id";

/// A file and the text on its way to it.
struct Output {
  explicit Output(const std::string& path) : file(path) { text.reserve(2 * kPiece); }
  void pass_on() {
    if (text.size() < kPiece) return;
    file.write(text);
    text.clear();
  }
  void commit() {
    file.write(text);
    file.commit();
  }

  formats::AtomicFile file;
  std::string text;
};

void append_line(std::string& out, std::initializer_list<std::string_view> cells) {
  std::string_view separator;
  for (const std::string_view cell : cells) {
    out += separator;
    formats::append_csv_cell(out, cell);
    separator = ",";
  }
  out += '\n';
}

std::string probability_text(double probability) {
  std::string text;
  linkage::append_probability(text, probability);
  return text;
}

/// Lists are united: a value of theirs is kept when all its items are.
bool is_kept(const Place& place, Field field, std::string_view value) {
  if (!standard::is_list(field)) return false;
  const auto kept = place.list(field), items = standard::items_of(value);
  return std::all_of(items.begin(), items.end(), [&](std::string_view item) {
    return std::find(kept.begin(), kept.end(), item) != kept.end();
  });
}

void append_origins(std::string& out, const MergedPlace& merged) {
  for (const MergedField& field : merged.fields) {
    const auto append = [&](const SourcedValue& value, bool kept) {
      append_line(out, {merged.id, standard::field_name(field.field), value.value, value.record_id,
                        value.source, value.date, kept ? "oui" : "non"});
    };
    if (!field.chosen.value.empty()) append(field.chosen, true);
    for (const SourcedValue& value : field.alternatives) {
      append(value, is_kept(merged.place, field.field, value.value));
    }
  }
}

/// Places of the cooperative's own tool carry its id of the structure along.
void note_coop_id(MergedPlace& merged) {
  const auto known = [](const auto& extra) { return extra.first == kCoopField; };
  auto& extras = merged.place.extras;
  if (std::any_of(extras.begin(), extras.end(), known)) return;
  for (const std::string& id : merged.record_ids) {
    const std::size_t mark = id.find(kCoopMark);
    if (mark == std::string::npos) continue;
    extras.emplace_back(kCoopField, id.substr(mark + kCoopMark.size()));
    return;
  }
}

/// The groups of a run, merged one at a time.
class MergedGroups {
 public:
  MergedGroups(const Deduplication& run, std::span<const std::string> ids) : run_(run), ids_(ids) {}

  /// Good until the next call.
  const MergedPlace& at(std::size_t group) {
    members_.clear();
    for (const std::size_t position : run_.linkage.groups[group].members) {
      members_.push_back(run_.records[position]);
    }
    merge_places(members_, ids_[group], {}, merged_);
    note_coop_id(merged_);
    return merged_;
  }
  bool is_published(std::size_t group) const {
    const auto& members = run_.linkage.groups[group].members;
    return std::any_of(members.begin(), members.end(),
                       [&](std::size_t position) { return position < run_.of_list; });
  }
  std::size_t size() const { return ids_.size(); }

 private:
  const Deduplication& run_;
  std::span<const std::string> ids_;
  std::vector<RecordView> members_;
  MergedPlace merged_;
};

/// The names of all extras of the published places, in order of first appearance.
std::vector<std::string> extra_columns(const Deduplication& run, MergedGroups& groups) {
  const auto may_have = [&](std::size_t position) {
    const RecordView& record = run.records[position];
    return !record.place.extras().empty() ||
           record.record_id.find(kCoopMark) != std::string_view::npos;
  };
  std::vector<std::string> names;
  for (std::size_t group = 0; group < groups.size(); ++group) {
    const auto& members = run.linkage.groups[group].members;
    if (!groups.is_published(group) || std::none_of(members.begin(), members.end(), may_have)) {
      continue;
    }
    for (const auto& extra : groups.at(group).place.extras) {
      if (std::find(names.begin(), names.end(), extra.first) == names.end()) {
        names.push_back(extra.first);
      }
    }
  }
  return names;
}

}  // namespace

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

WrittenPlaces write_places(const Deduplication& run, std::span<const std::string> ids) {
  const std::string folder = run.directory + "/";
  const auto path = [&](std::string_view extension) {
    return folder + transform::output_name(run.date, run.source_name, run.territory,
                                           "sans-doublons", extension);
  };
  MergedGroups groups(run, ids);
  const std::vector<std::string> extras = extra_columns(run, groups);
  Output csv(path("csv")), json(path("json")), origins(folder + "provenance.csv"),
      members(folder + "groupes.csv"),
      nested(folder + "dynamo-import/cartographie-nationale.lieux-inclusion-numerique.json");
  standard::PlaceWriter csv_places(standard::OutputFormat::csv, csv.text, {}, extras);
  standard::PlaceWriter json_places(standard::OutputFormat::json, json.text, {}, extras);
  nested.text += '[';
  origins.text += "place_id,champ,valeur,record_id,source,date,retenue\n";
  members.text += "place_id,record_id,source,probability\n";
  transform::PublicationPlan plan{
      run.source_name, run.territory, path("csv"), path("json"), {}, {}};
  WrittenPlaces written;
  for (std::size_t group = 0; group < groups.size(); ++group) {
    const MergedPlace& merged = groups.at(group);
    for (const std::size_t position : run.linkage.groups[group].members) {
      append_line(members.text,
                  {merged.id, run.records[position].record_id, run.records[position].source,
                   probability_text(run.linkage.probability[position])});
    }
    members.pass_on();
    if (merged.record_ids.size() > 1) {
      ++written.merged;
      append_origins(origins.text, merged);
      origins.pass_on();
    }
    if (!groups.is_published(group)) continue;
    ++written.published;
    csv_places.write(merged.place);
    csv.pass_on();
    json_places.write(merged.place);
    json.pass_on();
    if (written.published > 1) nested.text += ',';
    append_nested(nested.text, merged.place);
    nested.pass_on();
    const std::string& day = merged.place[Field::date_maj];
    if (day.empty()) continue;
    if (plan.first_day.empty() || day < plan.first_day) plan.first_day = day;
    plan.last_day = std::max(plan.last_day, day);
  }
  csv_places.finish();
  json_places.finish();
  nested.text += ']';
  for (Output* output : {&csv, &json, &origins, &members, &nested}) output->commit();
  formats::write_file(folder + "publier.json", transform::publication_plan(plan));
  return written;
}

void write_pairs(const Deduplication& run) {
  Output out(run.directory + "/paires.csv");
  out.text += "id1,id2,probability,explanation\n";
  for (const PlacePair& pair : run.linkage.pairs) {
    append_line(out.text, {run.records[pair.first].record_id, run.records[pair.second].record_id,
                           probability_text(pair.probability), pair.explanation});
    out.pass_on();
  }
  out.commit();
}

void write_duplications(const Deduplication& run, std::span<const Resemblance> pairs) {
  formats::AtomicFile file(run.directory + "/duplications.csv");
  write_resemblances(run.records, pairs, [&](std::string_view text) { file.write(text); });
  file.commit();
}

}  // namespace maillage::places
