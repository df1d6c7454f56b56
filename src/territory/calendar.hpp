#pragma once
/// The calendar of a place in France: public holidays of any year, computed (Code du travail
/// L3133-1, L3134-13, L3422-2 and the texts of the collectivities), and school holidays, which are
/// decreed and therefore loaded from a file.
#include "base/date.hpp"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace maillage::territory {

/// Sunday of Easter in the Gregorian calendar (Meeus, Jones, Butcher), years 1583 and later.
base::Date easter_sunday(int year);

struct PublicHoliday {
  std::string_view name;  ///< "Ascension"
  bool certain = true;    ///< false where it depends on the commune or where sources disagree
};

/// "2A", "67", "974", "988": the département or collectivity of an INSEE code.
std::string_view departement_of(std::string_view code_insee);

/// The public holiday that falls on a day in a département or collectivity; an empty code means
/// metropolitan France.
std::optional<PublicHoliday> public_holiday(base::Date day, std::string_view departement);

/// The IANA time zone of a commune: "Europe/Paris", "Indian/Reunion", "Pacific/Marquesas".
std::string_view time_zone_name(std::string_view code_insee);

/// The school zone A, B or C of a département. Where the rectorate decides alone the letter is its
/// own, for a file that knows it: K Corse, G Guadeloupe, M Martinique, Y Guyane, R La Réunion, T
/// Mayotte, P Saint-Pierre-et-Miquelon, F Polynésie française, N Nouvelle-Calédonie, W
/// Wallis-et-Futuna; Saint-Barthélemy and Saint-Martin follow Guadeloupe. 0 for anything else.
char school_zone(std::string_view departement);

/// School holidays by zone: from the first to the last day without class.
class SchoolHolidays {
 public:
  SchoolHolidays() = default;  ///< none known
  /// Reads `zone,from,to,name` lines (data/territories/school-holidays.csv); lines that can't be
  /// read are left out.
  static SchoolHolidays from_csv(std::string_view text);
  static SchoolHolidays load_csv(const std::string& path);  ///< throws base::Error (environment)
  /// The name of the holidays on that day, or nothing.
  std::optional<std::string_view> on(base::Date day, char zone) const;
  /// Whether the file says of that day if school is out: from the first to the last holidays of the
  /// zone.
  bool covers(base::Date day, char zone) const;

 private:
  struct Period {
    char zone;
    base::Date from, to;
    std::string name;
  };
  std::vector<Period> periods_;
};

}  // namespace maillage::territory
