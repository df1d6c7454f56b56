#include "places/record_fields.hpp"

#include "formats/json.hpp"

namespace maillage::places {

using standard::Field;
using standard::Place;

std::string to_fields(const Place& place) {
  std::string text;
  formats::JsonWriter json(text);
  json.begin_object();
  for (const Field field : standard::all_fields()) {
    if (place.has(field)) json.member(standard::field_name(field), place[field]);
  }
  for (const auto& [name, value] : place.extras) json.member(name, value);
  json.end_object();
  return text;
}

Place from_fields(std::string_view text) {
  Place place;
  const formats::Json json = formats::parse_json(text);
  for (const auto& [name, value] : json.members()) {
    if (const auto field = standard::field_named(name)) {
      place[*field] = value.text();
    } else {
      place.extras.emplace_back(name, value.text());
    }
  }
  return place;
}

}  // namespace maillage::places
