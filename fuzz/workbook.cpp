/// XLSX and ODS: whole archives, or the XML of one sheet inside a good archive. The first byte
/// chooses.
#include "reading.hpp"
#include "support/zip.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace maillage;
  if (size == 0) return 0;
  std::string bytes(reinterpret_cast<const char*>(data + 1), size - 1);
  switch (data[0] & 3) {
    case 0:
      fuzz::read_to_the_end(formats::Format::xlsx, std::move(bytes), {});
      break;
    case 1:
      fuzz::read_to_the_end(formats::Format::ods, std::move(bytes), {});
      break;
    case 2:
      fuzz::read_to_the_end(formats::Format::xlsx, test::xlsx_of(bytes, bytes, bytes), {});
      break;
    default:
      fuzz::read_to_the_end(formats::Format::ods, test::ods_of(bytes), {});
      break;
  }
  return 0;
}
