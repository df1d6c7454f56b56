#pragma once
/// The day of last update as lists write it: ISO, French order, month names, Unix seconds or
/// milliseconds, Excel serial days, alone or inside a text ("Espace labellisé 01/12/2022"). A date
/// that nobody can read stays unknown.
#include "base/date.hpp"
#include "base/finding.hpp"

#include <optional>
#include <string_view>

namespace maillage::transform {

/// The instant in UTC; noon when the text gives a day without a time. Times without a zone are
/// taken as UTC. Nothing for an empty text; nothing and a finding for one that is no day between
/// 1970 and 2099.
std::optional<base::Instant> read_date(std::string_view text, base::Notes& notes);

}  // namespace maillage::transform
