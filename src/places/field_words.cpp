#include "places/field_words.hpp"

#include "base/date.hpp"
#include "base/text.hpp"
#include "hours/words.hpp"
#include "places/readable.hpp"
#include "places/value_words.hpp"

#include <array>

namespace maillage::places {
namespace {

using standard::Field;
using web::phrase;

// In the order of the schema.
constexpr std::array<web::Literal, standard::kFieldCount> kLabels = {
    phrase("Identifiant"),
    phrase("SIRET"),
    phrase("Nom"),
    phrase("Commune"),
    phrase("Code postal"),
    phrase("Code INSEE"),
    phrase("Adresse"),
    phrase("Complément d’adresse"),
    phrase("Latitude"),
    phrase("Longitude"),
    phrase("Type de lieu"),
    phrase("Téléphone"),
    phrase("Courriels"),
    phrase("Site web"),
    phrase("Horaires"),
    phrase("Présentation courte"),
    phrase("Présentation"),
    phrase("Source"),
    phrase("Itinérance"),
    phrase("Structure parente"),
    phrase("Mise à jour"),
    phrase("Services"),
    phrase("Publics"),
    phrase("Accueil adapté"),
    phrase("Prix"),
    phrase("Programmes nationaux"),
    phrase("Formations et labels"),
    phrase("Autres labels"),
    phrase("Comment venir"),
    phrase("Accompagnement"),
    phrase("Fiche Acceslibre"),
    phrase("Prise de rendez-vous"),
};

std::string one_value(const web::Words& t, Field field, std::string_view value) {
  switch (field) {
    case Field::telephone:
      return readable_phone(value);
    case Field::typologie:
      return readable_typologie(value);
    case Field::site_web:
      return readable_site(value);
    case Field::horaires:
      if (std::string sentence = hours::sentence(value); !sentence.empty()) return sentence;
      break;
    case Field::date_maj:
      if (const auto day = base::parse_iso_date(value)) return readable_date(t, *day);
      break;
    default:
      break;
  }
  if (speaks_the_language(field)) return value_words(t, value).value_or(std::string(value));
  return std::string(value);
}

}  // namespace

std::string field_label(const web::Words& t, Field field) {
  return t(kLabels[static_cast<std::size_t>(field)]);
}

std::string readable_value(const web::Words& t, Field field, std::string_view value) {
  if (!standard::is_list(field)) return one_value(t, field, value);
  std::string text;
  for (const std::string_view part : base::split(value, '|')) {
    if (base::trim(part).empty()) continue;
    text += text.empty() ? "" : " · ";
    text += one_value(t, field, base::trim(part));
  }
  return text;
}

}  // namespace maillage::places
