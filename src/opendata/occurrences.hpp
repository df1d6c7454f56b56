#pragma once
/// Dates on which a place receives people, from its opening hours: the stops of a bus, the openings
/// of every second Wednesday. What lasts a day or more without a pause is no date and left out.
#include "hours/evaluate.hpp"
#include "places/almanac.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace maillage::opendata {

struct Occurrence {
  base::Instant from, to;
  bool certain = true;  ///< false: by appointment, or on a public holiday of which nothing is said
  std::string comment;  ///< of the hours: "sur rendez-vous"
  std::string_view holiday;  ///< its name when the hours say nothing of it
};

/// Those that begin in [from, to), in order; none when the hours can't be read.
std::vector<Occurrence> occurrences(std::string_view hours_value, std::string_view code_insee,
                                    const places::Almanac& almanac, base::Instant from,
                                    base::Instant to);

}  // namespace maillage::opendata
