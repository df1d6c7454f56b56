#pragma once
/// Opening hours in the language of a page. The room of hours speaks French; for the other
/// languages the same facts are said again from a status and a week. What only a sentence can say,
/// and what a producer added as a comment, stays French.
#include "hours/status.hpp"
#include "hours/words.hpp"
#include "territory/time_zone.hpp"
#include "web/words.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace maillage::places {

/// "9:30"; French: "9 h 30".
std::string clock_text(const web::Words& t, int minutes);
/// "Open until 12:00", "Closed, opens on Thursday at 9:00".
std::string status_text(const web::Words& t, const hours::Status& status, base::Instant now,
                        const territory::TimeZone& zone);
/// "9:00 – 12:00", "all day"; without its comment.
std::string span_text(const web::Words& t, const hours::DaySpan& span);
/// What a producer added to hours, when the language has a word for it.
std::optional<std::string> comment_text(const web::Words& t, std::string_view comment);
/// The day, the hours and the holiday of a line of the week.
hours::DayLine day_line(const web::Words& t, hours::DayLine french);

}  // namespace maillage::places
