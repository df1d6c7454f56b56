#pragma once
/// The verb of the room: `importer-adresses`.
#include <functional>
#include <iosfwd>
#include <string>
#include <vector>

namespace maillage::geocoding {

struct ImportAddressesOptions {
  std::vector<std::string> files;
  std::string target = "var/adresses.bin";
  std::string communes;  ///< data/territories/communes.bin
  std::function<void(std::size_t rows)> progress;
};

/// Returns the exit code: 0 done, 1 some rows are left out or a file is no such file, 2 a path is
/// wrong, 3 the environment failed.
int import_addresses_command(const ImportAddressesOptions& options, std::ostream& out,
                             std::ostream& err);

}  // namespace maillage::geocoding
