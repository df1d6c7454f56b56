#pragma once
/// A whole database in one file that any engine reads: gzip of JSON lines, with a checksum over all
/// of them. Made while others write, restored in one transaction or not at all. The format:
///
///     {"maillage":"sauvegarde","version":"1","made_at":"2026-05-13T10:00:00Z"}
///     {"table":"migration","columns":[["room","text"],…]}    first, then the others by name
///     ["places","1",…]                                       a row: texts, or null
///     {"rows":"20431","checksum":"…"}                        the last line
#include "base/date.hpp"
#include "store/database.hpp"
#include "store/migrations.hpp"

#include <functional>
#include <span>
#include <string>

namespace maillage::store {

struct BackupCounts {
  std::size_t tables = 0, rows = 0;
};

/// Writes the database as it is at one moment; the file is whole or absent, and only its owner may
/// read it. Throws base::Error.
BackupCounts back_up(Database& database, const std::string& path, base::Instant now);

/// What must outlive the database that a backup replaces: called before anything is removed; what
/// it returns is called in the same transaction once all is there.
using Keep = std::function<std::function<void(Connection&)>(Connection&)>;

/// Makes the database what the file says, then brings it up to `schema`, which names all rooms that
/// keep tables. The journal goes on behind the highest number known on either side, so that caches
/// see a change. Throws base::Error, and changes nothing, when the file is damaged, of a newer
/// program, or when the database holds something and `replace` is not set.
BackupCounts restore(Database& database, const std::string& path, std::span<const RoomSteps> schema,
                     bool replace, base::Instant now, const Keep& keep = nullptr);

}  // namespace maillage::store
