#pragma once
/// Values of the standard as people read them: telephone numbers in pairs, codes in words, ages of
/// days.
#include "base/date.hpp"
#include "web/words.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace maillage::places {

/// "+33630392518" -> "06 30 39 25 18", "+687254321" -> "+687 25 43 21"; another text as it is.
std::string readable_phone(std::string_view number);
/// "BIB" -> "Bibliothèque ou médiathèque", in French as written on the door; an unknown code as it
/// is.
std::string readable_typologie(std::string_view code);
/// "https://www.exemple.fr/" -> "exemple.fr"
std::string readable_site(std::string_view url);
/// "à 800 m", "à 3,4 km", "à 21 km"
std::string readable_distance(const web::Words& t, double kilometres);
/// "aujourd'hui", "il y a 3 jours", "il y a 2 mois", "il y a 3 ans"
std::string readable_age(const web::Words& t, base::Date day, base::Date today);

/// "2 mars 2024", in the order and the words of the language
std::string readable_date(const web::Words& t, base::Date day);

/// The text with its blanks inside hours ("9 h 30") and before signs made such that no line ends
/// there.
std::string unbroken(std::string_view french);

/// A service in a person's words.
struct ServiceWords {
  std::string_view value;  ///< of the standard
  std::string_view slug;   ///< in addresses
  web::Literal question;   ///< "Faire une démarche en ligne"
  web::Literal detail;     ///< "Impôts, CAF, retraite, carte grise…"
};
/// In the order of standard::allowed_values(Field::services).
std::span<const ServiceWords> service_words();

}  // namespace maillage::places
