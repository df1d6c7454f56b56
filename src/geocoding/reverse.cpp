#include "geocoding/reverse.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace maillage::geocoding {
namespace {

/// How many cells around that of the point are looked at.
constexpr int kWidest = 4;
constexpr double kDegreeM = 111'195;  ///< metres of a degree northwards
constexpr double kRadians = 3.14159265358979323846 / 180;

/// Looks at rings of cells around a point, until nothing nearer can lie beyond. Distances are
/// squares of degrees northwards, near enough over a kilometre.
class Rings {
 public:
  Rings(const AddressFile& file, Point point)
      : file_(file),
        point_(point),
        eastwards_(std::cos(point.latitude * kRadians)),
        latitude_(static_cast<std::int32_t>(std::lround(point.latitude * kDegree))),
        longitude_(static_cast<std::int32_t>(std::lround(point.longitude * kDegree))) {}

  std::optional<NearestHouse> nearest() {
    for (int ring = 0; ring <= kWidest; ++ring) {
      for (int row = -ring; row <= ring; ++row) {
        const bool whole_row = row == -ring || row == ring;
        if (whole_row) {
          look_at(row, -ring, ring);
        } else {
          look_at(row, -ring, -ring);
          look_at(row, ring, ring);
        }
      }
      if (std::sqrt(best_) <= seen(ring)) break;
    }
    if (!std::isfinite(best_)) return std::nullopt;
    nearest_.distance_m = std::sqrt(best_) * kDegreeM;
    return nearest_;
  }

 private:
  /// Degrees northwards from the point to the nearest side of the cells looked at.
  double seen(int ring) const {
    const auto to_side = [ring](std::int32_t within, std::int32_t size) {
      return ring * size + std::min(within, size - within);
    };
    return std::min(
        to_side((latitude_ + 9'000'000) % kCellHeight, kCellHeight) / kDegree,
        to_side((longitude_ + 18'000'000) % kCellWidth, kCellWidth) / kDegree * eastwards_);
  }

  void look_at(int row, int from, int to) {
    const std::uint64_t middle =
        cell_of(latitude_, longitude_) + static_cast<std::uint64_t>(row) * kCellsOfRow;
    const auto cells = file_.cells_between(middle + static_cast<std::uint64_t>(from),
                                           middle + static_cast<std::uint64_t>(to));
    for (const CellRecord& cell : cells) {
      for (const std::uint32_t street : file_.streets_of(cell)) look_at(street);
    }
  }

  void look_at(std::uint32_t street) {
    if (street >= file_.streets().size()) return;
    const StreetRecord& record = file_.streets()[street];
    const auto consider = [&](const House& house) {
      const double y = house.point.latitude - point_.latitude,
                   x = (house.point.longitude - point_.longitude) * eastwards_;
      if (const double square = x * x + y * y; square < best_) {
        best_ = square;
        nearest_.street = street;
        nearest_.house = house;
      }
      return true;
    };
    if (record.number_count == 0) consider({0, {}, file_.point(record)});
    file_.each_house(record, consider);
  }

  const AddressFile& file_;
  Point point_;
  double eastwards_;
  std::int32_t latitude_, longitude_;
  double best_ = std::numeric_limits<double>::infinity();
  NearestHouse nearest_;
};

}  // namespace

std::optional<NearestHouse> nearest_house(const AddressFile& file, Point point) {
  if (!(std::abs(point.latitude) <= 89) || !(std::abs(point.longitude) <= 179)) return std::nullopt;
  return Rings(file, point).nearest();
}

}  // namespace maillage::geocoding
