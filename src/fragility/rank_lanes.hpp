#pragma once
/// The inner loops of the ranks (rank_kernel.hpp): scores of many weighings at once, their bins,
/// and the rank of each unit within its bin. Compiled for several generations of processors, the
/// fitting one is picked when the program starts. Scores may differ in their last bit from a
/// processor that fuses multiplication and addition (x86 since 2013) to one that doesn't; on one
/// machine the answer is always the same.
#include <cstddef>
#include <cstdint>

namespace maillage::fragility {

/// Columns are padded to whole lanes: `stride` below is a multiple of this many floats.
constexpr std::size_t kLanes = 32;
/// What `ranks_within_bins` may read behind the last key: the greatest of numbers there.
constexpr std::size_t kKeyPadding = 8;

/// scores[r * stride + u] = sum over columns k of data[k * stride + u] * weights[r * columns + k].
void score_tile(const float* data, std::size_t stride, std::size_t columns, const float* weights,
                std::size_t count, float* scores);

/// The bin 0..`count`-1 of each score between the lowest and the highest. `bins` is padded as
/// columns are.
void bin_scores(const float* scores, std::size_t units, std::size_t count, std::int32_t* bins);

/// Whole numbers that order as the scores do; -0 as 0. Padded as columns are.
void ordered_keys(const float* scores, std::size_t units, std::int32_t* keys);

/// Each count replaced by the sum of those before it. `count` is a multiple of kLanes.
void sums_before(std::uint32_t* counts, std::size_t count);

/// Keys in the order of their bins, which is that of the keys, and where each bin ends among them.
struct BinnedKeys {
  const std::int32_t* bins;    ///< of each unit
  const std::int32_t* keys;    ///< of each unit
  const std::int32_t* sorted;  ///< by bin, in any order within one; then kKeyPadding of INT32_MAX
  const std::uint32_t* ends;   ///< of each bin; ends[-1] is 0
};
/// twice[u]: twice the mid-rank of unit u, 2 * (keys below its own) + (keys equal to it) + 1. Time
/// goes with the units of a bin, for each of them.
void ranks_within_bins(const BinnedKeys& binned, std::size_t units, std::uint32_t* twice);

/// A doubled rank and its class in one number, so that one look-up gives both.
constexpr unsigned kClassShift = 24;
constexpr std::uint32_t kRankMask = (1u << kClassShift) - 1;

/// From doubled ranks 1..2 * units to packed ones; the class is the one of `classes` equal parts of
/// 0..units that the rank less a half lies in. In place or not.
void pack_classes(const std::uint32_t* twice, std::size_t count, std::size_t classes,
                  std::size_t units, std::uint32_t* packed);

/// sums[u] += the rank of packed[u], row[u] = its class.
void add_packed(const std::uint32_t* packed, std::size_t units, std::uint32_t* sums,
                std::uint8_t* row);

/// Adds to `counts` (classes x stride) how often each class stands in `batch` rows of `stride`
/// bytes; `batch` at most 255.
void count_classes(const std::uint8_t* rows, std::size_t stride, std::size_t batch,
                   std::size_t classes, std::uint32_t* counts);

}  // namespace maillage::fragility
