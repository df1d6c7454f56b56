#pragma once
/// The journal: who changed what, when and why. Lines are added in the transaction of the change
/// itself and can be neither altered nor removed; the database refuses it.
#include "base/date.hpp"
#include "store/database.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace maillage::store {

struct JournalLine {
  base::Instant when;
  std::string who;   ///< a command ("importer") or a person's id
  std::string what;  ///< what happened, a French sentence
  std::string why;   ///< the occasion: a file, a request; may be empty
};

/// Makes the journal's table when it isn't there.
void prepare_journal(Database& database, base::Instant now);
void append(Connection& connection, const JournalLine& line);
/// The newest lines first.
std::vector<JournalLine> newest_lines(Connection& connection, int limit);

}  // namespace maillage::store
