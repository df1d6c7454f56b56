#pragma once
/// Decisions in the registry: lines are added, never altered (an author's name can be forgotten);
/// each addition leaves a line in the journal. The only file with SQL on decisions is
/// decision_store.cpp.
#include "places/decisions.hpp"
#include "store/database.hpp"
#include "store/migrations.hpp"

namespace maillage::places {

/// The making of the table of decisions.
std::span<const store::Migration> decision_steps();

/// Every decision ever taken, from the oldest to the newest.
Decisions all_decisions(store::Connection& connection);
/// The last ones, the newest first.
Decisions newest_decisions(store::Connection& connection, int limit);

/// Adds what is not there yet and says something new; returns how many were added. The journal,
/// from which nothing can be taken out, knows `who` by a command or a number, never by name.
std::size_t add_decisions(store::Connection& connection, std::span<const Decision> decisions,
                          std::string_view who, base::Instant now);
/// Grows with each decision.
std::int64_t decision_revision(store::Connection& connection);

}  // namespace maillage::places
