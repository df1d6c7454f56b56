#include "places/readable.hpp"

namespace maillage::places {
namespace {

struct Typologie {
  std::string_view code, name;
};

// Names of data·inclusion's structure types, shortened where a spelt-out acronym says enough.
constexpr Typologie kTypologies[] = {
    {"ACI", "Atelier chantier d’insertion"},
    {"ACIPHC", "Chantier d’insertion"},
    {"AFPA", "Agence pour la formation professionnelle des adultes"},
    {"AI", "Association intermédiaire"},
    {"ASE", "Aide sociale à l’enfance"},
    {"ASSO", "Association"},
    {"ASSO_CHOMEUR", "Association de personnes sans emploi"},
    {"Autre", "Autre structure"},
    {"AVIP", "Crèche à vocation d’insertion professionnelle"},
    {"BIB", "Bibliothèque ou médiathèque"},
    {"CAARUD", "Centre d’accueil et de réduction des risques pour usagers de drogues"},
    {"CADA", "Centre d’accueil de demandeurs d’asile"},
    {"CAF", "Caisse d’allocations familiales"},
    {"CAP_EMPLOI", "Cap emploi"},
    {"CAVA", "Centre d’adaptation à la vie active"},
    {"CC", "Communauté de communes"},
    {"CCAS", "Centre communal d’action sociale"},
    {"CCONS", "Chambre consulaire"},
    {"CD", "Conseil départemental"},
    {"CDAS", "Centre départemental d’action sociale"},
    {"CFP", "Centre des finances publiques"},
    {"CHRS", "Centre d’hébergement et de réinsertion sociale"},
    {"CHU", "Centre d’hébergement d’urgence"},
    {"CIAS", "Centre intercommunal d’action sociale"},
    {"CIDFF", "Centre d’information sur les droits des femmes et des familles"},
    {"CITMET", "Cité des métiers"},
    {"CMP", "Centre médico-psychologique"},
    {"CMS", "Centre médico-social"},
    {"CPAM", "Caisse primaire d’assurance maladie"},
    {"CPH", "Centre provisoire d’hébergement"},
    {"CS", "Centre social"},
    {"CSAPA", "Centre de soins et de prévention en addictologie"},
    {"CSC", "Centre socioculturel"},
    {"DEETS", "Direction de l’économie, de l’emploi, du travail et des solidarités"},
    {"DEPT", "Services sociaux du département"},
    {"DIPLP", "Délégation interministérielle à la lutte contre la pauvreté"},
    {"E2C", "École de la deuxième chance"},
    {"EA", "Entreprise adaptée"},
    {"EATT", "Entreprise adaptée de travail temporaire"},
    {"EI", "Entreprise d’insertion"},
    {"EITI", "Entreprise d’insertion par le travail indépendant"},
    {"ENM", "Espace numérique mobile"},
    {"EPCI", "Intercommunalité"},
    {"EPI", "Espace public internet"},
    {"EPIDE", "Établissement pour l’insertion dans l’emploi"},
    {"EPN", "Espace public numérique"},
    {"ES", "Épicerie sociale et solidaire"},
    {"ESAT", "Établissement de service d’aide par le travail"},
    {"ESS", "Entreprise de l’économie sociale et solidaire"},
    {"ETTI", "Entreprise de travail temporaire d’insertion"},
    {"EVS", "Espace de vie sociale"},
    {"FABLAB", "Atelier de fabrication numérique"},
    {"FABRIQUE", "Fabrique de territoire"},
    {"FAIS", "Fédération des acteurs de la solidarité"},
    {"FT", "France Travail"},
    {"GEIQ", "Groupement d’employeurs pour l’insertion et la qualification"},
    {"HUDA", "Hébergement d’urgence de demandeurs d’asile"},
    {"LA_POSTE", "Bureau de poste"},
    {"MDE", "Maison de l’emploi"},
    {"MDH", "Maison des habitants"},
    {"MDEF", "Maison de l’emploi et de la formation"},
    {"MDPH", "Maison des personnes handicapées"},
    {"MDS", "Maison des solidarités"},
    {"MJC", "Maison des jeunes et de la culture"},
    {"ML", "Mission locale"},
    {"MQ", "Maison de quartier"},
    {"MSA", "Mutualité sociale agricole"},
    {"MSAP", "Maison de services au public"},
    {"MUNI", "Commune"},
    {"OACAS", "Organisme d’accueil communautaire et d’activités solidaires"},
    {"ODC", "Organisation à but non lucratif"},
    {"OF", "Organisme de formation"},
    {"OIL", "Opérateur d’intermédiation locative"},
    {"OPCS", "Organisation porteuse de la clause sociale"},
    {"PAD", "Point d’accès au droit"},
    {"PENSION", "Pension de famille"},
    {"PI", "Point d’information"},
    {"PIJ_BIJ", "Point ou bureau d’information jeunesse"},
    {"PIMMS", "Point d’information médiation multiservices"},
    {"PJJ", "Protection judiciaire de la jeunesse"},
    {"PLIE", "Plan local pour l’insertion et l’emploi"},
    {"PREF", "Préfecture ou sous-préfecture"},
    {"PREVENTION", "Service de prévention"},
    {"REG", "Région"},
    {"RELAIS_LECTURE", "Relais lecture"},
    {"RESSOURCERIE", "Ressourcerie"},
    {"RFS", "Réseau France services"},
    {"RS_FJT", "Résidence sociale ou foyer de jeunes travailleurs"},
    {"SCP", "Service de prévention spécialisée"},
    {"SPIP", "Service pénitentiaire d’insertion et de probation"},
    {"TIERS_LIEUX", "Tiers-lieu"},
    {"UDAF", "Union départementale des associations familiales"},
};

}  // namespace

std::string readable_typologie(std::string_view code) {
  for (const Typologie& typologie : kTypologies) {
    if (typologie.code == code) return std::string(typologie.name);
  }
  return std::string(code);
}

}  // namespace maillage::places
