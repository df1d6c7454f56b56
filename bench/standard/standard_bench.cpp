// How long a place takes to be written, judged, migrated. The places are the shipped list of
// advisers (4,930 rows of the first standard), migrated. Built with the release preset:
//   cmake --build --preset release --target maillage_standard
//   g++ -std=c++20 -O2 -Isrc bench/standard/standard_bench.cpp
//     build/release/src/libmaillage_{standard,territory,formats,base}.a -lbenchmark -lre2 -lfmt
//     -lsimdjson -lorcus-0.17 -lcurl -lexpat -lz -licui18n -licuuc -lsodium -pthread -o
//     build/release/standard_bench && build/release/standard_bench
#include "formats/row_reader.hpp"
#include "standard/migrate.hpp"
#include "standard/reading.hpp"
#include "standard/validate.hpp"
#include "standard/writing.hpp"

#include <benchmark/benchmark.h>

namespace maillage::standard {
namespace {

constexpr const char* kList = "data/lists/conseiller-numerique.json";

std::vector<Place> migrated_list() {
  const auto rows = open_list(kList);
  RecordReader reader(*rows, std::nullopt);
  std::vector<Place> places;
  for (Record record; reader.next(record);)
    places.push_back(migrate(reader.schema(), record).place);
  return places;
}

const std::vector<Place>& places() {
  static const std::vector<Place> list = migrated_list();
  return list;
}

void per_place(benchmark::State& state) {
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations() * places().size()));
}

void write(benchmark::State& state, OutputFormat format) {
  std::string out;
  for (auto _ : state) {
    out.clear();
    PlaceWriter writer(format, out);
    for (const Place& place : places()) writer.write(place);
    writer.finish();
    benchmark::DoNotOptimize(out.data());
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * out.size()));
  per_place(state);
}
BENCHMARK_CAPTURE(write, csv, OutputFormat::csv)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(write, json, OutputFormat::json)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(write, geojson, OutputFormat::geojson)->Unit(benchmark::kMillisecond);

void publishable(benchmark::State& state) {
  for (auto _ : state) {
    std::size_t valid = 0;
    for (const Place& place : places()) valid += is_publishable(place) ? 1 : 0;
    benchmark::DoNotOptimize(valid);
  }
  per_place(state);
}
BENCHMARK(publishable)->Unit(benchmark::kMillisecond);

void all_findings(benchmark::State& state) {
  for (auto _ : state) {
    std::size_t count = 0;
    for (const Place& place : places()) count += findings_of(place).size();
    benchmark::DoNotOptimize(count);
  }
  per_place(state);
}
BENCHMARK(all_findings)->Unit(benchmark::kMillisecond);

void read_and_migrate(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(migrated_list().size());
  per_place(state);
}
BENCHMARK(read_and_migrate)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace maillage::standard

BENCHMARK_MAIN();
