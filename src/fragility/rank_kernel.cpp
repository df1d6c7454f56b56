#include "fragility/rank_kernel.hpp"

#include "base/error.hpp"
#include "fragility/rank_lanes.hpp"

#include <algorithm>
#include <atomic>
#include <optional>
#include <thread>

#include <fmt/format.h>

namespace maillage::fragility {

namespace {

constexpr std::size_t kTile = 16;  ///< replicates scored together
constexpr std::size_t kBins = 1u << 13;
constexpr std::size_t kFineBins = 1u << 15;  ///< of the exact ranking: about a unit each
constexpr std::uint32_t kCrowd = 64;         ///< in one fine bin: too many to look at one by one
constexpr std::size_t kBatch = 64;           ///< replicates whose classes are counted together

/// Ranks the scores of one replicate; its arrays are used again and again.
class Ranker {
 public:
  Ranker(std::size_t units, std::size_t classes)
      : units_(units),
        classes_(classes),
        bins_(units + kLanes),
        keys_(units + kLanes),
        sorted_(units + kKeyPadding, std::numeric_limits<std::int32_t>::max()),
        ranks_(units) {}

  /// Twice the mid-rank of each unit and, above kClassShift, its class. Valid until the next call.
  std::span<const std::uint32_t> rank(const float* scores, Ranking ranking) {
    if (ranking == Ranking::counted) {
      rank_by_bins(scores);
    } else {
      rank_exactly(scores);
    }
    return ranks_;
  }

 private:
  /// Units before each bin, and behind the last one all of them. A zero stands before the first.
  void count_bins(const float* scores, std::size_t count) {
    bin_scores(scores, units_, count, bins_.data());
    slots_.assign(1 + count + kLanes, 0);
    std::uint32_t* const counts = slots_.data() + 1;
    for (std::size_t u = 0; u < units_; ++u) ++counts[bins_[u]];
    sums_before(counts, count + kLanes);
  }

  /// All units of a bin share its mean rank; twice that is a whole number.
  void rank_by_bins(const float* scores) {
    count_bins(scores, kBins);
    std::uint32_t* const starts = slots_.data() + 1;
    for (std::size_t bin = 0; bin < kBins; ++bin) starts[bin] += starts[bin + 1] + 1;
    pack_classes(starts, kBins, classes_, units_, starts);
    for (std::size_t u = 0; u < units_; ++u) ranks_[u] = starts[bins_[u]];
  }

  /// Into bins, then each unit among the few of its own.
  void rank_exactly(const float* scores) {
    count_bins(scores, kFineBins);
    std::uint32_t* const starts = slots_.data() + 1;
    std::uint32_t most = 0;
    for (std::size_t bin = 0; bin < kFineBins; ++bin) {
      most = std::max(most, starts[bin + 1] - starts[bin]);
    }
    ordered_keys(scores, units_, keys_.data());
    for (std::size_t u = 0; u < units_; ++u) sorted_[starts[bins_[u]]++] = keys_[u];
    // Each start has moved to the end of its bin.
    if (most > kCrowd) {
      rank_crowded(starts);
    } else {
      ranks_within_bins({bins_.data(), keys_.data(), sorted_.data(), starts}, units_,
                        ranks_.data());
    }
    pack_classes(ranks_.data(), units_, classes_, units_, ranks_.data());
  }

  /// An outlier squeezes all others into few bins: those are sorted.
  void rank_crowded(const std::uint32_t* ends) {
    for (std::size_t bin = 0; bin < kFineBins; ++bin) {
      std::sort(sorted_.data() + *(ends + bin - 1), sorted_.data() + ends[bin]);
    }
    for (std::size_t u = 0; u < units_; ++u) {
      const std::uint32_t* const end = ends + bins_[u];
      const auto [first, last] =
          std::equal_range(sorted_.data() + end[-1], sorted_.data() + end[0], keys_[u]);
      ranks_[u] =
          static_cast<std::uint32_t>((first - sorted_.data()) + (last - sorted_.data()) + 1);
    }
  }

  std::size_t units_, classes_;
  std::vector<std::int32_t> bins_, keys_, sorted_;
  std::vector<std::uint32_t> slots_, ranks_;
};

/// What one thread works on, used again from replicate to replicate.
struct Desk {
  Desk(const Worlds& worlds, std::size_t classes)
      : ranker(worlds.units(), classes),
        scores(kTile * worlds.stride()),
        weights(kTile * worlds.columns()) {}

  Ranker ranker;
  std::vector<float> scores, weights;
};

/// Scores and ranks replicates `first` to `last`: `visit(number, packed ranks)` for each.
template <class Visit>
void each_ranking(const Worlds& worlds, const Plan& plan, std::size_t first, std::size_t last,
                  Ranking ranking, Desk& desk, Visit visit) {
  std::size_t at = first;
  std::optional<Replicate> ahead;
  while (at < last) {
    // As many as share a world, a tile at most.
    const std::size_t begin = at;
    std::size_t world = 0;
    while (at < last && at - begin < kTile) {
      Replicate replicate = ahead ? std::move(*ahead) : plan(at);
      ahead.reset();
      if (at == begin) world = replicate.world;
      if (replicate.world != world) {
        ahead = std::move(replicate);
        break;
      }
      std::copy_n(
          replicate.weights.begin(), worlds.columns(),
          desk.weights.begin() + static_cast<std::ptrdiff_t>((at - begin) * worlds.columns()));
      ++at;
    }
    score_tile(worlds.data(world), worlds.stride(), worlds.columns(), desk.weights.data(),
               at - begin, desk.scores.data());
    for (std::size_t r = 0; r < at - begin; ++r) {
      visit(begin + r, desk.ranker.rank(desk.scores.data() + r * worlds.stride(), ranking));
    }
  }
}

/// Shares whole batches of replicates among threads.
template <class Work>
void in_batches(const Worlds& worlds, std::size_t classes, std::size_t replicates, unsigned threads,
                Work work) {
  const std::size_t batches = (replicates + kBatch - 1) / kBatch;
  std::atomic<std::size_t> next = 0;
  const auto run = [&](unsigned thread) {
    Desk desk(worlds, classes);
    for (std::size_t b = next++; b < batches; b = next++) {
      work(thread, desk, b * kBatch, std::min((b + 1) * kBatch, replicates));
    }
  };
  std::vector<std::thread> others;
  for (unsigned t = 1; t < threads; ++t) others.emplace_back(run, t);
  run(0);
  for (std::thread& other : others) other.join();
}

}  // namespace

Worlds::Worlds(std::size_t units, std::size_t columns)
    : units_(units), columns_(columns), stride_((units + kLanes - 1) / kLanes * kLanes) {
  if (units > kMostUnits || columns > kMostColumns) {
    throw base::Error(
        base::ErrorCode::too_large,
        fmt::format("Les rangs se calculent pour {} territoires et {} indicateurs au plus.",
                    kMostUnits, kMostColumns));
  }
}

std::size_t Worlds::add() {
  data_.emplace_back(stride_ * columns_, 0.0F);
  return data_.size() - 1;
}

std::span<float> Worlds::column(std::size_t world, std::size_t column) {
  return {data_[world].data() + column * stride_, units_};
}

RankCounts count_ranks(const Worlds& worlds, const Plan& plan, std::size_t replicates,
                       std::size_t classes, Ranking ranking, unsigned threads) {
  if (classes == 0 || classes > kMostClasses) {
    throw base::Error(base::ErrorCode::usage,
                      fmt::format("Les rangs se rangent dans 1 à {} classes.", kMostClasses));
  }
  threads = std::max(threads, 1u);
  const std::size_t units = worlds.units(), stride = worlds.stride();
  std::vector<std::vector<std::uint64_t>> sums(threads, std::vector<std::uint64_t>(units, 0));
  std::vector<std::vector<std::uint32_t>> counts(threads,
                                                 std::vector<std::uint32_t>(classes * stride, 0));
  std::vector<std::vector<std::uint8_t>> rows(threads);
  in_batches(worlds, classes, replicates, threads,
             [&](unsigned thread, Desk& desk, std::size_t first, std::size_t last) {
               std::vector<std::uint8_t>& row = rows[thread];
               row.resize(kBatch * stride);
               // 64 doubled ranks under 2^21 fit in 32 bits.
               std::vector<std::uint32_t> sum(units, 0);
               each_ranking(worlds, plan, first, last, ranking, desk,
                            [&](std::size_t replicate, std::span<const std::uint32_t> packed) {
                              add_packed(packed.data(), units, sum.data(),
                                         row.data() + (replicate - first) * stride);
                            });
               for (std::size_t u = 0; u < units; ++u) sums[thread][u] += sum[u];
               count_classes(row.data(), stride, last - first, classes, counts[thread].data());
             });
  RankCounts result;
  result.units = units;
  result.classes = classes;
  result.replicates = replicates;
  result.twice_rank_sums.assign(units, 0);
  result.counts.assign(classes * units, 0);
  for (unsigned t = 0; t < threads; ++t) {
    for (std::size_t u = 0; u < units; ++u) result.twice_rank_sums[u] += sums[t][u];
    for (std::size_t c = 0; c < classes; ++c) {
      for (std::size_t u = 0; u < units; ++u) {
        result.counts[c * units + u] += counts[t][c * stride + u];
      }
    }
  }
  return result;
}

std::vector<std::uint32_t> twice_ranks(const Worlds& worlds, const Replicate& replicate,
                                       Ranking ranking) {
  std::vector<std::uint32_t> result(worlds.units());
  Desk desk(worlds, 1);
  each_ranking(
      worlds, [&](std::size_t) { return replicate; }, 0, 1, ranking, desk,
      [&](std::size_t, std::span<const std::uint32_t> packed) {
        // One class: nothing stands above the rank.
        std::copy(packed.begin(), packed.end(), result.begin());
      });
  return result;
}

std::vector<double> mean_rank_shifts(const Worlds& worlds, const Plan& plan, std::size_t replicates,
                                     std::span<const std::uint32_t> base, unsigned threads) {
  std::vector<std::uint64_t> sums(replicates, 0);
  in_batches(worlds, 1, replicates, std::max(threads, 1u),
             [&](unsigned, Desk& desk, std::size_t first, std::size_t last) {
               each_ranking(worlds, plan, first, last, Ranking::counted, desk,
                            [&](std::size_t replicate, std::span<const std::uint32_t> packed) {
                              std::uint64_t sum = 0;
                              for (std::size_t u = 0; u < packed.size(); ++u) {
                                sum +=
                                    packed[u] > base[u] ? packed[u] - base[u] : base[u] - packed[u];
                              }
                              sums[replicate] = sum;
                            });
             });
  const double twice_units = 2 * static_cast<double>(std::max<std::size_t>(worlds.units(), 1));
  std::vector<double> shifts;
  for (const std::uint64_t sum : sums) shifts.push_back(static_cast<double>(sum) / twice_units);
  return shifts;
}

}  // namespace maillage::fragility
