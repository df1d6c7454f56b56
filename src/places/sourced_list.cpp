#include "places/sourced_list.hpp"

#include "base/error.hpp"
#include "base/text.hpp"
#include "standard/writing.hpp"
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
using standard::PlaceView;

constexpr std::string_view kObsoleteLabel = "ZRR";  // replaced by FRR on 2024-07-01

/// The fields of the standard come first among the columns, in their order; what else a row holds
/// goes with the place.
standard::Extras extras_of(const formats::Row& row, const formats::Columns& columns) {
  standard::Extras extras;
  for (std::size_t column = standard::kFieldCount; column < row.cells.size(); ++column) {
    if (row.cells[column].empty()) continue;
    extras.emplace_back(columns.name(static_cast<formats::ColumnId>(column)), row.cells[column]);
  }
  return extras;
}

std::string without_obsolete_label(std::string_view labels) {
  std::vector<std::string_view> kept = standard::items_of(labels);
  std::erase_if(kept, [](std::string_view label) { return base::upper(label) == kObsoleteLabel; });
  return standard::list_text(kept);
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

/// The rows read so far, to tell whether another repeats one of them.
class KnownRows {
 public:
  explicit KnownRows(const std::vector<RecordView>& records) : records_(records) {}

  /// Whether the last record repeats one before it; else it is known from now on.
  bool repeats_last() {
    const PlaceView last = records_.back().place;
    std::uint64_t hash = 0;
    for (const Field field : standard::all_fields()) {
      if (last.has(field)) hash = hash * 31 + std::hash<std::string_view>{}(last[field]);
    }
    const auto [first, end] = by_content_.equal_range(hash);
    const bool repeated = std::any_of(first, end, [&](const auto& known) {
      const PlaceView other = records_[known.second].place;
      const auto fields = standard::all_fields();
      return std::all_of(fields.begin(), fields.end(),
                         [&](Field field) { return other[field] == last[field]; });
    });
    if (!repeated) by_content_.emplace(hash, records_.size() - 1);
    return repeated;
  }

 private:
  const std::vector<RecordView>& records_;
  std::unordered_multimap<std::uint64_t, std::size_t> by_content_;  // hash -> position
};

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
  for (const Field field : standard::all_fields()) {
    rows.columns().intern(standard::field_name(field));
  }
  SourcedList list;
  KnownRows known(list.records);
  const standard::StandIns unknown;
  const std::string_view own_source = list.texts.keep(source_name);
  formats::Row row;
  while (rows.next(row)) {
    standard::PackedPlaces::Texts texts;
    for (std::size_t i = 0; i < texts.size(); ++i)
      texts[i] = row[static_cast<formats::ColumnId>(i)];
    const auto text = [&](Field field) -> std::string_view& {
      return texts[static_cast<std::size_t>(field)];
    };
    if (text(Field::id).empty()) {
      list.findings.push_back(
          without("id", row.index, "Ce lieu n’a pas d’identifiant : il ne peut pas être comparé.",
                  "Donnez-lui un identifiant qui ne change pas d’un jour à l’autre."));
      continue;
    }
    if (text(Field::date_maj) == unknown.date_maj) text(Field::date_maj) = {};
    if (text(Field::pivot) == unknown.pivot) text(Field::pivot) = {};
    const std::string labels = without_obsolete_label(text(Field::autres_formations_labels));
    text(Field::autres_formations_labels) = labels;
    const PlaceView place = list.texts.add(texts, extras_of(row, rows.columns()));
    list.records.push_back(
        {place[Field::id], place.has(Field::source) ? place[Field::source] : own_source, place});
    if (known.repeats_last()) list.records.pop_back();
  }
  if (list.records.empty()) {
    throw base::Error(base::ErrorCode::bad_input,
                      fmt::format("La liste « {} » ne contient aucun lieu du standard. Vérifiez "
                                  "qu’elle vient de la commande transformer.",
                                  options.location));
  }
  return list;
}

SourcedList joined_lists(SourcedList list, SourcedList base) {
  std::unordered_set<std::string_view> ids;
  for (const RecordView& record : list.records) ids.insert(record.record_id);
  for (const RecordView& record : base.records) {
    if (!ids.contains(record.record_id)) list.records.push_back(record);
  }
  std::move(base.findings.begin(), base.findings.end(), std::back_inserter(list.findings));
  list.texts.absorb(std::move(base.texts));
  return list;
}

}  // namespace maillage::places
