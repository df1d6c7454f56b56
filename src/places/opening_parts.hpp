#pragma once
/// Opening hours on screen: the line that says open or closed, and the section with the week.
#include "places/opening.hpp"
#include "standard/place.hpp"
#include "web/components.hpp"

namespace maillage::places {

/// Icon, colour and words; the words say it all by themselves.
void status_line(web::Html& html, const web::View& view, const hours::Status& status);
/// The status at the head of a place's page, with the local time far away, and a doubt when the
/// information is old. `opening` may be null: the hours are not known or can't be read.
void opening_head(web::Html& html, const web::View& view, const standard::Place& place,
                  const Opening* opening, base::Date today);
/// The week, or the text of the hours, or whom to call when nobody knows them.
void hours_section(web::Html& html, const web::View& view, const standard::Place& place,
                   const Opening* opening);

}  // namespace maillage::places
