#pragma once
/// A place as the interfaces for programs say it: the names of the standard, values with several
/// parts as arrays, coordinates as numbers, and what nobody knows left out.
#include "formats/json.hpp"
#include "places/site.hpp"

#include <string>

namespace maillage::opendata {

/// The members of the place, between begin_object and end_object. With its coordinates unless they
/// stand elsewhere, as in GeoJSON.
void write_place(formats::JsonWriter& json, standard::PlaceView place, const places::Entry& entry,
                 base::Date today, const std::string& origin, bool with_coordinates = true);

/// The page of the place, for people.
std::string page_address(const std::string& origin, std::string_view place_id);
/// The place in the API.
std::string api_address(const std::string& origin, std::string_view place_id);

}  // namespace maillage::opendata
