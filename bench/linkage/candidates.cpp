// Our side of duckdb.mjs: the same rules and comparisons, in one thread, from the encoded table to
// the levels of every candidate. Prints the same figures.
//
//   bench_candidates dix-regles.toml persons.csv
#include "base/large_heap.hpp"
#include "linkage/linker.hpp"
#include "linkage/model_file.hpp"
#include "linkage/table_file.hpp"

#include <numeric>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <sys/resource.h>

namespace {

/// CPU seconds so far: the program's own, and the system's on its behalf.
struct Spent {
  double user, system;
};
Spent spent() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  const auto seconds = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
  };
  return {seconds(usage.ru_utime), seconds(usage.ru_stime)};
}

}  // namespace

int main(int argc, char** argv) {
  using namespace maillage::linkage;
  if (argc < 3) return 2;
  maillage::base::use_large_heap();  // as the program does
  const Model model = load_model(argv[1], "");
  const Table table = read_tables({argv[2]}, model.fields);
  Fields fields(table, model.fields);
  std::vector<RecordId> records(table.size());
  std::iota(records.begin(), records.end(), RecordId{0});
  const Spent before = spent();
  const Comparisons comparisons(model.comparisons, fields, table.size());
  const Candidates candidates = compared_candidates(model, fields, comparisons, {records, {}});
  const Spent after = spent();
  const double user = after.user - before.user, system = after.system - before.system;
  const auto count = static_cast<double>(candidates.pairs.size());
  std::vector<std::uint64_t> sums(comparisons.size(), 0);
  std::vector<Level> levels(comparisons.size());
  for (const Pattern pattern : candidates.patterns) {
    comparisons.unpack(pattern, levels.data());
    for (std::size_t i = 0; i < sums.size(); ++i) sums[i] += levels[i];
  }
  fmt::print(
      "{{\"candidates\":{},\"levels\":[{}],\"user\":{:.3f},\"system\":{:.3f},\"perSecond\":{:.0f},"
      "\"perUserSecond\":{:.0f}}}\n",
      candidates.pairs.size(), fmt::join(sums, ","), user, system, count / (user + system),
      count / user);
}
