#include "geocoding/commands.hpp"

#include "base/error.hpp"
#include "base/text.hpp"
#include "geocoding/address_import.hpp"

#include <ostream>

#include <fmt/format.h>

namespace maillage::geocoding {

int import_addresses_command(const ImportAddressesOptions& options, std::ostream& out,
                             std::ostream& err) {
  try {
    const auto communes = territory::Communes::load(options.communes);
    const ImportedAddresses imported =
        import_addresses({options.files, options.target, options.progress}, communes);
    for (const base::Finding& finding : imported.findings) {
      err << finding.message << ' ' << finding.advice;
      if (finding.row != base::Finding::kNoRow)
        err << fmt::format(" La première : ligne {}, « {} ».", finding.row + 1, finding.value);
      err << '\n';
    }
    out << fmt::format("{} lignes lues, {} laissées de côté. Départements : {}.\n", imported.rows,
                       imported.left_out, base::join(imported.departements, ", "));
    out << fmt::format("{} : {} adresses, {} voies, {} communes.\n", options.target,
                       imported.counts.addresses, imported.counts.streets,
                       imported.counts.communes);
    return imported.findings.empty() && imported.left_out == 0 ? 0 : 1;
  } catch (const base::Error& error) {
    err << error.what() << '\n';
    return base::exit_code(error.code());
  }
}

}  // namespace maillage::geocoding
