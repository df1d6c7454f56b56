/// Small JSON documents: what is read and written again reads the same.
#include "base/error.hpp"
#include "formats/json.hpp"

#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace maillage;
  formats::Json json;
  try {
    json = formats::parse_json({reinterpret_cast<const char*>(data), size});
  } catch (const base::Error&) {
    return 0;
  }
  for (const bool pretty : {false, true}) {
    if (!(formats::parse_json(formats::json_text(json, pretty)) == json)) std::abort();
  }
  return 0;
}
