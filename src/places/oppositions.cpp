#include "places/oppositions.hpp"

#include "base/error.hpp"
#include "base/text.hpp"
#include "places/field_history.hpp"
#include "places/replace_list.hpp"
#include "store/journal.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace maillage::places {
namespace {

using standard::Field;

constexpr store::Migration kSteps[] = {
    {1, "opposed contacts", R"sql(
  create table opposition (
    number integer primary key,
    kind text not null,
    contact_hash text not null,
    key_check text not null,
    opposed_at integer not null,
    withdrawn_at integer
  );
  create index opposition_by_contact on opposition (contact_hash);
)sql"},
};

std::string hash_of(const base::SecretKey& key, const Contact& contact) {
  return base::keyed_hash(key, "opposition", contact.form);
}
/// The same for every contact: tells whether the key is the one of before.
std::string check_of(const base::SecretKey& key) {
  return base::keyed_hash(key, "opposition-key", "");
}

std::string_view kind_name(ContactKind kind) {
  return kind == ContactKind::email ? "courriel" : "téléphone";
}

bool is_web_address(Field field) {
  return field == Field::site_web || field == Field::prise_rdv || field == Field::fiche_acces_libre;
}

/// A line of the list as it is kept.
struct OppositionRow {
  std::string kind, hash, key_check;
  std::int64_t opposed_at = 0;
};

void insert(store::Connection& connection, const OppositionRow& row) {
  connection.run(
      "insert into opposition (kind, contact_hash, key_check, opposed_at) values (?1, ?2, ?3, ?4)",
      row.kind, row.hash, row.key_check, row.opposed_at);
}

/// None where the registry has no list yet.
std::vector<OppositionRow> rows_in_force(store::Connection& connection) {
  std::vector<OppositionRow> all;
  const auto tables = connection.tables();
  if (std::none_of(tables.begin(), tables.end(),
                   [](const store::Table& table) { return table.name == "opposition"; }))
    return all;
  store::Rows rows = connection.query(
      "select kind, contact_hash, key_check, opposed_at from opposition "
      "where withdrawn_at is null order by number");
  while (rows.next()) {
    all.push_back({std::string(rows.text(0)), std::string(rows.text(1)), std::string(rows.text(2)),
                   rows.integer(3)});
  }
  return all;
}

void clean_registry(store::Connection& connection, const Oppositions& opposed) {
  clean_records(connection, [&](standard::Place& place) { return opposed.clean(place); });
  clean_history(connection,
                [&](Field field, std::string_view value) { return opposed.clean(field, value); });
  store::Rows rows = connection.query("select first_id, second_id, explanation from likely_pair");
  while (rows.next()) {
    const std::string cleaned = opposed.clean(rows.text(2));
    if (cleaned == rows.text(2)) continue;
    connection.run("update likely_pair set explanation = ?1 where first_id = ?2 and second_id = ?3",
                   cleaned, rows.text(0), rows.text(1));
  }
}

}  // namespace

std::span<const store::Migration> opposition_steps() {
  return kSteps;
}

Oppositions Oppositions::load(store::Connection& connection, const base::SecretKey& key) {
  std::set<std::string> hashes;
  const std::string check = check_of(key);
  store::Rows rows =
      connection.query("select contact_hash, key_check from opposition where withdrawn_at is null");
  while (rows.next()) {
    if (rows.text(1) != check) {
      throw base::Error(base::ErrorCode::environment,
                        "La liste d’oppositions a été faite avec une autre clé : elle ne "
                        "protégerait plus personne. Remettez le fichier de clé de cette base, ou "
                        "indiquez-le dans la variable MAILLAGE_CLE.");
    }
    hashes.emplace(rows.text(0));
  }
  return {key, std::move(hashes)};
}

bool Oppositions::names(const Contact& contact) const {
  return !hashes_.empty() && hashes_.contains(hash_of(key_, contact));
}

std::string Oppositions::clean(std::string_view text) const {
  if (empty()) return std::string(text);
  std::string cleaned;
  std::size_t kept = 0;
  each_contact(text, [&](const Contact& contact, std::size_t begin, std::size_t end) {
    if (!names(contact)) return false;
    cleaned += text.substr(kept, begin - kept);
    kept = end;
    return true;
  });
  if (kept == 0) return std::string(text);
  cleaned += text.substr(kept);
  return std::string(base::trim(cleaned));
}

std::string Oppositions::clean(Field field, std::string_view value) const {
  if (empty()) return std::string(value);
  if (!standard::is_list(field)) {
    std::string cleaned = clean(value);
    if (is_web_address(field) && cleaned != value) cleaned.clear();
    return cleaned;
  }
  std::vector<std::string> kept;
  bool taken = false;
  for (const std::string_view item : base::split(value, '|')) {
    if (clean(item) == item) {
      kept.emplace_back(item);
    } else {
      taken = true;
    }
  }
  return taken ? base::join(kept, "|") : std::string(value);
}

bool Oppositions::clean(standard::Place& place) const {
  if (empty()) return false;
  bool taken = false;
  const auto replace = [&](std::string& value, std::string cleaned) {
    if (value == cleaned) return;
    value = std::move(cleaned);
    taken = true;
  };
  for (const Field field : standard::all_fields()) {
    if (field != Field::id && place.has(field)) replace(place[field], clean(field, place[field]));
  }
  for (auto& [name, value] : place.extras) replace(value, clean(value));
  std::erase_if(place.extras, [](const auto& extra) { return extra.second.empty(); });
  return taken;
}

std::size_t add_oppositions(store::Database& database, const base::SecretKey& key,
                            std::span<const Contact> contacts, base::Instant now) {
  return database.write([&](store::Connection& connection) {
    const Oppositions known = Oppositions::load(connection, key);
    std::set<std::string> added;
    for (const Contact& contact : contacts) {
      const std::string hash = hash_of(key, contact);
      if (known.names(contact) || !added.insert(hash).second) continue;
      insert(connection, {std::string(kind_name(contact.kind)), hash, check_of(key),
                          now.time_since_epoch().count()});
      store::append(connection, {now, "oppositions",
                                 fmt::format("Opposition n° {} ajoutée ({})", connection.last_id(),
                                             kind_name(contact.kind)),
                                 ""});
    }
    if (!added.empty()) clean_registry(connection, Oppositions(key, added));
    return added.size();
  });
}

std::size_t remove_oppositions(store::Database& database, const base::SecretKey& key,
                               std::span<const Contact> contacts, base::Instant now) {
  return database.write([&](store::Connection& connection) {
    Oppositions::load(connection, key);  // refuses another key
    std::size_t removed = 0;
    for (const Contact& contact : contacts) {
      if (connection.run("update opposition set withdrawn_at = ?1 "
                         "where contact_hash = ?2 and withdrawn_at is null",
                         now.time_since_epoch().count(), hash_of(key, contact)) == 0)
        continue;
      ++removed;
      store::append(connection,
                    {now, "oppositions",
                     fmt::format("Opposition retirée ({})", kind_name(contact.kind)), ""});
    }
    return removed;
  });
}

store::Keep keep_oppositions(std::function<base::SecretKey()> find_key) {
  return [find_key = std::move(find_key)](store::Connection& before) {
    return [find_key, kept = rows_in_force(before)](store::Connection& after) {
      std::set<std::string> missing;
      std::set<std::string> restored;
      for (const OppositionRow& row : rows_in_force(after)) restored.insert(row.hash);
      for (const OppositionRow& row : kept) {
        if (restored.contains(row.hash)) continue;
        insert(after, row);
        missing.insert(row.hash);
      }
      if (missing.empty()) return;
      const base::SecretKey key = find_key();
      Oppositions::load(after, key);  // refuses another key
      clean_registry(after, Oppositions(key, std::move(missing)));
    };
  };
}

std::vector<Opposition> oppositions(store::Connection& connection) {
  std::vector<Opposition> all;
  store::Rows rows = connection.query(
      "select number, kind, opposed_at from opposition where withdrawn_at is null order by number");
  while (rows.next()) {
    all.push_back({rows.integer(0),
                   rows.text(1) == kind_name(ContactKind::email) ? ContactKind::email
                                                                 : ContactKind::telephone,
                   base::Instant(std::chrono::seconds(rows.integer(2)))});
  }
  return all;
}

}  // namespace maillage::places
