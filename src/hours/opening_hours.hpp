#pragma once
/// Opening hours in the notation of OpenStreetMap (wiki: Key:opening_hours/specification). Reading
/// is strict here; hours written by people in French are read in french.hpp.
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace maillage::hours {

struct SyntaxError {
  std::size_t position = 0;  ///< byte in the value
  std::string message;       ///< French: what was expected
};

/// No errors: the value follows the specification.
std::vector<SyntaxError> check(std::string_view value);
inline bool is_valid(std::string_view value) {
  return check(value).empty();
}

}  // namespace maillage::hours
