#include "standard/data_inclusion_import.hpp"

#include "base/text.hpp"
#include "standard/data_inclusion_terms.hpp"
#include "standard/repairs.hpp"
#include "standard/validators.hpp"
#include "standard/vocabulary.hpp"

#include <algorithm>

namespace maillage::standard {

namespace {

constexpr std::string_view kDigital = "numerique";

void unite(std::vector<std::string>& into, const std::vector<std::string>& items) {
  for (const std::string& item : items) append_new(into, item);
}

class Importing {
 public:
  Importing(const DiStructure& structure, const DiService& service, std::size_t row)
      : structure_(structure), service_(service), row_(row) {}

  DiImport run() && {
    general();
    address();
    contact();
    labels();
    services();
    access();
    return std::move(out_);
  }

 private:
  void say(base::Severity severity, std::string rule, Field field, std::string_view value,
           std::string message, std::string advice) {
    out_.findings.push_back({severity, std::move(rule), row_, std::string(field_name(field)),
                             std::string(value), std::move(message), std::move(advice)});
  }

  void set(Field field, std::string_view text) { out_.place[field] = std::string(text); }
  void set(Field field, const std::vector<std::string>& items) {
    out_.place.set_list(field, std::span<const std::string>(items));
  }

  /// Our words for a list of theirs.
  void translate(Field field, std::span<const TermPair> terms,
                 const std::vector<std::string>& items) {
    std::vector<std::string> ours;
    for (const std::string& item : items) {
      if (!append_ours(terms, item, ours)) note_lost(field, item);
    }
    set(field, ours);
  }

  void note_lost(Field field, std::string_view item) {
    if (item == kDigital || item == "adultes")
      return;  // say nothing that the standard does not imply
    say(base::Severity::note, "di.not-carried", field, item,
        "Le standard n’a pas de valeur équivalente.", "");
  }

  void general() {
    set(Field::id, structure_.id);
    set(Field::nom, structure_.nom);
    set_pivot();
    set(Field::source, structure_.source);
    if (const auto date = repaired_date(structure_.date_maj)) set(Field::date_maj, *date);
    set(Field::structure_parente, structure_.structure_parente);
    set(Field::horaires, structure_.horaires_ouverture);
    set(Field::presentation_resume, structure_.presentation_resume);
    set(Field::presentation_detail, structure_.presentation_detail);
    set_url(Field::fiche_acces_libre, structure_.accessibilite);
    set_url(Field::prise_rdv, service_.prise_rdv);
    const std::string_view typologie =
        structure_.typologie == "PE" ? "FT" : std::string_view(structure_.typologie);
    if (typologie.empty()) return;
    if (admitted(Field::typologie, typologie)) return set(Field::typologie, typologie);
    say(base::Severity::warning, "di.not-carried", Field::typologie, typologie,
        "Cette typologie est inconnue du standard.", "Choisissez un code de la liste.");
  }

  void set_pivot() {
    const bool siret = is_valid_pivot(structure_.siret);
    if (siret || is_rna(structure_.rna))
      return set(Field::pivot, siret ? structure_.siret : structure_.rna);
    say(base::Severity::warning, "di.pivot", Field::pivot, structure_.siret,
        "Le SIRET et le RNA manquent.", "Renseignez l’un des deux dans data·inclusion.");
  }

  void set_url(Field field, const std::string& url) {
    if (url.empty()) return;
    if (is_valid_url(url)) return set(field, url);
    say(base::Severity::warning, "di.url", field, url, "L’adresse du site n’est pas valide.",
        "Écrivez une adresse complète, avec https://.");
  }

  void address() {
    set(Field::commune, structure_.commune);
    set(Field::code_postal, structure_.code_postal);
    set(Field::adresse, structure_.adresse);
    set(Field::complement_adresse, structure_.complement_adresse);
    set(Field::code_insee,
        structure_.code_insee.empty() ? structure_.geocoded_code_insee : structure_.code_insee);
    if (structure_.latitude.empty() || structure_.longitude.empty()) return;
    set(Field::latitude, structure_.latitude);
    set(Field::longitude, structure_.longitude);
  }

  void contact() {
    if (!structure_.telephone.empty()) {
      if (const auto number = repaired_telephone(structure_.telephone)) {
        set(Field::telephone, *number);
      } else {
        say(base::Severity::warning, "di.telephone", Field::telephone, structure_.telephone,
            "Le numéro n’est pas valide.", "Corrigez-le dans data·inclusion.");
      }
    }
    std::vector<std::string> good;
    for (const std::string_view courriel : base::split(structure_.courriel, '|')) {
      if (courriel.empty()) continue;
      if (is_valid_courriel(courriel)) {
        append_new(good, courriel);
      } else {
        say(base::Severity::warning, "di.courriel", Field::courriels, courriel,
            "L’adresse n’est pas valide.", "Corrigez-la dans data·inclusion.");
      }
    }
    set(Field::courriels, good);
    good.clear();
    for (const std::string& site : sites_of(structure_.site_web)) {
      if (is_valid_url(site)) {
        append_new(good, site);
      } else {
        say(base::Severity::warning, "di.url", Field::site_web, site,
            "L’adresse du site n’est pas valide.", "Écrivez une adresse complète, avec https://.");
      }
    }
    set(Field::site_web, good);
  }

  void labels() {
    std::vector<std::string> dispositifs;
    std::vector<std::string> formations;
    std::vector<std::string> others;
    for (const std::string& label : structure_.labels_nationaux) {
      if (append_ours(dispositif_terms(), label, dispositifs) ||
          append_ours(formation_terms(), label, formations))
        continue;
      say(base::Severity::note, "di.not-carried", Field::dispositif_programmes_nationaux, label,
          "Ce label n’existe pas dans le standard.", "");
    }
    // Labels that have no name there travel as free text, and come back to their list.
    for (const std::string& label : structure_.labels_autres) {
      if (const auto dispositif = admitted(Field::dispositif_programmes_nationaux, label)) {
        append_new(dispositifs, *dispositif);
      } else if (const auto formation = admitted(Field::formations_labels, label)) {
        append_new(formations, *formation);
      } else {
        append_new(others, label);
      }
    }
    set(Field::dispositif_programmes_nationaux, dispositifs);
    set(Field::formations_labels, formations);
    set(Field::autres_formations_labels, others);
  }

  void services() {
    translate(Field::services, thematique_terms(), service_.thematiques);
    if (!out_.place.has(Field::services)) {
      say(base::Severity::error, "di.services", Field::services,
          base::join(service_.thematiques, ", "),
          "Aucun service de médiation numérique n’est déclaré.",
          "Ajoutez une thématique numérique au service.");
    }
    translate(Field::frais_a_charge, frais_terms(), service_.frais);
    profiles();
    std::vector<std::string> accompaniment;
    for (const std::string& type : service_.types) {
      if (!append_ours(type_terms(), type, accompaniment))
        note_lost(Field::modalites_accompagnement, type);
    }
    const auto& modes = service_.modes_accueil;
    if (std::find(modes.begin(), modes.end(), "a-distance") != modes.end())
      append_new(accompaniment, "À distance");
    set(Field::modalites_accompagnement, accompaniment);
  }

  /// One list there, two fields here.
  void profiles() {
    std::vector<std::string> publics;
    std::vector<std::string> needs;
    for (const std::string& profile : service_.profils) {
      const bool carried = append_ours(public_terms(), profile, publics) ||
                           append_ours(prise_en_charge_terms(), profile, needs);
      if (!carried) note_lost(Field::publics_specifiquement_adresses, profile);
    }
    set(Field::publics_specifiquement_adresses, publics);
    set(Field::prise_en_charge_specifique, needs);
  }

  void access() {
    std::vector<std::string> ways;
    if (out_.place.has(Field::prise_rdv)) append_new(ways, "Prendre un RDV en ligne");
    const bool silent = service_.modes_orientation_beneficiaire.empty() &&
                        service_.modes_orientation_accompagnateur.empty();
    // Nothing said: the sector's tools suppose that a place can be reached in the usual ways.
    if (silent) unite(ways, {"Se présenter", "Téléphoner", "Contacter par mail"});
    for (const std::string& mode : service_.modes_orientation_beneficiaire) {
      if (!append_ours(beneficiaire_terms(), mode, ways)) note_lost(Field::modalites_acces, mode);
    }
    for (const std::string& mode : service_.modes_orientation_accompagnateur) {
      if (!append_ours(accompagnateur_terms(), mode, ways)) note_lost(Field::modalites_acces, mode);
    }
    set(Field::modalites_acces, ways);
  }

  const DiStructure& structure_;
  const DiService& service_;
  std::size_t row_;
  DiImport out_;
};

}  // namespace

DiService merged_service(std::span<const DiService> services, const DiStructure& structure) {
  DiService merged;
  merged.id = structure.id + "-mediation-numerique";
  merged.structure_id = structure.id;
  merged.nom = "Médiation numérique";
  merged.source = structure.source;
  for (const DiService& service : services) {
    unite(merged.thematiques, service.thematiques);
    unite(merged.types, service.types);
    unite(merged.modes_accueil, service.modes_accueil);
    unite(merged.frais, service.frais);
    unite(merged.profils, service.profils);
    unite(merged.modes_orientation_accompagnateur, service.modes_orientation_accompagnateur);
    unite(merged.modes_orientation_beneficiaire, service.modes_orientation_beneficiaire);
    if (!service.prise_rdv.empty()) merged.prise_rdv = service.prise_rdv;
  }
  return merged;
}

bool is_service_with_address(const DiService& service) {
  return !service.adresse.empty() && !service.commune.empty() && !service.code_postal.empty();
}

DiStructure structure_of_service(const DiService& service, const DiStructure& structure) {
  DiStructure own = structure;
  own.id = service.id;
  own.nom = service.nom;
  own.structure_parente = service.structure_id;
  own.source = service.source;
  if (!service.date_maj.empty()) own.date_maj = service.date_maj;
  own.commune = service.commune;
  own.code_postal = service.code_postal;
  own.adresse = service.adresse;
  own.code_insee = service.code_insee;
  own.complement_adresse = service.complement_adresse;
  own.geocoded_code_insee.clear();
  own.latitude = service.latitude;
  own.longitude = service.longitude;
  if (is_valid_telephone(service.telephone)) own.telephone = service.telephone;
  if (is_valid_courriel(service.courriel)) own.courriel = service.courriel;
  own.thematiques.clear();
  return own;
}

DiImport from_data_inclusion(std::span<const DiService> services, const DiStructure& structure,
                             std::size_t row) {
  return Importing(structure, merged_service(services, structure), row).run();
}

}  // namespace maillage::standard
