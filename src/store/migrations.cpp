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

bool has_history(Database& database) {
  return database.read()->number("select count(*) from sqlite_master where name = 'migration'") > 0;
}

}  // namespace

void migrate(Database& database, std::string_view room, std::span<const Migration> steps,
             base::Instant now) {
  if (!has_history(database)) {
    database.write([](Connection& connection) { connection.script(kHistory); });
  }
  std::map<std::int64_t, std::string> applied;
  {
    auto reader = database.read();
    Rows rows = reader->query("select number, checksum from migration where room = ?1", room);
    while (rows.next()) applied.emplace(rows.integer(0), rows.text(1));
  }
  for (const Migration& step : steps) {
    const std::string checksum = base::sha256_hex(step.sql);
    const auto known = applied.find(step.number);
    if (known != applied.end()) {
      if (known->second != checksum) {
        throw base::Error(
            base::ErrorCode::environment,
            fmt::format("L’étape {} ({}) de la base de données a changé après avoir été appliquée. "
                        "Utilisez la version du programme qui a créé cette base.",
                        step.number, room));
      }
      applied.erase(known);
      continue;
    }
    database.write([&](Connection& connection) {
      connection.script(step.sql);
      connection.run(
          "insert into migration (room, number, title, checksum, applied_at) values (?1, ?2, ?3, "
          "?4, ?5)",
          room, step.number, step.title, checksum, base::iso_instant(now));
    });
  }
  if (!applied.empty()) {
    throw base::Error(base::ErrorCode::environment,
                      fmt::format("La base de données vient d’une version plus récente du "
                                  "programme (étape {} de « {} »). "
                                  "Mettez le programme à jour.",
                                  applied.rbegin()->first, room));
  }
}

}  // namespace maillage::store
