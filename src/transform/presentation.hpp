#pragma once
/// The two texts in which a place presents itself: a summary of at most 280 characters and a
/// detail.
#include "base/finding.hpp"

#include <string>
#include <string_view>

namespace maillage::transform {

struct Presentation {
  std::string resume;  ///< at most 280 UTF-16 units, as the schema counts
  std::string detail;
};

/// Lines become one paragraph with a space between them, backslashes go. A summary that is too long
/// becomes the detail when there is none; else it is cut at a word and ends with "…".
Presentation clean_presentation(std::string_view resume, std::string_view detail,
                                base::Notes& notes);

}  // namespace maillage::transform
