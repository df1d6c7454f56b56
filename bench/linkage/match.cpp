// `maillage rapprocher` alone, with what it cost: CPU seconds and peak memory.
//
//   bench_match <model> <folder of models> <output folder> <A.csv> [B.csv]
#include "base/large_heap.hpp"
#include "linkage/commands.hpp"

#include <ctime>
#include <iostream>

#include <fmt/format.h>
#include <sys/resource.h>

int main(int argc, char** argv) {
  if (argc < 5) {
    std::cerr << "bench_match <model> <folder of models> <output folder> <A.csv> [B.csv]\n";
    return 2;
  }
  maillage::linkage::MatchOptions options;
  options.model = argv[1];
  options.models_folder = argv[2];
  options.output_folder = argv[3];
  options.data = argv[4];
  if (argc > 5) options.with = argv[5];
  maillage::base::use_large_heap();  // as the program does
  const std::clock_t start = std::clock();
  maillage::linkage::match_command(options, std::cout, std::cerr);
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  std::cout << fmt::format("{:.2f} CPU s, {:.0f} MB\n",
                           static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC,
                           static_cast<double>(usage.ru_maxrss) / 1024);
}
