#include "fragility/rank_lanes.hpp"

#include <algorithm>
#include <bit>
#include <cstring>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace maillage::fragility {

namespace {

#if defined(__x86_64__) && defined(__gnu_linux__) && !defined(__SANITIZE_ADDRESS__) && \
    !defined(__SANITIZE_THREAD__)
#define MAILLAGE_WIDE __attribute__((target_clones("avx2", "default")))
// Not "avx2,fma": a list of targets has one feature each, and "fma" comes with vectors of floats.
#define MAILLAGE_FUSED __attribute__((target_clones("avx512f", "fma", "default")))
#else
#define MAILLAGE_WIDE
#define MAILLAGE_FUSED
#endif

typedef float Floats __attribute__((vector_size(32), aligned(4)));
typedef float ManyFloats __attribute__((vector_size(64), aligned(4)));
typedef std::int32_t Ints __attribute__((vector_size(32), aligned(4)));
typedef std::uint8_t Bytes __attribute__((vector_size(32), aligned(1)));
constexpr std::size_t kFloats = sizeof(Floats) / sizeof(float);
constexpr std::size_t kManyFloats = sizeof(ManyFloats) / sizeof(float);

constexpr std::size_t kBlock = 256;  ///< units of a block: 20 columns of it stay in the L1 cache
constexpr std::size_t kByteLanes = sizeof(Bytes);

/// Keys of one bin that are below `key`, and that equal it.
struct Found {
  std::uint32_t below = 0, equal = 0;
};

Found find_plainly(const std::int32_t* keys, std::uint32_t count, std::int32_t key) {
  Found found;
  for (std::uint32_t i = 0; i < count; ++i) {
    found.below += keys[i] < key;
    found.equal += keys[i] == key;
  }
  return found;
}

void ranks_plainly(const BinnedKeys& binned, std::size_t units, std::uint32_t* twice) {
  for (std::size_t u = 0; u < units; ++u) {
    const std::int32_t bin = binned.bins[u];
    const std::uint32_t begin = binned.ends[bin - 1], count = binned.ends[bin] - begin;
    const Found found = find_plainly(binned.sorted + begin, count, binned.keys[u]);
    twice[u] = 2 * (begin + found.below) + found.equal + 1;
  }
}

#if defined(__x86_64__)
/// Eight keys at a time: most bins need one look.
__attribute__((target("avx2,popcnt"))) void ranks_by_eight(const BinnedKeys& binned,
                                                           std::size_t units,
                                                           std::uint32_t* twice) {
  for (std::size_t u = 0; u < units; ++u) {
    const std::int32_t bin = binned.bins[u];
    const std::uint32_t begin = binned.ends[bin - 1], end = binned.ends[bin];
    const __m256i key = _mm256_set1_epi32(binned.keys[u]);
    // Keys below, and keys not above: the sum of both is twice the mid-rank. Those read behind the
    // bin are above.
    std::uint32_t both = 2 * begin + 1, i = begin;
    do {
      const __m256i keys = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(binned.sorted + i));
      const auto below = static_cast<std::uint32_t>(
          _mm256_movemask_ps(_mm256_castsi256_ps(_mm256_cmpgt_epi32(key, keys))));
      const auto above = static_cast<std::uint32_t>(
          _mm256_movemask_ps(_mm256_castsi256_ps(_mm256_cmpgt_epi32(keys, key))));
      both += static_cast<std::uint32_t>(std::popcount(below | (above ^ 0xffU) << 8));
      i += 8;
    } while (i < end);
    twice[u] = both;
  }
}
#endif

}  // namespace

MAILLAGE_FUSED void score_tile(const float* data, std::size_t stride, std::size_t columns,
                               const float* weights, std::size_t count, float* scores) {
  for (std::size_t block = 0; block < stride; block += kBlock) {
    const std::size_t end = std::min(block + kBlock, stride);
    std::size_t r = 0;
    // Four replicates at a time share each value loaded.
    for (; r + 4 <= count; r += 4) {
      const float* w = weights + r * columns;
      for (std::size_t u = block; u < end; u += kManyFloats) {
        ManyFloats a = {}, b = {}, c = {}, d = {};
        for (std::size_t k = 0; k < columns; ++k) {
          const ManyFloats x = *reinterpret_cast<const ManyFloats*>(data + k * stride + u);
          a += x * w[k];
          b += x * w[columns + k];
          c += x * w[2 * columns + k];
          d += x * w[3 * columns + k];
        }
        float* to = scores + r * stride + u;
        *reinterpret_cast<ManyFloats*>(to) = a;
        *reinterpret_cast<ManyFloats*>(to + stride) = b;
        *reinterpret_cast<ManyFloats*>(to + 2 * stride) = c;
        *reinterpret_cast<ManyFloats*>(to + 3 * stride) = d;
      }
    }
    for (; r < count; ++r) {
      const float* w = weights + r * columns;
      for (std::size_t u = block; u < end; u += kManyFloats) {
        ManyFloats a = {};
        for (std::size_t k = 0; k < columns; ++k) {
          a += *reinterpret_cast<const ManyFloats*>(data + k * stride + u) * w[k];
        }
        *reinterpret_cast<ManyFloats*>(scores + r * stride + u) = a;
      }
    }
  }
}

MAILLAGE_WIDE void bin_scores(const float* scores, std::size_t units, std::size_t count,
                              std::int32_t* bins) {
  float low = scores[0], high = scores[0];
  const std::size_t whole = units / kFloats * kFloats;
  if (whole > 0) {
    Floats lows = *reinterpret_cast<const Floats*>(scores), highs = lows;
    for (std::size_t u = 0; u < whole; u += kFloats) {
      const Floats x = *reinterpret_cast<const Floats*>(scores + u);
      lows = x < lows ? x : lows;
      highs = x > highs ? x : highs;
    }
    for (std::size_t k = 0; k < kFloats; ++k) {
      low = std::min(low, lows[k]);
      high = std::max(high, highs[k]);
    }
  }
  for (std::size_t u = whole; u < units; ++u) {
    low = std::min(low, scores[u]);
    high = std::max(high, scores[u]);
  }
  const float scale = high > low ? static_cast<float>(count - 1) / (high - low) : 0.0F;
  for (std::size_t u = 0; u < units; u += kFloats) {
    const Floats x = (*reinterpret_cast<const Floats*>(scores + u) - low) * scale;
    *reinterpret_cast<Ints*>(bins + u) = __builtin_convertvector(x, Ints);
  }
}

MAILLAGE_WIDE void ordered_keys(const float* scores, std::size_t units, std::int32_t* keys) {
  for (std::size_t u = 0; u < units; u += kFloats) {
    const Floats score = *reinterpret_cast<const Floats*>(scores + u) + 0.0F;  // -0 becomes 0
    Ints bits;
    std::memcpy(&bits, &score, sizeof bits);
    // Of a negative float all bits but the sign are turned.
    *reinterpret_cast<Ints*>(keys + u) = bits ^ ((bits >> 31) & 0x7fffffff);
  }
}

MAILLAGE_WIDE void sums_before(std::uint32_t* counts, std::size_t count) {
  typedef std::uint32_t Sums __attribute__((vector_size(32), aligned(4)));
  typedef std::uint32_t Order __attribute__((vector_size(32)));
  std::uint32_t before = 0;
  for (std::size_t i = 0; i < count; i += 8) {
    Sums& here = *reinterpret_cast<Sums*>(counts + i);
    const Sums own = here;
    const Sums none = {};
    Sums sum = own;
    // Sums of 2, 4, then 8 neighbours; index 8 is the zero of `none`.
    sum += __builtin_shuffle(sum, none, Order{8, 0, 1, 2, 3, 4, 5, 6});
    sum += __builtin_shuffle(sum, none, Order{8, 8, 0, 1, 2, 3, 4, 5});
    sum += __builtin_shuffle(sum, none, Order{8, 8, 8, 8, 0, 1, 2, 3});
    here = sum - own + before;
    before += sum[7];
  }
}

void ranks_within_bins(const BinnedKeys& binned, std::size_t units, std::uint32_t* twice) {
#if defined(__x86_64__)
  static const bool kWide = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("popcnt");
  if (kWide) return ranks_by_eight(binned, units, twice);
#endif
  ranks_plainly(binned, units, twice);
}

MAILLAGE_WIDE void pack_classes(const std::uint32_t* twice, std::size_t count, std::size_t classes,
                                std::size_t units, std::uint32_t* packed) {
  // (twice - 1) * classes / (2 * units), rounded down: a float is at most one off, the rest tells.
  const auto parts = static_cast<std::int32_t>(classes),
             whole = static_cast<std::int32_t>(2 * units);
  const float scale = 1.0F / static_cast<float>(whole);
  std::size_t i = 0;
  for (; i + kFloats <= count; i += kFloats) {
    const Ints ranks = *reinterpret_cast<const Ints*>(twice + i);
    const Ints above = (ranks - 1) * parts;
    Ints found = __builtin_convertvector(__builtin_convertvector(above, Floats) * scale, Ints);
    const Ints rest = above - found * whole;
    found += (rest < 0) - (rest >= whole);  // a comparison gives -1 where it holds
    *reinterpret_cast<Ints*>(packed + i) = ranks | found << static_cast<int>(kClassShift);
  }
  for (; i < count; ++i) {
    const std::int32_t found = (static_cast<std::int32_t>(twice[i]) - 1) * parts / whole;
    packed[i] = twice[i] | static_cast<std::uint32_t>(found) << kClassShift;
  }
}

MAILLAGE_WIDE void add_packed(const std::uint32_t* packed, std::size_t units, std::uint32_t* sums,
                              std::uint8_t* row) {
  typedef std::uint32_t Eight __attribute__((vector_size(32), aligned(4)));
  typedef std::uint8_t Narrow __attribute__((vector_size(8), aligned(1)));
  std::size_t u = 0;
  for (; u + 8 <= units; u += 8) {
    const Eight here = *reinterpret_cast<const Eight*>(packed + u);
    *reinterpret_cast<Eight*>(sums + u) += here & kRankMask;
    *reinterpret_cast<Narrow*>(row + u) = __builtin_convertvector(here >> kClassShift, Narrow);
  }
  for (; u < units; ++u) {
    sums[u] += packed[u] & kRankMask;
    row[u] = static_cast<std::uint8_t>(packed[u] >> kClassShift);
  }
}

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

}  // namespace maillage::fragility
