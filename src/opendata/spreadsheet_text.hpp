#pragma once
/// What a spreadsheet that opens a CSV file takes for a formula.
#include <string_view>

namespace maillage::opendata {

/// Whether a spreadsheet may run the text: it begins with = + - @, a tab or a carriage return, and
/// is neither a number nor a telephone number ("+33 1 23 45 67 89", "-1.55").
bool is_formula(std::string_view text);

}  // namespace maillage::opendata
