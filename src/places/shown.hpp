#pragma once
/// A place as people see it: one record, or several that speak of the same place, merged field by
/// field. Made from records when it is asked for.
#include "places/lifecycle_store.hpp"
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
  std::vector<Transition> transitions;     ///< what people decided of it, the oldest first

  Stage stage(base::Date today) const;
  /// The day from which its 180 days count; nothing when it is to be verified in any case.
  std::optional<base::Date> confirmed_on() const;
  std::vector<std::string> lists() const;  ///< of its records, each once
  bool is_closed() const { return last_state() == PlaceState::closed; }
  bool is_draft() const { return last_state() == PlaceState::draft; }
  /// Whether it is among what people find: named by a list, not excluded, open to all.
  bool visible() const { return !absent_since && !excluded && is_open_to_all(last_state()); }

 private:
  PlaceState last_state() const {
    return transitions.empty() ? PlaceState::published : transitions.back().state;
  }
};

/// `records` are those of one group, the oldest first; there is at least one. `transitions` are
/// theirs, the oldest first.
Shown show(std::vector<Record> records, std::vector<Transition> transitions = {});

/// The place that holds the record, or to which an id leads that went out of use; its `place_id` is
/// then another than the one asked for.
std::optional<Shown> find_place(store::Connection& connection, std::string_view id);
/// All places that people may see, in no order.
void each_place(store::Connection& connection, const std::function<void(const Shown&)>& visit);

}  // namespace maillage::places
