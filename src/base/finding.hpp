#pragma once
/// What is wrong, where, and what to do: a person's mistake in a file or form as data. Algorithms collect findings and
/// go on; commands and pages print them. A `Cleaning` is the quieter sister: a value that was repaired.
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace maillage::base {

enum class Severity { error, warning, note };

struct Finding {
  static constexpr std::size_t kNoRow = static_cast<std::size_t>(-1);

  Severity severity = Severity::error;
  std::string rule;            ///< stable name for machines, e.g. "schema.code_postal" or "mapping.unknown-key"
  std::size_t row = kNoRow;    ///< 0-based row of the source, or kNoRow for the file as a whole
  std::string field;           ///< field of the standard, key of a mapping file, or column
  std::string value;           ///< what was written there
  std::string message;         ///< French sentence: what is wrong
  std::string advice;          ///< French sentence: what to do; may be empty
};
using Findings = std::vector<Finding>;

/// A value that was repaired on its way: nothing is changed without one.
struct Cleaning {
  std::string field;
  std::string before;
  std::string rule;   ///< stable name, e.g. "telephone.national-form"
  std::string after;  ///< empty when the value was dropped
};
using Cleanings = std::vector<Cleaning>;

/// What a row or file gave besides its values.
struct Notes {
  Findings findings;
  Cleanings cleanings;

  void cleaned(std::string field, std::string before, std::string rule, std::string after) {
    cleanings.push_back({std::move(field), std::move(before), std::move(rule), std::move(after)});
  }
};

inline bool has_error(const Findings& findings) {
  for (const Finding& finding : findings) {
    if (finding.severity == Severity::error) return true;
  }
  return false;
}

}  // namespace maillage::base
