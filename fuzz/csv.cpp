/// CSV and TSV: encodings, separators, quotes. The first byte chooses the options.
#include "reading.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace maillage;
  if (size == 0) return 0;
  static constexpr const char* kEncodings[] = {"",         "",       "utf-8",       "windows-1252",
                                               "utf-16le", "utf-16", "iso-2022-jp", "utf-7"};
  static constexpr char kDelimiters[] = {0, 0, ',', ';', '\t', '|', '"', '\n'};
  formats::ReadOptions options;
  options.encoding = kEncodings[data[0] & 7];
  options.delimiter = kDelimiters[(data[0] >> 3) & 7];
  if (data[0] & 0x40) options.max_row_bytes = 64;
  fuzz::read_to_the_end(formats::Format::csv,
                        std::string(reinterpret_cast<const char*>(data + 1), size - 1), options);
  return 0;
}
