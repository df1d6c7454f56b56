#include "standard/data_inclusion_terms.hpp"

#include <algorithm>

namespace maillage::standard {

namespace {

using Way = TermPair::Way;

// "Utilisation sécurisée du numérique" has no thematique.
constexpr TermPair kThematiques[] = {
    {"Acquisition de matériel informatique à prix solidaire",
     "numerique--s-equiper-en-materiel-informatique"},
    {"Aide aux démarches administratives",
     "numerique--realiser-des-demarches-administratives-avec-un-accompagnement"},
    {"Aide aux démarches administratives",
     "numerique--devenir-autonome-dans-les-demarches-administratives"},
    {"Aide aux démarches administratives", "numerique--accompagner-les-demarches-de-sante"},
    {"Maîtrise des outils numériques du quotidien",
     "numerique--prendre-en-main-un-smartphone-ou-une-tablette"},
    {"Maîtrise des outils numériques du quotidien", "numerique--prendre-en-main-un-ordinateur"},
    {"Maîtrise des outils numériques du quotidien",
     "numerique--utiliser-le-numerique-au-quotidien"},
    {"Insertion professionnelle via le numérique",
     "numerique--favoriser-mon-insertion-professionnelle"},
    {"Insertion professionnelle via le numérique", "numerique--creer-et-developper-mon-entreprise"},
    {"Parentalité et éducation avec le numérique",
     "numerique--soutenir-la-parentalite-et-l-education-avec-le-numerique"},
    {"Loisirs et créations numériques", "numerique--creer-avec-le-numerique"},
    {"Compréhension du monde numérique", "numerique--approfondir-ma-culture-numerique"},
    {"Compréhension du monde numérique", "numerique--promouvoir-la-citoyennete-numerique"},
    {"Accès internet et matériel informatique", "numerique--acceder-a-une-connexion-internet"},
    {"Accès internet et matériel informatique", "numerique--acceder-a-du-materiel"},
};
constexpr TermPair kTypes[] = {
    {"En autonomie", "autonomie"},
    {"Accompagnement individuel", "accompagnement"},
    {"Accompagnement individuel", "delegation", Way::in},
    {"Dans un atelier collectif", "atelier"},
};
constexpr TermPair kFrais[] = {
    {"Gratuit", "gratuit"},
    {"Gratuit sous condition", "gratuit-sous-conditions"},
    {"Payant", "payant"},
    {"Payant", "adhesion", Way::in},
    {"Gratuit sous condition", "pass-numerique", Way::in},
};
constexpr TermPair kPublics[] = {
    {"Seniors", "seniors-65"},  {"Familles et/ou enfants", "familles-enfants"},
    {"Jeunes", "jeunes-16-26"}, {"Femmes", "femmes"},
    {"Étudiants", "etudiants"},
};
constexpr TermPair kPrisesEnCharge[] = {
    {"Surdité", "surdite"},
    {"Handicaps mentaux", "handicaps-mentaux"},
    {"Illettrisme", "personnes-en-situation-illettrisme"},
    {"Langues étrangères (anglais)", "public-langues-etrangeres", Way::out},
    {"Langues étrangères (autres)", "public-langues-etrangeres"},
    {"Déficience visuelle", "deficience-visuelle"},
    // The nearest wider group; read back it would promise too much.
    {"Handicaps moteurs", "personnes-en-situation-de-handicap", Way::out},
};
constexpr TermPair kAccompagnateur[] = {
    {"Contacter par mail", "envoyer-un-mail"},
    {"Envoyer un mail avec une fiche de prescription",
     "envoyer-un-mail-avec-une-fiche-de-prescription"},
    {"Téléphoner", "telephoner"},
    {"Se présenter", "se-presenter", Way::in},
};
constexpr TermPair kBeneficiaire[] = {
    {"Contacter par mail", "envoyer-un-mail"},
    {"Envoyer un mail avec une fiche de prescription",
     "envoyer-un-mail-avec-une-fiche-de-prescription", Way::in},
    {"Téléphoner", "telephoner"},
    {"Se présenter", "se-presenter"},
};
constexpr TermPair kDispositifs[] = {
    {"Aidants Connect", "aidants-connect"},
    {"Conseillers numériques", "conseiller-numerique"},
    {"France Services", "france-service"},
    {"Grande école du numérique", "grandes-ecoles-du-numerique"},
    {"Point d'accès numérique CAF", "caf"},
};
constexpr TermPair kFormations[] = {
    {"Formé à « Mon Espace Santé »", "mon-espace-sante"},
    {"Formé à « DUPLEX » (illettrisme)", "duplex"},
    {"Arnia/MedNum BFC (Bourgogne-Franche-Comté)", "arnia"},
    {"Collectif ressources et acteurs réemploi (Normandie)", "ressources-reemploi"},
    {"Étapes numériques (La Poste)", "etapes-numeriques"},
    {"Fabriques de Territoire", "fabrique-de-territoire"},
    {"Les Éclaireurs du numérique (Drôme)", "les-eclaireurs"},
    {"Mes Papiers (Métropole de Lyon)", "mes-papiers"},
    {"ORDI 3.0", "ordi-3"},
    {"SUD LABS (PACA)", "sud-labs"},
};

}  // namespace

std::span<const TermPair> thematique_terms() {
  return kThematiques;
}
std::span<const TermPair> type_terms() {
  return kTypes;
}
std::span<const TermPair> frais_terms() {
  return kFrais;
}
std::span<const TermPair> public_terms() {
  return kPublics;
}
std::span<const TermPair> prise_en_charge_terms() {
  return kPrisesEnCharge;
}
std::span<const TermPair> accompagnateur_terms() {
  return kAccompagnateur;
}
std::span<const TermPair> beneficiaire_terms() {
  return kBeneficiaire;
}
std::span<const TermPair> dispositif_terms() {
  return kDispositifs;
}
std::span<const TermPair> formation_terms() {
  return kFormations;
}

bool append_theirs(std::span<const TermPair> terms, std::string_view ours,
                   std::vector<std::string>& out) {
  bool known = false;
  for (const TermPair& term : terms) {
    if (term.way == Way::in || term.ours != ours) continue;
    append_new(out, term.theirs);
    known = true;
  }
  return known;
}

bool append_ours(std::span<const TermPair> terms, std::string_view theirs,
                 std::vector<std::string>& out) {
  bool known = false;
  for (const TermPair& term : terms) {
    if (term.way == Way::out || term.theirs != theirs) continue;
    append_new(out, term.ours);
    known = true;
  }
  return known;
}

void append_new(std::vector<std::string>& list, std::string_view item) {
  if (std::find(list.begin(), list.end(), item) == list.end()) list.emplace_back(item);
}

}  // namespace maillage::standard
