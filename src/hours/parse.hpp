#pragma once
/// Reads OSM opening hours (wiki: Key:opening_hours/specification). Strict reading takes what the
/// specification writes; lenient reading also takes what people write instead ("Mon", "10-12",
/// "Montag", "until") and says so.
#include "hours/model.hpp"
#include "hours/opening_hours.hpp"

#include <string_view>
#include <vector>

namespace maillage::hours {

enum class Reader : std::uint8_t { strict, lenient };

struct Parsed {
  Schedule schedule;                  ///< meaningful only without errors
  std::vector<SyntaxError> errors;    ///< the first one ends the reading
  std::vector<SyntaxError> warnings;  ///< what was guessed or tolerated
  bool ok() const { return errors.empty(); }
};

Parsed parse(std::string_view value, Reader reader = Reader::strict);

}  // namespace maillage::hours
