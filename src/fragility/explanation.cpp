#include "fragility/explanation.hpp"

#include <algorithm>

namespace maillage::fragility {

namespace {

bool is_sum(const Method& method) {
  return !method.truncated && method.references.empty() &&
         std::all_of(method.parts.begin(), method.parts.end(), [](const Part& part) {
           return part.mean == Mean::arithmetic && !part.rescale;
         });
}

/// The scores of one territory, by indicator.
std::vector<double> scores_at(const Method& method, const Calculation& calculation,
                              std::size_t row) {
  std::vector<double> scores;
  for (const Indicator& indicator : method.indicators) {
    const Column* column = calculation.scores.find(indicator.id);
    scores.push_back(column == nullptr ? kMissing : (*column)[row]);
  }
  return scores;
}

/// What each indicator weighs in the index of a territory: a part or an indicator that is missing
/// leaves its weight to its sisters, unless gaps count as 0.
std::vector<double> weights_at(const Method& method, const Calculation& calculation,
                               const std::vector<double>& scores, std::size_t row) {
  const bool gaps_count = method.missing == Missing::zero;
  const auto known_part = [&](std::size_t k) {
    const Column* column = calculation.parts.find(method.parts[k].id);
    return gaps_count || (column != nullptr && !is_missing((*column)[row]));
  };
  std::vector<double> below(method.parts.size(), 0), share(method.parts.size(), 0);
  for (std::size_t k = 0; k < scores.size(); ++k) {
    if (gaps_count || !is_missing(scores[k])) {
      below[method.indicators[k].part] += method.indicators[k].weight;
    }
  }
  for (std::size_t k = 1; k < method.parts.size(); ++k) {
    if (known_part(k)) below[method.parts[k].parent] += method.parts[k].weight;
  }
  share[0] = method.parts[0].factor;
  for (std::size_t k = 1; k < method.parts.size(); ++k) {
    const Part& part = method.parts[k];
    if (known_part(k))
      share[k] = share[part.parent] * part.weight / below[part.parent] * part.factor;
  }
  std::vector<double> weights;
  for (std::size_t k = 0; k < scores.size(); ++k) {
    const std::size_t part = method.indicators[k].part;
    const bool counts = below[part] > 0 && (gaps_count || !is_missing(scores[k]));
    weights.push_back(counts ? share[part] * method.indicators[k].weight / below[part] : 0);
  }
  return weights;
}

}  // namespace

std::vector<double> contributions(const Method& method, const Calculation& calculation,
                                  std::size_t row) {
  if (!is_sum(method) || is_missing(calculation.index()[row])) return {};
  const std::vector<double> scores = scores_at(method, calculation, row);
  std::vector<double> points = weights_at(method, calculation, scores, row);
  for (std::size_t k = 0; k < points.size(); ++k) {
    points[k] = is_missing(scores[k]) ? 0 : points[k] * scores[k];
  }
  return points;
}

std::optional<Change> change_of(const Method& method, const Calculation& earlier,
                                const Calculation& later, std::size_t row) {
  if (!is_sum(method) || is_missing(later.index()[row])) return std::nullopt;
  const std::vector<double> after = scores_at(method, later, row);
  const std::vector<double> before = scores_at(method, earlier, row);
  const std::vector<double> weights = weights_at(method, later, after, row);
  Change change;
  change.after = change.before = later.index()[row];
  for (std::size_t k = 0; k < after.size(); ++k) {
    const bool held = is_missing(before[k]) || is_missing(after[k]) ||
                      earlier.ingredients[k].year == later.ingredients[k].year;
    const double points = held ? 0 : weights[k] * (after[k] - before[k]);
    change.held.push_back(held);
    change.by_indicator.push_back(points);
    change.before -= points;
  }
  if (std::find(change.held.begin(), change.held.end(), false) == change.held.end()) {
    return std::nullopt;
  }
  return change;
}

}  // namespace maillage::fragility
