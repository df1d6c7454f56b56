#pragma once
/// The registry: what each producer's list last said, record by record. A record that leaves its
/// list is marked absent, never deleted. Records that speak of one place form a group (groups.hpp);
/// what the site shows of a group is made of its records when it is asked for (shown.hpp), so it
/// can't be out of date. All SQL on records is in registry.cpp and replace_list.cpp.
#include "base/date.hpp"
#include "standard/place.hpp"
#include "store/database.hpp"
#include "store/migrations.hpp"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace maillage::places {

/// What one list says of a place.
struct Record {
  std::string record_id;  ///< in addresses: the producer's id, with the list's name when two lists
                          ///< use the same
  std::string list;       ///< the list that brought it: "la-creuse"
  standard::Place place;
  base::Date first_seen;                   ///< when its list first named it
  base::Date changed_on;                   ///< when an import last changed it
  std::optional<base::Date> absent_since;  ///< when its list stopped naming it
  std::string group_id;   ///< the oldest record of its group: the address under which all are shown
  double belonging = 1;   ///< probability that it belongs to its group; 1 when alone
  bool excluded = false;  ///< by a decision: not to be shown
};

struct ListState {
  std::string name;
  base::Date imported_on;            ///< the last import, changed or not
  std::size_t places = 0;            ///< present ones
  std::optional<base::Date> newest;  ///< the newest date_maj of its places
  std::optional<base::Date>
      middle;               ///< half of the places that have a date_maj are as old or older
  std::size_t undated = 0;  ///< places without a date_maj
};

/// The steps of all tables of the registry, its journal's first.
std::vector<store::RoomSteps> registry_schema();
/// Makes or brings up to date the tables of the room.
void prepare_registry(store::Database& database, base::Instant now);
/// The registry that --database names, ready to be used; made when it is not there.
std::unique_ptr<store::Database> open_registry(const std::string& where, base::Instant now);
/// The same for what makes no sense on an empty one: throws base::Error (not_found) where there is
/// no file, so that nobody takes a mistyped name for a registry that was backed up or cleaned.
std::unique_ptr<store::Database> open_known_registry(const std::string& where, base::Instant now);

std::optional<Record> find_record(store::Connection& connection, std::string_view record_id);
/// Where an id leads that went out of use, itself for any other.
std::string current_id(store::Connection& connection, std::string_view old_id);
/// All records of a group, the oldest first.
std::vector<Record> group_records(store::Connection& connection, std::string_view group_id);
/// All records, absent ones too, the oldest first.
std::vector<Record> all_records(store::Connection& connection);
/// The same group by group, the oldest of a group first.
void each_by_group(store::Connection& connection, const std::function<void(Record&&)>& visit);
std::vector<ListState> list_states(store::Connection& connection);
std::size_t present_records(store::Connection& connection);
/// Groups of which a record is present and not excluded: what the site counts.
std::size_t shown_places(store::Connection& connection);
/// Grows with each change, as each leaves a line in the journal: tells a cache that it is old.
std::int64_t revision(store::Connection& connection);
/// When the newest line of the journal was written.
base::Instant last_change(store::Connection& connection);
/// Grows with each import: tells a grouping that it is old.
std::int64_t import_revision(store::Connection& connection);

}  // namespace maillage::places
