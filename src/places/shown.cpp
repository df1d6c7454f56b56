#include "places/shown.hpp"

#include <algorithm>

namespace maillage::places {
namespace {

/// A record alone speaks for itself.
std::vector<MergedField> fields_of(const Record& record) {
  std::vector<MergedField> fields;
  for (const standard::Field field : standard::all_fields()) {
    if (!record.place.has(field)) continue;
    fields.push_back({field,
                      {record.place[field], record.record_id, record.list,
                       record.place[standard::Field::date_maj]},
                      {}});
  }
  return fields;
}

}  // namespace

std::vector<std::string> Shown::lists() const {
  std::vector<std::string> names;
  for (const Record& record : records) names.push_back(record.list);
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names;
}

Shown show(std::vector<Record> records) {
  Shown shown;
  shown.place_id = records.front().group_id;
  const auto counts = [](const Record& record) { return !record.absent_since && !record.excluded; };
  if (std::any_of(records.begin(), records.end(), counts)) {
    std::erase_if(records, [&](const Record& record) { return !counts(record); });
  } else {
    shown.excluded = std::any_of(records.begin(), records.end(), [](const Record& record) {
      return record.excluded && !record.absent_since;
    });
    for (const Record& record : records) {
      if (!shown.excluded) shown.absent_since = std::max(shown.absent_since, record.absent_since);
    }
  }
  for (const Record& record : records)
    shown.changed_on = std::max(shown.changed_on, record.changed_on);
  if (records.size() == 1) {
    shown.place = records.front().place;
    shown.fields = fields_of(records.front());
  } else {
    std::vector<RecordView> sourced;
    for (const Record& record : records)
      sourced.push_back({record.record_id, record.list, record.place});
    MergedPlace merged = merge_places(sourced, shown.place_id);
    shown.place = std::move(merged.place);
    shown.fields = std::move(merged.fields);
  }
  shown.records = std::move(records);
  return shown;
}

std::optional<Shown> find_place(store::Connection& connection, std::string_view record_id) {
  const std::optional<Record> record = find_record(connection, record_id);
  if (!record) return std::nullopt;
  return show(group_records(connection, record->group_id));
}

void each_place(store::Connection& connection, const std::function<void(const Shown&)>& visit) {
  std::vector<Record> group;
  const auto close = [&] {
    if (group.empty()) return;
    const Shown shown = show(std::move(group));
    if (shown.visible()) visit(shown);
    group.clear();
  };
  each_by_group(connection, [&](Record&& record) {
    if (!group.empty() && group.front().group_id != record.group_id) close();
    group.push_back(std::move(record));
  });
  close();
}

}  // namespace maillage::places
