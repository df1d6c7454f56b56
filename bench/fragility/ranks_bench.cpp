/// Ranks of 35,000 territories under many weighings of 20 indicators: our side. Writes columns and
/// weights that NumPy reads, runs the replicates, prints the time and the processor time of one,
/// and leaves what it counted for the comparison. `bench/fragility/run.sh` runs both sides.
#include "fragility/random.hpp"
#include "fragility/rank_kernel.hpp"

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <string>

#include <fmt/format.h>

namespace {

using namespace maillage::fragility;

constexpr std::size_t kUnits = 35000, kColumns = 20, kDeciles = 10;

Worlds made_country() {
  Worlds worlds(kUnits, kColumns);
  worlds.add();
  for (std::size_t k = 0; k < kColumns; ++k) {
    Draws draws(1, static_cast<std::uint32_t>(k));
    for (float& value : worlds.column(0, k)) value = static_cast<float>(draws.uniform());
  }
  return worlds;
}

/// Uniform on the simplex.
Replicate weighing(std::size_t replicate) {
  Draws draws(2, 0, replicate);
  Replicate one;
  float sum = 0;
  for (std::size_t k = 0; k < kColumns; ++k) {
    one.weights.push_back(static_cast<float>(draws.exponential()));
    sum += one.weights.back();
  }
  for (float& weight : one.weights) weight /= sum;
  return one;
}

template <class Value>
void leave(const std::string& path, const Value* values, std::size_t count) {
  std::ofstream file(path, std::ios::binary);
  file.write(reinterpret_cast<const char*>(values),
             static_cast<std::streamsize>(count * sizeof(Value)));
}

struct Time {
  double elapsed, processor;  ///< seconds
};

Time time_of(const auto& work) {
  const auto start = std::chrono::steady_clock::now();
  const std::clock_t used = std::clock();
  work();
  return {std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count(),
          static_cast<double>(std::clock() - used) / CLOCKS_PER_SEC};
}

}  // namespace

/// ranks_bench FOLDER REPLICATES COMPARED
int main(int argc, char** argv) {
  if (argc != 4) return 2;
  const std::string folder = argv[1];
  const std::size_t replicates = std::strtoul(argv[2], nullptr, 10);
  const std::size_t compared = std::strtoul(argv[3], nullptr, 10);
  const Worlds worlds = made_country();
  std::vector<float> columns, weights;
  for (std::size_t k = 0; k < kColumns; ++k) {
    const float* column = worlds.data(0) + k * worlds.stride();
    columns.insert(columns.end(), column, column + kUnits);
  }
  for (std::size_t r = 0; r < compared; ++r) {
    const Replicate one = weighing(r);
    weights.insert(weights.end(), one.weights.begin(), one.weights.end());
  }
  leave(folder + "/columns.f32", columns.data(), columns.size());
  leave(folder + "/weights.f32", weights.data(), weights.size());
  for (const auto& [name, ranking] :
       {std::pair("counted", Ranking::counted), {"exact", Ranking::exact}}) {
    const RankCounts few = count_ranks(worlds, weighing, compared, kDeciles, ranking, 2);
    leave(folder + "/" + name + "_sums.u64", few.twice_rank_sums.data(),
          few.twice_rank_sums.size());
    leave(folder + "/" + name + "_deciles.u32", few.counts.data(), few.counts.size());
    for (const unsigned threads : {1u, 2u}) {
      const Time time =
          time_of([&] { count_ranks(worlds, weighing, replicates, kDeciles, ranking, threads); });
      const double each = 1e6 / static_cast<double>(replicates);
      fmt::print("{} {} {:.2f} {:.2f}\n", name, threads, each * time.elapsed,
                 each * time.processor);
    }
  }
}
