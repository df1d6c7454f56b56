#pragma once
/// Pictures of a linkage for pages that stand alone: how many pairs have which weight, and how the
/// weight of one pair adds up.
#include "web/html.hpp"
#include "web/words.hpp"

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace maillage::linkage {

/// The <style> of the page, light and dark.
web::Literal page_style();

/// At most 120 bytes of a text, cut between letters.
std::string shortened(std::string_view text);

/// Candidate pairs by weight, one bin a bit.
struct Distribution {
  std::vector<std::size_t> bins;
  double from = 0;  ///< bits at the left edge of the first bin
};
/// On a logarithmic scale: without it the two humps can't both be seen.
void write_distribution(web::Html& html, const web::Words& t, const Distribution& distribution,
                        double threshold_bits);

struct WeightStep {
  std::string label;  ///< "nom identique"
  double bits;
};
/// The weights one after the other, each bar beginning where the last one ended.
void write_waterfall(web::Html& html, const web::Words& t, std::span<const WeightStep> steps);

}  // namespace maillage::linkage
