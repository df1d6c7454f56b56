#pragma once
/// /flux/…ics: calendars that people subscribe to. A date is a VEVENT in the place's own time zone,
/// which the calendar describes (RFC 5545, 3.6.5); what is not certain is TENTATIVE and says why.
#include "opendata/open_site.hpp"

#include <string_view>

namespace maillage::opendata {

/// "{id}.ics": the openings of one place, of the next eight weeks.
web::Response place_calendar(const web::Request& request, OpenSite& site, std::string_view file);
/// The stops of all places that travel, of the next four weeks, with the filters of the list.
web::Response stops_calendar(const web::Request& request, OpenSite& site);

}  // namespace maillage::opendata
