#include "fragility/least_squares.hpp"

#include "fragility/statistics.hpp"

#include <algorithm>

namespace maillage::fragility {

namespace {

/// Solves the symmetric system in place by elimination; directions without variance give 0.
Column solve(std::vector<Column> matrix, Column right) {
  const std::size_t n = right.size();
  std::vector<bool> used(n, false);
  constexpr double kFlat = 1e-10;  // of standardised predictors
  for (std::size_t k = 0; k < n; ++k) {
    if (matrix[k][k] <= kFlat) continue;
    used[k] = true;
    for (std::size_t i = 0; i < n; ++i) {
      if (i == k) continue;
      const double ratio = matrix[i][k] / matrix[k][k];
      for (std::size_t j = 0; j < n; ++j) matrix[i][j] -= ratio * matrix[k][j];
      right[i] -= ratio * right[k];
    }
  }
  Column solution(n, 0);
  for (std::size_t k = 0; k < n; ++k) {
    if (used[k]) solution[k] = right[k] / matrix[k][k];
  }
  return solution;
}

}  // namespace

Fit fit_least_squares(Values target, const std::vector<Column>& predictors, std::size_t left_out) {
  const std::size_t k = predictors.size();
  std::vector<std::size_t> rows;
  for (std::size_t i = 0; i < target.size(); ++i) {
    const bool known_row =
        i != left_out && !is_missing(target[i]) &&
        std::all_of(predictors.begin(), predictors.end(),
                    [&](const Column& column) { return !is_missing(column[i]); });
    if (known_row) rows.push_back(i);
  }
  Fit fit;
  fit.rows = rows.size();
  if (rows.size() < 2 * (k + 1)) return fit;
  // Standardised predictors, so that one threshold tells which directions are flat.
  const auto n = static_cast<double>(rows.size());
  Column mean(k, 0), scale(k, 0);
  double target_mean = 0;
  for (const std::size_t i : rows) {
    target_mean += target[i] / n;
    for (std::size_t j = 0; j < k; ++j) mean[j] += predictors[j][i] / n;
  }
  double total = 0;
  for (const std::size_t i : rows) {
    total += (target[i] - target_mean) * (target[i] - target_mean);
    for (std::size_t j = 0; j < k; ++j) {
      scale[j] += (predictors[j][i] - mean[j]) * (predictors[j][i] - mean[j]) / n;
    }
  }
  for (double& s : scale) s = s > 0 ? std::sqrt(s) : 1;
  std::vector<Column> products(k, Column(k, 0));
  Column right(k, 0), row(k);
  for (const std::size_t i : rows) {
    for (std::size_t j = 0; j < k; ++j) row[j] = (predictors[j][i] - mean[j]) / scale[j];
    for (std::size_t a = 0; a < k; ++a) {
      right[a] += row[a] * (target[i] - target_mean) / n;
      for (std::size_t b = 0; b < k; ++b) products[a][b] += row[a] * row[b] / n;
    }
  }
  const Column slopes = solve(std::move(products), std::move(right));
  fit.coefficients.assign(k + 1, target_mean);
  for (std::size_t j = 0; j < k; ++j) {
    fit.coefficients[j + 1] = slopes[j] / scale[j];
    fit.coefficients[0] -= fit.coefficients[j + 1] * mean[j];
  }
  double residual = 0;
  for (const std::size_t i : rows) {
    const double gap = target[i] - predict(fit, predictors, i);
    residual += gap * gap;
  }
  fit.deviation = std::sqrt(residual / (n - static_cast<double>(k) - 1));
  if (total > 0) fit.r_squared = 1 - residual / total;
  return fit;
}

double predict(const Fit& fit, const std::vector<Column>& predictors, std::size_t row) {
  if (fit.coefficients.empty()) return kMissing;
  double value = fit.coefficients[0];
  for (std::size_t j = 0; j < predictors.size(); ++j) {
    value += fit.coefficients[j + 1] * predictors[j][row];
  }
  return value;
}

Column leave_one_out(Values target, const std::vector<Column>& predictors) {
  Column predicted(target.size(), kMissing);
  for (std::size_t i = 0; i < target.size(); ++i) {
    if (is_missing(target[i])) continue;
    predicted[i] = predict(fit_least_squares(target, predictors, i), predictors, i);
  }
  return predicted;
}

}  // namespace maillage::fragility
