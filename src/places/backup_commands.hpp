#pragma once
/// The verbs `sauvegarder` and `restaurer`: the whole registry in one file, from one engine to the
/// other too. The key of the registry is not in it: the file alone opens no review page and tells
/// no opposed contact, so the key is kept beside.
#include "base/date.hpp"

#include <iosfwd>
#include <string>

namespace maillage::places {

struct BackupOptions {
  std::string database = "var/maillage.db";
  std::string file;
  bool replace = false;
};

int back_up_command(const BackupOptions& options, base::Instant now, std::ostream& out,
                    std::ostream& err);
int restore_command(const BackupOptions& options, base::Instant now, std::ostream& out,
                    std::ostream& err);

}  // namespace maillage::places
