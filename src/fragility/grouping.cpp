#include "fragility/grouping.hpp"

#include "fragility/statistics.hpp"

#include <algorithm>

namespace maillage::fragility {

namespace {

/// sum(above) / sum(below) over the rows where both are known.
Column quotients(Values values, Values weights, const Grouping& groups, bool weigh) {
  Column above(groups.codes.size(), 0), below(groups.codes.size(), 0);
  // Rows of one group follow each other for the most part: their sums wait in registers.
  std::uint32_t held = Grouping::kNone;
  double held_above = 0, held_below = 0;
  const auto put_down = [&] {
    if (held == Grouping::kNone) return;
    above[held] = held_above;
    below[held] = held_below;
  };
  for (std::size_t i = 0; i < groups.group_of.size(); ++i) {
    const std::uint32_t group = groups.group_of[i];
    if (group == Grouping::kNone || is_missing(values[i]) || is_missing(weights[i])) continue;
    if (group != held) {
      put_down();
      held = group;
      held_above = above[group];
      held_below = below[group];
    }
    held_above += weigh ? weights[i] * values[i] : values[i];
    held_below += weights[i];
  }
  put_down();
  for (std::size_t g = 0; g < above.size(); ++g) {
    above[g] = below[g] > 0 ? above[g] / below[g] : kMissing;
  }
  return above;
}

}  // namespace

Grouping group_by(const std::vector<std::string>& codes) {
  Grouping groups;
  for (const std::string& code : codes) {
    if (!code.empty()) groups.codes.push_back(code);
  }
  std::sort(groups.codes.begin(), groups.codes.end());
  groups.codes.erase(std::unique(groups.codes.begin(), groups.codes.end()), groups.codes.end());
  groups.group_of.reserve(codes.size());
  for (const std::string& code : codes) {
    const auto place = std::lower_bound(groups.codes.begin(), groups.codes.end(), code);
    groups.group_of.push_back(
        code.empty() ? Grouping::kNone : static_cast<std::uint32_t>(place - groups.codes.begin()));
  }
  return groups;
}

Column weighted_means(Values values, Values weights, const Grouping& groups) {
  return quotients(values, weights, groups, true);
}

Column ratios_of_sums(Values numerators, Values denominators, const Grouping& groups) {
  Column shares = quotients(numerators, denominators, groups, false);
  for (double& share : shares) share *= 100;
  return shares;
}

Column medians(Values values, const Grouping& groups) {
  std::vector<Column> members(groups.codes.size());
  for (std::size_t i = 0; i < groups.group_of.size(); ++i) {
    if (groups.group_of[i] != Grouping::kNone && !is_missing(values[i])) {
      members[groups.group_of[i]].push_back(values[i]);
    }
  }
  Column result;
  for (Column& column : members) {
    std::sort(column.begin(), column.end());
    result.push_back(quantile(column, 0.5));
  }
  return result;
}

Column sums(Values values, const Grouping& groups) {
  Column result(groups.codes.size(), kMissing);
  for (std::size_t i = 0; i < groups.group_of.size(); ++i) {
    if (groups.group_of[i] == Grouping::kNone || is_missing(values[i])) continue;
    double& sum = result[groups.group_of[i]];
    sum = is_missing(sum) ? values[i] : sum + values[i];
  }
  return result;
}

Column spread(Values by_group, const Grouping& groups) {
  Column result(groups.group_of.size(), kMissing);
  for (std::size_t i = 0; i < result.size(); ++i) {
    if (groups.group_of[i] != Grouping::kNone) result[i] = by_group[groups.group_of[i]];
  }
  return result;
}

}  // namespace maillage::fragility
