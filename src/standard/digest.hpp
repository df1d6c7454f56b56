#pragma once
/// Findings summed up for a person: what is wrong, in how many places, the commonest values first,
/// what to do. A list with 10,000 wrong postcodes takes six lines; memory stays small however long
/// the list.
#include "base/finding.hpp"

#include <array>
#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

namespace maillage::standard {

class FindingDigest {
 public:
  void add(const base::Finding& finding);
  std::size_t count(base::Severity severity) const {
    return counts_[static_cast<std::size_t>(severity)];
  }
  /// The groups of a severity, largest first; empty when there are none. Places are numbered
  /// from 1.
  std::string text(base::Severity severity) const;

 private:
  /// A value that was written in some places, or a column.
  struct Value {
    std::size_t count = 0;
    std::vector<std::size_t> first_rows;
    std::string advice;
  };
  struct Group {
    std::string field, message, advice;
    std::size_t count = 0;
    bool same_advice = true;
    std::map<std::string, Value, std::less<>> values;
    std::size_t values_not_kept = 0;  ///< findings whose value came after the memory was full
  };
  using Key = std::tuple<base::Severity, std::string, std::string>;  ///< severity, rule, field

  static void append(std::string& out, const Group& group);

  std::array<std::size_t, 3> counts_{};
  std::map<Key, Group> groups_;
};

/// "1 234", with a no-break space.
std::string french_number(std::size_t number);
/// "1 lieu", "1 234 lieux"
std::string counted(std::size_t number, std::string_view singular, std::string_view plural);

}  // namespace maillage::standard
