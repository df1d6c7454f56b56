/// Decisions about doubles as people write them: CSV, or a JSON list of ids. What was read is
/// written, and read again as the same.
#include "base/error.hpp"
#include "places/decision_file.hpp"

#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace maillage;
  try {
    const auto read =
        places::read_decisions(std::string(reinterpret_cast<const char*>(data), size), "", {});
    const std::string csv = places::decisions_csv(read.decisions);
    const auto again = places::read_decisions(csv, "", {});
    if (again.decisions.size() != read.decisions.size()) std::abort();
  } catch (const base::Error&) {
  }
  return 0;
}
