/// Rows of the Base Adresse Nationale, as published or packed with gzip: each is read to its end.
#include "base/error.hpp"
#include "formats/gunzip.hpp"
#include "geocoding/ban_reader.hpp"

#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace maillage;
  if (size == 0) return 0;
  auto bytes = formats::from_text(std::string(reinterpret_cast<const char*>(data + 1), size - 1));
  if (data[0] & 1) bytes = formats::gunzip(std::move(bytes));
  try {
    geocoding::BanReader reader(std::move(bytes));
    std::size_t rows = 0;
    for (geocoding::BanRow row; reader.next(row);) {
      if (row.code_insee.size() != 5 || row.nom_voie.empty()) std::abort();
      ++rows;
    }
    if (rows + reader.left_out() != reader.lines()) std::abort();
  } catch (const base::Error&) {  // a sentence for the person: the right answer to bad bytes
  }
  return 0;
}
