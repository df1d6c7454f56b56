#pragma once
/// Transitions in the registry: lines are added, never altered; each leaves a line in the journal.
/// The only file with SQL on states is lifecycle_store.cpp.
#include "places/lifecycle.hpp"
#include "store/database.hpp"
#include "store/migrations.hpp"

#include <map>
#include <vector>

namespace maillage::places {

std::span<const store::Migration> lifecycle_steps();

void add_transition(store::Connection& connection, const Transition& transition);

/// Of a place: those of the records of one group, the oldest first.
std::vector<Transition> transitions_of(store::Connection& connection, std::string_view group_id);
/// Of all places, by the record under whose address they were decided; within a record the oldest
/// first.
using Transitions = std::map<std::string, std::vector<Transition>, std::less<>>;
Transitions all_transitions(store::Connection& connection);

}  // namespace maillage::places
