/// An index recomputed at every level from the shipped indicators: processor time of each method.
/// `bench_recompute DATA_FOLDER`
#include "fragility/calculation.hpp"
#include "fragility/method_file.hpp"
#include "fragility/store_folder.hpp"

#include <ctime>
#include <string>

#include <fmt/format.h>

using namespace maillage::fragility;

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  const std::string data = argv[1];
  const auto milliseconds = [](std::clock_t since) {
    return 1e3 * static_cast<double>(std::clock() - since) / CLOCKS_PER_SEC;
  };
  const std::clock_t loading_since = std::clock();
  const Loading loading = load_store(data + "/indicators", load_sources(data + "/sources"));
  fmt::print("lecture {:.0f} ms\n", milliseconds(loading_since));
  for (const char* name : {"maillage-1", "ifn-v4"}) {
    const Method method = load_method(name, data + "/methods");
    double all = 0;
    for (const Level level :
         {Level::iris, Level::commune, Level::epci, Level::departement, Level::region}) {
      const std::clock_t since = std::clock();
      const Calculation done = calculate(loading.store, method, level);
      const double taken = milliseconds(since);
      all += taken;
      fmt::print("{} {} {:.1f} ms ({} territoires)\n", name, level_name(level), taken,
                 done.codes.size());
    }
    fmt::print("{} tous les niveaux {:.1f} ms\n", name, all);
  }
}
