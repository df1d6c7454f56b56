#include "standard/vocabulary.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <array>

namespace maillage::standard {

namespace {

constexpr std::string_view kTypologies[] = {
    "ACI",          "ACIPHC",       "AFPA",       "AI",         "ASE",
    "ASSO",         "ASSO_CHOMEUR", "Autre",      "AVIP",       "BIB",
    "CAARUD",       "CADA",         "CAF",        "CAP_EMPLOI", "CAVA",
    "CC",           "CCAS",         "CCONS",      "CD",         "CDAS",
    "CFP",          "CHRS",         "CHU",        "CIAS",       "CIDFF",
    "CITMET",       "CMP",          "CMS",        "CPAM",       "CPH",
    "CS",           "CSAPA",        "CSC",        "DEETS",      "DEPT",
    "DIPLP",        "E2C",          "EA",         "EATT",       "EI",
    "EITI",         "ENM",          "EPCI",       "EPI",        "EPIDE",
    "EPN",          "ES",           "ESAT",       "ESS",        "ETTI",
    "EVS",          "FABLAB",       "FABRIQUE",   "FAIS",       "FT",
    "GEIQ",         "HUDA",         "LA_POSTE",   "MDE",        "MDH",
    "MDEF",         "MDPH",         "MDS",        "MJC",        "ML",
    "MQ",           "MSA",          "MSAP",       "MUNI",       "OACAS",
    "ODC",          "OF",           "OIL",        "OPCS",       "PAD",
    "PENSION",      "PI",           "PIJ_BIJ",    "PIMMS",      "PJJ",
    "PLIE",         "PREF",         "PREVENTION", "REG",        "RELAIS_LECTURE",
    "RESSOURCERIE", "RFS",          "RS_FJT",     "SCP",        "SPIP",
    "TIERS_LIEUX",  "UDAF"};
constexpr std::string_view kItinerances[] = {"Itinérant", "Fixe"};
constexpr std::string_view kServices[] = {"Aide aux démarches administratives",
                                          "Maîtrise des outils numériques du quotidien",
                                          "Insertion professionnelle via le numérique",
                                          "Utilisation sécurisée du numérique",
                                          "Parentalité et éducation avec le numérique",
                                          "Loisirs et créations numériques",
                                          "Compréhension du monde numérique",
                                          "Accès internet et matériel informatique",
                                          "Acquisition de matériel informatique à prix solidaire"};
constexpr std::string_view kPublics[] = {"Jeunes", "Étudiants", "Familles et/ou enfants", "Seniors",
                                         "Femmes"};
constexpr std::string_view kPrisesEnCharge[] = {"Surdité",
                                                "Handicaps moteurs",
                                                "Handicaps mentaux",
                                                "Illettrisme",
                                                "Langues étrangères (anglais)",
                                                "Langues étrangères (autres)",
                                                "Déficience visuelle"};
constexpr std::string_view kFrais[] = {"Gratuit", "Gratuit sous condition", "Payant"};
constexpr std::string_view kDispositifs[] = {"Aidants Connect",
                                             "Bibliothèques numérique de référence",
                                             "Certification PIX",
                                             "Conseillers numériques",
                                             "Emmaüs Connect",
                                             "France Services",
                                             "Grande école du numérique",
                                             "La Croix Rouge",
                                             "Point d'accès numérique CAF",
                                             "Promeneurs du net",
                                             "Relais numérique (Emmaüs Connect)"};
constexpr std::string_view kFormations[] = {"Formé à « Mon Espace Santé »",
                                            "Formé à « DUPLEX » (illettrisme)",
                                            "Arnia/MedNum BFC (Bourgogne-Franche-Comté)",
                                            "Collectif ressources et acteurs réemploi (Normandie)",
                                            "Étapes numériques (La Poste)",
                                            "Fabriques de Territoire",
                                            "Les Éclaireurs du numérique (Drôme)",
                                            "Mes Papiers (Métropole de Lyon)",
                                            "ORDI 3.0",
                                            "SUD LABS (PACA)"};
constexpr std::string_view kModalitesAcces[] = {"Se présenter",
                                                "Téléphoner",
                                                "Contacter par mail",
                                                "Prendre un RDV en ligne",
                                                "Ce lieu n'accueille pas de public",
                                                "Envoyer un mail avec une fiche de prescription"};
constexpr std::string_view kModalitesAccompagnement[] = {
    "En autonomie", "Accompagnement individuel", "Dans un atelier collectif", "À distance"};

/// The schema's own pattern forgets the space of the value that it documents.
constexpr std::string_view kEtapesAsInPattern = "Étapes numériques(La Poste)";

/// A v0.1 value by its head (what comes before " : "), folded, and what it became.
struct Succession {
  Field field;
  std::string_view head;
  std::string_view now;
};

/// Services: the fifteen notions of data·inclusion. Conditions of access: the definitions of
/// v1.0.0, which count a membership fee and the Pass numérique among the conditions of "Gratuit
/// sous condition".
constexpr Succession kSuccessions[] = {
    {Field::services, "devenir autonome dans les demarches administratives",
     "Aide aux démarches administratives"},
    {Field::services, "realiser des demarches administratives avec un accompagnement",
     "Aide aux démarches administratives"},
    {Field::services, "accompagner les demarches de sante", "Aide aux démarches administratives"},
    {Field::services, "prendre en main un smartphone ou une tablette",
     "Maîtrise des outils numériques du quotidien"},
    {Field::services, "prendre en main un ordinateur",
     "Maîtrise des outils numériques du quotidien"},
    {Field::services, "utiliser le numerique au quotidien",
     "Maîtrise des outils numériques du quotidien"},
    {Field::services, "approfondir ma culture numerique", "Compréhension du monde numérique"},
    {Field::services, "promouvoir la citoyennete numerique", "Compréhension du monde numérique"},
    {Field::services, "favoriser mon insertion professionnelle",
     "Insertion professionnelle via le numérique"},
    {Field::services, "creer et developper mon entreprise",
     "Insertion professionnelle via le numérique"},
    {Field::services, "acceder a une connexion internet",
     "Accès internet et matériel informatique"},
    {Field::services, "acceder a du materiel", "Accès internet et matériel informatique"},
    {Field::services, "s'equiper en materiel informatique",
     "Acquisition de matériel informatique à prix solidaire"},
    {Field::services, "creer avec le numerique", "Loisirs et créations numériques"},
    {Field::services, "soutenir la parentalite et l'education avec le numerique",
     "Parentalité et éducation avec le numérique"},

    {Field::publics_specifiquement_adresses, "seniors (+ 65 ans)", "Seniors"},
    {Field::publics_specifiquement_adresses, "familles/enfants", "Familles et/ou enfants"},
    {Field::publics_specifiquement_adresses, "jeunes (16-26 ans)", "Jeunes"},
    {Field::publics_specifiquement_adresses, "uniquement femmes", "Femmes"},
    {Field::prise_en_charge_specifique, "public langues etrangeres", "Langues étrangères (autres)"},
    {Field::prise_en_charge_specifique, "personnes en situation d'illettrisme", "Illettrisme"},

    {Field::frais_a_charge, "adhesion", "Gratuit sous condition"},
    {Field::frais_a_charge, "accepte le pass numerique", "Gratuit sous condition"},

    {Field::dispositif_programmes_nationaux, "cnfs", "Conseillers numériques"},
    {Field::dispositif_programmes_nationaux, "conseiller numerique", "Conseillers numériques"},
    {Field::dispositif_programmes_nationaux, "maison france service", "France Services"},
    {Field::dispositif_programmes_nationaux, "maison france services", "France Services"},
    {Field::dispositif_programmes_nationaux, "maisons france services", "France Services"},
    {Field::dispositif_programmes_nationaux, "grandes ecoles du numerique",
     "Grande école du numérique"},
    {Field::dispositif_programmes_nationaux, "point relais caf", "Point d'accès numérique CAF"},
    {Field::dispositif_programmes_nationaux, "point numerique caf", "Point d'accès numérique CAF"},
    {Field::formations_labels, "forme a « duplex » (illetrisme)",
     "Formé à « DUPLEX » (illettrisme)"},
    {Field::formations_labels, "etapes numeriques(la poste)", "Étapes numériques (La Poste)"},
    {Field::autres_formations_labels, "aptic", "APTIC"},
    {Field::autres_formations_labels, "relais pole emploi", "Relais pôle emploi"},
    {Field::autres_formations_labels, "french tech", "French Tech"},
    {Field::autres_formations_labels, "campus connecte", "Campus connecté"},

    {Field::modalites_accompagnement, "seul", "En autonomie"},
    {Field::modalites_accompagnement, "avec de l'aide", "Accompagnement individuel"},
    {Field::modalites_accompagnement, "a ma place", "Accompagnement individuel"},
    {Field::modalites_accompagnement, "dans un atelier", "Dans un atelier collectif"},
};

/// Folded, blanks squeezed, without what follows " : " and without a final full stop.
std::string head_of(std::string_view text) {
  if (const std::size_t colon = text.find(" :"); colon != std::string_view::npos)
    text = text.substr(0, colon);
  // A no-break space before the colon, as French typography wants it.
  if (const std::size_t colon = text.find("\u00A0:"); colon != std::string_view::npos)
    text = text.substr(0, colon);
  std::string head = base::squeeze(base::fold(text));
  while (!head.empty() && (head.back() == '.' || head.back() == ':' || head.back() == ' '))
    head.pop_back();
  return head;
}

}  // namespace

std::span<const std::string_view> allowed_values(Field field) {
  switch (field) {
    case Field::typologie:
      return kTypologies;
    case Field::itinerance:
      return kItinerances;
    case Field::services:
      return kServices;
    case Field::publics_specifiquement_adresses:
      return kPublics;
    case Field::prise_en_charge_specifique:
      return kPrisesEnCharge;
    case Field::frais_a_charge:
      return kFrais;
    case Field::dispositif_programmes_nationaux:
      return kDispositifs;
    case Field::formations_labels:
      return kFormations;
    case Field::modalites_acces:
      return kModalitesAcces;
    case Field::modalites_accompagnement:
      return kModalitesAccompagnement;
    default:
      return {};
  }
}

std::optional<std::string_view> admitted(Field field, std::string_view text) {
  if (field == Field::formations_labels && text == kEtapesAsInPattern) return kFormations[4];
  for (const std::string_view value : allowed_values(field)) {
    if (value == text) return value;
  }
  return std::nullopt;
}

std::span<const std::string_view> successors(Field field, std::string_view v01_value) {
  const std::string head = head_of(v01_value);
  for (const Succession& succession : kSuccessions) {
    if (succession.field == field && succession.head == head) return {&succession.now, 1};
  }
  for (const std::string_view& value : allowed_values(field)) {
    if (base::fold(value) == head) return {&value, 1};
  }
  return {};
}

}  // namespace maillage::standard
