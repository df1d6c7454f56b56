#pragma once
/// The nouns of data·inclusion (schema v0 of the référentiel de l'offre d'insertion): a structure,
/// and the services that it offers. An empty text or list means "absent". What they become here and
/// what places become there: data_inclusion_import.hpp and data_inclusion_export.hpp.
#include "formats/json.hpp"

#include <string>
#include <vector>

namespace maillage::standard {

struct DiStructure {
  std::string id, nom, siret, rna, typologie, structure_parente, accessibilite;
  std::string source, date_maj;  ///< "2022-10-10T00:00:00.000Z"
  std::string commune, code_postal, adresse, code_insee, complement_adresse;
  std::string geocoded_code_insee;  ///< `_di_geocodage_code_insee`: data·inclusion's own, when the
                                    ///< source gives none
  std::string latitude, longitude;  ///< numbers, as text
  std::string telephone, courriel, site_web;
  std::string presentation_resume, presentation_detail, horaires_ouverture;
  std::vector<std::string> thematiques, labels_nationaux, labels_autres;
  bool operator==(const DiStructure&) const = default;
};

struct DiService {
  std::string id, structure_id, nom, source, prise_rdv, date_maj;
  std::string commune, code_postal, adresse, code_insee,
      complement_adresse;  ///< when it has a place of its own
  std::string latitude, longitude;
  std::string telephone, courriel;
  std::vector<std::string> thematiques, types, modes_accueil, frais, profils;
  std::vector<std::string> modes_orientation_accompagnateur, modes_orientation_beneficiaire;
  bool operator==(const DiService&) const = default;
};

/// Members that are not of the expected kind are left out.
DiStructure di_structure_of(const formats::Json& json);
DiService di_service_of(const formats::Json& json);
formats::Json json_of(const DiStructure& structure);
formats::Json json_of(const DiService& service);

}  // namespace maillage::standard
