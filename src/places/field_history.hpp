#pragma once
/// Old values of records, kept when an import changes them. The only file with SQL on them is
/// field_history.cpp. A value that a person opposes leaves the history too (oppositions.hpp).
#include "places/facts.hpp"
#include "store/database.hpp"
#include "store/migrations.hpp"

#include <functional>

namespace maillage::places {

std::span<const store::Migration> history_steps();

/// Keeps what `after` no longer says of the record.
void keep_old_values(store::Connection& connection, std::string_view record_id,
                     const standard::Place& before, const standard::Place& after,
                     std::string_view origin, base::Instant now);
/// The last thousand changes of all records of a group, the newest first.
std::vector<FieldChange> changes_of(store::Connection& connection, std::string_view group_id);
/// Gives every old value to `clean`, and keeps what it returns when that is another.
void clean_history(store::Connection& connection,
                   const std::function<std::string(standard::Field, std::string_view)>& clean);

}  // namespace maillage::places
