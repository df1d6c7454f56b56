#pragma once
/// What the guide answers: the proposals, each with its reasons and doubts, what was let go to find
/// them, and what to bring.
#include "places/guide_query.hpp"
#include "places/pages.hpp"

#include <vector>

namespace maillage::places {

/// A proposal and the place it speaks of.
struct Proposed {
  Proposal proposal;
  const Entry* entry = nullptr;
};
struct GuideAnswer {
  Guidance guidance;
  std::vector<Candidate> candidates;  ///< what the proposals point into
  std::vector<Proposed> proposed;
};
/// The places of the directory ranked for a complete query.
GuideAnswer answer_guide(const GuideQuery& query, const Directory& directory,
                         const Present& present);

/// "12 minutes", "1 h 20": rounded to what an estimate is worth.
std::string readable_minutes(const web::Words& t, double minutes);

web::Response guide_results_page(Site& site, const GuideQuery& query);

}  // namespace maillage::places
