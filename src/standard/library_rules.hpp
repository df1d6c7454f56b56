#pragma once
/// The errors of the reference library (`lieux-de-mediation-numerique` 2.3.0, behind the national
/// map), in its own words. The library stops at the first; `first_library_error` tells which one a
/// record would meet, so that a producer can be told what the map will answer.
#include "standard/place.hpp"

#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace maillage::standard {

struct LibraryError {
  std::string
      name;  ///< "CommuneError"; "TypeError" when the library itself breaks on an absent value
  std::string key;      ///< "commune"; empty for a TypeError
  std::string message;  ///< "La commune Metz$ n'est pas valide"; empty for a TypeError
  bool operator==(const LibraryError&) const = default;
};

/// A record as JSON has it, where "absent" and "empty" differ: the library refuses the latter.
struct LibraryRecord {
  std::array<std::optional<std::string>, kFieldCount> values;
  std::optional<std::string>& operator[](Field field) {
    return values[static_cast<std::size_t>(field)];
  }
  const std::optional<std::string>& operator[](Field field) const {
    return values[static_cast<std::size_t>(field)];
  }
};

/// What the library says of one field by itself. Lists: of the first value that it does not know.
/// `courriels` and `site_web` are judged value by value, as its models do, although it skips them
/// when it parses a record.
std::optional<LibraryError> library_error(Field field, std::string_view value);
/// The first error that parsing the record raises, or nothing.
std::optional<LibraryError> first_library_error(const LibraryRecord& record);

}  // namespace maillage::standard
