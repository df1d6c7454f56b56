#include "places/replace_list.hpp"

#include "base/text.hpp"
#include "places/field_history.hpp"
#include "places/oppositions.hpp"
#include "places/record_fields.hpp"
#include "places/registry.hpp"
#include "store/insert_many.hpp"
#include "store/journal.hpp"

#include <unordered_map>
#include <unordered_set>

#include <fmt/format.h>

namespace maillage::places {
namespace {

using standard::Field;
using standard::Place;

std::int64_t seconds_of(base::Instant instant) {
  return instant.time_since_epoch().count();
}

struct Known {
  std::int64_t number = 0;
  std::string hash;
  bool absent = false;
  bool seen = false;
};

std::unordered_map<std::string, Known> known_places(store::Connection& connection,
                                                    std::string_view list) {
  std::unordered_map<std::string, Known> known;
  store::Rows rows = connection.query(
      "select local_id, number, content_hash, absent_since from place where list = ?1", list);
  while (rows.next()) {
    known.emplace(rows.text(0),
                  Known{rows.integer(1), std::string(rows.text(2)), !rows.is_null(3), false});
  }
  return known;
}

/// The ids in use, read when the first new record asks for one.
class TakenIds {
 public:
  explicit TakenIds(store::Connection& connection) : connection_(connection) {}

  /// The producer's id, or with the list's name behind when another list uses it already.
  std::string take(const std::string& local_id, std::string_view list) {
    if (!read_) {
      store::Rows rows = connection_.query("select place_id from place");
      while (rows.next()) taken_.emplace(rows.text(0));
      read_ = true;
    }
    if (taken_.insert(local_id).second) return local_id;
    const std::string with_list = fmt::format("{}@{}", local_id, list);
    std::string candidate = with_list;
    for (int n = 2; !taken_.insert(candidate).second; ++n)
      candidate = with_list + "-" + std::to_string(n);
    return candidate;
  }

 private:
  store::Connection& connection_;
  std::unordered_set<std::string> taken_;
  bool read_ = false;
};

/// One list on its way into the registry.
class Replacement {
 public:
  Replacement(store::Connection& connection, const ListContent& content, const base::SecretKey& key,
              base::Instant now)
      : connection_(connection),
        content_(content),
        opposed_(Oppositions::load(connection, key)),
        now_(now),
        known_(known_places(connection, content.list)),
        taken_(connection),
        added_(connection, "place",
               "place_id, list, local_id, content_hash, fields, date_maj, first_seen, "
               "changed_at") {}

  ImportCounts run(const RowProgress& progress) {
    constexpr std::size_t kStep = 500;  // rows between two words of progress
    for (std::size_t i = 0; i < content_.rows.size(); ++i) {
      if (progress && i % kStep == 0) progress(i, content_.rows.size());
      put(content_.rows[i]);
    }
    added_.flush();
    mark_absent();
    lead_on();
    remember();
    return counts_;
  }

 private:
  void put(const Place& said) {
    Place cleaned;
    if (!opposed_.empty()) {
      cleaned = said;
      opposed_.clean(cleaned);
    }
    const Place& place = opposed_.empty() ? said : cleaned;
    const std::string fields = to_fields(place);
    const std::string hash = base::sha256_hex(fields);
    const auto date =
        place.has(Field::date_maj) ? std::optional(place[Field::date_maj]) : std::nullopt;
    const auto found = known_.find(place[Field::id]);
    if (found == known_.end()) {
      added_.add(taken_.take(place[Field::id], content_.list), content_.list, place[Field::id],
                 hash, fields, date, seconds_of(now_), seconds_of(now_));
      ++counts_.added;
      return;
    }
    Known& known = found->second;
    known.seen = true;
    if (known.hash == hash && !known.absent) {
      ++counts_.unchanged;
      return;
    }
    if (known.hash != hash) keep_old_values(known.number, place);
    connection_.run(
        "update place set content_hash = ?1, fields = ?2, date_maj = ?3, changed_at = ?4, "
        "absent_since = null where number = ?5",
        hash, fields, date, seconds_of(now_), known.number);
    ++(known.absent ? counts_.returned : counts_.changed);
  }

  void keep_old_values(std::int64_t number, const Place& after) {
    std::string record_id;
    Place before;
    {
      store::Rows rows =
          connection_.query("select place_id, fields from place where number = ?1", number);
      if (!rows.next()) return;
      record_id = rows.text(0);
      before = from_fields(rows.text(1));
    }
    places::keep_old_values(connection_, record_id, before, after, content_.file, now_);
  }

  void mark_absent() {
    for (const auto& [local_id, place] : known_) {
      if (place.seen || place.absent) continue;
      connection_.run("update place set absent_since = ?1 where number = ?2", seconds_of(now_),
                      place.number);
      ++counts_.removed;
    }
  }

  /// Ids of records that are inside a row of today lead to it; so does the id of a row of
  /// yesterday, to the row that most of its records are in now.
  void lead_on() {
    if (content_.row_of_record.empty()) return;
    std::unordered_set<std::string_view> today;
    for (const Place& place : content_.rows) today.insert(place[Field::id]);
    std::map<std::string, std::map<std::string, std::size_t>> moves;  // old row -> new row, records
    {
      store::Rows rows = connection_.query("select old_id, place_id from older_id");
      while (rows.next()) {
        const auto now_in = content_.row_of_record.find(rows.text(0));
        if (now_in != content_.row_of_record.end() && !today.contains(rows.text(1)))
          ++moves[std::string(rows.text(1))][now_in->second];
      }
    }
    for (const auto& [record, row] : content_.row_of_record) {
      if (record != row && today.contains(row)) lead(record, row);
    }
    for (const auto& [old_row, targets] : moves) {
      const auto most =
          std::max_element(targets.begin(), targets.end(),
                           [](const auto& a, const auto& b) { return a.second < b.second; });
      if (most->first != old_row) lead(old_row, most->first);
    }
  }

  void lead(std::string_view old_id, std::string_view place_id) {
    connection_.run(
        "insert into older_id (old_id, place_id) values (?1, ?2) "
        "on conflict (old_id) do update set place_id = excluded.place_id "
        "where older_id.place_id <> excluded.place_id",
        old_id, place_id);
  }

  void remember() {
    connection_.run(
        "insert into import (list, file, file_hash, imported_at, present, added, changed, removed, "
        "returned) values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        content_.list, content_.file, content_.file_hash, seconds_of(now_), counts_.present(),
        counts_.added, counts_.changed, counts_.removed, counts_.returned);
    store::append(
        connection_,
        {now_, "importer",
         fmt::format(
             "Liste « {} » : {} lieux présents, {} ajoutés, {} modifiés, {} revenus, {} absents",
             content_.list, counts_.present(), counts_.added, counts_.changed, counts_.returned,
             counts_.removed),
         content_.file});
  }

  store::Connection& connection_;
  const ListContent& content_;
  Oppositions opposed_;
  base::Instant now_;
  std::unordered_map<std::string, Known> known_;
  TakenIds taken_;
  store::InsertMany added_;
  ImportCounts counts_;
};

}  // namespace

ImportCounts replace_list(store::Database& database, const ListContent& content,
                          const base::SecretKey& key, base::Instant now,
                          const RowProgress& progress) {
  return database.write([&](store::Connection& connection) {
    return Replacement(connection, content, key, now).run(progress);
  });
}

bool is_current(store::Database& database, std::string_view list, std::string_view file_hash) {
  auto reader = database.read();
  store::Rows rows = reader->query(
      "select file_hash, imported_at from import where list = ?1 order by number desc limit 1",
      list);
  if (!rows.next() || rows.text(0) != file_hash) return false;
  return reader->number("select count(*) from opposition where withdrawn_at >= ?1",
                        rows.integer(1)) == 0;
}

void clean_records(store::Connection& connection, const std::function<bool(Place&)>& clean) {
  store::Rows rows = connection.query("select number, fields from place");
  while (rows.next()) {
    Place place = from_fields(rows.text(1));
    if (!clean(place)) continue;
    const std::string fields = to_fields(place);
    connection.run("update place set content_hash = ?1, fields = ?2 where number = ?3",
                   base::sha256_hex(fields), fields, rows.integer(0));
  }
}

}  // namespace maillage::places
