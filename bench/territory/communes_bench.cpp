// How long the communes take to load, and an address to be read. Built with the release preset:
//   cmake --build --preset release --target maillage_transform
//   g++ -std=c++20 -O2 -Isrc bench/territory/communes_bench.cpp
//   build/release/src/libmaillage_{transform,territory,formats,base}.a \
//     -lbenchmark -lfmt -lsimdjson -licui18n -licuuc -lsodium -o build/release/communes_bench &&
//     build/release/communes_bench
#include "territory/communes.hpp"
#include "transform/address.hpp"

#include <benchmark/benchmark.h>

namespace maillage {
namespace {

constexpr const char* kCommunes = "data/territories/communes.bin";

const territory::Communes& france() {
  static const territory::Communes communes = territory::Communes::load(kCommunes);
  return communes;
}

void load(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(territory::Communes::load(kCommunes).all().size());
}
BENCHMARK(load)->Unit(benchmark::kMillisecond);

/// Cells as producers fill them: good, accented, shortened, misspelt, a CEDEX, a full address in
/// the street.
constexpr transform::AddressInput kRows[] = {
    {"5 rue Malakoff", "Grenoble", "38000", ""},
    {"12 Avenue du Maréchal Foch", "SAINT ETIENNE", "42000", ""},
    {"99 route de la patinoire", "Chamonix", "74400", ""},
    {"3, place de l’église", "st amant de boixe", "16330", ""},
    {"1 allée Andy Warhol", "TOURS CEDEX 9", "37926", ""},
    {"3 RUE DU PONT", "ANGELT", "64600", ""},
    {"7, Avenue Paul Giacobbi 20600 BASTIA", "", "", ""},
    {"62 Rue Théodore Chasseriau", "SAINTE CLOTILDE", "97490", ""},
};

void match(benchmark::State& state) {
  const transform::AddressInput& row = kRows[static_cast<std::size_t>(state.range(0))];
  for (auto _ : state)
    benchmark::DoNotOptimize(france().match(row.commune, row.code_postal, row.code_insee));
}
BENCHMARK(match)->DenseRange(0, 7);

void read_address(benchmark::State& state) {
  const transform::AddressInput& row = kRows[static_cast<std::size_t>(state.range(0))];
  for (auto _ : state) {
    base::Notes notes;
    benchmark::DoNotOptimize(transform::read_address(row, france(), notes));
  }
}
BENCHMARK(read_address)->DenseRange(0, 7);

}  // namespace
}  // namespace maillage

BENCHMARK_MAIN();
