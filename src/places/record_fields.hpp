#pragma once
/// A place as the registry's tables hold it: the fields that it has as one JSON object, members
/// that the standard does not know behind them.
#include "standard/place.hpp"

#include <string>
#include <string_view>

namespace maillage::places {

std::string to_fields(const standard::Place& place);
standard::Place from_fields(std::string_view text);

}  // namespace maillage::places
