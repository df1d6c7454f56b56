#pragma once
/// The parts of a page that compares two records: what each says, how far apart they stand, and why
/// they may be one place.
#include "places/names.hpp"
#include "places/registry.hpp"
#include "places/review_queue.hpp"
#include "web/components.hpp"

#include <span>
#include <string>

namespace maillage::places {

/// Field by field; where they differ a word says so, and the words that differ are underlined.
void comparison_table(web::Html& html, const web::View& view, const Record& a, const Record& b,
                      const ListNames& names);
/// "Les deux points sont à 120 m l’un de l’autre."
std::string distance_sentence(const web::Words& t, const Record& a, const Record& b);
/// The steps of the comparison, from the start to the odds: in words, and as a waterfall of bars.
void reason_table(web::Html& html, const web::View& view, std::span<const Reason> reasons);
/// "87 chances sur 100"
std::string odds(const web::Words& t, double probability);

}  // namespace maillage::places
