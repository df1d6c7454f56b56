#pragma once
/// A place as people see it: one record, or several that speak of the same place, merged field by
/// field. Made from records when it is asked for.
#include "places/merging.hpp"
#include "places/registry.hpp"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace maillage::places {

struct Shown {
  std::string place_id;         ///< the oldest record's, in addresses
  std::vector<Record> records;  ///< those that count: the present ones, or all when none is left
  standard::Place place;        ///< its id is `place_id`
  std::vector<MergedField> fields;         ///< who says what, in the order of the standard
  base::Date changed_on;                   ///< when an import last changed one of its records
  std::optional<base::Date> absent_since;  ///< since when no list names it
  bool excluded = false;                   ///< every list that names it was told not to

  std::vector<std::string> lists() const;  ///< of its records, each once
  bool visible() const { return !absent_since && !excluded; }
};

/// `records` are those of one group, the oldest first; there is at least one.
Shown show(std::vector<Record> records);

/// The place that holds the record; its `place_id` is another when the record was merged.
std::optional<Shown> find_place(store::Connection& connection, std::string_view record_id);
/// All places that people may see, in no order.
void each_place(store::Connection& connection, const std::function<void(const Shown&)>& visit);

}  // namespace maillage::places
