#pragma once
/// The words of French opening hours: days, times, "sauf", "semaine paire", "sur rendez-vous"...
/// Accents, case, typos in the names of days and glued writings ("9h12h", "14h-19hMer") are
/// understood; what isn't stays a plain word.
#include <cstdint>
#include <string_view>
#include <vector>

namespace maillage::hours::french {

enum class Kind : std::uint8_t {
  end,
  day,            ///< value: Monday is 0
  day_group,      ///< value: DaySet ("en semaine", "le week-end", "7j/7")
  days_of_seven,  ///< "6j/7"; value: how many, for the text to say which
  other_days,     ///< "le reste de la semaine", "les autres jours"
  every_day,      ///< "tous les jours": the working days unless the text speaks of the week-end
  same_days,      ///< "ces mêmes jours"
  same_hours,     ///< "idem"
  time,           ///< value: minutes
  number,         ///< value; a bare number that turned out to be no hour
  nth,            ///< value: 1..5, -1, -2 ("dernier", "avant-dernier")
  of_month,       ///< "du mois"
  half_month,     ///< "quinzaine"
  cadence,        ///< value: index of `cadence_text`
  even_week,
  odd_week,
  month,            ///< value: 1..12
  date,             ///< value: month * 100 + day
  old_date,         ///< "à partir du 4 septembre", "jusqu'en juin 2022", "14/04/2022"
  season,           ///< value: index of `season_text`
  rest_of_year,     ///< "le reste de l'année"
  school_holidays,  ///< value: 0, or first month * 100 + last month of the holidays named
  term_time,        ///< "période scolaire", "hors vacances"
  public_holidays,
  morning,
  afternoon,
  evening,
  closed,
  pause,  ///< "pause méridienne": closed between two times
  except,
  appointment,  ///< value: index of `appointment_text`
  no_appointment,
  telephone,
  always,  ///< "24h/24"
  to,      ///< "à", "au"; value 1: "jusqu'à"
  dash,
  slash,
  list,    ///< "et", "puis", "&", "+"
  either,  ///< "ou"; value 1: "en dehors de ces horaires"
  comma,
  colon,
  stop,  ///< "." ";" "|"
  newline,
  open_paren,
  close_paren,
  filler,  ///< "de", "le", "horaires": says nothing by itself
  word,
};

struct Token {
  Kind kind = Kind::end;
  std::int16_t value = 0;
  std::uint32_t begin = 0, end = 0;  ///< bytes of the text
};

/// Which spellings of days are expected: "sa" is a word in French, "Sa" a day in a value that tries
/// to be OSM.
enum class Spelling : std::uint8_t { french, osm };

std::vector<Token> tokens(std::string_view text, Spelling spelling = Spelling::french);

/// The values of Kind::season.
enum Season : std::int16_t { kSummer, kWinter, kSpring, kAutumn, kLowSeason, kHighSeason };
inline constexpr std::size_t kSeasons = 6;

std::string_view cadence_text(int index);
std::string_view season_text(int index);
std::string_view appointment_text(int index);

}  // namespace maillage::hours::french
