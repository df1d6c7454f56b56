#pragma once
/// How sure a rank is. An index is one choice among many: other weights, another scale, another
/// mean, the figures of another year, counts that are samples, gaps that were estimated. Here all
/// of them vary together, and each territory keeps its ranks.
///
/// Limits: territories are compared at the level asked for, on figures of that level; one for which
/// an indicator is unknown and not imputed takes no part. Counts that producers don't publish are
/// taken to be the population. Intervals of ranks are told to about half a percent of the
/// territories.
#include "fragility/calculation.hpp"
#include "fragility/rank_kernel.hpp"
#include "fragility/sobol.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace maillage::fragility {

struct Doubts {
  double weights = 0.2;        ///< each weight within so much of itself
  bool free_weights = false;   ///< instead: any weights, uniform on the simplex
  std::size_t data_draws = 8;  ///< draws of sampled and imputed figures
  std::uint64_t seed = 1;
  unsigned threads = 2;
};

/// The choices of one replicate, each by its number.
struct Choices {
  std::size_t year = 0, draw = 0, scale = 0, mean = 0;
};

/// Every version of the columns that the choices can name, made once.
class Uncertain {
 public:
  /// Throws base::Error when fewer than two territories have all indicators.
  Uncertain(const Store& store, const Method& method, Level level, const Doubts& doubts);

  const std::vector<std::size_t>& rows() const { return rows_; }  ///< of the level's table
  const Worlds& worlds() const { return worlds_; }
  const Calculation& calculation() const { return calculation_; }
  /// The method itself: its weights, scale and mean, no noise. A mean that isn't arithmetic stands
  /// as the geometric one.
  Replicate as_written() const;
  Plan monte_carlo() const;
  /// The replicate of a point of the Sobol design: weights, scale, mean, data, year.
  Replicate at(const std::vector<double>& point) const;
  static const std::vector<std::string>& factors();  ///< names, in French, in that order

 private:
  std::size_t world_of(const Choices& choices) const;
  std::vector<float> weights_of(std::uint64_t item, std::uint32_t stream) const;

  Doubts doubts_;
  Calculation calculation_;
  std::vector<double> nominal_;
  std::vector<std::size_t> rows_;
  std::size_t years_ = 1, draws_ = 1, scales_ = 1, means_ = 2, own_mean_ = 0;
  Worlds worlds_;
};

/// Rank 1 is the most fragile.
struct RankUncertainty {
  Column rank, mean, median, low, high;  ///< low and high: 5 and 95 %
  Column top_decile, top_quintile;       ///< probabilities 0..1
};
RankUncertainty rank_uncertainty(const Uncertain& uncertain, std::size_t draws, unsigned threads);

struct RemovedOne {
  std::string indicator;
  double mean_shift = 0;   ///< places that a territory moves, on average, without it
  double decile_kept = 0;  ///< share of the top decile that stays there, 0..1
};
std::vector<RemovedOne> remove_one(const Uncertain& uncertain);

/// Of the mean shift of ranks from the method as written; `rows` of the design.
std::vector<SobolIndex> rank_sobol(const Uncertain& uncertain, std::size_t rows, std::uint64_t seed,
                                   unsigned threads);

}  // namespace maillage::fragility
