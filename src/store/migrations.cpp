#include "store/migrations.hpp"

#include "base/error.hpp"
#include "base/text.hpp"

#include <fmt/format.h>

namespace maillage::store {
namespace {

constexpr std::string_view kHistory = R"sql(
  create table if not exists migration (
    room text not null,
    number integer not null,
    title text not null,
    checksum text not null,
    applied_at text not null,
    primary key (room, number)
  );
)sql";

std::string text_for(const Connection& connection, const Migration& step) {
  std::string text(step.sql);
  return text += connection.engine() == Engine::postgres ? step.postgres : step.sqlite;
}

/// The checksums of the steps that were applied, by number.
std::map<std::int64_t, std::string> applied_steps(Connection& connection, std::string_view room) {
  std::map<std::int64_t, std::string> applied;
  Rows rows = connection.query("select number, checksum from migration where room = ?1", room);
  while (rows.next()) applied.emplace(rows.integer(0), rows.text(1));
  return applied;
}

bool has_history(Connection& connection) {
  const std::vector<Table> tables = connection.tables();
  return std::any_of(tables.begin(), tables.end(),
                     [](const Table& table) { return table.name == "migration"; });
}

/// The steps that are missing. Throws when what is there does not fit.
std::vector<const Migration*> missing_steps(Connection& connection, std::string_view room,
                                            std::span<const Migration> steps) {
  auto applied = applied_steps(connection, room);
  std::vector<const Migration*> missing;
  for (const Migration& step : steps) {
    const auto known = applied.find(step.number);
    if (known == applied.end()) {
      missing.push_back(&step);
      continue;
    }
    if (known->second != base::sha256_hex(text_for(connection, step))) {
      throw base::Error(
          base::ErrorCode::environment,
          fmt::format("L’étape {} ({}) de la base de données a changé après avoir été appliquée. "
                      "Utilisez la version du programme qui a créé cette base.",
                      step.number, room));
    }
    applied.erase(known);
  }
  if (!applied.empty()) {
    throw base::Error(base::ErrorCode::environment,
                      fmt::format("La base de données vient d’une version plus récente du "
                                  "programme (étape {} de « {} »). "
                                  "Mettez le programme à jour.",
                                  applied.rbegin()->first, room));
  }
  return missing;
}

}  // namespace

void apply_missing(Connection& connection, std::string_view room, std::span<const Migration> steps,
                   base::Instant now) {
  connection.script(kHistory);
  for (const Migration* step : missing_steps(connection, room, steps)) {
    const std::string sql = text_for(connection, *step);
    connection.script(sql);
    connection.run(
        "insert into migration (room, number, title, checksum, applied_at) values (?1, ?2, ?3, "
        "?4, ?5)",
        room, step->number, step->title, base::sha256_hex(sql), base::iso_instant(now));
  }
}

void migrate(Database& database, std::string_view room, std::span<const Migration> steps,
             base::Instant now) {
  {
    // Looked at first, so that a database that is up to date is not written to: it may be
    // read-only.
    auto reader = database.read();
    if (has_history(*reader) && missing_steps(*reader, room, steps).empty()) return;
  }
  database.write([&](Connection& connection) { apply_missing(connection, room, steps, now); });
}

}  // namespace maillage::store
