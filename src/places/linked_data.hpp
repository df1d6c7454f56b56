#pragma once
/// A place in the words of schema.org (JSON-LD), for search engines and assistants: what its page
/// tells people, and nothing else.
#include "places/almanac.hpp"
#include "places/shown.hpp"

#include <string>

namespace maillage::places {

/// `origin` is what stands before "/" in the page's address; it may be empty.
std::string linked_data(const Shown& shown, const std::string& origin, const Almanac& almanac);

}  // namespace maillage::places
