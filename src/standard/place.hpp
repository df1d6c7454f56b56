#pragma once
/// A place of digital mediation as the national standard v1.0.2 writes it: 32 text fields in the order of the schema.
/// Kept as text on purpose: files, merging, history and provenance all work field by field.
#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace maillage::standard {

enum class Field : unsigned char {
  id, pivot, nom, commune, code_postal, code_insee, adresse, complement_adresse, latitude, longitude, typologie,
  telephone, courriels, site_web, horaires, presentation_resume, presentation_detail, source, itinerance,
  structure_parente, date_maj, services, publics_specifiquement_adresses, prise_en_charge_specifique, frais_a_charge,
  dispositif_programmes_nationaux, formations_labels, autres_formations_labels, modalites_acces,
  modalites_accompagnement, fiche_acces_libre, prise_rdv
};
inline constexpr std::size_t kFieldCount = 32;

/// The name in files: "code_insee".
std::string_view field_name(Field field);
std::optional<Field> field_named(std::string_view name);
/// All fields in the order of the schema.
std::span<const Field> all_fields();
/// Fields that hold several values, separated by '|'.
bool is_list(Field field);

struct Coordinates {
  double latitude = 0;   ///< degrees, WGS84, -90..90
  double longitude = 0;  ///< degrees, WGS84, -180..180
  bool operator==(const Coordinates&) const = default;
};

/// An empty text means "absent"; `date_maj` and `pivot` are absent when nobody knows them (see writing.hpp for the
/// stand-ins that the schema forces on files).
struct Place {
  std::array<std::string, kFieldCount> values;
  /// Members that the standard doesn't know and that files carry on, e.g. structure_coop_id.
  std::vector<std::pair<std::string, std::string>> extras;

  std::string& operator[](Field field) { return values[static_cast<std::size_t>(field)]; }
  const std::string& operator[](Field field) const { return values[static_cast<std::size_t>(field)]; }
  bool has(Field field) const { return !(*this)[field].empty(); }
  /// The values of a list field, blanks around them removed, empty ones left out.
  std::vector<std::string_view> list(Field field) const;
  void set_list(Field field, std::span<const std::string_view> items);
  void set_list(Field field, std::span<const std::string> items);
  /// Both coordinates, when both are numbers.
  std::optional<Coordinates> coordinates() const;
};

}  // namespace maillage::standard
