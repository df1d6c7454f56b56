#include "places/field_history.hpp"

namespace maillage::places {
namespace {

using standard::Field;

constexpr store::Migration kSteps[] = {
    {1, "old values of fields", R"sql(
  create table field_change (
    number integer primary key,
    record_id text not null,
    field text not null,
    old_value text not null,
    changed_at integer not null,
    origin text not null
  );
  create index field_change_by_record on field_change (record_id, number);
)sql"},
};

/// Years of a place whose list changes every week: a page need not read more.
constexpr std::int64_t kMostChanges = 1'000;

}  // namespace

std::span<const store::Migration> history_steps() {
  return kSteps;
}

void keep_old_values(store::Connection& connection, std::string_view record_id,
                     const standard::Place& before, const standard::Place& after,
                     std::string_view origin, base::Instant now) {
  for (const Field field : standard::all_fields()) {
    if (before[field] == after[field]) continue;
    connection.run(
        "insert into field_change (record_id, field, old_value, changed_at, origin) "
        "values (?1, ?2, ?3, ?4, ?5)",
        record_id, standard::field_name(field), before[field], now.time_since_epoch().count(),
        origin);
  }
}

std::vector<FieldChange> changes_of(store::Connection& connection, std::string_view group_id) {
  std::vector<FieldChange> changes;
  store::Rows rows = connection.query(
      "select c.record_id, p.list, c.field, c.old_value, c.changed_at, c.origin "
      "from field_change c join place p on p.place_id = c.record_id "
      "where p.group_id = ?1 or (p.place_id = ?1 and p.group_id is null) order by c.number desc "
      "limit ?2",
      group_id, kMostChanges);
  while (rows.next()) {
    const auto field = standard::field_named(rows.text(2));
    if (!field) continue;  // a field of an older standard
    changes.push_back(
        {std::string(rows.text(0)), std::string(rows.text(1)), *field, std::string(rows.text(3)),
         base::Instant(std::chrono::seconds(rows.integer(4))), std::string(rows.text(5))});
  }
  return changes;
}

void clean_history(store::Connection& connection,
                   const std::function<std::string(Field, std::string_view)>& clean) {
  store::Rows rows = connection.query("select number, field, old_value from field_change");
  while (rows.next()) {
    const auto field = standard::field_named(rows.text(1));
    const std::string cleaned = clean(field.value_or(Field::presentation_detail), rows.text(2));
    if (cleaned == rows.text(2)) continue;
    connection.run("update field_change set old_value = ?1 where number = ?2", cleaned,
                   rows.integer(0));
  }
}

}  // namespace maillage::places
