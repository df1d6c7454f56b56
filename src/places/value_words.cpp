#include "places/value_words.hpp"

#include "web/components.hpp"

#include <algorithm>

namespace maillage::places {
namespace {

using standard::Field;
using web::phrase;

constexpr Field kFields[] = {Field::services,
                             Field::itinerance,
                             Field::publics_specifiquement_adresses,
                             Field::prise_en_charge_specifique,
                             Field::frais_a_charge,
                             Field::modalites_acces,
                             Field::modalites_accompagnement};

constexpr web::Literal kValues[] = {phrase("Aide aux démarches administratives"),
                                    phrase("Maîtrise des outils numériques du quotidien"),
                                    phrase("Insertion professionnelle via le numérique"),
                                    phrase("Utilisation sécurisée du numérique"),
                                    phrase("Parentalité et éducation avec le numérique"),
                                    phrase("Loisirs et créations numériques"),
                                    phrase("Compréhension du monde numérique"),
                                    phrase("Accès internet et matériel informatique"),
                                    phrase("Acquisition de matériel informatique à prix solidaire"),
                                    phrase("Itinérant"),
                                    phrase("Fixe"),
                                    phrase("Jeunes"),
                                    phrase("Étudiants"),
                                    phrase("Familles et/ou enfants"),
                                    phrase("Seniors"),
                                    phrase("Femmes"),
                                    phrase("Surdité"),
                                    phrase("Handicaps moteurs"),
                                    phrase("Handicaps mentaux"),
                                    phrase("Illettrisme"),
                                    phrase("Langues étrangères (anglais)"),
                                    phrase("Langues étrangères (autres)"),
                                    phrase("Déficience visuelle"),
                                    phrase("Gratuit"),
                                    phrase("Gratuit sous condition"),
                                    phrase("Payant"),
                                    phrase("Se présenter"),
                                    phrase("Téléphoner"),
                                    phrase("Contacter par mail"),
                                    phrase("Prendre un RDV en ligne"),
                                    phrase("Ce lieu n'accueille pas de public"),
                                    phrase("Envoyer un mail avec une fiche de prescription"),
                                    phrase("En autonomie"),
                                    phrase("Accompagnement individuel"),
                                    phrase("Dans un atelier collectif"),
                                    phrase("À distance")};

}  // namespace

bool speaks_the_language(Field field) {
  return std::find(std::begin(kFields), std::end(kFields), field) != std::end(kFields);
}

std::optional<std::string> value_words(const web::Words& t, std::string_view value) {
  const auto known = std::find_if(std::begin(kValues), std::end(kValues),
                                  [&](web::Literal each) { return each.text() == value; });
  return known == std::end(kValues) ? std::nullopt : std::optional(t(*known));
}

void write_value(web::Html& html, const web::View& view, std::string_view value) {
  if (const auto words = value_words(view.t, value)) {
    html.text(*words);
  } else {
    in_french(html, view, value);
  }
}

}  // namespace maillage::places
