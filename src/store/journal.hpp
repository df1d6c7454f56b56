#pragma once
/// The journal: who changed what, when and why. Lines are added in the transaction of the change
/// itself and can be neither altered nor removed; the database refuses it.
#include "base/date.hpp"
#include "store/database.hpp"
#include "store/migrations.hpp"

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

/// The making of the journal's table.
std::span<const Migration> journal_steps();
void append(Connection& connection, const JournalLine& line);
/// The same under a number above `number` and all that are there.
void append_behind(Connection& connection, std::int64_t number, const JournalLine& line);
/// The newest lines first.
std::vector<JournalLine> newest_lines(Connection& connection, int limit);

}  // namespace maillage::store
