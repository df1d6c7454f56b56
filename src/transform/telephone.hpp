#pragma once
/// The telephone of a place as people type it in a list ("04 95 36 17 62 - 06 75 96 07 56
/// (mairie)") -> the one number that the standard holds ("+33495361762"). Overseas numbers get the
/// prefix of their territory, from the number itself where it says (0590, 0692…), else from the
/// postcode (the six digits of New Caledonia). Source: numbering plan of Arcep; pattern of field 12
/// of the standard.
#include "base/finding.hpp"

#include <string>
#include <string_view>

namespace maillage::transform {

/// The first number of the text that can be called, in the form `+` country digits; empty when
/// there is none. What is repaired is a cleaning; what is lost (short numbers, foreign numbers,
/// garbage) is a finding.
std::string clean_telephone(std::string_view text, std::string_view code_postal,
                            base::Notes& notes);

}  // namespace maillage::transform
