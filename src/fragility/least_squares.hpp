#pragma once
/// Ordinary least squares for a handful of predictors: enough to estimate a withheld figure from
/// others, and to ask what weights an outside truth would choose.
#include "fragility/values.hpp"

#include <cstddef>
#include <vector>

namespace maillage::fragility {

struct Fit {
  Column coefficients;  ///< constant first, then one a predictor; empty when there was no fit
  std::size_t rows = 0;
  double deviation = kMissing;  ///< of the residuals
  double r_squared = kMissing;
};

/// Over the rows where the target and all predictors are known, but for `left_out`. A predictor
/// that the others explain gets 0. No fit under two rows a coefficient.
Fit fit_least_squares(Values target, const std::vector<Column>& predictors,
                      std::size_t left_out = static_cast<std::size_t>(-1));
/// Missing when a predictor is.
double predict(const Fit& fit, const std::vector<Column>& predictors, std::size_t row);

/// Each row predicted by the fit on all others: what the predictors would say of a territory that
/// nobody has measured.
Column leave_one_out(Values target, const std::vector<Column>& predictors);

}  // namespace maillage::fragility
