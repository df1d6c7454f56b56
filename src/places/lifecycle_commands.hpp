#pragma once
/// The verbs on the life of a place: `lieux fermer | suspendre | rouvrir | confirmer | a-verifier |
/// brouillon` decide, `lieux voir` tells where it stands, who says what of it, and what was said
/// before. Exit codes as everywhere: 0 done, 2 wrong usage, 3 the environment failed.
#include "places/lifecycle.hpp"

#include <iosfwd>
#include <string>

namespace maillage::places {

struct LifecycleOptions {
  std::string database = "var/maillage.db";
  std::string place_id;
  std::string reason;
  std::string actor =
      "équipe de l’annuaire";  ///< a team or a number: the journal keeps it for ever
};

/// Leaves the transition, whatever the place was before. A confirmation is a transition to
/// `published`.
int change_state_command(const LifecycleOptions& options, PlaceState state, base::Instant now,
                         std::ostream& out, std::ostream& err);
int show_place_command(const LifecycleOptions& options, base::Instant now, std::ostream& out,
                       std::ostream& err);

}  // namespace maillage::places
