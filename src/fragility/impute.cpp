#include "fragility/impute.hpp"

#include "fragility/least_squares.hpp"

#include <algorithm>
#include <cstdint>
#include <numbers>
#include <numeric>

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

/// The territories whose value is known, in cells of a grid over the box that holds them.
class Grid {
 public:
  Grid(Values values, Values latitude, Values longitude) : lat_(latitude), lon_(longitude) {
    std::vector<std::uint32_t> rows;
    double north = -90, east = -180;
    for (std::size_t i = 0; i < values.size(); ++i) {
      if (is_missing(values[i]) || !has_place(i)) continue;
      rows.push_back(static_cast<std::uint32_t>(i));
      south_ = std::min(south_, lat_[i]);
      north = std::max(north, lat_[i]);
      west_ = std::min(west_, lon_[i]);
      east = std::max(east, lon_[i]);
    }
    if (rows.empty()) return;
    height_ = cells(north - south_) + 1;
    width_ = cells(east - west_) + 1;
    narrowest_ = std::cos(radians(std::max(std::abs(north), std::abs(south_))));
    first_.assign(static_cast<std::size_t>(height_ * width_) + 1, 0);
    for (const std::uint32_t row : rows) ++first_[cell(row)];
    std::partial_sum(first_.begin(), first_.end(), first_.begin());
    points_.resize(rows.size());
    // From the last place of each cell to its first, which is then its beginning.
    for (std::size_t i = rows.size(); i-- > 0;) points_[--first_[cell(rows[i])]] = point(rows[i]);
  }

  /// On the globe, so that neither a latitude nor a meridian bends a distance.
  bool has_place(std::size_t row) const {
    return std::abs(lat_[row]) <= 90 && std::abs(lon_[row]) <= 180;
  }

  /// The nearest known rows, nearest first, into `found`; fewer when there are fewer.
  void nearest(std::size_t row, std::size_t count, std::vector<std::uint32_t>& found) {
    best_.clear();
    const Point here = point(static_cast<std::uint32_t>(row));
    const int y = cells(lat_[row] - south_), x = cells(lon_[row] - west_);
    constexpr int kFarthest = 40;  // cells: about 600 km, beyond which nothing is a neighbour
    for (int ring = 0; ring <= kFarthest && best_.size() < points_.size(); ++ring) {
      // A ring further out than the worst of enough neighbours can't hold a nearer one.
      if (best_.size() == count) {
        const double reach = (ring - 1) * radians(kCellDegrees) * narrowest_ * kFlat;
        if (ring > 0 && best_.back().first <= reach * reach) break;
      }
      for (int dy = -ring; dy <= ring; ++dy) {
        const bool edge = dy == -ring || dy == ring;
        for (int dx = -ring; dx <= ring; dx += edge || ring == 0 ? 1 : 2 * ring) {
          visit(y + dy, x + dx, here, count);
        }
      }
    }
    found.clear();
    for (const auto& [distance, other] : best_) found.push_back(other);
  }

 private:
  static constexpr double kCellDegrees = 0.15;
  static constexpr double kFlat = 0.995;  ///< chord of an arc of 600 km against the arc, and less

  /// On the unit sphere: the chord between two grows with their distance.
  struct Point {
    double x = 0, y = 0, z = 0;
    std::uint32_t row = 0;
  };

  static double radians(double degrees) { return degrees * std::numbers::pi / 180; }
  static int cells(double degrees) { return static_cast<int>(std::floor(degrees / kCellDegrees)); }

  std::size_t cell(std::size_t row) const {
    return static_cast<std::size_t>(cells(lat_[row] - south_) * width_ + cells(lon_[row] - west_));
  }

  Point point(std::uint32_t row) const {
    const double lat = radians(lat_[row]), lon = radians(lon_[row]);
    return {std::cos(lat) * std::cos(lon), std::cos(lat) * std::sin(lon), std::sin(lat), row};
  }

  void visit(int y, int x, const Point& here, std::size_t count) {
    if (y < 0 || y >= height_ || x < 0 || x >= width_) return;
    const auto place = static_cast<std::size_t>(y * width_ + x);
    for (std::uint32_t i = first_[place]; i < first_[place + 1]; ++i) {
      const Point& other = points_[i];
      const double dx = other.x - here.x, dy = other.y - here.y, dz = other.z - here.z;
      const std::pair candidate(dx * dx + dy * dy + dz * dz, other.row);
      if (best_.size() == count) {
        if (!(candidate < best_.back())) continue;
        best_.pop_back();
      }
      best_.insert(std::upper_bound(best_.begin(), best_.end(), candidate), candidate);
    }
  }

  Values lat_, lon_;
  double south_ = 90, west_ = 180, narrowest_ = 1;
  int height_ = 0, width_ = 0;
  std::vector<std::uint32_t> first_;  ///< of `points_`, by cell
  std::vector<Point> points_;
  std::vector<std::pair<double, std::uint32_t>> best_;  ///< nearest first, equal ones by row
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
  if (nearest == 0 || std::none_of(values.begin(), values.end(), is_missing)) return imputed;
  Grid grid(values, latitude, longitude);
  std::vector<std::uint32_t> rows;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (!is_missing(values[i]) || !grid.has_place(i)) continue;
    grid.nearest(i, nearest, rows);
    double sum = 0;
    for (const std::uint32_t row : rows) sum += values[row];
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
