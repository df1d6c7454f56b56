#pragma once
/// The parts of a place's page. A part says what is known; what isn't known is said where a person
/// would look for it.
#include "standard/place.hpp"
#include "web/components.hpp"

namespace maillage::places {

/// Telephone, e-mail, booking, web page, address and the way there.
void contact_card(web::Html& html, const web::View& view, const standard::Place& place);
void services_section(web::Html& html, const web::View& view, const standard::Place& place);
/// How one is received: price, ways in, kind of help, for whom, labels.
void welcome_section(web::Html& html, const web::View& view, const standard::Place& place);
void presentation_section(web::Html& html, const web::View& view, const standard::Place& place);

}  // namespace maillage::places
