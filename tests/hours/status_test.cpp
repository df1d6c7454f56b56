#include "hours/status.hpp"

#include "hours/parse.hpp"
#include "hours/words.hpp"

#include <gtest/gtest.h>

namespace maillage::hours {
namespace {

using namespace std::chrono;

struct World {
  territory::TimeZone zone;
  std::string code;
  Where where;
  explicit World(std::string commune)
      : zone(territory::TimeZone::named(territory::time_zone_name(commune))),
        code(std::move(commune)) {
    where = {&zone, territory::departement_of(code), nullptr, {}};
  }
  Status at(std::string_view value, int y, unsigned m, unsigned d,
            int minute = 10 * 60 + 30) const {
    return status_of(value, where, zone.instant(sys_days(year{y} / month{m} / day{d}), minute));
  }
};

constexpr std::string_view kWeek = "Mo-Fr 09:00-12:00,14:00-17:00";

TEST(Status, says_until_when_a_place_is_open) {
  const World paris("75056");
  const Status status = paris.at(kWeek, 2026, 5, 13);
  EXPECT_EQ(status.kind, StatusKind::open);
  EXPECT_EQ(status.sentence, "Ouvert jusqu’à 12 h");
}

TEST(Status, uses_the_clock_of_the_place) {
  const World reunion("97411");
  const base::Instant same =
      sys_days(2026y / 5 / 13) + std::chrono::hours(8) + std::chrono::minutes(30);
  const Status status = status_of(kWeek, reunion.where, same);
  EXPECT_EQ(status.kind, StatusKind::closed);
  EXPECT_EQ(status.sentence, "Fermé, ouvre à 14 h");
}

TEST(Status, promises_nothing_on_a_holiday_of_which_the_value_is_silent) {
  const World paris("75056");
  const Status status = paris.at(kWeek, 2026, 5, 14);
  EXPECT_EQ(status.kind, StatusKind::unknown);
  EXPECT_EQ(status.reason, "Ascension");
  EXPECT_EQ(status.sentence, "Peut être fermé aujourd’hui : jour férié (Ascension)");
}

TEST(Status, is_closed_on_a_holiday_when_the_value_says_PH_off) {
  const World paris("75056");
  const Status status = paris.at("Mo-Fr 09:00-12:00,14:00-17:00; PH off", 2026, 5, 14);
  EXPECT_EQ(status.kind, StatusKind::closed);
  EXPECT_EQ(status.sentence, "Fermé, ouvre demain à 9 h");
}

TEST(Status, knows_the_holidays_of_each_territory) {
  EXPECT_EQ(World("67482").at("Sa 09:00-12:00", 2026, 12, 26).kind, StatusKind::unknown);
  EXPECT_EQ(World("35238").at("Sa 09:00-12:00", 2026, 12, 26).kind, StatusKind::open);
  EXPECT_EQ(World("97209").at(kWeek, 2026, 5, 22).kind, StatusKind::unknown);
  EXPECT_EQ(World("75056").at(kWeek, 2026, 5, 22).kind, StatusKind::open);
  EXPECT_EQ(World("57463").at(kWeek, 2026, 4, 3).kind, StatusKind::unknown);
  EXPECT_EQ(World("54395").at(kWeek, 2026, 4, 3).kind, StatusKind::open);
}

TEST(Status, follows_even_and_odd_weeks) {
  const World paris("75056");
  EXPECT_EQ(paris.at("week 1-53/2 We 09:00-12:30", 2026, 5, 6).kind, StatusKind::open);
  EXPECT_EQ(paris.at("week 1-53/2 We 09:00-12:30", 2026, 5, 13).kind, StatusKind::closed);
}

TEST(Status, is_open_on_a_holiday_when_the_value_is_24_7) {
  const Status status = World("75056").at("24/7", 2026, 5, 14);
  EXPECT_EQ(status.kind, StatusKind::open);
  EXPECT_EQ(status.sentence, "Ouvert en permanence");
}

TEST(Status, shows_a_text_that_it_cannot_read) {
  const Status status = World("75056").at("le mardi parfois", 2026, 5, 13);
  EXPECT_EQ(status.kind, StatusKind::unknown);
  EXPECT_EQ(status.reason, "le mardi parfois");
}

TEST(Status, warns_half_an_hour_before_the_end) {
  EXPECT_EQ(World("75056").at(kWeek, 2026, 5, 13, 11 * 60 + 40).sentence, "Ferme bientôt, à 12 h");
}

TEST(Status, tells_by_appointment) {
  const Status status = World("75056").at("We 09:00-12:00 \"sur rendez-vous\"", 2026, 5, 13);
  EXPECT_EQ(status.kind, StatusKind::by_appointment);
  EXPECT_EQ(status.sentence, "Sur rendez-vous, jusqu’à 12 h");
}

TEST(Status, lets_a_dated_exception_count_more_than_the_week) {
  const World paris("75056");
  const base::Instant now = paris.zone.instant(sys_days(2026y / 5 / 13), 10 * 60);
  const DatedException works{now - days(1), paris.zone.instant(sys_days(2026y / 5 / 18), 9 * 60),
                             State::closed, "travaux"};
  const Evaluator evaluator(parse(kWeek).schedule, paris.where);
  const Status status = hours::status(evaluator, paris.where, now, std::span(&works, 1));
  EXPECT_EQ(status.kind, StatusKind::temporarily_closed);
  EXPECT_EQ(status.sentence, "Fermé temporairement, jusqu’à lundi à 9 h (travaux)");
}

TEST(Words, say_a_value_in_french) {
  EXPECT_EQ(sentence("Mo-Fr 09:00-12:00,14:00-17:30; We off"),
            "Du lundi au vendredi de 9 h à 12 h et de 14 h à 17 h 30 ; mercredi : fermé.");
  EXPECT_EQ(sentence("Tu[2] 09:00-12:00; PH off"),
            "Le 2e mardi du mois de 9 h à 12 h ; jours fériés : fermé.");
  EXPECT_EQ(sentence("week 2-52/2 Mo 09:00-12:00 \"sur rendez-vous\""),
            "Les semaines paires lundi de 9 h à 12 h (sur rendez-vous).");
  EXPECT_EQ(sentence("Oct-Jun Sa 10:00-12:00"), "D’octobre à juin samedi de 10 h à 12 h.");
  EXPECT_EQ(sentence("24/7"), "24 h sur 24, 7 jours sur 7.");
  EXPECT_EQ(sentence("n’importe quoi"), "");
}

TEST(Words, lay_out_the_week) {
  const World paris("75056");
  const Evaluator evaluator(parse(kWeek).schedule, paris.where);
  const auto lines =
      week_table(evaluator, paris.where, paris.zone.instant(sys_days(2026y / 5 / 13), 600));
  ASSERT_EQ(lines.size(), 7u);
  EXPECT_EQ(lines[0].day, "lundi");
  EXPECT_EQ(lines[0].hours, "9 h – 12 h, 14 h – 17 h");
  EXPECT_EQ(lines[3].holiday, "Ascension");
  EXPECT_EQ(lines[6].hours, "fermé");
}

}  // namespace
}  // namespace maillage::hours
