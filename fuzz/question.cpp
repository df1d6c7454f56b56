/// What people write into the search box: words, communes, suggestions.
#include "geocoding/geocoder.hpp"

#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace maillage;
  static const auto kCommunes = territory::Communes::load("data/territories/communes.bin");
  static const geocoding::Geocoder kGeocoder(kCommunes);
  if (size == 0) return 0;
  const std::string_view text(reinterpret_cast<const char*>(data + 1), size - 1);
  const auto answers =
      kGeocoder.search({.text = text, .limit = 3, .unfinished = (data[0] & 1) != 0});
  for (const geocoding::Answer& answer : answers) {
    if (!(answer.score >= 0 && answer.score <= 1) || answer.label.empty()) std::abort();
  }
  return 0;
}
