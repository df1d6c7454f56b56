#pragma once
/// French postcodes as people and spreadsheets write them: "38000", "1053" (its zero lost),
/// "26130.0", "F-38 000".
#include <cstdint>
#include <string>
#include <string_view>

namespace maillage::territory {

/// The postcode as a number, 1000 for "01000"; 0 when the text holds none.
std::uint32_t read_postcode(std::string_view text);
/// Five digits.
std::string postcode_text(std::uint32_t postcode);

}  // namespace maillage::territory
