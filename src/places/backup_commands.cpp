#include "places/backup_commands.hpp"

#include "places/key_file.hpp"
#include "places/oppositions.hpp"
#include "places/registry.hpp"
#include "store/backup.hpp"

#include <ostream>

#include <fmt/format.h>

namespace maillage::places {

int back_up_command(const BackupOptions& options, base::Instant now, std::ostream& out,
                    std::ostream&) {
  const auto database = open_known_registry(options.database, now);
  const store::BackupCounts counts = store::back_up(*database, options.file, now);
  out << fmt::format(
      "Sauvegarde écrite dans {} : {} tables, {} lignes. Gardez aussi la clé {}, à part.\n",
      options.file, counts.tables, counts.rows, key_path(options.database));
  return 0;
}

int restore_command(const BackupOptions& options, base::Instant now, std::ostream& out,
                    std::ostream&) {
  const auto database = store::open_database(options.database);
  const store::BackupCounts counts =
      store::restore(*database, options.file, registry_schema(), options.replace, now,
                     keep_oppositions([&] { return load_key(key_path(options.database)); }));
  out << fmt::format("Annuaire restauré : {} tables, {} lignes. Sa clé est attendue dans {}.\n",
                     counts.tables, counts.rows, key_path(options.database));
  return 0;
}

}  // namespace maillage::places
