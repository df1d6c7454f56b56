#pragma once
/// Calendar days and instants without a clock: "now" is always an argument.
#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace maillage::base {

using Date = std::chrono::year_month_day;
using Instant = std::chrono::sys_seconds;  ///< UTC

/// "2024-04-02"; nothing when the text is anything else or no day of the calendar.
std::optional<Date> parse_iso_date(std::string_view text);
std::string iso_date(Date date);
/// "2024-04-02T12:00:00Z"
std::string iso_instant(Instant instant);
/// The day in UTC.
Date utc_day(Instant instant);
/// "2 avril 2024", "1er mai 2024"
std::string french_date(Date date);

}  // namespace maillage::base
