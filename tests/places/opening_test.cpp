#include "places/opening.hpp"

#include "base/text.hpp"
#include "world.hpp"

namespace maillage::places {
namespace {

constexpr char kGueret[] = "23096", kNoumea[] = "98818";

/// Wednesday 13 May 2026, 12 h in Paris; the day after is Ascension.
const Almanac& almanac() {
  static const Almanac kAlmanac(territory::SchoolHolidays::from_csv(
      "zone,from,to,name\nA,2026-04-05,2026-04-19,Vacances de printemps\n"));
  return kAlmanac;
}

Opening read(std::string_view osm, std::string_view code = kGueret, base::Instant now = kNow) {
  auto found = opening(osm, code, {now, almanac()});
  EXPECT_TRUE(found) << osm;
  return found ? *found : Opening{};
}

std::string plain(const std::string& text) {
  return base::replace_all(text, "\u00a0", " ");
}

TEST(Opening, tells_until_when_a_place_is_open) {
  const Opening open = read("Mo-Fr 09:00-13:00,14:00-17:00");
  EXPECT_EQ(open.status.kind, hours::StatusKind::open);
  EXPECT_EQ(plain(open.status.sentence), "Ouvert jusqu’à 13 h");
}

TEST(Opening, follows_the_clock_that_it_is_given) {
  const auto evening = kNow + std::chrono::hours(8);
  EXPECT_EQ(read("Mo-Fr 09:00-12:30", kGueret, evening).status.kind, hours::StatusKind::closed);
}

TEST(Opening, is_read_on_the_clock_of_the_place) {
  // Noon in Paris is nine in the evening in Nouméa.
  const Opening open = read("Mo-Fr 08:00-16:00", kNoumea);
  EXPECT_EQ(open.status.kind, hours::StatusKind::closed);
  EXPECT_EQ(plain(open.local_time), "21 h");
  EXPECT_EQ(read("Mo-Fr 08:00-16:00").local_time, "");
}

TEST(Opening, doubts_a_public_holiday_of_which_the_value_says_nothing) {
  const auto ascension = kNow + std::chrono::hours(24);
  const Opening open = read("Mo-Fr 09:00-17:00", kGueret, ascension);
  EXPECT_EQ(open.status.kind, hours::StatusKind::unknown);
  EXPECT_TRUE(open.silent_on_holidays);
  EXPECT_EQ(open.week[3].holiday, "Ascension");
  EXPECT_FALSE(read("Mo-Fr 09:00-17:00; PH off").silent_on_holidays);
}

TEST(Opening, needs_no_sentence_when_a_week_says_it_all) {
  const Opening open = read("Mo-Fr 09:00-12:00");
  EXPECT_EQ(open.sentence, "");
  EXPECT_FALSE(open.next_week);
  ASSERT_EQ(open.week.size(), 7u);
  EXPECT_EQ(plain(open.week[0].hours), "9 h – 12 h");
  EXPECT_EQ(open.week[6].hours, "fermé");
}

TEST(Opening, shows_the_next_week_when_it_differs) {
  const Opening open = read("week 1-53/2 Mo 09:00-12:00");  // this is week 20
  EXPECT_TRUE(open.week.empty());  // closed all week
  ASSERT_TRUE(open.next_week);
  ASSERT_EQ(open.next_week->size(), 7u);
  EXPECT_EQ(plain(open.next_week->front().hours), "9 h – 12 h");
  EXPECT_EQ(plain(open.sentence), "Les semaines impaires lundi de 9 h à 12 h.");
}

TEST(Opening, of_nothing_or_of_no_hours_is_nothing) {
  for (const char* text : {"", "n'importe quoi", "\xff\xfe"})
    EXPECT_FALSE(opening(text, kGueret, {kNow, almanac()})) << text;
}

TEST(Opening, reads_a_value_that_is_nearly_one) {
  EXPECT_EQ(plain(read("Mo-Fr 9h00-13h00").status.sentence), "Ouvert jusqu’à 13 h");
}

TEST(Opening, of_a_place_without_a_code_is_that_of_metropolitan_france) {
  EXPECT_EQ(read("Mo-Fr 09:00-13:00", "").status.kind, hours::StatusKind::open);
}

}  // namespace
}  // namespace maillage::places
