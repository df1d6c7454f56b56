#pragma once
/// The verbs on opposed contacts: `oppositions ajouter | retirer | liste`. A contact may come from
/// the standard input ("-"), so that it stays out of the shell's history. Exit codes as everywhere:
/// 0 done, 1 some lines are no contacts, 2 wrong usage, 3 the environment failed.
#include "base/date.hpp"

#include <iosfwd>
#include <string>
#include <vector>

namespace maillage::places {

struct OppositionOptions {
  std::string database = "var/maillage.db";
  std::vector<std::string> contacts;  ///< e-mail addresses and telephone numbers; "-": from `in`
};

int add_oppositions_command(const OppositionOptions& options, base::Instant now, std::istream& in,
                            std::ostream& out, std::ostream& err);
int remove_oppositions_command(const OppositionOptions& options, base::Instant now,
                               std::istream& in, std::ostream& out, std::ostream& err);
int list_oppositions_command(const OppositionOptions& options, base::Instant now, std::ostream& out,
                             std::ostream& err);

}  // namespace maillage::places
