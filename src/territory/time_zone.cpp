#include "territory/time_zone.hpp"

#include <algorithm>
#include <limits>
#include <memory>

#include <fmt/format.h>
#include <unicode/basictz.h>
#include <unicode/tztrans.h>

namespace maillage::territory {

using namespace std::chrono;

namespace {
constexpr int kStretchBits = 23;
}

TimeZone TimeZone::named(std::string_view name) {
  TimeZone zone;
  const std::unique_ptr<icu::TimeZone> icu_zone(icu::TimeZone::createTimeZone(
      icu::UnicodeString::fromUTF8(icu::StringPiece(name.data(), static_cast<int>(name.size())))));
  const auto* rules = dynamic_cast<const icu::BasicTimeZone*>(icu_zone.get());
  UErrorCode error = U_ZERO_ERROR;
  std::int32_t raw = 0, daylight = 0;
  icu_zone->getOffset(0.0, false, raw, daylight, error);
  zone.changes_.push_back({std::numeric_limits<std::int64_t>::min(), (raw + daylight) / 1000});
  icu::TimeZoneTransition transition;
  constexpr double kEnd = 4102444800000.0;  // 2100
  for (double at = 0;
       rules && rules->getNextTransition(at, false, transition) && transition.getTime() < kEnd;
       at = transition.getTime()) {
    icu_zone->getOffset(transition.getTime(), false, raw, daylight, error);
    zone.changes_.push_back(
        {static_cast<std::int64_t>(transition.getTime() / 1000), (raw + daylight) / 1000});
  }
  for (std::size_t stretch = 0, change = 0; stretch < kEnd / 1000 / (1 << kStretchBits);
       ++stretch) {
    while (change + 1 < zone.changes_.size() &&
           zone.changes_[change + 1].at <= static_cast<std::int64_t>(stretch << kStretchBits))
      ++change;
    zone.reigning_.push_back(static_cast<std::uint16_t>(change));
  }
  return zone;
}

int TimeZone::offset_seconds(base::Instant instant) const {
  const std::int64_t at = instant.time_since_epoch().count();
  if (at < 0) return changes_.front().offset;
  const auto stretch = static_cast<std::size_t>(at >> kStretchBits);
  std::size_t change = reigning_[std::min(stretch, reigning_.size() - 1)];
  while (change + 1 < changes_.size() && changes_[change + 1].at <= at) ++change;
  return changes_[change].offset;
}

std::optional<base::Instant> TimeZone::next_change(base::Instant instant) const {
  const std::int64_t at = instant.time_since_epoch().count();
  const auto next = std::upper_bound(changes_.begin(), changes_.end(), at,
                                     [](std::int64_t t, const Change& c) { return t < c.at; });
  if (next == changes_.end()) return std::nullopt;
  return base::Instant(seconds(next->at));
}

LocalTime TimeZone::local(base::Instant instant) const {
  const sys_seconds shown = instant + seconds(offset_seconds(instant));
  const sys_days day = floor<days>(shown);
  return {day, static_cast<int>(duration_cast<minutes>(shown - day).count())};
}

base::Instant TimeZone::instant(sys_days day, int minute) const {
  const sys_seconds shown = sys_seconds(day) + minutes(minute);
  // The offset a day before is the one that reigns before any change of this day.
  const int before = offset_seconds(shown - hours(24));
  const int after = offset_seconds(shown + hours(24));
  const base::Instant early = shown - seconds(before);
  if (before == after || offset_seconds(early) == before) return early;
  const base::Instant late = shown - seconds(after);
  return offset_seconds(late) == after ? late : early;
}

std::string iso_local(base::Instant instant, const TimeZone& zone) {
  const int offset = zone.offset_seconds(instant);
  const sys_seconds shown = instant + seconds(offset);
  const sys_days day = floor<days>(shown);
  const year_month_day date(day);
  const auto second = (shown - day).count();
  const int ahead = offset < 0 ? -offset : offset;
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}{}{:02}:{:02}", int(date.year()),
                     unsigned(date.month()), unsigned(date.day()), second / 3600, second / 60 % 60,
                     second % 60, offset < 0 ? '-' : '+', ahead / 3600, ahead / 60 % 60);
}

}  // namespace maillage::territory
