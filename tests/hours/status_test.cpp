#include "hours/status.hpp"

#include "hours/parse.hpp"
#include "hours/words.hpp"

#include <cstdlib>
#include <ctime>

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

/// The fourteen vectors of the acceptance test A1: value, commune, local or world time, answer.
struct Vector {
  std::string_view value, commune, at, answer;
};

constexpr Vector kVectors[] = {
    {"Mo-Fr 09:00-12:00,14:00-17:00", "75056", "2026-05-13T08:30Z", "Ouvert jusqu’à 12 h"},
    {"Mo-Fr 09:00-12:00,14:00-17:00", "97411", "2026-05-13T08:30Z", "Fermé, ouvre à 14 h"},
    {"Mo-Fr 09:00-12:00,14:00-17:00", "75056", "2026-05-14",
     "Peut être fermé aujourd’hui : jour férié (Ascension)"},
    {"Mo-Fr 09:00-12:00,14:00-17:00; PH off", "75056", "2026-05-14", "Fermé, ouvre demain à 9 h"},
    {"Sa 09:00-12:00", "67482", "2026-12-26",
     "Peut être fermé aujourd’hui : jour férié (Lendemain de Noël)"},
    {"Sa 09:00-12:00", "35238", "2026-12-26", "Ouvert jusqu’à 12 h"},
    {"Mo-Fr 09:00-12:00,14:00-17:00", "97209", "2026-05-22",
     "Peut être fermé aujourd’hui : jour férié (Abolition de l’esclavage)"},
    {"Mo-Fr 09:00-12:00,14:00-17:00", "75056", "2026-05-22", "Ouvert jusqu’à 12 h"},
    {"Mo-Fr 09:00-12:00,14:00-17:00", "57463", "2026-04-03",
     "Peut être fermé aujourd’hui : jour férié (Vendredi saint)"},
    {"Mo-Fr 09:00-12:00,14:00-17:00", "54395", "2026-04-03", "Ouvert jusqu’à 12 h"},
    {"week 1-53/2 We 09:00-12:30", "75056", "2026-05-06", "Ouvert jusqu’à 12 h 30"},
    {"week 1-53/2 We 09:00-12:30", "75056", "2026-05-13", "Fermé, ouvre le 20 mai 2026 à 9 h"},
    {"24/7", "75056", "2026-05-14", "Ouvert en permanence"},
    {"le mardi, parfois", "75056", "2026-05-13",
     "Horaires indiqués par le lieu : le mardi, parfois"},
};

TEST(Status, answers_the_fourteen_vectors_under_any_clock_of_the_server) {
  const char* kept = std::getenv("TZ");
  const std::string before = kept ? kept : "";
  for (const char* server : {"UTC", "Europe/Paris", "Pacific/Noumea"}) {
    setenv("TZ", server, 1);
    tzset();
    for (const Vector& vector : kVectors) {
      const World world{std::string(vector.commune)};
      const sys_days day = sys_days(*base::parse_iso_date(vector.at.substr(0, 10)));
      const base::Instant now = vector.at.ends_with('Z') ? base::Instant(day) + 8h + 30min
                                                         : world.zone.instant(day, 10 * 60 + 30);
      EXPECT_EQ(status_of(vector.value, world.where, now).sentence, vector.answer)
          << vector.value << ' ' << vector.commune << ' ' << vector.at << " TZ=" << server;
    }
  }
  kept ? setenv("TZ", before.c_str(), 1) : unsetenv("TZ");
  tzset();
}

TEST(Status, warns_half_an_hour_before_the_end) {
  EXPECT_EQ(World("75056").at(kWeek, 2026, 5, 13, 11 * 60 + 40).sentence, "Ferme bientôt, à 12 h");
}

TEST(Status, tells_by_appointment) {
  const Status status = World("75056").at("We 09:00-12:00 \"sur rendez-vous\"", 2026, 5, 13);
  EXPECT_EQ(status.kind, StatusKind::by_appointment);
  EXPECT_EQ(status.sentence, "Sur rendez-vous, jusqu’à 12 h");
}

TEST(Status, says_all_day_where_a_whole_day_is_by_appointment) {
  const World paris("75056");
  EXPECT_EQ(paris.at("Mo-Fr \"sur rendez-vous\"", 2026, 5, 13).sentence,
            "Sur rendez-vous, toute la journée");
  EXPECT_EQ(paris.at("We-Fr 14:00-24:00 \"sur rendez-vous\"", 2026, 5, 13, 15 * 60).sentence,
            "Sur rendez-vous, jusqu’à minuit");
}

TEST(Status, names_midnight_by_the_day_that_ends) {
  const World paris("75056");
  EXPECT_EQ(paris.at("We 00:00-24:00; Th 00:00-24:00; PH off", 2026, 5, 6).sentence,
            "Ouvert jusqu’à demain à minuit");
  EXPECT_EQ(paris.at("Tu-Fr 00:00-24:00; PH off", 2026, 5, 19).sentence,
            "Ouvert jusqu’à vendredi à minuit");
  EXPECT_EQ(paris.at("Th 00:00-02:00", 2026, 5, 6).sentence, "Fermé, ouvre à minuit");
}

TEST(Status, promises_nothing_that_hangs_on_school_holidays_it_does_not_know) {
  const auto holidays = territory::SchoolHolidays::from_csv(
      "C,2026-02-22,2026-03-08,Vacances d'hiver\nC,2026-07-05,2026-08-31,Vacances d'été\n"
      "R,2026-05-09,2026-05-24,Vacances de mai\n");
  World paris("75056"), ajaccio("2A004"), saint_denis("97411");
  paris.where.school_holidays = ajaccio.where.school_holidays = saint_denis.where.school_holidays =
      &holidays;
  EXPECT_EQ(saint_denis.at("We 09:00-12:00; SH off", 2026, 5, 13).kind, StatusKind::closed);
  constexpr std::string_view kTermOnly = "We 09:00-12:00; SH off";
  EXPECT_EQ(paris.at(kTermOnly, 2026, 5, 13).kind, StatusKind::open);
  EXPECT_EQ(paris.at(kTermOnly, 2026, 2, 25).kind, StatusKind::closed);
  EXPECT_EQ(paris.at(kTermOnly, 2027, 5, 12).sentence,
            "Horaires à vérifier : ils changent pendant les vacances scolaires");
  EXPECT_EQ(ajaccio.at(kTermOnly, 2026, 5, 13).kind, StatusKind::unknown);
  EXPECT_EQ(ajaccio.at(kTermOnly, 2026, 5, 12).kind, StatusKind::closed);
  EXPECT_EQ(ajaccio.at("We 09:00-12:00; SH We 09:00-17:00", 2026, 5, 13).kind, StatusKind::open);
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
  ASSERT_EQ(lines[0].spans.size(), 2u);
  EXPECT_EQ(lines[0].spans[1].from, 14 * 60);
  EXPECT_EQ(day_span_words(lines[0].spans[1]), "14 h – 17 h");
  EXPECT_EQ(lines[3].holiday, "Ascension");
  EXPECT_EQ(lines[6].hours, "fermé");
  EXPECT_TRUE(lines[6].spans.empty());
}

}  // namespace
}  // namespace maillage::hours
