#include "places/readable.hpp"

#include "base/text.hpp"

#include <cmath>

#include <fmt/format.h>

namespace maillage::places {
namespace {

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
    {"Aide aux démarches administratives", "demarches", "Faire une démarche en ligne",
     "Impôts, retraite, allocations, carte grise…"},
    {"Maîtrise des outils numériques du quotidien", "outils", "Apprendre à se servir du numérique",
     "Téléphone, ordinateur, messagerie, internet…"},
    {"Insertion professionnelle via le numérique", "emploi", "Chercher un emploi en ligne",
     "CV, candidatures, espace France Travail…"},
    {"Utilisation sécurisée du numérique", "securite", "Se protéger en ligne",
     "Arnaques, mots de passe, données personnelles…"},
    {"Parentalité et éducation avec le numérique", "parentalite", "Accompagner ses enfants",
     "Écrans, réseaux sociaux, suivi scolaire…"},
    {"Loisirs et créations numériques", "creation", "Créer et se divertir",
     "Photo, vidéo, jeux, fabrication…"},
    {"Compréhension du monde numérique", "comprendre", "Comprendre le numérique",
     "Information, intelligence artificielle, environnement…"},
    {"Accès internet et matériel informatique", "acces", "Utiliser un ordinateur sur place",
     "Internet, imprimante, scanner…"},
    {"Acquisition de matériel informatique à prix solidaire", "materiel", "S'équiper à petit prix",
     "Ordinateurs et téléphones reconditionnés…"},
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

std::string readable_distance(double kilometres) {
  if (kilometres < 0.95) {
    const long hundreds = std::max(1L, std::lround(kilometres * 10));
    return fmt::format("à {}{}m", hundreds * 100, kSpace);
  }
  if (kilometres < 9.95) {
    const std::string text = fmt::format("{:.1f}", kilometres);
    return "à " + base::replace_all(text.ends_with(".0") ? text.substr(0, 1) : text, ".", ",") +
           kSpace + "km";
  }
  return fmt::format("à {}{}km", std::lround(kilometres), kSpace);
}

std::string readable_age(base::Date day, base::Date today) {
  const auto days = (std::chrono::sys_days(today) - std::chrono::sys_days(day)).count();
  const auto ago = [](long number, std::string_view one, std::string_view many) {
    return fmt::format("il y a {}{}{}", number, kSpace, number == 1 ? one : many);
  };
  constexpr long kDaysOfMonth = 30, kDaysOfYear = 365;
  if (days < 1) return "aujourd'hui";
  if (days < 2) return "hier";
  if (days < 2 * kDaysOfMonth) return ago(days, "jour", "jours");
  if (days < 2 * kDaysOfYear) return ago(days / kDaysOfMonth, "mois", "mois");
  return ago(days / kDaysOfYear, "an", "ans");
}

}  // namespace maillage::places
