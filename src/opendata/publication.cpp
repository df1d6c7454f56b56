#include "opendata/publication.hpp"

#include "base/text.hpp"
#include "store/insert_many.hpp"

#include <algorithm>
#include <unordered_map>

namespace maillage::opendata {
namespace {

using places::PlaceState;

constexpr store::Migration kSteps[] = {
    {1, "places as published", R"sql(
  create table published (
    place_id text primary key,
    sequence integer not null,
    digest text not null,
    changed_at integer not null,
    presence text not null,
    leads_to text
  );
  create index published_by_sequence on published (sequence);
  create index published_by_time on published (changed_at, sequence);
  create table publication (
    number integer primary key,
    revision integer not null,
    published_at integer not null
  );
)sql"},
};

constexpr std::string_view kNames[] = {"present", "reuni", "ferme", "suspendu", "retire"};

Presence presence_named(std::string_view name) {
  const auto found = std::find(std::begin(kNames), std::end(kNames), name);
  return found == std::end(kNames) ? Presence::withdrawn
                                   : static_cast<Presence>(found - std::begin(kNames));
}

std::int64_t seconds_of(base::Instant instant) {
  return instant.time_since_epoch().count();
}

/// 64 bits of a hash over all that is published of a place.
std::string digest_of(standard::PlaceView place) {
  constexpr std::size_t kDigits = 16;
  std::string text;
  for (const standard::Field field : standard::all_fields()) text.append(place[field]) += '\x1f';
  for (const auto& [name, value] : place.extras()) text.append(name + '\x1f' + value) += '\x1f';
  return base::sha256_hex(text).substr(0, kDigits);
}

struct Known {
  std::string digest;
  bool present = false, seen = false;
};

std::unordered_map<std::string, Known> known_places(store::Connection& connection) {
  std::unordered_map<std::string, Known> known;
  store::Rows rows = connection.query("select place_id, digest, presence from published");
  while (rows.next()) {
    known.emplace(rows.text(0), Known{std::string(rows.text(1)),
                                      presence_named(rows.text(2)) == Presence::present, false});
  }
  return known;
}

/// Why people no longer find a place that they found once.
std::pair<Presence, std::string> fate_of(store::Connection& connection, std::string_view id) {
  const auto shown = places::find_place(connection, id);
  if (!shown) return {Presence::withdrawn, ""};
  if (shown->place_id != id) {
    if (shown->visible()) return {Presence::merged, shown->place_id};
    return {Presence::withdrawn, ""};
  }
  if (shown->is_closed()) return {Presence::closed, ""};
  const bool suspended =
      !shown->transitions.empty() && shown->transitions.back().state == PlaceState::suspended;
  return {suspended ? Presence::suspended : Presence::withdrawn, ""};
}

/// One snapshot on its way into the log.
class Publication {
 public:
  Publication(store::Connection& connection, base::Instant now)
      : connection_(connection),
        now_(seconds_of(now)),
        sequence_(newest_sequence(connection)),
        known_(known_places(connection)),
        added_(connection, "published", "place_id, sequence, digest, changed_at, presence") {}

  PublicationCounts run(const places::Snapshot& snapshot) {
    for (const standard::PlaceView text : snapshot.texts) put(text);
    added_.flush();
    for (const auto& [id, known] : known_) {
      if (known.present && !known.seen) gone_.push_back(id);
    }
    std::sort(gone_.begin(), gone_.end());
    for (const std::string& id : gone_) take_out(id);
    connection_.run("delete from publication");
    connection_.run("insert into publication (revision, published_at) values (?1, ?2)",
                    snapshot.revision, now_);
    return counts_;
  }

 private:
  void put(standard::PlaceView text) {
    const std::string id(text[standard::Field::id]);
    const std::string digest = digest_of(text);
    const auto found = known_.find(id);
    if (found == known_.end()) {
      added_.add(id, ++sequence_, digest, now_, presence_name(Presence::present));
      ++counts_.added;
      return;
    }
    found->second.seen = true;
    if (found->second.present && found->second.digest == digest) return;
    ++(found->second.present ? counts_.changed : counts_.added);
    connection_.run(
        "update published set sequence = ?2, digest = ?3, changed_at = ?4, presence = ?5, "
        "leads_to = null where place_id = ?1",
        id, ++sequence_, digest, now_, presence_name(Presence::present));
  }

  void take_out(const std::string& id) {
    const auto [presence, leads_to] = fate_of(connection_, id);
    connection_.run(
        "update published set sequence = ?2, digest = '', changed_at = ?3, presence = ?4, "
        "leads_to = ?5 where place_id = ?1",
        id, ++sequence_, now_, presence_name(presence),
        leads_to.empty() ? std::nullopt : std::optional(leads_to));
    ++counts_.gone;
  }

  store::Connection& connection_;
  std::int64_t now_, sequence_;
  std::unordered_map<std::string, Known> known_;
  store::InsertMany added_;
  std::vector<std::string> gone_;
  PublicationCounts counts_;
};

std::int64_t published_revision(store::Connection& connection) {
  return connection.number("select coalesce(max(revision), -1) from publication");
}

constexpr std::string_view kPublished =
    "select place_id, sequence, changed_at, presence, coalesce(leads_to, '') from published";

Published read_published(const store::Rows& rows) {
  return {std::string(rows.text(0)), rows.integer(1),
          base::Instant(std::chrono::seconds(rows.integer(2))), presence_named(rows.text(3)),
          std::string(rows.text(4))};
}

}  // namespace

std::span<const store::Migration> publication_steps() {
  return kSteps;
}

std::string_view presence_name(Presence presence) {
  return kNames[static_cast<std::size_t>(presence)];
}

PublicationCounts publish(store::Database& database, const places::Snapshot& snapshot,
                          base::Instant now) {
  if (published_revision(*database.read()) >= snapshot.revision) return {};
  return database.write([&](store::Connection& connection) {
    // Another process may have been quicker, and with a newer snapshot.
    if (published_revision(connection) >= snapshot.revision) return PublicationCounts();
    return Publication(connection, now).run(snapshot);
  });
}

std::vector<Published> changes_after(store::Connection& connection, std::int64_t sequence,
                                     std::size_t count) {
  static const std::string kSql =
      std::string(kPublished) + " where sequence > ?1 order by sequence limit ?2";
  std::vector<Published> changes;
  store::Rows rows = connection.query(kSql, sequence, count);
  while (rows.next()) changes.push_back(read_published(rows));
  return changes;
}

void each_newest_change(store::Connection& connection,
                        const std::function<bool(Published&&)>& visit) {
  static const std::string kSql = std::string(kPublished) + " order by sequence desc";
  store::Rows rows = connection.query(kSql);
  while (rows.next() && visit(read_published(rows))) {
  }
}

std::int64_t sequence_before(store::Connection& connection, base::Instant instant) {
  return connection.number(
      "select coalesce(min(sequence) - 1, (select coalesce(max(sequence), 0) from published)) from "
      "published where changed_at >= ?1",
      seconds_of(instant));
}

std::int64_t newest_sequence(store::Connection& connection) {
  return connection.number("select coalesce(max(sequence), 0) from published");
}

std::optional<Published> find_published(store::Connection& connection, std::string_view place_id) {
  static const std::string kSql = std::string(kPublished) + " where place_id = ?1";
  store::Rows rows = connection.query(kSql, place_id);
  if (!rows.next()) return std::nullopt;
  return read_published(rows);
}

}  // namespace maillage::opendata
