#include "places/lifecycle_commands.hpp"

#include "base/error.hpp"
#include "base/text.hpp"
#include "places/field_history.hpp"
#include "places/names.hpp"
#include "places/shown.hpp"

#include <ostream>

#include <fmt/format.h>

namespace maillage::places {
namespace {

Shown known_place(store::Connection& connection, std::string_view id) {
  auto shown = find_place(connection, id);
  if (!shown) {
    throw base::Error(base::ErrorCode::not_found,
                      fmt::format("Il n’y a pas de lieu « {} » dans l’annuaire. Son identifiant "
                                  "est à la fin de l’adresse de sa page.",
                                  id));
  }
  return std::move(*shown);
}

std::string day(base::Instant when) {
  return base::iso_date(base::utc_day(when));
}

}  // namespace

int change_state_command(const LifecycleOptions& options, PlaceState state, base::Instant now,
                         std::ostream& out, std::ostream&) {
  const std::string reason = base::squeeze(options.reason), actor = base::squeeze(options.actor);
  if (reason.empty() || actor.empty()) {
    throw base::Error(base::ErrorCode::usage,
                      "Dites pourquoi avec --motif, et qui décide avec --auteur (une équipe ou un "
                      "numéro, pas un nom).");
  }
  const auto database = open_known_registry(options.database, now);
  const Shown shown = database->write([&](store::Connection& connection) {
    Shown found = known_place(connection, options.place_id);
    add_transition(connection, {found.place_id, state, now, actor, reason});
    return found;
  });
  out << fmt::format("{} ({}) : {}.\n", public_name(shown.place), shown.place_id,
                     state_word(state));
  return 0;
}

int show_place_command(const LifecycleOptions& options, base::Instant now, std::ostream& out,
                       std::ostream&) {
  const auto database = open_known_registry(options.database, now);
  auto reader = database->read_still();
  const Shown shown = known_place(*reader, options.place_id);
  const base::Date today = base::utc_day(now);
  const auto changes = changes_of(*reader, shown.place_id);
  const Stage stage = shown.stage(today);

  out << fmt::format("{} ({})\n", public_name(shown.place), shown.place_id);
  out << fmt::format("État : {}{}{}\n", state_word(stage.state),
                     stage.since ? ", depuis le " + base::iso_date(*stage.since) : "",
                     stage.reason.empty() ? "" : fmt::format(", {}", stage.reason));
  out << fmt::format("Confirmé le : {}\n",
                     stage.confirmed_on ? base::iso_date(*stage.confirmed_on) : "inconnu");
  if (!shown.transitions.empty()) out << "\nChangements d’état\n";
  for (const Transition& transition : shown.transitions) {
    out << fmt::format("  {}  {}  par {} : {}\n", day(transition.when),
                       state_word(transition.state), transition.actor, transition.reason);
  }
  out << "\nQui dit quoi (* : montré ; confiance de 0 à 1)\n";
  for (const FieldFact& fact : facts_of(shown, changes, today)) {
    out << fmt::format("{} {} = {}  [{}, {}, {:.2f}, {}]\n", fact.shown ? '*' : ' ',
                       standard::field_name(fact.field), fact.value, fact.source,
                       base::iso_date(fact.observed_on), fact.confidence, fact.licence);
  }
  if (!changes.empty()) out << "\nAnciennes valeurs\n";
  for (const FieldChange& change : changes) {
    out << fmt::format("  {} = {}  [{}, jusqu’au {}]\n", standard::field_name(change.field),
                       change.before.empty() ? "(rien)" : change.before, change.list,
                       day(change.when));
  }
  return 0;
}

}  // namespace maillage::places
