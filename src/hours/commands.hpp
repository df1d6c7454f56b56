#pragma once
/// The verbs of `maillage horaires`: `etat` tells a person, `lire` reads French, `evaluer` answers
/// machines (JSON Lines).
#include "base/date.hpp"
#include "territory/calendar.hpp"

#include <iosfwd>
#include <string>

namespace maillage::hours {

struct EtatOptions {
  std::string value;    ///< an OSM value, or a French text
  std::string commune;  ///< INSEE code; empty: Paris time and metropolitan holidays
  base::Instant instant;
};
/// Prints the status in one line, the week, and the sentence. 0, or 1 when the value can't be read.
int etat(const EtatOptions& options, const territory::SchoolHolidays& school_holidays,
         std::ostream& out);

/// Reads a text: value, sentence, left over. 0, or 1 when nothing was understood.
int lire(const std::string& text, std::ostream& out);
/// {"text"} a line -> {"oh","understood","left_over"}. 0, or 1 when a line is no JSON.
int lire_jsonl(std::istream& in, std::ostream& out);

/// {"oh","lat","lon","country","state","tz","at":[ISO,…]} a line ->
/// {"valid","errors":[…],"at":[{"t","state","comment", "next"}]}. Times of the sun are the usual
/// ones (6:00, 18:00), as in the reference without a position, unless `real_sun`. 0, or 1 when a
/// line is no JSON.
int evaluer_jsonl(std::istream& in, std::ostream& out,
                  const territory::SchoolHolidays& school_holidays, bool real_sun = false);

}  // namespace maillage::hours
