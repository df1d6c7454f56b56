#include "standard/place.hpp"

#include "base/text.hpp"
#include "standard/field_text.hpp"

#include <algorithm>

namespace maillage::standard {

namespace {

constexpr std::array<std::string_view, kFieldCount> kNames = {
    "id", "pivot", "nom", "commune", "code_postal", "code_insee", "adresse", "complement_adresse", "latitude",
    "longitude", "typologie", "telephone", "courriels", "site_web", "horaires", "presentation_resume",
    "presentation_detail", "source", "itinerance", "structure_parente", "date_maj", "services",
    "publics_specifiquement_adresses", "prise_en_charge_specifique", "frais_a_charge",
    "dispositif_programmes_nationaux", "formations_labels", "autres_formations_labels", "modalites_acces",
    "modalites_accompagnement", "fiche_acces_libre", "prise_rdv"};

constexpr auto kFields = [] {
  std::array<Field, kFieldCount> fields{};
  for (std::size_t i = 0; i < kFieldCount; ++i) fields[i] = static_cast<Field>(i);
  return fields;
}();

template <class Text>
std::string joined(std::span<const Text> items) {
  std::string out;
  for (const Text& item : items) {
    if (!out.empty()) out += '|';
    out += item;
  }
  return out;
}

}  // namespace

std::string_view field_name(Field field) { return kNames[static_cast<std::size_t>(field)]; }

std::optional<Field> field_named(std::string_view name) {
  for (std::size_t i = 0; i < kFieldCount; ++i) {
    if (kNames[i] == name) return static_cast<Field>(i);
  }
  return std::nullopt;
}

std::span<const Field> all_fields() { return kFields; }

bool is_list(Field field) {
  switch (field) {
    case Field::typologie: case Field::courriels: case Field::site_web: case Field::itinerance: case Field::services:
    case Field::publics_specifiquement_adresses: case Field::prise_en_charge_specifique: case Field::frais_a_charge:
    case Field::dispositif_programmes_nationaux: case Field::formations_labels:
    case Field::autres_formations_labels: case Field::modalites_acces: case Field::modalites_accompagnement:
      return true;
    default: return false;
  }
}

std::vector<std::string_view> items_of(std::string_view text) {
  std::vector<std::string_view> items;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('|', begin), text.size());
    const std::string_view item = base::trim(text.substr(begin, end - begin));
    if (!item.empty()) items.push_back(item);
    begin = end + 1;
  }
  return items;
}

std::vector<std::string_view> Place::list(Field field) const { return items_of((*this)[field]); }
void Place::set_list(Field field, std::span<const std::string_view> items) { (*this)[field] = joined(items); }
void Place::set_list(Field field, std::span<const std::string> items) { (*this)[field] = joined(items); }

std::string list_text(std::span<const std::string_view> items) { return joined(items); }

std::optional<Coordinates> point_of(std::string_view latitude, std::string_view longitude) {
  Coordinates point;
  if (!base::parse_number(latitude, point.latitude)) return std::nullopt;
  if (!base::parse_number(longitude, point.longitude)) return std::nullopt;
  return point;
}

std::optional<Coordinates> Place::coordinates() const {
  return point_of((*this)[Field::latitude], (*this)[Field::longitude]);
}

}  // namespace maillage::standard
