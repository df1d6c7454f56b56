#pragma once
/// A place in the nested form of the sector's library, which its databases import: the address, the
/// point, the contacts and the presentation are objects, lists are lists, the date an instant.
#include "formats/json.hpp"
#include "standard/place.hpp"

namespace maillage::places {

void write_nested(formats::JsonWriter& json, const standard::Place& place);

}  // namespace maillage::places
