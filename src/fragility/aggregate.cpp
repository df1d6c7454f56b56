#include "fragility/aggregate.hpp"

#include "fragility/normalise.hpp"

#include <algorithm>
#include <utility>

namespace maillage::fragility {

namespace {

/// The children of a part with the columns that stand for them.
struct Children {
  std::vector<const Column*> columns;
  Column weights;
  double whole = 0;  ///< weight of all children, those without a column too
};

/// Three parts of equal weight of which two are known are exactly two thirds: no rounding decides.
bool enough(double known_weight, double whole, const JoinRule& rule) {
  constexpr double kRounding = 1e-12;
  return known_weight > 0 && known_weight >= (rule.least_weight - kRounding) * whole;
}

double mean_of(Mean mean, double power, Values parts, Values weights, double known_weight) {
  if (mean == Mean::harmonic) power = -1;
  double sum = 0;
  bool zero = false;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (is_missing(parts[i]) || weights[i] == 0) continue;
    if (mean == Mean::arithmetic) {
      sum += weights[i] * parts[i];
      continue;
    }
    if (parts[i] < 0) return kMissing;
    zero |= parts[i] == 0;
    sum += weights[i] * (mean == Mean::geometric ? std::log(parts[i]) : std::pow(parts[i], power));
  }
  if (mean == Mean::arithmetic) return sum / known_weight;
  if (zero && (mean == Mean::geometric || power < 0)) return 0;
  return mean == Mean::geometric ? std::exp(sum / known_weight)
                                 : std::pow(sum / known_weight, 1 / power);
}

Column joined_rows(const Children& children, Values weights, const JoinRule& rule,
                   std::size_t rows) {
  Column result(rows), row(weights.size(), kMissing);
  for (std::size_t i = 0; i < rows; ++i) {
    for (std::size_t k = 0; k < children.columns.size(); ++k) row[k] = (*children.columns[k])[i];
    result[i] = join(row, weights, rule);
  }
  return result;
}

/// Arithmetic means column by column: what `join` gives row by row, to the last bit.
Column column_means(const Children& children, Values weights, const JoinRule& rule,
                    std::size_t rows) {
  Column sum(rows, 0), known_weight(rows, 0);
  double whole = 0;
  for (const double weight : weights) whole += weight;
  for (std::size_t k = 0; k < children.columns.size(); ++k) {
    const Values part = *children.columns[k];
    const double weight = weights[k];
    if (weight == 0) continue;
    for (std::size_t i = 0; i < rows; ++i) {
      const bool gap = is_missing(part[i]);
      sum[i] += gap ? 0 : weight * part[i];
      known_weight[i] += gap && rule.missing != Missing::zero ? 0 : weight;
    }
  }
  for (std::size_t i = 0; i < rows; ++i) {
    sum[i] = enough(known_weight[i], whole, rule) ? sum[i] / known_weight[i] : kMissing;
  }
  return sum;
}

Column joined(const Method& method, const Part& part, const Children& children, std::size_t rows) {
  const JoinRule rule{part.mean, part.power, method.missing, method.least_weight};
  // What has no column at all is missing everywhere.
  Column weights = children.weights;
  double absent = children.whole;
  for (const double weight : weights) absent -= weight;
  if (absent > 1e-12 * children.whole) {
    // Counting a gap as 0 was the rule for single territories, never for an indicator without data.
    if (method.missing == Missing::zero) return Column(rows, kMissing);
    weights.push_back(absent);
  }
  Column result = part.mean == Mean::arithmetic ? column_means(children, weights, rule, rows)
                                                : joined_rows(children, weights, rule, rows);
  for (double& value : result) {
    value *= part.factor;
    if (method.truncated) value = std::trunc(value);
  }
  return part.rescale ? normalise(result, *part.rescale, true) : result;
}

}  // namespace

std::string column_name(const std::string& id, std::string_view suffix) {
  return suffix.empty() ? id : id + "_" + std::string(suffix);
}

double join(Values parts, Values weights, const JoinRule& rule) {
  double known_weight = 0, whole = 0;
  Column filled;
  if (rule.missing == Missing::zero) {
    filled.assign(parts.begin(), parts.end());
    std::replace_if(filled.begin(), filled.end(), is_missing, 0.0);
    parts = filled;
  }
  for (std::size_t i = 0; i < parts.size(); ++i) {
    whole += weights[i];
    if (!is_missing(parts[i])) known_weight += weights[i];
  }
  if (!enough(known_weight, whole, rule)) return kMissing;
  return mean_of(rule.mean, rule.power, parts, weights, known_weight);
}

const Column* Frame::find(std::string_view name) const {
  const auto found = std::find(names.begin(), names.end(), name);
  return found == names.end() ? nullptr : &columns[static_cast<std::size_t>(found - names.begin())];
}

void Frame::add(std::string name, Column column) {
  rows = column.size();
  names.push_back(std::move(name));
  columns.push_back(std::move(column));
}

Frame combine(const Method& method, const Frame& given, std::string_view suffix) {
  std::vector<Children> children(method.parts.size());
  std::vector<Column> computed(method.parts.size());
  std::vector<bool> reached(method.parts.size(), false);
  // A column of an indicator is read as it is, but for a 0 that its producer wrote for "unknown".
  std::vector<Column> cleaned(method.indicators.size());
  for (std::size_t i = 0; i < method.indicators.size(); ++i) {
    const Indicator& indicator = method.indicators[i];
    Children& family = children[indicator.part];
    family.whole += indicator.weight;
    const Column* column = given.find(column_name(indicator.id, suffix));
    if (column == nullptr) continue;
    if (indicator.zero_is_missing) {
      cleaned[i] = *column;
      std::replace(cleaned[i].begin(), cleaned[i].end(), 0.0, kMissing);
      column = &cleaned[i];
    }
    family.columns.push_back(column);
    family.weights.push_back(indicator.weight);
  }
  Frame result;
  result.rows = given.rows;
  // A parent stands before its children, so the way back meets every child first.
  for (std::size_t k = method.parts.size(); k-- > 0;) {
    const Part& part = method.parts[k];
    const Column* column = given.find(column_name(part.id, suffix));
    if (!children[k].columns.empty()) {
      computed[k] = joined(method, part, children[k], given.rows);
      reached[k] = true;
      column = &computed[k];
    }
    if (k > 0) {
      Children& family = children[part.parent];
      family.whole += part.weight;
      if (column != nullptr) {
        family.columns.insert(family.columns.begin(), column);
        family.weights.insert(family.weights.begin(), part.weight);
      }
    }
  }
  const auto give = [&](std::size_t k) {
    if (reached[k]) result.add(column_name(method.parts[k].id, suffix), std::move(computed[k]));
  };
  for (std::size_t k = 1; k < method.parts.size(); ++k) give(k);
  give(0);
  return result;
}

}  // namespace maillage::fragility
