#pragma once
/// The words by which names tell what a place is, one line a typologie code, in the order in which
/// codes are written.
///
/// A rule is a list of phrases separated by '|'. A phrase is a list of words, all met side by side
/// in the folded name from which articles were left out ("Centre Communal d'Action Sociale" is
/// "centre communal action sociale"); "la poste" is the one word "laposte". Marks:
/// - `word`: the word or its plural; `=word`: this form only;
/// - `wo*`, `w*d`: any word that starts, or starts and ends, so;
/// - `^word`, `word$`: as the first or as the last word of the name only;
/// - `word~`: before "de", "du", "des" or "d'" only.
#include <array>
#include <string_view>

namespace maillage::transform {

struct TypologyRule {
  std::string_view code, phrases;
};

inline constexpr std::array<TypologyRule, 83> kTypologyRules = {{
    {"ACI", "aci|atelier chantier insertion|chantier insertion"},
    {"ACIPHC", "aciphc|aci phc"},
    {"AFPA", "afpa|agence nationale formation professionnelle adulte"},
    {"AI", "association intermediaire"},
    {"ASE", "aide sociale enfance|=ase"},
    {"AVIP", "avip"},
    {"BIB",
     "bib*theque|ludomed*theque|med*theque|bibliotheq*|mediatheq*|mediatek*|mediateque|bibliobus"},
    {"CAARUD", "caarud"},
    {"CADA", "cada|centre accueil demandeur asile"},
    {"ASSO",
     "associa*|asso|assoc|=ass|ligue enseignement|konexio|groupe =sos|apf|croix rouge|"
     "famille rurale|emmaus|secours populaire|secours catholique|restos coeur|restaurant coeur"},
    {"CAF", "caf|caisse allocation familiale|caisse allocation familliale"},
    {"CAP_EMPLOI", "cap emploi"},
    {"CAVA", "cava|centre adaptation vie active"},
    {"CC",
     "^communaute commune|^communaute com|^communaute intercommunale|^cc|^cdc|^com com|^comcom"},
    {"CCAS",
     "ccas|cent* communal action social*|ctre com* action social*|centre action sociale ville|"
     "cent* com action social*"},
    {"CCONS",
     "chambre agriculture|chambre dep* agriculture|chambre reg* agriculture|chambre metier|"
     "chambre commerce|chambre reg* metier|chambre dep* metier|cci|cma|consulat"},
    {"CD", "conseil departemental|co*seil dep*mental|conseil general"},
    {"CDAS", "cdas|maison departementale action sociale|centre departemental action sociale"},
    {"CFP", "centre finance publique|direction* finance publique"},
    {"CHRS", "chrs|centre hebergement reinsertion|centre hebergement insertion"},
    {"CHU", "centre hebergement urgence"},
    {"CIAS", "cias|cent* intercommunal action* social*|ctre inter* action social*"},
    {"CIDFF", "cidff|centre information droit femme"},
    {"CITMET", "cite emploi|cite metier|cite jeunesse metier"},
    {"CMP", "cmp|cent* medico psychologique"},
    {"CMS",
     "cms|cent* medico social*|cent* medicaux sociaux|ctre medico social*|pms|pole medico social*"},
    {"CPAM", "cpam|caisse primaire assurance*"},
    {"CPH", "cph|centre provisoire hebergement"},
    {"CS", "cen*re social*|cen*re soc|cen*re sociaux|ctre social*|ctre soc|=cs|espace social*"},
    {"CSAPA", "csapa|centre soin accompagnement prevention addictologie"},
    {"CSC",
     "csc|socioc*|socio c*turel|socio culturel*|culturel* social*|cen*re social* culturel*|"
     "ctre social* culturel*|espace social* culturel*|foyer social* culturel*"},
    {"DEETS", "deets|ddets|dreets|ddetspp"},
    {"DEPT", "^departement|^dpt|^dept"},
    {"E2C",
     "e2c|ecole deuxieme chance|ecole 2eme chance|ecole 2e chance|ecole 2 eme chance|"
     "ecole seconde chance"},
    {"EA", "entreprise adaptee"},
    {"EATT", "eatt|entreprise adaptee travail temporaire"},
    {"EI", "^ei|entreprise insertion"},
    {"EITI", "eiti|entreprise insertion travail independant"},
    {"ENM",
     "bus|numeribus|cyberbus|infobus|digibus|mediabus|bibliobus|van numerique|van itinerant|camion "
     "numerique|espace numerique "
     "mobile"},
    {"EPI", "epi|espace connecte|espace informatique"},
    {"EPIDE", "epide|etablissement insertion emploi"},
    {"EPN",
     "epn|cyber base|cyberbase*|cyber centre|cybercentre*|cyberespace*|espace multimedia|espace "
     "public multimedia|espace numerique|"
     "espace publi* numerique|espace pub numerique"},
    {"ES", "epicerie social*|epicerie solidaire"},
    {"ESAT", "esat"},
    {"ESS", "economique social solidaire"},
    {"ETTI", "etti|travail temporaire"},
    {"EVS", "evs|espace vie social*"},
    {"FABLAB", "fablab*|fab lab|fab at|atelier fabrication numerique"},
    {"FABRIQUE", "fabrique territoire|fabrique numerique"},
    {"FT", "pole emploi|france travail"},
    {"GEIQ", "geiq|groupement employeur|groupement local employeur|groupement insertion|ge siae"},
    {"HUDA", "huda|hebergement urgence demandeur asile"},
    {"LA_POSTE",
     "laposte|^=poste|bureau poste|agence postale|agence communale postale|relais poste"},
    {"ML", "=mission =locale|^ml"},
    {"MDE", "mde|maison emploi|maison economie"},
    {"MDEF", "^mdef"},
    {"MDH", "mdh|mjh|maison habitant*"},
    {"MDPH", "mdph|maison dep* personne handicapee"},
    {"MDS",
     "mds|mdsi|msd|maison departement|maison departemental* solidarite|"
     "maison solidarite departemental*|maison departementale proximite|"
     "centre departemental solidarite|espace departemental solidarite"},
    {"MJC", "mjc|maison jeune culture"},
    {"MQ", "maison quartier"},
    {"MSA", "msa|mutualite sociale agricole"},
    {"MSAP", "msap|maison service"},
    {"MUNI",
     "mairie|^maire|^marie~|^commune|^ville~|municipalite|hotel ville|agglo$|agglomeration|^ca"},
    {"OACAS", "oacas"},
    {"ODC", "orange digital center"},
    {"OF", "organisme formation"},
    {"PAD", "pad|acces droit|maison droit|maison justice|point justice"},
    {"PENSION", "pension famille"},
    {"PI", "point info|point information"},
    {"PIJ_BIJ", "pij|bij|crij|espace jeune|inform* jeune*|info jeune*"},
    {"PIMMS", "pimms|pimm|point information mediation multi"},
    {"PJJ", "pjj|protection judiciaire jeunesse"},
    {"PLIE", "plie|plan local insertion|plan local pluriannuel insertion"},
    {"PREF", "prefecture|sousprefecture"},
    {"REG", "^region|conseil regional"},
    {"RESSOURCERIE", "ressourcerie|recyclerie"},
    {"RFS", "france* service|mfs|^efs|franceservice"},
    {"RS_FJT", "residence sociale|foyer jeune travailleur|fjt"},
    {"SCP", "club prevention|prevention specialisee"},
    {"SPIP", "spip|service penitentiaire insertion"},
    {"TIERS_LIEUX", "tier* lieu*|tierslieu*|cowork*|co work*"},
    {"UDAF", "udaf|union departementale association familiale"},
}};

}  // namespace maillage::transform
