#pragma once
/// Ranks of many weighings of the same territories: the inner loop of everything that asks how sure
/// a rank is. Scores are made sixteen replicates at a time from columns of floats, ranked while
/// they lie in the cache, and only counted: no matrix of replicates is ever written. Sums are whole
/// numbers, so that the answer is the same for any number of threads.
#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

namespace maillage::fragility {

/// What doubled ranks beside their classes have room for.
constexpr std::size_t kMostColumns = 64, kMostUnits = std::size_t{1} << 20, kMostClasses = 250;

/// Columns of floats in several versions ("worlds": another scale, another draw of uncertain
/// figures).
class Worlds {
 public:
  /// At most kMostColumns columns and kMostUnits units; throws base::Error (too_large) beyond.
  Worlds(std::size_t units, std::size_t columns);
  std::size_t units() const { return units_; }
  std::size_t columns() const { return columns_; }
  std::size_t size() const { return data_.size(); }
  /// Adds a world, filled with zeros; gives its number.
  std::size_t add();
  std::span<float> column(std::size_t world, std::size_t column);
  const float* data(std::size_t world) const { return data_[world].data(); }
  std::size_t stride() const { return stride_; }  ///< floats from one column to the next

 private:
  std::size_t units_, columns_, stride_;
  std::vector<std::vector<float>> data_;
};

struct Replicate {
  std::size_t world = 0;
  std::vector<float> weights;  ///< by column
};
/// Replicates may be asked for in any order, by several threads: a pure function of the number.
using Plan = std::function<Replicate(std::size_t)>;

enum class Ranking {
  counted,  ///< mid-ranks of scores told apart to 1/8192 of their range
  exact,    ///< mid-ranks of the scores as they are
};

/// What is kept of each unit. Ranks ascend: the highest score has rank `units`.
struct RankCounts {
  std::size_t units = 0, classes = 0, replicates = 0;
  std::vector<std::uint64_t> twice_rank_sums;  ///< by unit
  /// classes x units: in how many replicates the unit's mid-rank fell in each of `classes` equal
  /// parts of 0..units.
  std::vector<std::uint32_t> counts;
};

/// `classes` from 1 to kMostClasses; throws base::Error (usage) otherwise.
RankCounts count_ranks(const Worlds& worlds, const Plan& plan, std::size_t replicates,
                       std::size_t classes, Ranking ranking, unsigned threads);

/// Twice the mid-rank of each unit in one replicate.
std::vector<std::uint32_t> twice_ranks(const Worlds& worlds, const Replicate& replicate,
                                       Ranking ranking);

/// For each replicate, the mean over units of |rank - base rank|; `base` as `twice_ranks` gives it.
std::vector<double> mean_rank_shifts(const Worlds& worlds, const Plan& plan, std::size_t replicates,
                                     std::span<const std::uint32_t> base, unsigned threads);

}  // namespace maillage::fragility
