#pragma once
/// Values of the standard as people read them: telephone numbers in pairs, codes in words, hours as
/// a week.
#include "base/date.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace maillage::places {

/// "+33630392518" -> "06 30 39 25 18", "+687254321" -> "+687 25 43 21"; another text as it is.
std::string readable_phone(std::string_view number);
/// "BIB" -> "Bibliothèque"; an unknown code as it is.
std::string_view readable_typologie(std::string_view code);
/// "https://www.exemple.fr/" -> "exemple.fr"
std::string readable_site(std::string_view url);
/// "à 800 m", "à 3,4 km", "à 21 km"
std::string readable_distance(double kilometres);
/// "aujourd'hui", "il y a 3 jours", "il y a 2 mois", "il y a 3 ans"
std::string readable_age(base::Date day, base::Date today);

/// A service in a person's words.
struct ServiceWords {
  std::string_view value;     ///< of the standard
  std::string_view slug;      ///< in addresses
  std::string_view question;  ///< "Faire une démarche en ligne"
  std::string_view detail;    ///< "Impôts, CAF, retraite, carte grise…"
};
/// In the order of standard::allowed_values(Field::services).
std::span<const ServiceWords> service_words();

/// Opening hours as a week.
struct WeekTable {
  struct Day {
    std::string name;                ///< "Lundi"
    std::vector<std::string> spans;  ///< "9 h – 12 h 30"; none: closed
  };
  std::string title;  ///< "Semaines impaires", or empty for every week
  std::vector<Day> days;
};
struct ReadableHours {
  std::vector<WeekTable> weeks;
  std::string holidays;  ///< "Fermé les jours fériés"; empty when the value doesn't say
};
/// Nothing when the value says more than a week can show, or is no value; the text then speaks for
/// itself.
std::optional<ReadableHours> readable_hours(std::string_view osm);

}  // namespace maillage::places
