#pragma once
/// A time zone as a list of its changes between 1970 and 2100, so that local time costs a search in
/// a small table. Never the zone of the server: the place's own, by name.
#include "base/date.hpp"

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace maillage::territory {

/// A day and a minute of it on the clocks of a place.
struct LocalTime {
  std::chrono::sys_days day;  ///< the local day, counted as if it were UTC
  int minute = 0;             ///< 0..1439
};

class TimeZone {
 public:
  /// An IANA name; an unknown one gives UTC.
  static TimeZone named(std::string_view name);
  int offset_seconds(base::Instant instant) const;
  LocalTime local(base::Instant instant) const;
  /// When the offset next changes after that instant; nothing when it stays until 2100.
  std::optional<base::Instant> next_change(base::Instant instant) const;
  /// The instant at which the clocks show that minute (which may pass 1440). Where the hour is
  /// skipped, as if the change came later; where it comes twice, the first time.
  base::Instant instant(std::chrono::sys_days day, int minute) const;

 private:
  struct Change {
    std::int64_t at;  ///< seconds since 1970
    std::int32_t offset;
  };
  std::vector<Change> changes_;  ///< the first one is before all times
  /// By stretches of 2^23 seconds (97 days) from 1970 on: the change that reigns at their start.
  std::vector<std::uint16_t> reigning_;
};

/// "2026-05-13T08:30:00+02:00" in the zone.
std::string iso_local(base::Instant instant, const TimeZone& zone);

}  // namespace maillage::territory
