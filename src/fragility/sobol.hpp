#pragma once
/// Which choice moves the answer: variance-based sensitivity of a function of independent uniform
/// factors. First order by Saltelli et al. (2010), total order by Jansen (1999), the pair that
/// COINr and SALib use: N(d + 2) evaluations. Intervals by bootstrap over the rows.
#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

namespace maillage::fragility {

struct SobolIndex {
  double first = 0, first_low = 0, first_high = 0, first_error = 0;  ///< 5-95 %, standard error
  double total = 0, total_low = 0, total_high = 0, total_error = 0;
};

struct SobolDesign {
  std::size_t factors = 0, rows = 0;
  std::uint64_t seed = 1;

  std::size_t evaluations() const { return rows * (factors + 2); }
  /// The point of evaluation `number`: all of A, all of B, then A with column i of B, factor by
  /// factor.
  std::vector<double> point(std::size_t number) const;
};

/// `answers` by evaluation. Without variance all indices are 0.
std::vector<SobolIndex> sobol_indices(const SobolDesign& design, std::span<const double> answers);

}  // namespace maillage::fragility
