#include "territory/postcode.hpp"

namespace maillage::territory {

std::uint32_t read_postcode(std::string_view text) {
  std::uint32_t value = 0;
  int digits = 0;
  for (const char c : text) {
    if (c >= '0' && c <= '9') {
      if (++digits > 5) return 0;
      value = value * 10 + static_cast<std::uint32_t>(c - '0');
    } else if (c == '.' || (digits > 0 && c != ' ')) {
      break;
    } else if (c != ' ' && c != 'F' && c != '-') {
      return 0;
    }
  }
  const bool plausible = (digits == 4 || digits == 5) && value >= 1000 && value < 99000;
  return plausible ? value : 0;
}

std::string postcode_text(std::uint32_t postcode) {
  std::string text(5, '0');
  for (std::size_t i = 5; i-- > 0; postcode /= 10) text[i] = static_cast<char>('0' + postcode % 10);
  return text;
}

}  // namespace maillage::territory
