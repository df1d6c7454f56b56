#include "standard/data_inclusion_export.hpp"

#include "base/text.hpp"
#include "standard/data_inclusion_terms.hpp"
#include "standard/validators.hpp"

#include <span>
#include <string_view>

namespace maillage::standard {

namespace {

constexpr std::string_view kUnknownPivot = "00000000000000";
constexpr std::size_t kResumeLength = 280;
constexpr std::string_view kCutMark = "...";

/// The first `units` UTF-16 units; a character that does not fit whole is left out.
std::string_view first_units(std::string_view text, std::size_t units) {
  std::size_t taken = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    taken += base::next_code_point(text, at) >= 0x10000 ? 2 : 1;
    if (taken > units) return text.substr(0, begin);
  }
  return text;
}

class Exporting {
 public:
  Exporting(const Place& place, std::size_t row) : place_(place), row_(row) {}

  DiExport run() && {
    general();
    address_and_contact();
    labels();
    service();
    return std::move(out_);
  }

 private:
  const std::string& text(Field field) const { return place_[field]; }

  void not_carried(Field field, std::string_view value, std::string message) {
    out_.findings.push_back({base::Severity::warning, "di.not-carried", row_,
                             std::string(field_name(field)), std::string(value), std::move(message),
                             "Gardez cette information dans le standard."});
  }

  /// The first value of a list for which the target has only one place.
  std::string first_of(Field field, const char* message) {
    const auto items = place_.list(field);
    for (std::size_t i = 1; i < items.size(); ++i) not_carried(field, items[i], message);
    return items.empty() ? std::string() : std::string(items.front());
  }

  /// What the values of a list are called there.
  void translate(Field field, std::span<const TermPair> terms, std::vector<std::string>& into) {
    for (const std::string_view item : place_.list(field)) {
      if (!append_theirs(terms, item, into))
        not_carried(field, item, "data·inclusion n’a pas de valeur équivalente.");
    }
  }

  void general() {
    DiStructure& structure = out_.structure;
    structure.id = text(Field::id);
    structure.nom = text(Field::nom);
    const std::string& pivot = text(Field::pivot);
    if (is_rna(pivot)) {
      structure.rna = pivot;
    } else if (pivot != kUnknownPivot) {
      structure.siret = pivot;
    }
    structure.typologie = first_of(Field::typologie, "data·inclusion n’admet qu’une typologie.");
    structure.structure_parente = text(Field::structure_parente);
    structure.accessibilite = text(Field::fiche_acces_libre);
    structure.source = text(Field::source);
    if (place_.has(Field::date_maj)) structure.date_maj = text(Field::date_maj) + "T00:00:00.000Z";
    const std::string& resume = text(Field::presentation_resume);
    structure.presentation_resume =
        base::utf16_length(resume) <= kResumeLength
            ? resume
            : std::string(first_units(resume, kResumeLength - kCutMark.size())).append(kCutMark);
    structure.presentation_detail = text(Field::presentation_detail);
    structure.horaires_ouverture = text(Field::horaires);
  }

  void address_and_contact() {
    DiStructure& structure = out_.structure;
    structure.commune = text(Field::commune);
    structure.code_postal = text(Field::code_postal);
    structure.adresse = text(Field::adresse);
    structure.code_insee = text(Field::code_insee);
    structure.complement_adresse = text(Field::complement_adresse);
    structure.latitude = text(Field::latitude);
    structure.longitude = text(Field::longitude);
    structure.telephone = text(Field::telephone);
    structure.courriel =
        first_of(Field::courriels, "data·inclusion n’admet qu’une adresse de courriel.");
    structure.site_web = first_of(Field::site_web, "data·inclusion n’admet qu’un site.");
  }

  void labels() {
    for (const std::string_view label : place_.list(Field::autres_formations_labels)) {
      append_new(out_.structure.labels_autres, label);
    }
    for (const auto& [field, terms] :
         {std::pair(Field::dispositif_programmes_nationaux, dispositif_terms()),
          std::pair(Field::formations_labels, formation_terms())}) {
      for (const std::string_view label : place_.list(field)) {
        if (!append_theirs(terms, label, out_.structure.labels_nationaux)) {
          append_new(out_.structure.labels_autres, label);
        }
      }
    }
  }

  void service() {
    DiService& service = out_.service;
    service.id = text(Field::id) + "-mediation-numerique";
    service.structure_id = text(Field::id);
    service.nom = "Médiation numérique";
    service.source = text(Field::source);
    if (service.source.empty()) {
      out_.findings.push_back({base::Severity::error, "di.source", row_, "source", "",
                               "data·inclusion exige la source d’un service.",
                               "Renseignez le champ source."});
    }
    service.prise_rdv = text(Field::prise_rdv);
    service.thematiques = {"numerique"};
    translate(Field::services, thematique_terms(), service.thematiques);
    out_.structure.thematiques = service.thematiques;
    accompaniment();
    translate(Field::frais_a_charge, frais_terms(), service.frais);
    translate(Field::prise_en_charge_specifique, prise_en_charge_terms(), service.profils);
    translate(Field::publics_specifiquement_adresses, public_terms(), service.profils);
    access();
    for (const std::string_view item : place_.list(Field::itinerance)) {
      not_carried(Field::itinerance, item, "data·inclusion ne connaît pas l’itinérance.");
    }
  }

  void accompaniment() {
    bool on_site = false;
    for (const std::string_view item : place_.list(Field::modalites_accompagnement)) {
      if (item == "À distance") {
        append_new(out_.service.modes_accueil, "a-distance");
        continue;
      }
      on_site = true;
      append_theirs(type_terms(), item, out_.service.types);
    }
    if (on_site) append_new(out_.service.modes_accueil, "en-presentiel");
  }

  void access() {
    for (const std::string_view item : place_.list(Field::modalites_acces)) {
      const bool by_adviser = append_theirs(accompagnateur_terms(), item,
                                            out_.service.modes_orientation_accompagnateur);
      const bool by_person =
          append_theirs(beneficiaire_terms(), item, out_.service.modes_orientation_beneficiaire);
      const bool by_link = item == "Prendre un RDV en ligne" && place_.has(Field::prise_rdv);
      if (!by_adviser && !by_person && !by_link) {
        not_carried(Field::modalites_acces, item, "data·inclusion n’a pas de valeur équivalente.");
      }
    }
  }

  const Place& place_;
  std::size_t row_;
  DiExport out_;
};

}  // namespace

DiExport to_data_inclusion(const Place& place, std::size_t row) {
  return Exporting(place, row).run();
}

}  // namespace maillage::standard
