#pragma once
/// The small drawings of the pages, as SVG that the page carries: each says in its title what is to
/// be seen, and stands beside the same figures in words or a table, which is what a screen reader
/// gets.
#include "fragility/values.hpp"
#include "web/page.hpp"

#include <span>
#include <string>
#include <vector>

namespace maillage::fragility {

/// A mark on a line between two ends, with the stretch it may lie in: a rank and its interval.
struct Stretch {
  double from = 0, to = 1;  ///< the ends of the line
  double low = kMissing, high = kMissing;
  double mark = kMissing;
  std::string from_label, to_label;  ///< below the ends
};
void stretch(web::Html& html, const Stretch& line);

/// Bars to the left and right of zero: what lifts and what lowers. Rows of a table with three
/// columns; the longest bar has the full width.
struct SignedBar {
  std::string label, detail, value;
  double amount = 0;
};
void signed_bars(web::Html& html, std::string_view caption, std::span<const SignedBar> bars);

/// Marks with a letter on one line, from the least to the most: how several territories stand.
struct LetteredMark {
  std::string letter;
  double value = kMissing;
  bool reference = false;  ///< drawn hollow
};
void lettered_marks(web::Html& html, std::string_view title, std::string_view sense,
                    std::span<const LetteredMark> marks);

/// One series over years, each point labelled.
struct YearPoint {
  int year = 0;
  double value = kMissing;
  std::string label;
};
void year_line(web::Html& html, std::span<const YearPoint> points);

}  // namespace maillage::fragility
