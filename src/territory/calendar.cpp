#include "territory/calendar.hpp"

#include "base/error.hpp"
#include "base/text.hpp"

#include <algorithm>
#include <array>
#include <fstream>
#include <sstream>

namespace maillage::territory {
namespace {

using namespace std::chrono;

struct FixedHoliday {
  unsigned month, day;
  std::string_view name;
  std::string_view departements;  ///< "" everywhere, else codes between blanks
  bool certain = true;
  int first_year = 0, last_year = 9999;
};

constexpr std::array kFixed{
    FixedHoliday{1, 1, "Nouvel An", ""},
    FixedHoliday{5, 1, "Fête du travail", ""},
    FixedHoliday{5, 8, "Fête de la Victoire 1945", ""},
    FixedHoliday{7, 14, "Fête Nationale de la France", ""},
    FixedHoliday{8, 15, "Assomption", ""},
    FixedHoliday{11, 1, "Toussaint", ""},
    FixedHoliday{11, 11, "Armistice 1918", ""},
    FixedHoliday{12, 25, "Noël", ""},
    FixedHoliday{12, 26, "Lendemain de Noël", "57 67 68"},
    FixedHoliday{4, 27, "Abolition de l’esclavage", "976"},
    FixedHoliday{5, 22, "Abolition de l’esclavage", "972"},
    FixedHoliday{5, 27, "Abolition de l’esclavage", "971"},
    FixedHoliday{5, 28, "Abolition de l’esclavage", "978"},
    FixedHoliday{6, 10, "Abolition de l’esclavage", "973"},
    FixedHoliday{10, 9, "Abolition de l’esclavage", "977"},
    FixedHoliday{12, 20, "Abolition de l’esclavage", "974"},
    // Kept by administrations, absent from the law: the sources disagree.
    FixedHoliday{7, 21, "Jour de Victor Schoelcher", "971 972", false},
    FixedHoliday{4, 28, "Fête de Saint Pierre-Chanel", "986"},
    FixedHoliday{6, 29, "Saint Pierre et Paul", "986"},
    FixedHoliday{7, 29, "Fête du Territoire", "986"},
    FixedHoliday{3, 5, "Arrivée de l’Évangile", "987"},
    FixedHoliday{6, 29, "Fête de l’autonomie", "987", true, 0, 2025},
    FixedHoliday{11, 20, "Matari’i", "987", true, 2026},
    FixedHoliday{9, 24, "Fête de la Citoyenneté", "988"},
};

bool concerns(std::string_view departements, std::string_view departement) {
  if (departements.empty()) return true;
  return !departement.empty() && departements.find(departement) != std::string_view::npos;
}

/// Good Friday: Alsace and Moselle only in communes with a Protestant temple; contested in
/// Guadeloupe and Martinique.
constexpr std::string_view kGoodFridayUncertain = "57 67 68 971 972", kGoodFridayCertain = "987";

}  // namespace

base::Date easter_sunday(int year) {
  const int a = year % 19, b = year / 100, c = year % 100;
  const int d = b / 4, e = b % 4, f = (b + 8) / 25, g = (b - f + 1) / 3;
  const int h = (19 * a + b - d - g + 15) % 30;
  const int i = c / 4, k = c % 4, l = (32 + 2 * e + 2 * i - h - k) % 7;
  const int m = (a + 11 * h + 22 * l) / 451;
  const int month_number = (h + l - 7 * m + 114) / 31, day_number = (h + l - 7 * m + 114) % 31 + 1;
  return std::chrono::year{year} / month_number / day_number;
}

std::string_view departement_of(std::string_view code_insee) {
  if (code_insee.size() < 2) return {};
  const bool overseas = code_insee.starts_with("97") || code_insee.starts_with("98");
  return code_insee.substr(0, overseas ? 3 : 2);
}

std::optional<PublicHoliday> public_holiday(base::Date date, std::string_view departement) {
  const int year_number = int(date.year());
  for (const FixedHoliday& holiday : kFixed) {
    if (unsigned(date.month()) == holiday.month && unsigned(date.day()) == holiday.day &&
        year_number >= holiday.first_year && year_number <= holiday.last_year &&
        concerns(holiday.departements, departement))
      return PublicHoliday{holiday.name, holiday.certain};
  }
  if (unsigned(date.month()) < 3 || unsigned(date.month()) > 6) return {};
  const auto since = (sys_days(date) - sys_days(easter_sunday(year_number))).count();
  if (since == 1) return PublicHoliday{"Lundi de Pâques", true};
  if (since == 39) return PublicHoliday{"Ascension", true};
  if (since == 50) return PublicHoliday{"Lundi de Pentecôte", true};
  if (since == -2 && !departement.empty()) {
    if (concerns(kGoodFridayCertain, departement)) return PublicHoliday{"Vendredi saint", true};
    if (concerns(kGoodFridayUncertain, departement)) return PublicHoliday{"Vendredi saint", false};
  }
  return {};
}

std::string_view time_zone_name(std::string_view code_insee) {
  struct Zone {
    std::string_view departement, name;
  };
  static constexpr std::array kZones{
      Zone{"971", "America/Guadeloupe"},    Zone{"972", "America/Martinique"},
      Zone{"973", "America/Cayenne"},       Zone{"974", "Indian/Reunion"},
      Zone{"975", "America/Miquelon"},      Zone{"976", "Indian/Mayotte"},
      Zone{"977", "America/St_Barthelemy"}, Zone{"978", "America/Marigot"},
      Zone{"984", "Indian/Kerguelen"},      Zone{"986", "Pacific/Wallis"},
      Zone{"987", "Pacific/Tahiti"},        Zone{"988", "Pacific/Noumea"}};
  // Marquesas: Fatu Hiva, Hiva Oa, Nuku Hiva, Tahuata, Ua Huka, Ua Pou; the Gambier Islands are one
  // commune.
  static constexpr std::array kMarquesas{"98718", "98723", "98731", "98746", "98750", "98756"};
  if (std::find(kMarquesas.begin(), kMarquesas.end(), code_insee) != kMarquesas.end())
    return "Pacific/Marquesas";
  if (code_insee == "98719") return "Pacific/Gambier";
  const std::string_view departement = departement_of(code_insee);
  for (const Zone& zone : kZones) {
    if (zone.departement == departement) return zone.name;
  }
  return "Europe/Paris";
}

char school_zone(std::string_view departement) {
  static constexpr std::string_view kZoneA =
      "01 03 07 15 16 17 19 21 23 24 25 26 33 38 39 40 42 43 47 58 63 64 69 70 71 73 74 79 86 87 "
      "89 90";
  static constexpr std::string_view kZoneB =
      "02 04 05 06 08 10 13 14 18 22 27 28 29 35 36 37 41 44 45 49 50 51 52 53 54 55 56 57 59 60 "
      "61 62 67 68 72 76 80 "
      "83 84 85 88";
  static constexpr std::string_view kZoneC =
      "09 11 12 30 31 32 34 46 48 65 66 75 77 78 81 82 91 92 93 94 95";
  static constexpr std::pair<std::string_view, char> kAlone[] = {
      {"2A", 'K'},  {"2B", 'K'},  {"971", 'G'}, {"972", 'M'}, {"973", 'Y'},
      {"974", 'R'}, {"975", 'P'}, {"976", 'T'}, {"977", 'G'}, {"978", 'G'},
      {"986", 'W'}, {"987", 'F'}, {"988", 'N'}};
  for (const auto& [code, zone] : kAlone) {
    if (code == departement) return zone;
  }
  if (departement.size() != 2) return 0;
  if (concerns(kZoneA, departement)) return 'A';
  if (concerns(kZoneB, departement)) return 'B';
  return concerns(kZoneC, departement) ? 'C' : char{0};
}

SchoolHolidays SchoolHolidays::from_csv(std::string_view text) {
  SchoolHolidays holidays;
  for (const std::string_view line : base::split(text, '\n')) {
    const std::vector<std::string_view> cells = base::split(base::trim(line), ',');
    if (cells.size() != 4 || cells[0].size() != 1) continue;
    const auto from = base::parse_iso_date(cells[1]), to = base::parse_iso_date(cells[2]);
    if (from && to) holidays.periods_.push_back({cells[0][0], *from, *to, std::string(cells[3])});
  }
  std::sort(holidays.periods_.begin(), holidays.periods_.end(),
            [](const Period& a, const Period& b) {
              return a.zone != b.zone ? a.zone < b.zone : a.from < b.from;
            });
  return holidays;
}

SchoolHolidays SchoolHolidays::load_csv(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file)
    throw base::Error(base::ErrorCode::environment,
                      "Le fichier des vacances scolaires " + path +
                          " ne s’ouvre pas. Vérifiez son nom et ses droits.");
  std::ostringstream text;
  text << file.rdbuf();
  return from_csv(text.str());
}

bool SchoolHolidays::covers(base::Date day, char zone) const {
  const auto of_zone = [&](const Period& period) { return period.zone == zone; };
  const auto first = std::find_if(periods_.begin(), periods_.end(), of_zone);
  const auto last = std::find_if(periods_.rbegin(), periods_.rend(), of_zone);
  return first != periods_.end() && first->from <= day && day <= last->to;
}

std::optional<std::string_view> SchoolHolidays::on(base::Date day, char zone) const {
  auto after = std::upper_bound(periods_.begin(), periods_.end(), std::pair(zone, day),
                                [](const std::pair<char, base::Date>& key, const Period& period) {
                                  return key.first != period.zone ? key.first < period.zone
                                                                  : key.second < period.from;
                                });
  if (after == periods_.begin()) return {};
  const Period& period = *std::prev(after);
  if (period.zone != zone || day > period.to) return {};
  return period.name;
}

}  // namespace maillage::territory
