#pragma once
/// iCalendar (RFC 5545) written line by line into a string: lines end with CR LF and are folded
/// after 75 bytes, texts are escaped. Names and parameters are our own; texts may be anybody's.
#include "base/date.hpp"

#include <string>
#include <string_view>

namespace maillage::formats {

class CalendarWriter {
 public:
  explicit CalendarWriter(std::string& out) : out_(out) {}
  CalendarWriter& begin(std::string_view component);
  CalendarWriter& end(std::string_view component);
  /// A value that is written as it is: "DTSTART;TZID=Europe/Paris", "20260513T090000".
  CalendarWriter& line(std::string_view name, std::string_view value);
  /// A value of type TEXT.
  CalendarWriter& text(std::string_view name, std::string_view value);

 private:
  std::string& out_;
};

/// "20260513T083000Z"
std::string calendar_instant(base::Instant instant);
/// "20260513T103000": what the clocks show, `offset_seconds` ahead of UTC.
std::string calendar_clock(base::Instant instant, int offset_seconds);
/// "+0200"
std::string calendar_offset(int offset_seconds);

}  // namespace maillage::formats
