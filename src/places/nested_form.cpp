#include "places/nested_form.hpp"

#include <algorithm>
#include <span>

namespace maillage::places {

namespace {

using formats::JsonWriter;
using standard::Field;
using standard::Place;

/// A member of the nested form.
struct Member {
  std::string_view name;
  Field field;
};

constexpr Member kAddress[] = {{"code_postal", Field::code_postal},
                               {"commune", Field::commune},
                               {"voie", Field::adresse},
                               {"code_insee", Field::code_insee},
                               {"complement_adresse", Field::complement_adresse}};
constexpr Member kContact[] = {{"telephone", Field::telephone},
                               {"courriels", Field::courriels},
                               {"site_web", Field::site_web}};
constexpr Member kPresentation[] = {{"resume", Field::presentation_resume},
                                    {"detail", Field::presentation_detail}};
constexpr Member kRest[] = {
    {"source", Field::source},
    {"structure_parente", Field::structure_parente},
    {"publics_specifiquement_adresses", Field::publics_specifiquement_adresses},
    {"prise_en_charge_specifique", Field::prise_en_charge_specifique},
    {"frais_a_charge", Field::frais_a_charge},
    {"itinerance", Field::itinerance},
    {"dispositif_programmes_nationaux", Field::dispositif_programmes_nationaux},
    {"formations_labels", Field::formations_labels},
    {"autres_formations_labels", Field::autres_formations_labels},
    {"modalites_accompagnement", Field::modalites_accompagnement},
    {"modalites_acces", Field::modalites_acces},
    {"fiche_acces_libre", Field::fiche_acces_libre},
    {"prise_rdv", Field::prise_rdv}};

void write_member(JsonWriter& json, const Member& member, const Place& place) {
  if (!place.has(member.field)) return;
  json.key(member.name);
  if (!standard::is_list(member.field)) {
    json.string(place[member.field]);
    return;
  }
  json.begin_array();
  for (const std::string_view item : place.list(member.field)) json.string(item);
  json.end_array();
}

/// Left out when the place has none of the members.
void write_object(JsonWriter& json, std::string_view name, std::span<const Member> members,
                  const Place& place) {
  const auto has = [&](const Member& member) { return place.has(member.field); };
  if (std::none_of(members.begin(), members.end(), has)) return;
  json.key(name).begin_object();
  for (const Member& member : members) write_member(json, member, place);
  json.end_object();
}

}  // namespace

void write_nested(JsonWriter& json, const Place& place) {
  json.begin_object();
  for (const Member& member :
       {Member{"id", Field::id}, Member{"pivot", Field::pivot}, Member{"nom", Field::nom}}) {
    write_member(json, member, place);
  }
  write_object(json, "adresse", kAddress, place);
  if (place.has(Field::date_maj)) {
    json.member("date_maj", place[Field::date_maj].substr(0, 10) + "T00:00:00.000Z");
  }
  write_member(json, {"services", Field::services}, place);
  if (const auto point = place.coordinates()) {
    json.key("localisation").begin_object();
    json.key("latitude").number(point->latitude).key("longitude").number(point->longitude);
    json.end_object();
  }
  write_member(json, {"typologies", Field::typologie}, place);
  write_object(json, "contact", kContact, place);
  write_member(json, {"horaires", Field::horaires}, place);
  write_object(json, "presentation", kPresentation, place);
  for (const Member& member : kRest) write_member(json, member, place);
  json.end_object();
}

}  // namespace maillage::places
