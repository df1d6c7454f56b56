#include "standard/library_rules.hpp"

#include "base/text.hpp"
#include "standard/validators.hpp"
#include "standard/vocabulary.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace maillage::standard {

namespace {

/// The library's name for an error of a field, its key and its sentence around the value.
struct Wording {
  Field field;
  std::string_view name;
  std::string_view key;
  std::string_view before;
  std::string_view after;
};

constexpr Wording kWordings[] = {
    {Field::id, "IdError", "id", "L'Id ", " n'est pas valide"},
    {Field::nom, "NomError", "nom", "Le Nom ", " n'est pas valide"},
    {Field::pivot, "PivotError", "pivot", "Le Pivot ", " n'est pas valide"},
    {Field::adresse, "VoieError", "voie", "La voie ", " n'est pas valide"},
    {Field::code_postal, "CodePostalError", "code_postal", "Le code postal ", " n'est pas valide"},
    {Field::code_insee, "CodeInseeError", "code_insee", "Le code insee ", " n'est pas valide"},
    {Field::commune, "CommuneError", "commune", "La commune ", " n'est pas valide"},
    {Field::latitude, "LatitudeError", "latitude", "La latitude ", " n'est pas valide"},
    {Field::longitude, "LongitudeError", "longitude", "La longitude ", " n'est pas valide"},
    {Field::telephone, "TelephoneError", "telephone", "Le telephone ", " n'est pas valide"},
    {Field::courriels, "CourrielError", "courriel", "Le courriel ", " n'est pas valide"},
    {Field::site_web, "UrlError", "url", "Le format de l'url ", " n'est pas valide"},
    {Field::fiche_acces_libre, "UrlError", "url", "Le format de l'url ", " n'est pas valide"},
    {Field::prise_rdv, "UrlError", "url", "Le format de l'url ", " n'est pas valide"},
    {Field::typologie, "TypologiesError", "typologies", "La typologie '",
     "' n'est pas une valeur admise"},
    {Field::services, "ServicesError", "services", "Le service '", "' n'est pas une valeur admise"},
    {Field::itinerance, "ItineranceError", "itinerance", "'",
     "' n'est pas une valeur d'itinérance admise"},
    {Field::publics_specifiquement_adresses, "PublicsSpecifiquementAdressesError",
     "publics_specifiquement_adresses", "Le public spécifiquement adressé '",
     "' n'est pas une valeur admise"},
    {Field::prise_en_charge_specifique, "PrisesEnChargeSpecifiquesError",
     "prise_en_charge_specifique", "La prise en charge spécifique '",
     "' n'est pas une valeur admise"},
    {Field::frais_a_charge, "FraisAChargeError", "frais_a_charge", "'",
     "' n'est pas une valeur de frais à charge admise"},
    {Field::dispositif_programmes_nationaux, "DispositifProgrammeNationalError",
     "dispositif_programmes_nationaux", "Le dispositif programmes national '",
     "' n'est pas une valeur admise"},
    {Field::formations_labels, "FormationLabelError", "formations_labels",
     "Le label de formation '", "' n'est pas une valeur admise"},
    {Field::modalites_acces, "ModalitesAccesError", "modalites_acces", "La modalité d'accès '",
     "' n'est pas une valeur admise"},
    {Field::modalites_accompagnement, "ModalitesAccompagnementError", "modalites_accompagnement",
     "La modalite d'accompagnement '", "' n'est pas une valeur admise"},
};

LibraryError error_of(Field field, std::string_view value) {
  for (const Wording& wording : kWordings) {
    if (wording.field != field) continue;
    return {std::string(wording.name), std::string(wording.key),
            fmt::format("{}{}{}", wording.before, value, wording.after)};
  }
  return {};
}

bool is_within(std::string_view value, double bound) {
  // JavaScript compares the text "" as zero.
  double number = 0;
  if (!value.empty() && !base::parse_number(value, number)) return false;
  return number >= -bound && number <= bound;
}

template <class Judge>
std::optional<LibraryError> first_bad(Field field, std::string_view value, Judge is_good) {
  for (const std::string_view item : base::split(value, '|')) {
    if (!is_good(item)) return error_of(field, item);
  }
  return std::nullopt;
}

/// The library skips these when the record has no service.
bool needs_services(Field field) {
  switch (field) {
    case Field::publics_specifiquement_adresses:
    case Field::prise_en_charge_specifique:
    case Field::frais_a_charge:
    case Field::itinerance:
    case Field::modalites_accompagnement:
    case Field::modalites_acces:
      return true;
    default:
      return false;
  }
}

/// Values that the library reads whether they are there or not; JavaScript shows an absent one as
/// "undefined".
std::optional<LibraryError> mandatory_error(Field field, const std::optional<std::string>& value) {
  if (value) return library_error(field, *value);
  switch (field) {
    case Field::pivot:
    case Field::adresse:
      return LibraryError{"TypeError", "", ""};
    case Field::commune:
      return std::nullopt;  // "undefined" is made of letters
    default:
      return error_of(field, "undefined");
  }
}

constexpr Field kMandatory[] = {Field::id, Field::pivot, Field::nom, Field::adresse,
                                Field::code_postal};
constexpr Field kOptional[] = {Field::typologie,
                               Field::telephone,
                               Field::publics_specifiquement_adresses,
                               Field::prise_en_charge_specifique,
                               Field::frais_a_charge,
                               Field::itinerance,
                               Field::dispositif_programmes_nationaux,
                               Field::formations_labels,
                               Field::modalites_accompagnement,
                               Field::modalites_acces,
                               Field::fiche_acces_libre,
                               Field::prise_rdv};

}  // namespace

std::optional<LibraryError> library_error(Field field, std::string_view value) {
  const auto unless = [&](bool good) {
    return good ? std::nullopt : std::optional(error_of(field, value));
  };
  switch (field) {
    case Field::id:
    case Field::nom:
      return unless(!value.empty());
    case Field::pivot:
      return unless(is_valid_pivot(value));
    case Field::adresse:
      return unless(is_valid_voie(value));
    case Field::code_postal:
      return unless(is_valid_code_postal(value));
    case Field::code_insee:
      return unless(is_valid_code_insee(value));
    case Field::commune:
      return unless(is_valid_commune(value));
    case Field::latitude:
      return unless(is_within(value, 90));
    case Field::longitude:
      return unless(is_within(value, 180));
    case Field::telephone:
      return unless(is_valid_telephone(value));
    case Field::fiche_acces_libre:
    case Field::prise_rdv:
      return unless(is_valid_url(value));
    case Field::courriels:
      return first_bad(field, value, is_valid_courriel);
    case Field::site_web:
      return first_bad(field, value, is_valid_url);
    default:
      break;
  }
  if (allowed_values(field).empty()) return std::nullopt;
  return first_bad(field, value, [&](std::string_view item) {
    // The library knows only the documented spelling of "Étapes numériques (La Poste)".
    return admitted(field, item) == item;
  });
}

std::optional<LibraryError> first_library_error(const LibraryRecord& record) {
  for (const Field field : kMandatory) {
    if (auto error = mandatory_error(field, record[field])) return error;
  }
  if (record[Field::code_insee]) {
    if (auto error = library_error(Field::code_insee, *record[Field::code_insee])) return error;
  }
  if (auto error = mandatory_error(Field::commune, record[Field::commune])) return error;

  const std::optional<std::string>& services = record[Field::services];
  if (services) {
    if (auto error = library_error(Field::services, *services)) return error;
  }
  if (record[Field::latitude] && record[Field::longitude]) {
    for (const Field field : {Field::latitude, Field::longitude}) {
      if (auto error = library_error(field, *record[field])) return error;
    }
  }
  for (const Field field : kOptional) {
    if (!record[field] || (!services && needs_services(field))) continue;
    if (auto error = library_error(field, *record[field])) return error;
  }
  return std::nullopt;
}

}  // namespace maillage::standard
