#include "opendata/place_json.hpp"

#include "places/lifecycle.hpp"
#include "web/url.hpp"

namespace maillage::opendata {

using standard::Field;

void write_place(formats::JsonWriter& json, standard::PlaceView place, const places::Entry& entry,
                 base::Date today, const std::string& origin, bool with_coordinates) {
  for (const Field field : standard::all_fields()) {
    if (!place.has(field) || field == Field::latitude || field == Field::longitude) continue;
    json.key(standard::field_name(field));
    if (!standard::is_list(field)) {
      json.string(place[field]);
      continue;
    }
    json.begin_array();
    for (const std::string_view value : place.list(field)) json.string(value);
    json.end_array();
  }
  const auto point = place.coordinates();
  if (point && with_coordinates) {
    json.key("latitude").number(point->latitude);
    json.key("longitude").number(point->longitude);
  }
  json.member("etat", places::needs_check(entry.confirmed_on, today) ? "a_verifier" : "publie");
  if (entry.confirmed_on) json.member("confirme_le", base::iso_date(*entry.confirmed_on));
  json.member("connu_depuis", base::iso_date(entry.first_seen));
  json.key("listes").begin_array();
  for (const std::string& list : entry.lists) json.string(list);
  json.end_array();
  json.member("page", page_address(origin, place[Field::id]));
  json.member("lien", api_address(origin, place[Field::id]));
}

std::string page_address(const std::string& origin, std::string_view place_id) {
  return origin + web::Address::local("/lieux").segment(place_id).text();
}

std::string api_address(const std::string& origin, std::string_view place_id) {
  return origin + web::Address::local("/api/v1/lieux").segment(place_id).text();
}

}  // namespace maillage::opendata
