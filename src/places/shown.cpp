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

Stage Shown::stage(base::Date today) const {
  return stage_of(transitions, base::parse_iso_date(place[standard::Field::date_maj]), today);
}

std::optional<base::Date> Shown::confirmed_on() const {
  const Stage stage =
      decided_stage(transitions, base::parse_iso_date(place[standard::Field::date_maj]));
  return stage.state == PlaceState::to_verify ? std::nullopt : stage.confirmed_on;
}

Shown show(std::vector<Record> records, std::vector<Transition> transitions) {
  Shown shown{};
  shown.transitions = std::move(transitions);
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

namespace {

std::optional<Shown> place_of(store::Connection& connection, std::string_view record_id) {
  const std::optional<Record> record = find_record(connection, record_id);
  if (!record) return std::nullopt;
  return show(group_records(connection, record->group_id),
              transitions_of(connection, record->group_id));
}

/// Those of all records of a group, in the order of time.
std::vector<Transition> gather(const std::vector<Record>& group, const Transitions& all) {
  std::vector<Transition> transitions;
  for (const Record& record : group) {
    const auto own = all.find(record.record_id);
    if (own == all.end()) continue;
    transitions.insert(transitions.end(), own->second.begin(), own->second.end());
  }
  std::stable_sort(transitions.begin(), transitions.end(),
                   [](const Transition& a, const Transition& b) { return a.when < b.when; });
  return transitions;
}

}  // namespace

std::optional<Shown> find_place(store::Connection& connection, std::string_view id) {
  std::optional<Shown> shown = place_of(connection, id);
  if (shown && !shown->absent_since) return shown;
  const std::string current = current_id(connection, id);
  if (current == id) return shown;
  std::optional<Shown> newer = place_of(connection, current);
  return newer ? newer : shown;
}

void each_place(store::Connection& connection, const std::function<void(const Shown&)>& visit) {
  const Transitions transitions = all_transitions(connection);
  std::vector<Record> group;
  const auto close = [&] {
    if (group.empty()) return;
    std::vector<Transition> own;
    if (!transitions.empty()) own = gather(group, transitions);
    const Shown shown = show(std::move(group), std::move(own));
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
