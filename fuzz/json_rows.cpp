/// Lists in JSON: the splitter, the flattener, pages. The first byte chooses the options.
#include "reading.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace maillage;
  if (size == 0) return 0;
  formats::ReadOptions options;
  if (data[0] & 1) options.key = "rows";
  options.explode_arrays = (data[0] & 2) != 0;
  if (data[0] & 4) options.max_row_bytes = 64;
  fuzz::read_to_the_end(formats::Format::json,
                        std::string(reinterpret_cast<const char*>(data + 1), size - 1), options);
  return 0;
}
