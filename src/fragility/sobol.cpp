#include "fragility/sobol.hpp"

#include "fragility/random.hpp"
#include "fragility/statistics.hpp"

#include <algorithm>

namespace maillage::fragility {

namespace {

constexpr std::uint32_t kStreamA = 101, kStreamB = 102, kStreamBootstrap = 103;

struct Pair {
  double first, total;
};

/// The two estimators over the rows given.
Pair estimate(const SobolDesign& design, std::span<const double> answers, std::size_t factor,
              const std::vector<std::size_t>& rows) {
  const double* a = answers.data();
  const double* b = a + design.rows;
  const double* mixed = a + (factor + 2) * design.rows;
  const auto n = static_cast<double>(rows.size());
  double mean = 0, first = 0, total = 0, variance = 0;
  for (const std::size_t r : rows) mean += (a[r] + b[r]) / (2 * n);
  for (const std::size_t r : rows) {
    variance += ((a[r] - mean) * (a[r] - mean) + (b[r] - mean) * (b[r] - mean)) / (2 * n);
    // Centred: the same mean, far less noise.
    first += (b[r] - mean) * (mixed[r] - a[r]) / n;
    total += (a[r] - mixed[r]) * (a[r] - mixed[r]) / (2 * n);
  }
  if (!(variance > 0)) return {0, 0};
  return {first / variance, total / variance};
}

}  // namespace

std::vector<double> SobolDesign::point(std::size_t number) const {
  const std::size_t block = number / rows, row = number % rows;
  std::vector<double> a(factors), b(factors);
  Draws draws_a(seed, kStreamA, row), draws_b(seed, kStreamB, row);
  for (double& x : a) x = draws_a.uniform();
  for (double& x : b) x = draws_b.uniform();
  if (block == 1) return b;
  if (block >= 2) a[block - 2] = b[block - 2];
  return a;
}

std::vector<SobolIndex> sobol_indices(const SobolDesign& design, std::span<const double> answers) {
  constexpr std::size_t kResamples = 200;
  std::vector<std::size_t> rows(design.rows);
  for (std::size_t r = 0; r < rows.size(); ++r) rows[r] = r;
  std::vector<SobolIndex> indices(design.factors);
  std::vector<Column> firsts(design.factors), totals(design.factors);
  for (std::size_t i = 0; i < design.factors; ++i) {
    const Pair all = estimate(design, answers, i, rows);
    indices[i].first = all.first;
    indices[i].total = all.total;
  }
  for (std::size_t sample = 0; sample < kResamples && design.rows > 1; ++sample) {
    Draws draws(design.seed, kStreamBootstrap, sample);
    for (std::size_t& row : rows) {
      row = static_cast<std::size_t>(draws.uniform() * static_cast<double>(design.rows));
    }
    for (std::size_t i = 0; i < design.factors; ++i) {
      const Pair one = estimate(design, answers, i, rows);
      firsts[i].push_back(one.first);
      totals[i].push_back(one.total);
    }
  }
  for (std::size_t i = 0; i < design.factors; ++i) {
    const Column first = sorted_known(firsts[i]), total = sorted_known(totals[i]);
    indices[i].first_low = quantile(first, 0.05);
    indices[i].first_high = quantile(first, 0.95);
    indices[i].first_error = moments(first).deviation;
    indices[i].total_low = quantile(total, 0.05);
    indices[i].total_high = quantile(total, 0.95);
    indices[i].total_error = moments(total).deviation;
  }
  return indices;
}

}  // namespace maillage::fragility
