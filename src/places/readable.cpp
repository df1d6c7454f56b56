#include "places/readable.hpp"

#include "base/text.hpp"

#include <cmath>

#include <fmt/format.h>

namespace maillage::places {
namespace {

using web::phrase;

constexpr char kSpace[] = "\u00a0";

std::string in_pairs(std::string_view digits) {
  std::string out;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    if (i > 0 && (digits.size() - i) % 2 == 0) out += kSpace;
    out += digits[i];
  }
  return out;
}

constexpr ServiceWords kServices[] = {
    {"Aide aux démarches administratives", "demarches", phrase("Faire une démarche en ligne"),
     phrase("Impôts, retraite, allocations, carte grise…")},
    {"Maîtrise des outils numériques du quotidien", "outils",
     phrase("Apprendre à se servir du numérique"),
     phrase("Téléphone, ordinateur, messagerie, internet…")},
    {"Insertion professionnelle via le numérique", "emploi", phrase("Chercher un emploi en ligne"),
     phrase("CV, candidatures, espace France Travail…")},
    {"Utilisation sécurisée du numérique", "securite", phrase("Se protéger en ligne"),
     phrase("Arnaques, mots de passe, données personnelles…")},
    {"Parentalité et éducation avec le numérique", "parentalite", phrase("Accompagner ses enfants"),
     phrase("Écrans, réseaux sociaux, suivi scolaire…")},
    {"Loisirs et créations numériques", "creation", phrase("Créer et se divertir"),
     phrase("Photo, vidéo, jeux, fabrication…")},
    {"Compréhension du monde numérique", "comprendre", phrase("Comprendre le numérique"),
     phrase("Information, intelligence artificielle, environnement…")},
    {"Accès internet et matériel informatique", "acces", phrase("Utiliser un ordinateur sur place"),
     phrase("Internet, imprimante, scanner…")},
    {"Acquisition de matériel informatique à prix solidaire", "materiel",
     phrase("S’équiper à petit prix"), phrase("Ordinateurs et téléphones reconditionnés…")},
};

}  // namespace

std::span<const ServiceWords> service_words() {
  return kServices;
}

std::string readable_phone(std::string_view number) {
  // Country codes of France and its territories whose numbers have nine digits behind a 0; the
  // others have six.
  static constexpr std::string_view kNational[] = {"+33", "+590", "+594", "+596", "+262", "+269"};
  for (const std::string_view code : kNational) {
    if (number.starts_with(code) && number.size() == code.size() + 9) {
      return in_pairs("0" + std::string(number.substr(code.size())));
    }
  }
  static constexpr std::string_view kLocal[] = {"+687", "+689", "+508", "+681"};
  for (const std::string_view code : kLocal) {
    if (number.starts_with(code))
      return std::string(code) + kSpace + in_pairs(number.substr(code.size()));
  }
  return std::string(number);
}

std::string readable_site(std::string_view url) {
  for (const std::string_view prefix : {"https://", "http://", "www."}) {
    if (url.starts_with(prefix)) url.remove_prefix(prefix.size());
  }
  while (url.ends_with('/')) url.remove_suffix(1);
  return std::string(url);
}

std::string readable_distance(const web::Words& t, double kilometres) {
  if (kilometres < 0.95) {
    const long hundreds = std::max(1L, std::lround(kilometres * 10));
    return t.fill("à {}\u00a0m", {std::to_string(hundreds * 100)});
  }
  if (kilometres < 9.95) {
    const std::string text = fmt::format("{:.1f}", kilometres);
    return t.fill("à {}\u00a0km",
                  {base::replace_all(text.ends_with(".0") ? text.substr(0, 1) : text, ".",
                                     t.language() == "en" ? "." : ",")});
  }
  return t.fill("à {}\u00a0km", {std::to_string(std::lround(kilometres))});
}

std::string readable_age(const web::Words& t, base::Date day, base::Date today) {
  const auto days = (std::chrono::sys_days(today) - std::chrono::sys_days(day)).count();
  constexpr long kDaysOfMonth = 30, kDaysOfYear = 365;
  if (days < 1) return t("aujourd’hui");
  if (days < 2) return t("hier");
  if (days < 2 * kDaysOfMonth) {
    return t.count("il y a {}\u00a0jour", "il y a {}\u00a0jours", days);
  }
  if (days < 2 * kDaysOfYear) {
    return t.count("il y a {}\u00a0mois", "il y a {}\u00a0mois", days / kDaysOfMonth);
  }
  return t.count("il y a {}\u00a0an", "il y a {}\u00a0ans", days / kDaysOfYear);
}

std::string readable_date(const web::Words& t, base::Date day) {
  static constexpr web::Literal kMonths[] = {
      phrase("janvier"),   phrase("février"), phrase("mars"),     phrase("avril"),
      phrase("mai"),       phrase("juin"),    phrase("juillet"),  phrase("août"),
      phrase("septembre"), phrase("octobre"), phrase("novembre"), phrase("décembre")};
  if (t.language() == "fr") return base::french_date(day);
  return t.fill("{} {} {}", {std::to_string(static_cast<unsigned>(day.day())),
                             t(kMonths[static_cast<unsigned>(day.month()) - 1]),
                             std::to_string(static_cast<int>(day.year()))});
}

std::string unbroken(std::string_view french) {
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  std::string out;
  for (std::size_t i = 0; i < french.size(); ++i) {
    const char before = i > 0 ? french[i - 1] : 0;
    const char after = i + 1 < french.size() ? french[i + 1] : 0;
    const bool in_hour = (is_digit(before) && after == 'h') || (before == 'h' && is_digit(after));
    const bool before_sign = after == ':' || after == ';' || after == '!' || after == '?';
    if (french[i] == ' ' && (in_hour || before_sign)) {
      out += kSpace;
    } else {
      out += french[i];
    }
  }
  return out;
}

}  // namespace maillage::places
