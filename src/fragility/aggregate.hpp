#pragma once
/// Joining parts into one value, row by row, and walking a method's tree from the leaves to the
/// index. Nothing here knows where the values come from: `combine` is what the published indices do
/// once their indicators are on a scale.
#include "fragility/method.hpp"
#include "fragility/values.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace maillage::fragility {

struct JoinRule {
  Mean mean = Mean::arithmetic;
  double power = 1;
  Missing missing = Missing::ignore;
  double least_weight = 2.0 / 3;
};

/// One value from the parts of one territory. Missing when the parts known weigh less than
/// `least_weight` of the whole, or when a geometric, harmonic or power mean meets a value it has no
/// sense for (negative, or 0 for a negative exponent: those means then are 0).
double join(Values parts, Values weights, const JoinRule& rule);

/// Columns under names, all of one length.
struct Frame {
  std::size_t rows = 0;
  std::vector<std::string> names;
  std::vector<Column> columns;

  const Column* find(std::string_view name) const;
  void add(std::string name, Column column);
};

/// "total_reg"; the id alone without a suffix.
std::string column_name(const std::string& id, std::string_view suffix);

/// Applies the steps above the indicators. `given` holds values on the method's scale under the ids
/// of indicators or parts, each followed by "_" and `suffix` unless that is empty; a part given is
/// used where nothing below it is. Returns the parts computed in the method's order, the root last;
/// a part of which no child is there is absent.
Frame combine(const Method& method, const Frame& given, std::string_view suffix = {});

}  // namespace maillage::fragility
