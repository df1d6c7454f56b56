#include "places/offer.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <array>

namespace maillage::places {
namespace {

using standard::Field;
using standard::Place;

bool says(const Place& place, Field field, std::string_view value) {
  const auto values = place.list(field);
  return std::find(values.begin(), values.end(), value) != values.end();
}

/// A place with a free and a paid part is free under conditions.
Cost cost_of(const Place& place) {
  const bool free = says(place, Field::frais_a_charge, "Gratuit");
  const bool paid = says(place, Field::frais_a_charge, "Payant");
  if (says(place, Field::frais_a_charge, "Gratuit sous condition") || (free && paid))
    return Cost::conditional;
  return free ? Cost::free : paid ? Cost::paid : Cost::unknown;
}

/// The parent's name, else the SIREN of a SIRET, which all branches of one body share.
std::string structure_of(const Place& place) {
  if (place.has(Field::structure_parente)) return base::fold(place[Field::structure_parente]);
  constexpr std::size_t kSiret = 14, kSiren = 9;
  const std::string& pivot = place[Field::pivot];
  const bool digits =
      std::all_of(pivot.begin(), pivot.end(), [](char c) { return c >= '0' && c <= '9'; });
  const bool stand_in = pivot.find_first_not_of('0') == std::string::npos;
  return digits && !stand_in && pivot.size() == kSiret ? pivot.substr(0, kSiren) : std::string();
}

float completeness_of(const Place& place) {
  const std::array known = {
      place.has(Field::telephone) || place.has(Field::courriels) || place.has(Field::prise_rdv),
      place.has(Field::horaires),
      place.has(Field::services),
      place.has(Field::adresse),
      place.has(Field::frais_a_charge),
      place.has(Field::modalites_acces) || place.has(Field::modalites_accompagnement)};
  return static_cast<float>(std::count(known.begin(), known.end(), true)) /
         static_cast<float>(known.size());
}

}  // namespace

Offer offer_of(const Place& place) {
  Offer offer;
  offer.cost = cost_of(place);
  offer.alone = says(place, Field::modalites_accompagnement, "En autonomie");
  offer.individual = says(place, Field::modalites_accompagnement, "Accompagnement individuel");
  offer.workshop = says(place, Field::modalites_accompagnement, "Dans un atelier collectif");
  offer.remote = says(place, Field::modalites_accompagnement, "À distance");
  offer.walk_in = says(place, Field::modalites_acces, "Se présenter");
  offer.no_public = says(place, Field::modalites_acces, "Ce lieu n'accueille pas de public");
  offer.itinerant = says(place, Field::itinerance, "Itinérant");
  offer.reduced_mobility = says(place, Field::prise_en_charge_specifique, "Handicaps moteurs");
  offer.deaf = says(place, Field::prise_en_charge_specifique, "Surdité");
  offer.english = says(place, Field::prise_en_charge_specifique, "Langues étrangères (anglais)");
  offer.other_languages =
      says(place, Field::prise_en_charge_specifique, "Langues étrangères (autres)");
  offer.completeness = completeness_of(place);
  offer.structure = structure_of(place);
  return offer;
}

}  // namespace maillage::places
