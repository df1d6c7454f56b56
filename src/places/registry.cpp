#include "places/registry.hpp"

#include "base/text.hpp"
#include "formats/json.hpp"
#include "places/decision_store.hpp"
#include "places/reviewers.hpp"
#include "store/journal.hpp"
#include "store/migrations.hpp"

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
};

constexpr std::string_view kRecords =
    "select place_id, list, fields, changed_at, absent_since, coalesce(group_id, place_id), "
    "coalesce(belonging, 1), excluded from place";

base::Date day_of(std::int64_t seconds) {
  return base::utc_day(base::Instant(std::chrono::seconds(seconds)));
}
std::int64_t seconds_of(base::Instant instant) {
  return instant.time_since_epoch().count();
}

/// The fields that a place has, as one JSON object; absent ones are left out.
std::string to_fields(const Place& place) {
  std::string text;
  formats::JsonWriter json(text);
  json.begin_object();
  for (const Field field : standard::all_fields()) {
    if (place.has(field)) json.member(standard::field_name(field), place[field]);
  }
  for (const auto& [name, value] : place.extras) json.member(name, value);
  json.end_object();
  return text;
}

Place from_fields(std::string_view text) {
  Place place;
  const formats::Json json = formats::parse_json(text);
  for (const auto& [name, value] : json.members()) {
    if (const auto field = standard::field_named(name)) {
      place[*field] = value.text();
    } else {
      place.extras.emplace_back(name, value.text());
    }
  }
  return place;
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
  return record;
}

struct Known {
  std::int64_t number = 0;
  std::string hash;
  bool absent = false;
  bool seen = false;
};

std::unordered_map<std::string, Known> known_places(store::Connection& connection,
                                                    const std::string& list) {
  std::unordered_map<std::string, Known> known;
  store::Rows rows = connection.query(
      "select local_id, number, content_hash, absent_since from place where list = ?1", list);
  while (rows.next()) {
    known.emplace(rows.text(0),
                  Known{rows.integer(1), std::string(rows.text(2)), !rows.is_null(3), false});
  }
  return known;
}

/// The producer's id, or with the list's name behind when another list uses it already.
std::string free_place_id(store::Connection& connection, const std::string& local_id,
                          const std::string& list) {
  constexpr std::string_view kTaken = "select count(*) from place where place_id = ?1";
  if (connection.number(kTaken, local_id) == 0) return local_id;
  const std::string with_list = local_id + "@" + list;
  std::string candidate = with_list;
  for (int n = 2; connection.number(kTaken, candidate) > 0; ++n)
    candidate = with_list + "-" + std::to_string(n);
  return candidate;
}

void remember(store::Connection& connection, const std::string& list, const std::string& file,
              const std::string& file_hash, const ImportCounts& counts, base::Instant now) {
  connection.run(
      "insert into import (list, file, file_hash, imported_at, present, added, changed, removed, "
      "returned) "
      "values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
      list, file, file_hash, seconds_of(now), counts.present(), counts.added, counts.changed,
      counts.removed, counts.returned);
  store::append(
      connection,
      {now, "importer",
       fmt::format(
           "Liste « {} » : {} lieux présents, {} ajoutés, {} modifiés, {} revenus, {} absents",
           list, counts.present(), counts.added, counts.changed, counts.returned, counts.removed),
       file});
}

}  // namespace

void prepare_registry(store::Database& database, base::Instant now) {
  store::prepare_journal(database, now);
  store::migrate(database, "places", kSteps, now);
  prepare_decisions(database, now);
  prepare_reviewers(database, now);
}

bool is_current(store::Database& database, std::string_view list, std::string_view file_hash) {
  auto reader = database.read();
  store::Rows rows = reader->query(
      "select file_hash from import where list = ?1 order by number desc limit 1", list);
  return rows.next() && rows.text(0) == file_hash;
}

ImportCounts replace_list(store::Database& database, const std::string& list,
                          const std::string& file, const std::string& file_hash,
                          std::span<const Place> rows, base::Instant now) {
  return database.write([&](store::Connection& connection) {
    ImportCounts counts;
    auto known = known_places(connection, list);
    for (const Place& place : rows) {
      const std::string& local_id = place[Field::id];
      const std::string fields = to_fields(place);
      const std::string hash = base::sha256_hex(fields);
      const auto date =
          place.has(Field::date_maj) ? std::optional(place[Field::date_maj]) : std::nullopt;
      const auto found = known.find(local_id);
      if (found == known.end()) {
        connection.run(
            "insert into place (place_id, list, local_id, content_hash, fields, date_maj, "
            "first_seen, changed_at) "
            "values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?7)",
            free_place_id(connection, local_id, list), list, local_id, hash, fields, date,
            seconds_of(now));
        ++counts.added;
        continue;
      }
      found->second.seen = true;
      if (found->second.hash == hash && !found->second.absent) {
        ++counts.unchanged;
        continue;
      }
      connection.run(
          "update place set content_hash = ?1, fields = ?2, date_maj = ?3, changed_at = ?4, "
          "absent_since = null "
          "where number = ?5",
          hash, fields, date, seconds_of(now), found->second.number);
      ++(found->second.absent ? counts.returned : counts.changed);
    }
    for (const auto& [local_id, place] : known) {
      if (place.seen || place.absent) continue;
      connection.run("update place set absent_since = ?1 where number = ?2", seconds_of(now),
                     place.number);
      ++counts.removed;
    }
    remember(connection, list, file, file_hash, counts, now);
    return counts;
  });
}

std::optional<Record> find_record(store::Connection& connection, std::string_view record_id) {
  static const std::string kSql = fmt::format("{} where place_id = ?1", kRecords);
  store::Rows rows = connection.query(kSql, record_id);
  if (!rows.next()) return std::nullopt;
  return read_record(rows);
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
  return import_revision(connection) +
         connection.number("select max(number) from grouping where moved > 0");
}

std::int64_t import_revision(store::Connection& connection) {
  return connection.number("select max(number) from import");
}

}  // namespace maillage::places
