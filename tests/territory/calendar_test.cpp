#include "territory/calendar.hpp"

#include "support/vectors.hpp"
#include "territory/time_zone.hpp"

#include <gtest/gtest.h>

namespace maillage::territory {
namespace {

using namespace std::chrono;

TEST(Calendar, knows_the_moving_holidays_of_many_years) {
  for (const char* day : {"2024-04-01", "2025-04-21", "2026-04-06", "2027-03-29", "2028-04-17",
                          "2030-04-22", "2038-04-26"})
    EXPECT_EQ(public_holiday(*base::parse_iso_date(day), "")->name, "Lundi de Pâques") << day;
  for (const char* day : {"2026-05-25", "2027-05-17", "2038-06-14"})
    EXPECT_EQ(public_holiday(*base::parse_iso_date(day), "")->name, "Lundi de Pentecôte") << day;
}

TEST(Calendar, has_eleven_national_holidays_a_year) {
  for (int y = 2000; y < 2060; ++y) {
    int count = 0;
    for (sys_days day = sys_days(year{y} / 1 / 1); day < sys_days(year{y + 1} / 1 / 1);
         day += days(1))
      count += public_holiday(year_month_day(day), "75").has_value();
    // Ascension falls on 1 or 8 May in some years.
    EXPECT_TRUE(count == 11 || count == 10) << y;
  }
}

TEST(Calendar, states_where_sources_disagree) {
  EXPECT_FALSE(public_holiday(2026y / 4 / 3, "67")->certain);
  EXPECT_TRUE(public_holiday(2026y / 12 / 26, "67")->certain);
  EXPECT_FALSE(public_holiday(2026y / 7 / 21, "971")->certain);
  EXPECT_FALSE(public_holiday(2026y / 4 / 3, "75"));
}

TEST(Calendar, follows_polynesia_when_its_holiday_moved) {
  EXPECT_TRUE(public_holiday(2025y / 6 / 29, "987"));
  EXPECT_FALSE(public_holiday(2026y / 6 / 29, "987"));
  EXPECT_TRUE(public_holiday(2026y / 11 / 20, "987"));
}

TEST(Calendar, knows_the_time_zone_of_each_territory) {
  EXPECT_EQ(time_zone_name("75056"), "Europe/Paris");
  EXPECT_EQ(time_zone_name("97411"), "Indian/Reunion");
  EXPECT_EQ(time_zone_name("98818"), "Pacific/Noumea");
  EXPECT_EQ(time_zone_name("98731"), "Pacific/Marquesas");
}

TEST(Calendar, reads_school_holidays_by_zone) {
  const auto holidays = SchoolHolidays::from_csv(
      "zone,from,to,name\nC,2026-02-22,2026-03-08,Vacances d'hiver\nC,?,?,x\n");
  EXPECT_TRUE(holidays.on(2026y / 2 / 22, 'C'));
  EXPECT_TRUE(holidays.on(2026y / 3 / 8, 'C'));
  EXPECT_FALSE(holidays.on(2026y / 3 / 9, 'C'));
  EXPECT_FALSE(holidays.on(2026y / 2 / 22, 'A'));
  EXPECT_EQ(school_zone("75"), 'C');
  EXPECT_EQ(school_zone("2B"), 'K');
  EXPECT_EQ(school_zone("974"), 'R');
  EXPECT_EQ(school_zone("xx"), 0);
}

SchoolHolidays shipped() {
  return SchoolHolidays::load_csv(test::project_file("data/territories/school-holidays.csv"));
}

TEST(Calendar, ships_school_holidays_of_which_autumn_christmas_and_summer_are_common) {
  const SchoolHolidays holidays = shipped();
  for (sys_days day = sys_days(2023y / 9 / 4); day < sys_days(2027y / 4 / 1); day += days(1)) {
    const unsigned month = unsigned(year_month_day(day).month());
    if (month >= 2 && month <= 5) continue;
    const auto a = holidays.on(year_month_day(day), 'A');
    EXPECT_EQ(a, holidays.on(year_month_day(day), 'B')) << base::iso_date(year_month_day(day));
    EXPECT_EQ(a, holidays.on(year_month_day(day), 'C')) << base::iso_date(year_month_day(day));
  }
}

TEST(Calendar, ships_school_holidays_that_begin_and_end_on_sundays_unless_a_decree_says_otherwise) {
  const SchoolHolidays holidays = shipped();
  std::string exceptions;
  for (const char zone : {'A', 'B', 'C'}) {
    for (sys_days day = sys_days(2023y / 9 / 4); day < sys_days(2027y / 5 / 10); day += days(1)) {
      const bool today = holidays.on(year_month_day(day), zone).has_value();
      const bool tomorrow = holidays.on(year_month_day(day + days(1)), zone).has_value();
      if (today == tomorrow || weekday(day + days(today ? 0 : 1)) == Sunday) continue;
      exceptions += std::string(1, zone) + ' ' + base::iso_date(year_month_day(day)) + ' ';
    }
  }
  // Easter Monday closes the holidays of 2025; school begins on Tuesday 1 September 2026.
  EXPECT_EQ(exceptions, "A 2026-08-31 B 2025-04-21 B 2026-08-31 C 2026-08-31 ");
}

TEST(Calendar, knows_of_which_days_the_school_calendar_speaks) {
  const SchoolHolidays holidays = shipped();
  EXPECT_TRUE(holidays.covers(2026y / 11 / 24, 'C'));
  EXPECT_FALSE(holidays.covers(2028y / 1 / 10, 'C'));
  EXPECT_FALSE(holidays.covers(2026y / 11 / 24, school_zone("2A")));
  EXPECT_FALSE(SchoolHolidays().covers(2026y / 11 / 24, 'A'));
}

TEST(TimeZone, turns_clocks_at_the_right_second) {
  const TimeZone paris = TimeZone::named("Europe/Paris");
  const base::Instant before = sys_days(2026y / 3 / 29) + seconds(3599);
  EXPECT_EQ(iso_local(before, paris), "2026-03-29T01:59:59+01:00");
  EXPECT_EQ(iso_local(before + seconds(1), paris), "2026-03-29T03:00:00+02:00");
  EXPECT_EQ(paris.instant(sys_days(2026y / 7 / 1), 9 * 60),
            base::Instant(sys_days(2026y / 7 / 1) + hours(7)));
}

TEST(TimeZone, gives_the_first_of_two_equal_hours) {
  const TimeZone paris = TimeZone::named("Europe/Paris");
  EXPECT_EQ(iso_local(paris.instant(sys_days(2026y / 10 / 25), 2 * 60 + 30), paris),
            "2026-10-25T02:30:00+02:00");
}

}  // namespace
}  // namespace maillage::territory
