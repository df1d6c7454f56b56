#pragma once
/// A place in a list: name, address, distance, whether it is open, what one can do there, how to
/// reach it, how old the information is.
#include "places/almanac.hpp"
#include "places/directory.hpp"
#include "web/components.hpp"

namespace maillage::places {

/// The page of a place.
web::Address place_address(std::string_view place_id);
/// The slip to take along; `kind` is "" or ".pdf".
web::Address slip_address(std::string_view place_id, std::string_view kind = {});
/// "2 rue des Lilas, 23000 Guéret"
std::string one_line_address(const Entry& entry);
void place_card(web::Html& html, const web::View& view, const Hit& hit, const Present& present);

}  // namespace maillage::places
