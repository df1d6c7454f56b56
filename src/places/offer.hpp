#pragma once
/// What a place offers and how it receives people, read once from the texts of the standard so that
/// the guide can weigh thousands of places. What a place doesn't say stays unsaid: nothing here is
/// a guess.
#include "standard/place.hpp"

#include <cstdint>
#include <string>

namespace maillage::places {

enum class Cost : std::uint8_t { unknown, free, conditional, paid };

struct Offer {
  Cost cost = Cost::unknown;
  // how one is helped; none: not said
  bool alone = false, individual = false, workshop = false, remote = false;
  bool walk_in = false;    ///< one may come without an appointment
  bool no_public = false;  ///< it says that it receives nobody
  bool itinerant = false;
  // whom it says to be ready for
  bool reduced_mobility = false, deaf = false, english = false, other_languages = false;
  float completeness = 0;  ///< 0..1: what people need to know before a trip
  std::string structure;   ///< whose place it is; empty: nobody knows

  bool says_how() const { return alone || individual || workshop || remote; }
};

Offer offer_of(const standard::Place& place);

}  // namespace maillage::places
