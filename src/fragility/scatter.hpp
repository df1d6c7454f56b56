#pragma once
/// Two drawings of many territories: how one variable is spread, and how two go together. Some
/// hundred territories are dots; tens of thousands are counted in squares, the darker the more.
#include "fragility/values.hpp"
#include "web/page.hpp"

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

namespace maillage::fragility {

/// What the ends of an axis say; inside them lie all values but the wildest at each end.
struct Axis {
  double low = 0, high = 1;
  std::string label;
  std::function<std::string(double)> said;
};
/// From the 0.2nd to the 99.8th centile; `scatter` leaves out what lies beyond.
Axis axis_of(Values values, std::string label, std::function<std::string(double)> said);

/// The number of values in each of equal stretches of the axis; those beyond it in the last at that
/// end.
std::vector<std::size_t> bins_of(Values values, const Axis& axis, std::size_t count);

void histogram(web::Html& html, Values values, const Axis& axis);
void scatter(web::Html& html, Values x, const Axis& x_axis, Values y, const Axis& y_axis);

}  // namespace maillage::fragility
