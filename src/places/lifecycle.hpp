#pragma once
/// The life of a place: draft, published, to be verified, suspended, closed. What a person decides
/// is kept as a transition with actor, time and reason; that a place was not confirmed for 180 days
/// follows from dates and needs no writing, so it can't be out of date either. `merged` is the
/// state of a record that speaks of a place with another address.
#include "base/date.hpp"

#include <chrono>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace maillage::places {

enum class PlaceState { draft, published, to_verify, suspended, closed, merged };

/// "draft", "published", "to_verify", …: in the database and for machines.
std::string_view state_name(PlaceState state);
std::optional<PlaceState> state_named(std::string_view name);
/// "à vérifier"
std::string_view state_word(PlaceState state);

struct Transition {
  std::string record_id;  ///< the address under which it was decided
  PlaceState state = PlaceState::published;
  base::Instant when{};
  std::string actor;  ///< a command, a team or a person's number, never a name
  std::string reason;
  bool operator==(const Transition&) const = default;
};

/// Without a confirmation for so long, a place is to be verified.
inline constexpr std::chrono::days kConfirmationHolds{180};

/// Where a place stands.
struct Stage {
  PlaceState state = PlaceState::published;
  std::optional<base::Date> since;         ///< nothing for a place that was never anything else
  std::optional<base::Date> confirmed_on;  ///< the newest of its update and confirmations
  std::string actor, reason;               ///< of the transition, or of the rule
  bool operator==(const Stage&) const = default;
};

/// `transitions` are those of all records of the place, the oldest first; `updated` is the date
/// that the place itself gives (date_maj). A place is confirmed by its date, and by each transition
/// to `published`. What was to be verified by a person's word is published again once its date is
/// newer than that word; other states end only by a transition.
Stage stage_of(std::span<const Transition> transitions, std::optional<base::Date> updated,
               base::Date today);
/// The same before the rule of 180 days: what persons and the place itself say.
Stage decided_stage(std::span<const Transition> transitions, std::optional<base::Date> updated);
/// Whether a place last confirmed then (nothing: never) is to be verified.
bool needs_check(std::optional<base::Date> confirmed_on, base::Date today);
/// Whether people look for it: not a draft, nor suspended, nor closed.
bool is_open_to_all(PlaceState state);

}  // namespace maillage::places
