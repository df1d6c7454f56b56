#include "formats/icalendar.hpp"

#include <gtest/gtest.h>

namespace maillage::formats {
namespace {

const base::Instant kMorning{std::chrono::sys_days(std::chrono::year(2026) / 5 / 13) +
                             std::chrono::minutes(510)};

TEST(Icalendar, escapes_what_would_end_a_text) {
  std::string out;
  CalendarWriter(out).text("SUMMARY", "Bus; à Guéret, \\o/\nle matin");
  EXPECT_EQ(out, "SUMMARY:Bus\\; à Guéret\\, \\\\o/\\nle matin\r\n");
}

TEST(Icalendar, lets_no_text_begin_a_line_of_its_own) {
  std::string out;
  CalendarWriter(out).text("SUMMARY", "a\r\nEND:VCALENDAR");
  EXPECT_EQ(out, "SUMMARY:a\\nEND:VCALENDAR\r\n");
}

TEST(Icalendar, folds_long_lines_between_characters) {
  std::string out, unfolded;
  const std::string text =
      "é" + std::string(70, 'a') + std::string("éèàùç") + std::string(200, 'b');
  CalendarWriter(out).text("SUMMARY", text);
  for (std::size_t start = 0; start < out.size();) {
    const std::size_t end = out.find("\r\n", start);
    EXPECT_LE(end - start, 75u);
    unfolded += out.substr(start == 0 ? 0 : start + 1, end - start - (start == 0 ? 0 : 1));
    start = end + 2;
  }
  EXPECT_EQ(unfolded, "SUMMARY:" + text);
}

TEST(Icalendar, writes_instants_and_clocks) {
  EXPECT_EQ(calendar_instant(kMorning), "20260513T083000Z");
  EXPECT_EQ(calendar_clock(kMorning, 7200), "20260513T103000");
  EXPECT_EQ(calendar_offset(7200), "+0200");
  EXPECT_EQ(calendar_offset(-34200), "-0930");
}

}  // namespace
}  // namespace maillage::formats
