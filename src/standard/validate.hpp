#pragma once
/// All that is wrong with a record, under two sets of rules. "schema.*" is the published schema of
/// the record's version: breaking it is an error. "library.*" are the stricter rules of the library
/// behind the national map, on top of it: the record is valid, but the map refuses it or drops a
/// part of it, hence a warning or a note.
#include "base/finding.hpp"
#include "standard/place.hpp"
#include "standard/schema.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <unordered_map>

namespace maillage::standard {

/// Judges the records of one list, one after the other; remembers only a hash of each id, to find
/// repeated ones.
class Validator {
 public:
  explicit Validator(Version version) : schema_(standard::schema(version)) {}
  const Schema& schema() const { return schema_; }
  /// Adds the findings of a record; `values` in the order of the schema's fields, empty where
  /// absent.
  void check(std::size_t row, std::span<const std::string_view> values, base::Findings& findings);

 private:
  const Schema& schema_;
  std::unordered_map<std::uint64_t, std::size_t> rows_by_id_;
};

/// The findings of one place under 1.0.2, both sets of rules. Absent `pivot` and `date_maj` are
/// findings.
base::Findings findings_of(const Place& place, std::size_t row = base::Finding::kNoRow);
/// Whether the place breaks no rule of the schema 1.0.2, absent `pivot` and `date_maj` aside: the
/// files of the standard put stand-ins there (writing.hpp). Quick: nothing is allocated.
bool is_publishable(const Place& place);

}  // namespace maillage::standard
