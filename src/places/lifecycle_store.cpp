#include "places/lifecycle_store.hpp"

#include "store/journal.hpp"

#include <fmt/format.h>

namespace maillage::places {
namespace {

constexpr store::Migration kSteps[] = {
    {1, "states of places", R"sql(
  create table place_state (
    number integer primary key,
    record_id text not null,
    state text not null,
    happened_at integer not null,
    actor text not null,
    reason text not null
  );
  create index place_state_by_record on place_state (record_id, number);
)sql",
     R"sql(  create trigger states_never_change before update on place_state
  begin select raise(abort, 'un changement d’état ne se modifie pas'); end;
  create trigger states_never_leave before delete on place_state
  begin select raise(abort, 'un changement d’état ne se supprime pas'); end;
)sql",
     R"sql(  create or replace function states_never_change() returns trigger language plpgsql as
  'begin raise exception ''un changement d’état ne se modifie pas''; end';
  create trigger states_never_change before update or delete or truncate on place_state
  for each statement execute function states_never_change();
)sql"},
};

Transition read_transition(const store::Rows& rows) {
  return {std::string(rows.text(0)), state_named(rows.text(1)).value_or(PlaceState::published),
          base::Instant(std::chrono::seconds(rows.integer(2))), std::string(rows.text(3)),
          std::string(rows.text(4))};
}

}  // namespace

std::span<const store::Migration> lifecycle_steps() {
  return kSteps;
}

void add_transition(store::Connection& connection, const Transition& transition) {
  connection.run(
      "insert into place_state (record_id, state, happened_at, actor, reason) "
      "values (?1, ?2, ?3, ?4, ?5)",
      transition.record_id, state_name(transition.state),
      transition.when.time_since_epoch().count(), transition.actor, transition.reason);
  store::append(connection, {transition.when, transition.actor,
                             fmt::format("Lieu « {} » : {}", transition.record_id,
                                         state_word(transition.state)),
                             transition.reason});
}

std::vector<Transition> transitions_of(store::Connection& connection, std::string_view group_id) {
  std::vector<Transition> transitions;
  store::Rows rows = connection.query(
      "select s.record_id, s.state, s.happened_at, s.actor, s.reason from place_state s "
      "join place p on p.place_id = s.record_id "
      "where p.group_id = ?1 or (p.place_id = ?1 and p.group_id is null) "
      "order by s.happened_at, s.number",
      group_id);
  while (rows.next()) transitions.push_back(read_transition(rows));
  return transitions;
}

Transitions all_transitions(store::Connection& connection) {
  Transitions all;
  store::Rows rows = connection.query(
      "select record_id, state, happened_at, actor, reason from place_state "
      "order by happened_at, number");
  while (rows.next()) {
    Transition transition = read_transition(rows);
    all[transition.record_id].push_back(std::move(transition));
  }
  return all;
}

}  // namespace maillage::places
