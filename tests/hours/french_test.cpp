#include "hours/french.hpp"

#include "hours/opening_hours.hpp"
#include "support/vectors.hpp"

#include <algorithm>
#include <set>

#include <gtest/gtest.h>

namespace maillage::hours {
namespace {

using formats::Json;

bool has(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

/// Why an answer differs: by what ours says that the recorded one doesn't.
std::string kind_of_difference(const std::string& ours, const std::string& theirs,
                               bool theirs_is_valid) {
  if (!theirs_is_valid) return "hours-valid-instead-of-garbage";
  if (has(ours, "jours à confirmer")) return "hours-days-to-confirm";
  if (has(ours, "horaires non précisés") || has(ours, "horaires à vérifier"))
    return "hours-times-to-confirm";
  if (has(ours, "sur rendez-vous") || has(ours, "sur réservation") || has(ours, "sur demande") ||
      has(ours, "sur inscription"))
    return "hours-appointment-told";
  if (has(ours, "semaine") || has(ours, "par mois")) return "hours-cadence-told";
  if (has(ours, "[")) return "hours-rank-in-the-month";
  if (has(ours, "SH") || has(ours, "PH") || has(ours, "Jul") || has(ours, "Aug") ||
      has(ours, "Oct") || has(ours, "week"))
    return "hours-time-of-the-year";
  if (has(ours, "en hiver")) return "hours-season-told";
  if (has(ours, "téléphonique")) return "hours-telephone-apart";
  std::string squeezed = theirs;
  squeezed.erase(std::remove(squeezed.begin(), squeezed.end(), ' '), squeezed.end());
  std::string own = ours;
  own.erase(std::remove(own.begin(), own.end(), ' '), own.end());
  if (own == squeezed) return "hours-osm-canonical-blanks";
  if (theirs.empty()) return "hours-read-where-nothing-was";
  return "hours-meaning-of-the-text";
}

struct Field {
  std::string osm, week;
  std::array<std::string, 7> days;
  std::optional<bool> even;
};

Field field_of(const test::Case& recorded) {
  static constexpr std::string_view kCodes = "MoTuWeThFrSaSu";
  Field field;
  const Json& config = recorded.config["horaires"];
  if (config.has("osm"))
    field.osm =
        recorded.input.has(config["osm"].text()) ? recorded.input[config["osm"].text()].text() : "";
  if (config.has("semaine"))
    field.week = recorded.input.has(config["semaine"].text())
                     ? recorded.input[config["semaine"].text()].text()
                     : "";
  for (const Json& day : config["jours"].items()) {
    if (recorded.input.has(day["colonne"].text()))
      field.days[kCodes.find(day["osm"].text()) / 2] = recorded.input[day["colonne"].text()].text();
  }
  if (!field.osm.empty() && recorded.config.has("semaine_ouverture")) {
    const std::string column = recorded.config["semaine_ouverture"]["colonne"].text();
    if (recorded.input.has(column)) field.even = recorded.input[column].text() == "Semaine paire";
  }
  return field;
}

std::string read_field(const Field& field) {
  std::string osm;
  if (!field.osm.empty()) {
    osm = read_osm(field.osm).osm;
  } else if (std::any_of(field.days.begin(), field.days.end(),
                         [](const auto& day) { return !day.empty(); })) {
    std::array<std::string_view, 7> days;
    std::copy(field.days.begin(), field.days.end(), days.begin());
    osm = read_days(days).osm;
  } else {
    osm = read_week(field.week).osm;
  }
  return field.even ? with_week_parity(osm, *field.even) : osm;
}

TEST(French, reads_the_hours_of_real_lists_as_recorded_or_better) {
  test::Tally tally("horaires");
  std::size_t given = 0, read = 0;
  for (const char* suite : {"horaires", "horaires-real"}) {
    for (const test::Case& recorded : test::load_cases(suite)) {
      const Field field = field_of(recorded);
      const std::string ours = read_field(field);
      const bool says_something =
          !field.osm.empty() || !field.week.empty() ||
          std::any_of(field.days.begin(), field.days.end(), [](const std::string& day) {
            return day.find_first_of("0123456789") != std::string::npos;
          });
      given += says_something;
      read += says_something && !ours.empty();
      EXPECT_TRUE(ours.empty() || is_valid(ours)) << recorded.name << ": " << ours;
      const std::string theirs = recorded.expected.is_string() ? recorded.expected.text() : "";
      const bool valid = !recorded.context.has("peerOutputIsValidOsm") ||
                         recorded.context["peerOutputIsValidOsm"].as_boolean();
      if (ours == theirs) {
        tally.equal();
      } else {
        tally.different(kind_of_difference(ours, theirs, valid),
                        recorded.name + ": " + ours + " <> " + theirs);
      }
    }
  }
  EXPECT_GE(tally.report(), 0.85);
  EXPECT_GE(read * 100, given * 95) << read << " values of " << given << " texts";
}

TEST(French, reads_the_cell_of_one_day_as_recorded_or_better) {
  test::Tally tally("to-osm-hours");
  for (const char* suite : {"to-osm-hours", "to-osm-hours-real"}) {
    for (const test::Case& recorded : test::load_cases(suite)) {
      std::string ours = read_days({recorded.input.text(), {}, {}, {}, {}, {}, {}}).osm;
      EXPECT_TRUE(ours.empty() || is_valid(ours)) << recorded.name << ": " << ours;
      if (ours.starts_with("Mo ")) ours.erase(0, 3);
      const std::string theirs = recorded.expected.is_string() ? recorded.expected.text() : "";
      if (ours == theirs) {
        tally.equal();
      } else {
        tally.different(
            kind_of_difference(ours, theirs, theirs.empty() || is_valid("Mo " + theirs)),
            recorded.name + ": " + ours + " <> " + theirs);
      }
    }
  }
  EXPECT_GE(tally.report(), 0.9);
}

TEST(French, says_what_texts_written_by_hand_say) {
  const std::string lines = test::read_file(test::vector_file("french-hours.jsonl"));
  std::size_t count = 0;
  for (std::size_t at = 0; at < lines.size();) {
    const std::size_t end = std::min(lines.find('\n', at), lines.size());
    const Json line = formats::parse_json(lines.substr(at, end - at));
    at = end + 1;
    ++count;
    EXPECT_TRUE(line["osm"].text().empty() || is_valid(line["osm"].text())) << line["osm"].text();
    EXPECT_EQ(read_week(line["text"].text()).osm, line["osm"].text()) << line["text"].text();
  }
  EXPECT_GE(count, 150u);
}

TEST(French, keeps_what_it_does_not_understand) {
  EXPECT_EQ(read_week("Lundi 9h-12h, espace jeunes").left_over, "espace jeunes");
  EXPECT_EQ(read_week("Lundi 9h-12h").left_over, "");
  EXPECT_EQ(read_week("Voir le site").osm, "");
}

TEST(French, loses_no_time_closure_season_or_condition_in_silence) {
  struct Row {
    const char *text, *left_over;
  };
  static constexpr Row kRows[] = {
      {"Lundi 9h-12h. Permanence téléphonique : mardi 14h-17h", "téléphonique : mardi 14h-17h"},
      {"Lundi au vendredi 9h-17h, dernier accueil à 16h30", "dernier accueil à 16h30"},
      {"Lundi au vendredi 9h-17h, vacances scolaires : 10h", "vacances scolaires … 10h"},
      {"Lundi 9h-12h. Lundi 9h-12h sur rendez-vous", "sur rendez-vous"},
      {"Lundi au vendredi 9h-12h sauf veilles de fêtes", "sauf veilles de fêtes"},
      {"Lundi au vendredi 9h-17h, parfois fermé l'après-midi", "parfois fermé l'après-midi"},
      {"Lundi au vendredi 8h-12h sauf la dernière semaine du mois", "sauf la dernière semaine"}};
  for (const Row& row : kRows) EXPECT_EQ(read_week(row.text).left_over, row.left_over) << row.text;
}

TEST(French, doubts_hours_that_words_it_cannot_place_may_close) {
  for (const char* text : {"Lundi au vendredi 9h-17h, parfois fermé l'après-midi",
                           "Lundi au vendredi 9h-17h, fermé le matin pendant les travaux",
                           "Lundi au vendredi 9h-17h sauf la dernière semaine du mois"})
    EXPECT_EQ(read_week(text).osm, "Mo-Fr 09:00-17:00 \"horaires à vérifier\"") << text;
  EXPECT_EQ(read_week("Lundi 9h-17h (fermé le midi)").osm,
            "Mo 09:00-12:00,14:00-17:00, Mo 12:00-14:00 \"fermé le midi\"");
}

TEST(French, gives_only_valid_values_whatever_the_bytes) {
  std::uint32_t state = 42;
  const auto random = [&](std::uint32_t below) {
    state = state * 1664525u + 1013904223u;
    return (state >> 8) % below;
  };
  static constexpr std::string_view kPieces[] = {"lundi ",
                                                 "mardi",
                                                 " au ",
                                                 "-",
                                                 "/",
                                                 "9h",
                                                 "12h30",
                                                 " 14:00 ",
                                                 "sauf ",
                                                 "fermé ",
                                                 "(",
                                                 ")",
                                                 "1er ",
                                                 "du mois",
                                                 ", ",
                                                 "\n",
                                                 "vacances scolaires ",
                                                 "sur rdv ",
                                                 "semaine paire ",
                                                 "août ",
                                                 "25 décembre ",
                                                 "et ",
                                                 ";",
                                                 "\xFF",
                                                 "é",
                                                 "tous les jours ",
                                                 "24h/24 ",
                                                 "téléphonique ",
                                                 "matin ",
                                                 "ou ",
                                                 "Mo",
                                                 "We 10:00",
                                                 "hiver : ",
                                                 "jours fériés ",
                                                 "une fois par mois ",
                                                 "fermeture à ",
                                                 "jusqu'à ",
                                                 "été (juin) : ",
                                                 "midi et deux ",
                                                 "0",
                                                 "99",
                                                 ":"};
  for (int round = 0; round < 20000; ++round) {
    std::string text;
    for (std::uint32_t i = random(14); i-- > 0;) text += kPieces[random(std::size(kPieces))];
    const std::string week = read_week(text).osm;
    ASSERT_TRUE(week.empty() || is_valid(week)) << text << " -> " << week;
    const std::string osm = read_osm(text).osm;
    ASSERT_TRUE(osm.empty() || is_valid(osm)) << text << " -> " << osm;
    const std::string days = read_days({text, "9h-12h", text, {}, {}, {}, {}}).osm;
    ASSERT_TRUE(days.empty() || is_valid(days)) << text << " -> " << days;
  }
}

TEST(French, repairs_values_that_try_to_be_osm) {
  EXPECT_EQ(read_osm("24/7").osm, "24/7");
  EXPECT_EQ(read_osm("Mo-Fr 9h00-12h30, 14h-17h").osm, "Mo-Fr 09:00-12:30,14:00-17:00");
  EXPECT_EQ(read_osm("Mo-Fr 09:00-12:00; 14:00-17:00").osm, "Mo-Fr 09:00-12:00,14:00-17:00");
  EXPECT_EQ(read_osm("Mo, Fr 14:00-17:00 We 9:00-12:00").osm, "Mo,Fr 14:00-17:00; We 09:00-12:00");
  EXPECT_EQ(read_osm("Mo 09:00-12:00,14:00-14:00").osm, "Mo 09:00-12:00");
  EXPECT_EQ(read_osm("Mo-Fr 08:00-12:00, We 14:00-18:00").osm, "Mo-Fr 08:00-12:00, We 14:00-18:00");
  EXPECT_EQ(read_osm("08:00-13:00,13:00-18:00").osm, "08:00-13:00,13:00-18:00");
}

TEST(French, numbers_that_are_no_time_or_no_date_harm_nothing) {
  for (const std::string_view text :
       {"Lundi : fermé, téléphone 4h/2455", "lundi 9h-2455", "le 20/07 août 9h-12h",
        "du 20/07 août au 31/12 juin : lundi 9h-12h", "fermé du 24/12 mai au 99 juin, lundi 9h"}) {
    const std::string osm = read_week(text).osm;
    EXPECT_TRUE(osm.empty() || is_valid(osm)) << text << " -> " << osm;
  }
}

TEST(French, keeps_a_value_to_even_or_odd_weeks) {
  EXPECT_EQ(with_week_parity("Mo 09:00-12:00", true), "week 2-52/2 Mo 09:00-12:00");
  EXPECT_EQ(with_week_parity("Mo 09:00-12:00", false), "week 1-53/2 Mo 09:00-12:00");
  EXPECT_EQ(with_week_parity("", true), "");
}

}  // namespace
}  // namespace maillage::hours
