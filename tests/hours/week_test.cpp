#include "hours/week.hpp"

#include "hours/opening_hours.hpp"
#include "support/vectors.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace maillage::hours {
namespace {

/// "8:00-12:00,15:00-18:00" of the recorded cases.
DaySpans spans_of(std::string_view text) {
  DaySpans spans;
  int hour = 0, minute = 0, hour_to = 0, minute_to = 0, taken = 0;
  for (const char* at = text.data();
       std::sscanf(at, "%d:%d-%d:%d%n", &hour, &minute, &hour_to, &minute_to, &taken) == 4;
       at += taken + 1) {
    spans.add({static_cast<std::int16_t>(hour * 60 + minute),
               static_cast<std::int16_t>(hour_to * 60 + minute_to)});
    if (at[taken] != ',') break;
  }
  return spans;
}

/// The recorded answers keep "8:00" where the input had it; ours always has two digits.
std::string padded(const std::string& value) {
  std::string out;
  for (std::size_t i = 0; i < value.size(); ++i) {
    const bool starts = i == 0 || !std::isdigit(static_cast<unsigned char>(value[i - 1]));
    if (starts && std::isdigit(static_cast<unsigned char>(value[i])) &&
        value.substr(i + 1, 1) == ":" && (i == 0 || value[i - 1] != ':'))
      out += '0';
    out += value[i];
  }
  return out;
}

TEST(Week, is_written_as_producers_tools_write_it) {
  test::Tally tally("osm-timetable");
  for (const char* suite : {"osm-timetable", "osm-timetable-gen"}) {
    for (const test::Case& recorded : test::load_cases(suite)) {
      if (recorded.fn != "fromTimetableOsmOpeningHours") continue;
      WeekSpans week;
      for (const formats::Json& item : recorded.input.items()) {
        static constexpr std::string_view kCodes = "MoTuWeThFrSaSu";
        week[kCodes.find(item["day"].text()) / 2] = spans_of(item["osmHours"].text());
      }
      std::string ours;
      append_week(ours, week);
      const std::string expected = padded(recorded.expected.text());
      if (ours == expected) {
        tally.equal();
      } else {
        tally.different("hours-range-not-over-written-days", ours + " <> " + expected);
      }
      EXPECT_TRUE(ours.empty() || is_valid(ours)) << ours;
    }
  }
  EXPECT_GE(tally.report(), 0.9);
}

TEST(Week, merges_the_spans_of_two_texts_as_recorded) {
  test::Tally tally("merge-hours-ranges");
  for (const char* suite : {"merge-hours-ranges", "merge-hours-ranges-gen"}) {
    for (const test::Case& recorded : test::load_cases(suite)) {
      std::string ours;
      append_spans(
          ours, merge(spans_of(recorded.input["a"].text()), spans_of(recorded.input["b"].text())));
      if (ours == recorded.expected.text()) {
        tally.equal();
      } else {
        tally.different("hours-merge-keeps-all-spans",
                        recorded.name + ": " + ours + " <> " + recorded.expected.text());
      }
    }
  }
  EXPECT_GE(tally.report(), 0.9);
}

TEST(Week, names_a_closed_day_inside_a_range) {
  WeekSpans week;
  for (std::size_t day : {0u, 1u, 3u, 4u}) week[day].add({540, 720});
  std::string out;
  append_week(out, week);
  EXPECT_EQ(out, "Mo-Fr 09:00-12:00; We off");
}

TEST(Week, repeats_its_scope_on_each_rule) {
  WeekSpans week;
  week[1].add({540, 720});
  week[2].add({600, 720});
  std::string out;
  append_week(out, week, "SH ", day_bit(5));
  EXPECT_EQ(out, "SH Tu 09:00-12:00; SH We 10:00-12:00; SH Sa off");
}

TEST(Week, subtracts_the_hours_already_open) {
  std::string out;
  append_spans(out, subtract(spans_of("10:00-18:00"), spans_of("13:30-18:00")));
  EXPECT_EQ(out, "10:00-13:30");
}

RC_GTEST_PROP(Week, merge_does_not_depend_on_the_order,
              (std::vector<std::pair<unsigned char, unsigned char>> raw)) {
  DaySpans forward, backward;
  raw.resize(std::min<std::size_t>(raw.size(), 4));
  for (const auto& [a, b] : raw)
    if (a != b)
      forward.add({static_cast<std::int16_t>(std::min(a, b) * 5),
                   static_cast<std::int16_t>(std::max(a, b) * 5)});
  for (std::size_t i = forward.size(); i-- > 0;) backward.add(forward[i]);
  RC_ASSERT(merge(forward, {}) == merge(backward, {}));
  RC_ASSERT(merge(forward, forward) == merge(forward, {}));
}

}  // namespace
}  // namespace maillage::hours
