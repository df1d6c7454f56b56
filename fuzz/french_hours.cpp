/// Opening hours in French: whatever the text, the value is valid or absent and can be said again.
#include "hours/french.hpp"
#include "hours/opening_hours.hpp"
#include "hours/words.hpp"

#include <cstdint>
#include <cstdlib>

namespace {

void require_valid(const std::string& value) {
  using namespace maillage::hours;
  if (value.empty()) return;
  if (!is_valid(value) || sentence(value).empty()) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace maillage::hours;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  require_valid(read_week(text).osm);
  require_valid(read_osm(text).osm);
  require_valid(
      read_days({text.substr(0, size / 2), text.substr(size / 2), "9h-12h", {}, {}, {}, text}).osm);
  require_valid(with_week_parity(read_week(text).osm, size % 2 == 0));
  return 0;
}
