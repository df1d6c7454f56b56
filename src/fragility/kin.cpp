#include "fragility/kin.hpp"

#include "fragility/audit.hpp"
#include "fragility/statistics.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace maillage::fragility {

namespace {

/// The rows with the least `distance`, `self` and the missing left out.
template <class Distance>
std::vector<std::uint32_t> least(std::size_t rows, std::uint32_t self, std::size_t count,
                                 Distance distance) {
  std::vector<std::pair<double, std::uint32_t>> all;
  for (std::uint32_t row = 0; row < rows; ++row) {
    if (row == self) continue;
    const double found = distance(row);
    if (!is_missing(found)) all.emplace_back(found, row);
  }
  const std::size_t kept = std::min(count, all.size());
  std::partial_sort(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(kept), all.end());
  std::vector<std::uint32_t> found;
  for (std::size_t i = 0; i < kept; ++i) found.push_back(all[i].second);
  return found;
}

}  // namespace

std::vector<std::uint32_t> nearest_rows(const LevelTable& table, std::uint32_t row,
                                        std::size_t count) {
  const double narrowing = std::cos(table.latitude[row] * std::numbers::pi / 180);
  return least(table.codes.size(), row, count, [&](std::uint32_t other) {
    return std::hypot(table.latitude[other] - table.latitude[row],
                      (table.longitude[other] - table.longitude[row]) * narrowing);
  });
}

std::vector<std::uint32_t> alike_rows(const Method& method, const Calculation& calculation,
                                      std::uint32_t row, std::size_t count) {
  const std::vector<double> weights = nominal_weights(method);
  std::vector<std::pair<const Column*, double>> scales;  // what one point of score is worth
  for (std::size_t k = 0; k < method.indicators.size(); ++k) {
    const Column* scores = calculation.scores.find(method.indicators[k].id);
    if (scores == nullptr || is_missing((*scores)[row])) continue;
    const double deviation = moments(*scores).deviation;
    if (deviation > 0) scales.emplace_back(scores, std::sqrt(weights[k]) / deviation);
  }
  if (scales.empty()) return {};
  return least(calculation.rows(), row, count, [&](std::uint32_t other) {
    double sum = 0;
    for (const auto& [scores, scale] : scales) {
      const double gap = scale * ((*scores)[other] - (*scores)[row]);
      sum += gap * gap;
    }
    return sum;
  });
}

}  // namespace maillage::fragility
