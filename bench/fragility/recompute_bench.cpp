/// An index recomputed at every level from the shipped indicators: processor time of each method,
/// the first time and the median of the next ones. `bench_recompute DATA_FOLDER`
#include "base/large_heap.hpp"
#include "fragility/calculation.hpp"
#include "fragility/method_file.hpp"
#include "fragility/store_folder.hpp"

#include <algorithm>
#include <ctime>
#include <string>

#include <fmt/format.h>

using namespace maillage::fragility;

namespace {

double milliseconds(std::clock_t since) {
  return 1e3 * static_cast<double>(std::clock() - since) / CLOCKS_PER_SEC;
}

/// Of each level, then of all.
std::vector<double> recompute(const Store& store, const Method& method) {
  std::vector<double> taken;
  const std::clock_t begin = std::clock();
  const Calculator calculator(store, method);
  for (const Level level :
       {Level::iris, Level::commune, Level::epci, Level::departement, Level::region}) {
    const std::clock_t since = std::clock();
    const Calculation done = calculator.at(level);
    taken.push_back(milliseconds(since));
  }
  taken.push_back(milliseconds(begin));
  return taken;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  maillage::base::use_large_heap();  // as `maillage indice calculer` does
  const std::string data = argv[1];
  const std::clock_t loading_since = std::clock();
  const Loading loading = load_store(data + "/indicators", load_sources(data + "/sources"));
  fmt::print("lecture {:.0f} ms\n", milliseconds(loading_since));
  constexpr std::size_t kRounds = 15;
  for (const char* name : {"maillage-1", "ifn-v4"}) {
    const Method method = load_method(name, data + "/methods");
    const std::vector<double> first = recompute(loading.store, method);
    std::vector<std::vector<double>> rounds(first.size());
    for (std::size_t round = 0; round < kRounds; ++round) {
      const std::vector<double> taken = recompute(loading.store, method);
      for (std::size_t k = 0; k < taken.size(); ++k) rounds[k].push_back(taken[k]);
    }
    for (std::size_t k = 0; k < first.size(); ++k) {
      std::sort(rounds[k].begin(), rounds[k].end());
      fmt::print("{} {}: {:.1f} ms, puis {:.1f} ms\n", name,
                 k + 1 == first.size() ? "tous les niveaux" : level_name(static_cast<Level>(k)),
                 first[k], rounds[k][kRounds / 2]);
    }
  }
}
