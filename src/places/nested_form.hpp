#pragma once
/// A place in the nested form of the sector's library, which its databases import: the address, the
/// point, the contacts and the presentation are objects, lists are lists, the date an instant.
#include "standard/place.hpp"

#include <string>

namespace maillage::places {

/// Appends the place as one JSON object.
void append_nested(std::string& out, const standard::Place& place);

}  // namespace maillage::places
