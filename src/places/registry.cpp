#include "places/registry.hpp"

#include "base/error.hpp"
#include "places/decision_store.hpp"
#include "places/field_history.hpp"
#include "places/lifecycle_store.hpp"
#include "places/oppositions.hpp"
#include "places/record_fields.hpp"
#include "places/reviewers.hpp"
#include "store/journal.hpp"
#include "store/migrations.hpp"

#include <filesystem>
#include <unordered_map>

#include <fmt/format.h>

namespace maillage::places {
namespace {

using standard::Field;
using standard::Place;

constexpr store::Migration kSteps[] = {
    {1, "places by list", R"sql(
  create table place (
    number integer primary key,
    place_id text not null unique,
    list text not null,
    local_id text not null,
    content_hash text not null,
    fields text not null,
    date_maj text,
    first_seen integer not null,
    changed_at integer not null,
    absent_since integer,
    unique (list, local_id)
  );
  create table import (
    number integer primary key,
    list text not null,
    file text not null,
    file_hash text not null,
    imported_at integer not null,
    present integer not null,
    added integer not null,
    changed integer not null,
    removed integer not null,
    returned integer not null
  );
  create index import_by_list on import (list, number);
)sql"},
    {2, "groups of records", R"sql(
  alter table place add column group_id text;
  alter table place add column belonging real;
  alter table place add column excluded integer not null default 0;
  create index place_by_group on place (group_id);
  create table likely_pair (
    first_id text not null,
    second_id text not null,
    probability real not null,
    explanation text not null,
    code_insee text not null,
    primary key (first_id, second_id)
  );
  create table grouping (
    number integer primary key,
    grouped_at integer not null,
    import_revision integer not null,
    decision_revision integer not null,
    records integer not null,
    moved integer not null
  );
)sql"},
    {3, "groups without the fields", R"sql(
  create index place_groups on place (place_id, group_id);
)sql"},
    {4, "ids that lead to another", R"sql(
  create table older_id (
    old_id text primary key,
    place_id text not null
  );
)sql"},
};

constexpr std::string_view kRecords =
    "select place_id, list, fields, changed_at, absent_since, coalesce(group_id, place_id), "
    "coalesce(belonging, 1), excluded, first_seen from place";

base::Date day_of(std::int64_t seconds) {
  return base::utc_day(base::Instant(std::chrono::seconds(seconds)));
}
Record read_record(const store::Rows& rows) {
  Record record;
  record.record_id = rows.text(0);
  record.list = rows.text(1);
  record.place = from_fields(rows.text(2));
  record.changed_on = day_of(rows.integer(3));
  if (!rows.is_null(4)) record.absent_since = day_of(rows.integer(4));
  record.group_id = rows.text(5);
  record.belonging = rows.real(6);
  record.excluded = rows.integer(7) != 0;
  record.first_seen = day_of(rows.integer(8));
  return record;
}

}  // namespace

std::vector<store::RoomSteps> registry_schema() {
  return {{"journal", store::journal_steps()}, {"places", kSteps},
          {"decisions", decision_steps()},     {"reviewers", reviewer_steps()},
          {"states", lifecycle_steps()},       {"history", history_steps()},
          {"oppositions", opposition_steps()}};
}

void prepare_registry(store::Database& database, base::Instant now) {
  for (const store::RoomSteps& room : registry_schema())
    store::migrate(database, room.room, room.steps, now);
}

std::unique_ptr<store::Database> open_registry(const std::string& where, base::Instant now) {
  auto database = store::open_database(where);
  prepare_registry(*database, now);
  return database;
}

std::unique_ptr<store::Database> open_known_registry(const std::string& where, base::Instant now) {
  std::error_code error;
  if (!store::is_postgres_url(where) && !std::filesystem::exists(where, error)) {
    throw base::Error(base::ErrorCode::not_found,
                      fmt::format("Il n’y a pas d’annuaire dans « {} ». Dites où il est avec "
                                  "--database, ou importez d’abord une liste.",
                                  where));
  }
  return open_registry(where, now);
}

std::optional<Record> find_record(store::Connection& connection, std::string_view record_id) {
  static const std::string kSql = fmt::format("{} where place_id = ?1", kRecords);
  store::Rows rows = connection.query(kSql, record_id);
  if (!rows.next()) return std::nullopt;
  return read_record(rows);
}

std::string current_id(store::Connection& connection, std::string_view old_id) {
  // An id may come back in use after it led elsewhere: the way ends there, lest it go in circles.
  constexpr int kLongestChain = 8;
  std::string id(old_id);
  for (int step = 0; step < kLongestChain; ++step) {
    store::Rows rows = connection.query(
        "select o.place_id, (select count(*) from place p where p.place_id = o.place_id and "
        "p.absent_since is null) from older_id o where o.old_id = ?1",
        id);
    if (!rows.next()) break;
    id = rows.text(0);
    if (rows.integer(1) > 0) break;
  }
  return id;
}

std::vector<Record> group_records(store::Connection& connection, std::string_view group_id) {
  // A record that came after the last grouping has no group yet and stands alone.
  static const std::string kSql = fmt::format(
      "{} where group_id = ?1 or (place_id = ?1 and group_id is null) order by number", kRecords);
  std::vector<Record> records;
  store::Rows rows = connection.query(kSql, group_id);
  while (rows.next()) records.push_back(read_record(rows));
  return records;
}

std::vector<Record> all_records(store::Connection& connection) {
  static const std::string kSql = fmt::format("{} order by number", kRecords);
  std::vector<Record> records;
  store::Rows rows = connection.query(kSql);
  while (rows.next()) records.push_back(read_record(rows));
  return records;
}

void each_by_group(store::Connection& connection, const std::function<void(Record&&)>& visit) {
  static const std::string kSql =
      fmt::format("{} order by coalesce(group_id, place_id), number", kRecords);
  store::Rows rows = connection.query(kSql);
  while (rows.next()) visit(read_record(rows));
}

namespace {

/// Fills `middle` and `undated`, one pass over the dates in order.
void add_ages(store::Connection& connection, std::vector<ListState>& lists) {
  std::unordered_map<std::string, std::vector<base::Date>> dates;
  store::Rows rows = connection.query(R"sql(
    select list, date_maj from place where absent_since is null and date_maj is not null
    order by list, date_maj)sql");
  while (rows.next()) {
    const auto date = base::parse_iso_date(rows.text(1));
    if (date) dates[std::string(rows.text(0))].push_back(*date);
  }
  for (ListState& list : lists) {
    const std::vector<base::Date>& known = dates[list.name];
    list.undated = list.places - std::min(list.places, known.size());
    if (!known.empty()) list.middle = known[(known.size() - 1) / 2];
  }
}

}  // namespace

std::vector<ListState> list_states(store::Connection& connection) {
  std::vector<ListState> lists;
  store::Rows rows = connection.query(R"sql(
    select i.list, max(i.imported_at),
      (select count(*) from place p where p.list = i.list and p.absent_since is null),
      (select max(p.date_maj) from place p where p.list = i.list and p.absent_since is null)
    from import i group by i.list order by i.list)sql");
  while (rows.next()) {
    lists.push_back({std::string(rows.text(0)), day_of(rows.integer(1)),
                     static_cast<std::size_t>(rows.integer(2)), base::parse_iso_date(rows.text(3)),
                     std::nullopt});
  }
  add_ages(connection, lists);
  return lists;
}

std::size_t present_records(store::Connection& connection) {
  return static_cast<std::size_t>(
      connection.number("select count(*) from place where absent_since is null"));
}

std::size_t shown_places(store::Connection& connection) {
  return static_cast<std::size_t>(
      connection.number("select count(distinct coalesce(group_id, place_id)) from place "
                        "where absent_since is null and excluded = 0"));
}

std::int64_t revision(store::Connection& connection) {
  return connection.number("select max(number) from journal");
}

base::Instant last_change(store::Connection& connection) {
  return base::Instant(
      std::chrono::seconds(connection.number("select max(happened_at) from journal")));
}

std::int64_t import_revision(store::Connection& connection) {
  return connection.number("select max(number) from import");
}

}  // namespace maillage::places
