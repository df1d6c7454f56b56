#pragma once
/// What people type in a cell to say that there is nothing: "néant", "N/A", "-".
#include <string_view>

namespace maillage::transform {

/// Whether the text is one of these words, or has neither letter nor digit.
bool says_nothing(std::string_view text);

}  // namespace maillage::transform
