#pragma once
/// A grouping as a command runs it: with its progress, then what came out of it.
#include "places/groups.hpp"

#include <iosfwd>
#include <string>

namespace maillage::places {

/// The model of places in that folder. Throws base::Error when it isn't there.
LinkOptions place_linking(const std::string& models);

/// Brings the groups up to date; progress goes to `err` when a person watches it.
void group_and_tell(store::Database& database, const std::string& models, base::Instant now,
                    std::ostream& out, std::ostream& err);

}  // namespace maillage::places
