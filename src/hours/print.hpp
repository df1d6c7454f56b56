#pragma once
/// Writes a schedule in the canonical notation: two-digit hours, no blank inside a list, "; "
/// between rules. Reading the result gives the same schedule.
#include "hours/model.hpp"

#include <string>

namespace maillage::hours {

std::string print(const Schedule& schedule);

/// "09:30", "26:00".
void append_clock(std::string& out, int minutes);
/// "Mo".."Su", Monday is 0.
const char* weekday_code(int day);

}  // namespace maillage::hours
