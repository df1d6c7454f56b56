#include "places/readable.hpp"

namespace maillage::places {
namespace {

using web::phrase;

struct Typologie {
  std::string_view code;
  web::Literal name;
};

// Names of data·inclusion's structure types, shortened where a spelt-out acronym says enough.
constexpr Typologie kTypologies[] = {
    {"ACI", phrase("Atelier chantier d’insertion")},
    {"ACIPHC", phrase("Chantier d’insertion")},
    {"AFPA", phrase("Agence pour la formation professionnelle des adultes")},
    {"AI", phrase("Association intermédiaire")},
    {"ASE", phrase("Aide sociale à l’enfance")},
    {"ASSO", phrase("Association")},
    {"ASSO_CHOMEUR", phrase("Association de personnes sans emploi")},
    {"Autre", phrase("Autre structure")},
    {"AVIP", phrase("Crèche à vocation d’insertion professionnelle")},
    {"BIB", phrase("Bibliothèque ou médiathèque")},
    {"CAARUD", phrase("Centre d’accueil et de réduction des risques pour usagers de drogues")},
    {"CADA", phrase("Centre d’accueil de demandeurs d’asile")},
    {"CAF", phrase("Caisse d’allocations familiales")},
    {"CAP_EMPLOI", phrase("Cap emploi")},
    {"CAVA", phrase("Centre d’adaptation à la vie active")},
    {"CC", phrase("Communauté de communes")},
    {"CCAS", phrase("Centre communal d’action sociale")},
    {"CCONS", phrase("Chambre consulaire")},
    {"CD", phrase("Conseil départemental")},
    {"CDAS", phrase("Centre départemental d’action sociale")},
    {"CFP", phrase("Centre des finances publiques")},
    {"CHRS", phrase("Centre d’hébergement et de réinsertion sociale")},
    {"CHU", phrase("Centre d’hébergement d’urgence")},
    {"CIAS", phrase("Centre intercommunal d’action sociale")},
    {"CIDFF", phrase("Centre d’information sur les droits des femmes et des familles")},
    {"CITMET", phrase("Cité des métiers")},
    {"CMP", phrase("Centre médico-psychologique")},
    {"CMS", phrase("Centre médico-social")},
    {"CPAM", phrase("Caisse primaire d’assurance maladie")},
    {"CPH", phrase("Centre provisoire d’hébergement")},
    {"CS", phrase("Centre social")},
    {"CSAPA", phrase("Centre de soins et de prévention en addictologie")},
    {"CSC", phrase("Centre socioculturel")},
    {"DEETS", phrase("Direction de l’économie, de l’emploi, du travail et des solidarités")},
    {"DEPT", phrase("Services sociaux du département")},
    {"DIPLP", phrase("Délégation interministérielle à la lutte contre la pauvreté")},
    {"E2C", phrase("École de la deuxième chance")},
    {"EA", phrase("Entreprise adaptée")},
    {"EATT", phrase("Entreprise adaptée de travail temporaire")},
    {"EI", phrase("Entreprise d’insertion")},
    {"EITI", phrase("Entreprise d’insertion par le travail indépendant")},
    {"ENM", phrase("Espace numérique mobile")},
    {"EPCI", phrase("Intercommunalité")},
    {"EPI", phrase("Espace public internet")},
    {"EPIDE", phrase("Établissement pour l’insertion dans l’emploi")},
    {"EPN", phrase("Espace public numérique")},
    {"ES", phrase("Épicerie sociale et solidaire")},
    {"ESAT", phrase("Établissement de service d’aide par le travail")},
    {"ESS", phrase("Entreprise de l’économie sociale et solidaire")},
    {"ETTI", phrase("Entreprise de travail temporaire d’insertion")},
    {"EVS", phrase("Espace de vie sociale")},
    {"FABLAB", phrase("Atelier de fabrication numérique")},
    {"FABRIQUE", phrase("Fabrique de territoire")},
    {"FAIS", phrase("Fédération des acteurs de la solidarité")},
    {"FT", phrase("France Travail")},
    {"GEIQ", phrase("Groupement d’employeurs pour l’insertion et la qualification")},
    {"HUDA", phrase("Hébergement d’urgence de demandeurs d’asile")},
    {"LA_POSTE", phrase("Bureau de poste")},
    {"MDE", phrase("Maison de l’emploi")},
    {"MDH", phrase("Maison des habitants")},
    {"MDEF", phrase("Maison de l’emploi et de la formation")},
    {"MDPH", phrase("Maison des personnes handicapées")},
    {"MDS", phrase("Maison des solidarités")},
    {"MJC", phrase("Maison des jeunes et de la culture")},
    {"ML", phrase("Mission locale")},
    {"MQ", phrase("Maison de quartier")},
    {"MSA", phrase("Mutualité sociale agricole")},
    {"MSAP", phrase("Maison de services au public")},
    {"MUNI", phrase("Commune")},
    {"OACAS", phrase("Organisme d’accueil communautaire et d’activités solidaires")},
    {"ODC", phrase("Organisation à but non lucratif")},
    {"OF", phrase("Organisme de formation")},
    {"OIL", phrase("Opérateur d’intermédiation locative")},
    {"OPCS", phrase("Organisation porteuse de la clause sociale")},
    {"PAD", phrase("Point d’accès au droit")},
    {"PENSION", phrase("Pension de famille")},
    {"PI", phrase("Point d’information")},
    {"PIJ_BIJ", phrase("Point ou bureau d’information jeunesse")},
    {"PIMMS", phrase("Point d’information médiation multiservices")},
    {"PJJ", phrase("Protection judiciaire de la jeunesse")},
    {"PLIE", phrase("Plan local pour l’insertion et l’emploi")},
    {"PREF", phrase("Préfecture ou sous-préfecture")},
    {"PREVENTION", phrase("Service de prévention")},
    {"REG", phrase("Région")},
    {"RELAIS_LECTURE", phrase("Relais lecture")},
    {"RESSOURCERIE", phrase("Ressourcerie")},
    {"RFS", phrase("Réseau France services")},
    {"RS_FJT", phrase("Résidence sociale ou foyer de jeunes travailleurs")},
    {"SCP", phrase("Service de prévention spécialisée")},
    {"SPIP", phrase("Service pénitentiaire d’insertion et de probation")},
    {"TIERS_LIEUX", phrase("Tiers-lieu")},
    {"UDAF", phrase("Union départementale des associations familiales")},
};

}  // namespace

std::string readable_typologie(const web::Words& t, std::string_view code) {
  for (const Typologie& typologie : kTypologies) {
    if (typologie.code == code) return t(typologie.name);
  }
  return std::string(code);
}

}  // namespace maillage::places
