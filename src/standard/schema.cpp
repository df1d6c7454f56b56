#include "standard/schema.hpp"

#include "standard/vocabulary.hpp"

#include <array>
#include <vector>

namespace maillage::standard {

namespace {

constexpr std::array<std::string_view, 6> kVersionNames = {"0.1.0", "0.1.1", "0.2.0",
                                                           "1.0.0", "1.0.1", "1.0.2"};

constexpr std::string_view kOldServices[] = {
    "Devenir autonome dans les démarches administratives",
    "Réaliser des démarches administratives avec un accompagnement",
    "Prendre en main un smartphone ou une tablette",
    "Prendre en main un ordinateur",
    "Utiliser le numérique au quotidien",
    "Approfondir ma culture numérique",
    "Favoriser mon insertion professionnelle",
    "Accéder à une connexion internet",
    "Accéder à du matériel",
    "S'équiper en matériel informatique",
    "Créer et développer mon entreprise",
    "Créer avec le numérique",
    "Accompagner les démarches de santé",
    "Promouvoir la citoyenneté numérique",
    "Soutenir la parentalité et l'éducation avec le numérique"};
constexpr std::string_view kPublicsAccueillis[] = {
    "Seniors (+ 65 ans)",
    "Familles/enfants",
    "Adultes",
    "Jeunes (16-26 ans)",
    "Public langues étrangères",
    "Déficience visuelle",
    "Surdité",
    "Handicaps psychiques : troubles psychiatriques donnant lieu à des atteintes comportementales",
    "Handicaps mentaux : déficiences limitant les activités d'une personne",
    "Uniquement femmes",
    "Personnes en situation d'illettrisme"};
/// 0.1.0 lacks the last one.
constexpr std::string_view kConditionsAcces[] = {
    "Gratuit : Je peux accéder gratuitement au lieu et à ses services",
    "Gratuit sous condition : La gratuité est conditionnée à des critères (situation familiale, "
    "convention avec un "
    "organisme social...)",
    "Payant : L'accès au lieu et/ou à ses services est payant",
    "Accepte le Pass numérique : Il est possible d'utiliser un Pass numérique pour accéder au lieu",
    "Adhésion : L'accès au lieu et/ou à ses services nécessite d'y adhérer"};
/// 0.1.0 lacks the last one.
constexpr std::string_view kLabelsNationaux[] = {"France Services",
                                                 "CNFS",
                                                 "APTIC",
                                                 "Aidants Connect",
                                                 "Fabriques de Territoire",
                                                 "Grandes écoles du numérique",
                                                 "Point relais CAF",
                                                 "Relais pôle emploi",
                                                 "French Tech",
                                                 "Campus connecté",
                                                 "Point numérique CAF"};
constexpr std::string_view kOldModalitesAccompagnement[] = {
    "Seul : j'ai accès à du matériel et une connexion",
    "Avec de l'aide : je suis accompagné seul dans l'usage du numérique",
    "Dans un atelier : j'apprends collectivement à utiliser le numérique",
    "A ma place : une personne habilitée fait les démarches à ma place"};
constexpr std::string_view kDraftFrais[] = {
    "Gratuit : Je peux accéder gratuitement au lieu et à ses services",
    "Gratuit sous condition : La gratuité est conditionnée à des critères (adhésion, situation "
    "familiale, convention "
    "avec un organisme social, pass numériques…)",
    "Payant : L’accès au lieu et/ou à ses services est payant"};
constexpr std::string_view kFormationsBefore102[] = {
    "Formé à « Mon Espace Santé »",
    "Formé à « DUPLEX » (illettrisme)",
    "Arnia/MedNum BFC (Bourgogne-Franche-Comté)",
    "Collectif ressources et acteurs réemploi (Normandie)",
    "Fabriques de Territoire",
    "Les Éclaireurs du numérique (Drôme)",
    "Mes Papiers (Métropole de Lyon)",
    "ORDI 3.0",
    "SUD LABS (PACA)"};

constexpr std::size_t kResumeLength = 280;
constexpr std::size_t kOldResumeLength = 500;

using Values = std::span<const std::string_view>;

std::vector<SchemaField> old_fields(Version version) {
  const bool first = version == Version::v0_1_0;
  const auto without_last = [&](Values values) {
    return first ? values.first(values.size() - 1) : values;
  };
  std::vector<SchemaField> fields = {
      {"id", FieldKind::text, true, true, 0, {}, {}},
      {"pivot", FieldKind::text, true, false, 0, {}, {}},
      {"nom", FieldKind::text, true, false, 0, {}, {}},
      {"commune", FieldKind::text, true, false, 0, {}, {}},
      {"code_postal", FieldKind::code_postal, true, false, 0, {}, {}},
      {"code_insee", FieldKind::code_insee, false, false, 0, {}, {}},
      {"adresse", FieldKind::text, true, false, 0, {}, {}},
      {"complement_adresse", FieldKind::text, false, false, 0, {}, {}},
      {"latitude", FieldKind::number, false, false, 0, {}, {}},
      {"longitude", FieldKind::number, false, false, 0, {}, {}},
      {"cle_ban", FieldKind::text, false, false, 0, {}, {}},
      {"typologie", FieldKind::open_list, false, false, 0, {}, {}},
      {"telephone", FieldKind::telephone, false, false, 0, {}, {}},
      {"courriel", FieldKind::text, false, false, 0, {}, {}},
      {"site_web", FieldKind::open_list, false, false, 0, {}, {}},
      {"horaires", FieldKind::text, false, false, 0, {}, {}},
      {"presentation_resume", FieldKind::text, false, false, kOldResumeLength, {}, {}},
      {"presentation_detail", FieldKind::text, false, false, 0, {}, {}},
      {"source", FieldKind::text, false, false, 0, {}, {}},
      {"structure_parente", FieldKind::text, false, false, 0, {}, {}},
      {"date_maj", FieldKind::date, true, false, 0, {}, {}},
      {"services", FieldKind::closed_list, true, false, 0, kOldServices, {}},
      {"publics_accueillis", FieldKind::closed_list, false, false, 0, kPublicsAccueillis, {}},
      {"conditions_acces",
       FieldKind::closed_list,
       false,
       false,
       0,
       without_last(kConditionsAcces),
       {}},
      {"labels_nationaux",
       FieldKind::closed_list,
       false,
       false,
       0,
       without_last(kLabelsNationaux),
       {}},
      {"labels_autres", FieldKind::open_list, false, false, 0, {}, {}},
      {"modalites_accompagnement",
       FieldKind::closed_list,
       false,
       false,
       0,
       kOldModalitesAccompagnement,
       {}},
      {"accessibilite", FieldKind::text, false, false, 0, {}, {}},
      {"prise_rdv", FieldKind::text, false, false, 0, {}, {}},
  };
  for (SchemaField& field : fields) field.field = field_named(field.name);
  return fields;
}

FieldKind kind_of(Field field) {
  switch (field) {
    case Field::code_postal:
      return FieldKind::code_postal;
    case Field::code_insee:
      return FieldKind::code_insee;
    case Field::pivot:
      return FieldKind::pivot;
    case Field::telephone:
      return FieldKind::telephone;
    case Field::date_maj:
      return FieldKind::date;
    case Field::latitude:
    case Field::longitude:
      return FieldKind::number;
    case Field::typologie:
      return FieldKind::open_list;  // codes of data·inclusion: the schema has no pattern
    default:
      break;
  }
  if (!is_list(field)) return FieldKind::text;
  return allowed_values(field).empty() ? FieldKind::open_list : FieldKind::closed_list;
}

bool is_required(Field field, Version version) {
  switch (field) {
    case Field::id:
    case Field::pivot:
    case Field::nom:
    case Field::commune:
    case Field::code_postal:
    case Field::adresse:
    case Field::date_maj:
      return true;
    case Field::services:
      return version < Version::v1_0_1;
    default:
      return false;
  }
}

Values values_of(Field field, Version version) {
  if (field == Field::typologie) return {};
  if (field == Field::formations_labels && version < Version::v1_0_2) return kFormationsBefore102;
  if (field == Field::frais_a_charge && version == Version::v0_2_0) return kDraftFrais;
  return allowed_values(field);
}

std::vector<SchemaField> new_fields(Version version) {
  std::vector<SchemaField> fields;
  for (const Field field : all_fields()) {
    fields.push_back({field_name(field), kind_of(field), is_required(field, version),
                      field == Field::id, field == Field::presentation_resume ? kResumeLength : 0,
                      values_of(field, version), field});
  }
  return fields;
}

std::vector<SchemaField> fields_of(Version version) {
  return version < Version::v0_2_0 ? old_fields(version) : new_fields(version);
}

}  // namespace

std::size_t Schema::find(std::string_view name) const {
  for (std::size_t i = 0; i < fields.size(); ++i) {
    if (fields[i].name == name) return i;
  }
  return kNone;
}

const Schema& schema(Version version) {
  static const std::array<std::vector<SchemaField>, 6> fields = {
      fields_of(Version::v0_1_0), fields_of(Version::v0_1_1), fields_of(Version::v0_2_0),
      fields_of(Version::v1_0_0), fields_of(Version::v1_0_1), fields_of(Version::v1_0_2)};
  static const std::array<Schema, 6> schemas = {
      Schema{Version::v0_1_0, ';', fields[0]}, Schema{Version::v0_1_1, ';', fields[1]},
      Schema{Version::v0_2_0, ';', fields[2]}, Schema{Version::v1_0_0, '|', fields[3]},
      Schema{Version::v1_0_1, '|', fields[4]}, Schema{Version::v1_0_2, '|', fields[5]}};
  return schemas[static_cast<std::size_t>(version)];
}

std::string_view version_name(Version version) {
  return kVersionNames[static_cast<std::size_t>(version)];
}

std::optional<Version> version_named(std::string_view name) {
  if (!name.empty() && (name.front() == 'v' || name.front() == 'V')) name.remove_prefix(1);
  if (name == "0.1") return Version::v0_1_1;
  if (name == "1" || name == "1.0") return Version::v1_0_2;
  for (std::size_t i = 0; i < kVersionNames.size(); ++i) {
    if (kVersionNames[i] == name) return static_cast<Version>(i);
  }
  return std::nullopt;
}

}  // namespace maillage::standard
