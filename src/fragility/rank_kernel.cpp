#include "fragility/rank_kernel.hpp"

#include <algorithm>
#include <atomic>
#include <cstring>
#include <optional>
#include <thread>

namespace maillage::fragility {

namespace {

// Compiled for AVX2 too, without fused operations: the same bits on every machine.
#if defined(__x86_64__) && defined(__gnu_linux__) && !defined(__SANITIZE_ADDRESS__) && \
    !defined(__SANITIZE_THREAD__)
#define MAILLAGE_WIDE __attribute__((target_clones("avx2", "default")))
#else
#define MAILLAGE_WIDE
#endif

typedef float Floats __attribute__((vector_size(32), aligned(4)));
typedef std::int32_t Ints __attribute__((vector_size(32), aligned(4)));
typedef std::uint8_t Bytes __attribute__((vector_size(32), aligned(1)));

constexpr std::size_t kTile = 16;    ///< replicates scored together
constexpr std::size_t kBlock = 256;  ///< units of a block: 20 columns of it stay in the L1 cache
constexpr std::size_t kBins = 1u << 13;
constexpr std::size_t kFineBins = 1u << 15;  ///< of the exact ranking: about a unit each
constexpr std::size_t kByteLanes = 32;
constexpr std::size_t kBatch = 64;  ///< replicates whose classes are counted together

/// scores[r * stride + u] for `count` <= kTile replicates of one world.
MAILLAGE_WIDE void score_tile(const float* data, std::size_t stride, std::size_t columns,
                              const float* weights, std::size_t count, float* scores) {
  for (std::size_t block = 0; block < stride; block += kBlock) {
    const std::size_t end = std::min(block + kBlock, stride);
    std::size_t r = 0;
    // Four replicates at a time share each value loaded.
    for (; r + 4 <= count; r += 4) {
      const float* w = weights + r * columns;
      for (std::size_t u = block; u < end; u += kLanes) {
        Floats a = {}, b = {}, c = {}, d = {};
        for (std::size_t k = 0; k < columns; ++k) {
          const Floats x = *reinterpret_cast<const Floats*>(data + k * stride + u);
          a += x * w[k];
          b += x * w[columns + k];
          c += x * w[2 * columns + k];
          d += x * w[3 * columns + k];
        }
        float* to = scores + r * stride + u;
        *reinterpret_cast<Floats*>(to) = a;
        *reinterpret_cast<Floats*>(to + stride) = b;
        *reinterpret_cast<Floats*>(to + 2 * stride) = c;
        *reinterpret_cast<Floats*>(to + 3 * stride) = d;
      }
    }
    for (; r < count; ++r) {
      const float* w = weights + r * columns;
      for (std::size_t u = block; u < end; u += kLanes) {
        Floats a = {};
        for (std::size_t k = 0; k < columns; ++k) {
          a += *reinterpret_cast<const Floats*>(data + k * stride + u) * w[k];
        }
        *reinterpret_cast<Floats*>(scores + r * stride + u) = a;
      }
    }
  }
}

/// Bin 0..count-1 of each score between the lowest and the highest. `bins` holds whole vectors.
MAILLAGE_WIDE void bin_scores(const float* scores, std::size_t units, std::size_t count,
                              std::int32_t* bins) {
  float low = scores[0], high = scores[0];
  const std::size_t whole = units / kLanes * kLanes;
  if (whole > 0) {
    Floats lows = *reinterpret_cast<const Floats*>(scores), highs = lows;
    for (std::size_t u = 0; u < whole; u += kLanes) {
      const Floats x = *reinterpret_cast<const Floats*>(scores + u);
      lows = x < lows ? x : lows;
      highs = x > highs ? x : highs;
    }
    for (std::size_t k = 0; k < kLanes; ++k) {
      low = std::min(low, lows[k]);
      high = std::max(high, highs[k]);
    }
  }
  for (std::size_t u = whole; u < units; ++u) {
    low = std::min(low, scores[u]);
    high = std::max(high, scores[u]);
  }
  const float scale = high > low ? static_cast<float>(count - 1) / (high - low) : 0.0F;
  const std::size_t padded = (units + kLanes - 1) / kLanes * kLanes;
  for (std::size_t u = 0; u < padded; u += kLanes) {
    const Floats x = (*reinterpret_cast<const Floats*>(scores + u) - low) * scale;
    *reinterpret_cast<Ints*>(bins + u) = __builtin_convertvector(x, Ints);
  }
}

/// Adds to `counts` (classes x stride) how often each class stands in `batch` rows of `stride`
/// bytes.
MAILLAGE_WIDE void count_classes(const std::uint8_t* rows, std::size_t stride, std::size_t batch,
                                 std::size_t classes, std::uint32_t* counts) {
  for (std::size_t u = 0; u < stride; u += kByteLanes) {
    for (std::size_t c = 0; c < classes; ++c) {
      const Bytes wanted = Bytes{} + static_cast<std::uint8_t>(c);
      Bytes found = {};
      for (std::size_t r = 0; r < batch; ++r) {
        // A comparison gives -1 where it holds.
        found -= reinterpret_cast<Bytes>(*reinterpret_cast<const Bytes*>(rows + r * stride + u) ==
                                         wanted);
      }
      std::uint32_t* to = counts + c * stride + u;
      for (std::size_t k = 0; k < kByteLanes; ++k) to[k] += found[k];
    }
  }
}

/// A rank with its class, so that one look-up gives both.
constexpr unsigned kClassShift = 24;
constexpr std::uint32_t kRankMask = (1u << kClassShift) - 1;

/// Ranks the scores of one replicate; its arrays are used again and again.
class Ranker {
 public:
  Ranker(std::size_t units, std::size_t classes)
      : units_(units),
        bins_(units + kLanes),
        packed_(2 * units + 1),
        ranks_(units),
        sorted_(units) {
    for (std::size_t twice = 1; twice <= 2 * units; ++twice) {
      const std::size_t found = std::min(classes - 1, (twice - 1) * classes / (2 * units));
      packed_[twice] = static_cast<std::uint32_t>(found << kClassShift | twice);
    }
  }

  /// Calls `take(unit, packed)` for each unit in order: twice its mid-rank and, above kClassShift,
  /// its class.
  template <class Take>
  void rank(const float* scores, Ranking ranking, Take take) {
    const std::size_t count = ranking == Ranking::counted ? kBins : kFineBins;
    bin_scores(scores, units_, count, bins_.data());
    starts_.assign(count, 0);
    for (std::size_t u = 0; u < units_; ++u) ++starts_[static_cast<std::size_t>(bins_[u])];
    if (ranking == Ranking::counted) {
      mid_ranks_of_bins();
      for (std::size_t u = 0; u < units_; ++u) take(u, starts_[static_cast<std::size_t>(bins_[u])]);
    } else {
      sort_by_bins(scores);
      for (std::size_t u = 0; u < units_; ++u) take(u, ranks_[u]);
    }
  }

 private:
  /// All units of a bin share its mean rank; twice that is a whole number.
  void mid_ranks_of_bins() {
    std::uint32_t before = 0;
    for (std::uint32_t& slot : starts_) {
      const std::uint32_t count = slot;
      if (count > 0) slot = packed_[2 * before + count + 1];
      before += count;
    }
  }

  /// Into bins, then the little disorder that is left within them.
  void sort_by_bins(const float* scores) {
    std::uint32_t before = 0;
    for (std::uint32_t& slot : starts_) {
      const std::uint32_t count = slot;
      slot = before;
      before += count;
    }
    for (std::size_t u = 0; u < units_; ++u) {
      // With its sign bit turned, a float's bits order as the float does.
      std::uint32_t bits;
      const float score = scores[u] + 0.0F;  // -0 becomes 0
      std::memcpy(&bits, &score, sizeof bits);
      bits ^= static_cast<std::uint32_t>(-static_cast<std::int32_t>(bits >> 31)) | 0x80000000U;
      sorted_[starts_[static_cast<std::size_t>(bins_[u])]++] =
          static_cast<std::uint64_t>(bits) << 32 | u;
    }
    sort_crowded_bins();
    for (std::size_t i = 1; i < units_; ++i) {
      const std::uint64_t item = sorted_[i];
      std::size_t j = i;
      for (; j > 0 && sorted_[j - 1] > item; --j) sorted_[j] = sorted_[j - 1];
      sorted_[j] = item;
    }
    for (std::uint32_t first = 0, end = 0; first < units_; first = end) {
      while (end < units_ && sorted_[end] >> 32 == sorted_[first] >> 32) ++end;
      const std::uint32_t rank = packed_[first + end + 1];
      for (std::uint32_t i = first; i < end; ++i) {
        ranks_[static_cast<std::uint32_t>(sorted_[i])] = rank;
      }
    }
  }

  /// An outlier squeezes all others into few bins: those are no matter for insertion.
  void sort_crowded_bins() {
    constexpr std::uint32_t kCrowd = 32;
    std::uint32_t from = 0;
    for (const std::uint32_t to : starts_) {  // each slot has moved to the end of its bin
      if (to - from > kCrowd) std::sort(sorted_.begin() + from, sorted_.begin() + to);
      from = to;
    }
  }

  std::size_t units_;
  std::vector<std::int32_t> bins_;
  std::vector<std::uint32_t> starts_, packed_, ranks_;
  std::vector<std::uint64_t> sorted_;
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

/// Scores and ranks replicates `first` to `last`. `visit(number)` gives what takes the ranks of
/// one.
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
      desk.ranker.rank(desk.scores.data() + r * worlds.stride(), ranking, visit(begin + r));
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
    : units_(units),
      columns_(columns),
      stride_((units + kByteLanes - 1) / kByteLanes * kByteLanes) {}

std::size_t Worlds::add() {
  data_.emplace_back(stride_ * columns_, 0.0F);
  return data_.size() - 1;
}

std::span<float> Worlds::column(std::size_t world, std::size_t column) {
  return {data_[world].data() + column * stride_, units_};
}

RankCounts count_ranks(const Worlds& worlds, const Plan& plan, std::size_t replicates,
                       std::size_t classes, Ranking ranking, unsigned threads) {
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
               each_ranking(worlds, plan, first, last, ranking, desk, [&](std::size_t replicate) {
                 return [to = row.data() + (replicate - first) * stride, total = sum.data()](
                            std::size_t u, std::uint32_t packed) {
                   total[u] += packed & kRankMask;
                   to[u] = static_cast<std::uint8_t>(packed >> kClassShift);
                 };
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
      [&](std::size_t) {
        return [&](std::size_t u, std::uint32_t packed) { result[u] = packed; };
      });
  return result;
}

std::vector<double> mean_rank_shifts(const Worlds& worlds, const Plan& plan, std::size_t replicates,
                                     std::span<const std::uint32_t> base, unsigned threads) {
  std::vector<std::uint64_t> sums(replicates, 0);
  in_batches(worlds, 1, replicates, std::max(threads, 1u),
             [&](unsigned, Desk& desk, std::size_t first, std::size_t last) {
               each_ranking(
                   worlds, plan, first, last, Ranking::counted, desk, [&](std::size_t replicate) {
                     return [&sum = sums[replicate], base](std::size_t u, std::uint32_t packed) {
                       sum += packed > base[u] ? packed - base[u] : base[u] - packed;
                     };
                   });
             });
  const double twice_units = 2 * static_cast<double>(std::max<std::size_t>(worlds.units(), 1));
  std::vector<double> shifts;
  for (const std::uint64_t sum : sums) shifts.push_back(static_cast<double>(sum) / twice_units);
  return shifts;
}

}  // namespace maillage::fragility
