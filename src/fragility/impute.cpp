#include "fragility/impute.hpp"

#include "fragility/least_squares.hpp"

#include <algorithm>
#include <numbers>

namespace maillage::fragility {

namespace {

Imputed with_gaps(Values values) {
  Imputed imputed;
  imputed.values.assign(values.begin(), values.end());
  imputed.filled.assign(values.size(), false);
  return imputed;
}

void fill(Imputed& imputed, std::size_t row, double value) {
  if (is_missing(value)) return;
  imputed.values[row] = value;
  imputed.filled[row] = true;
}

/// Cells of the sky over territories: each knows the rows whose value is known.
class Cells {
 public:
  Cells(Values values, Values latitude, Values longitude) : lat_(latitude), lon_(longitude) {
    for (std::size_t i = 0; i < values.size(); ++i) {
      if (is_missing(values[i]) || is_missing(lat_[i]) || is_missing(lon_[i])) continue;
      cells_[cell(i)].push_back(i);
      ++known_;
    }
  }

  /// The nearest known rows, nearest first; fewer when there are fewer.
  std::vector<std::size_t> nearest(std::size_t row, std::size_t count) const {
    std::vector<std::pair<double, std::size_t>> found;
    const auto [y, x] = cell(row);
    constexpr int kFarthest = 40;  // cells: about 600 km, beyond which nothing is a neighbour
    for (int ring = 0; ring <= kFarthest && found.size() < known_; ++ring) {
      // A ring further out than the worst of enough neighbours can't hold a nearer one.
      if (found.size() >= count) {
        std::nth_element(found.begin(), found.begin() + static_cast<std::ptrdiff_t>(count) - 1,
                         found.end());
        const double reach = (ring - 1) * kCellDegrees * kKilometresPerDegree * kNarrowest;
        if (found[count - 1].first <= reach * reach) break;
      }
      for (int dy = -ring; dy <= ring; ++dy) {
        const bool edge = dy == -ring || dy == ring;
        for (int dx = -ring; dx <= ring; dx += edge || ring == 0 ? 1 : 2 * ring) {
          const auto here = cells_.find({y + dy, x + dx});
          if (here == cells_.end()) continue;
          for (const std::size_t other : here->second) {
            found.emplace_back(squared_distance(row, other), other);
          }
        }
      }
    }
    std::sort(found.begin(), found.end());
    std::vector<std::size_t> rows;
    for (const auto& [distance, other] : found) {
      if (rows.size() < count) rows.push_back(other);
    }
    return rows;
  }

 private:
  static constexpr double kCellDegrees = 0.15, kKilometresPerDegree = 111.2;
  static constexpr double kNarrowest = 0.6;  ///< cosine of the northernmost latitude, 52 degrees

  std::pair<int, int> cell(std::size_t i) const {
    return {static_cast<int>(std::floor(lat_[i] / kCellDegrees)),
            static_cast<int>(std::floor(lon_[i] / kCellDegrees))};
  }

  double squared_distance(std::size_t a, std::size_t b) const {
    const double middle = (lat_[a] + lat_[b]) / 2 * std::numbers::pi / 180;
    const double north = (lat_[a] - lat_[b]) * kKilometresPerDegree;
    const double east = (lon_[a] - lon_[b]) * kKilometresPerDegree * std::cos(middle);
    return north * north + east * east;
  }

  Values lat_, lon_;
  std::map<std::pair<int, int>, std::vector<std::size_t>> cells_;
  std::size_t known_ = 0;
};

}  // namespace

Imputed impute_group_median(Values values, const Grouping& groups) {
  Imputed imputed = with_gaps(values);
  const Column by_row = spread(medians(values, groups), groups);
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (is_missing(values[i])) fill(imputed, i, by_row[i]);
  }
  return imputed;
}

Imputed impute_neighbours(Values values, Values latitude, Values longitude, std::size_t nearest) {
  Imputed imputed = with_gaps(values);
  const Cells cells(values, latitude, longitude);
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (!is_missing(values[i]) || is_missing(latitude[i]) || is_missing(longitude[i])) continue;
    double sum = 0;
    const std::vector<std::size_t> rows = cells.nearest(i, nearest);
    for (const std::size_t row : rows) sum += values[row];
    if (!rows.empty()) fill(imputed, i, sum / static_cast<double>(rows.size()));
  }
  return imputed;
}

Imputed impute_model(Values values, const std::vector<Column>& predictors) {
  Imputed imputed = with_gaps(values);
  if (predictors.empty()) return imputed;
  std::vector<Column> terms = predictors;
  for (const Column& column : predictors) {
    Column squares(column.size());
    std::transform(column.begin(), column.end(), squares.begin(), [](double v) { return v * v; });
    terms.push_back(std::move(squares));
  }
  const Fit fit = fit_least_squares(values, terms);
  if (fit.coefficients.empty()) return imputed;
  imputed.deviation = fit.deviation;
  const Column seen = known(values);
  const auto [least, most] = std::minmax_element(seen.begin(), seen.end());
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (!is_missing(values[i])) continue;
    const double estimate = predict(fit, terms, i);
    if (!is_missing(estimate)) fill(imputed, i, std::clamp(estimate, *least, *most));
  }
  return imputed;
}

}  // namespace maillage::fragility
