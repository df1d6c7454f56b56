#include "territory/contour_tile.hpp"

#include <charconv>
#include <cmath>

namespace maillage::territory {

namespace {

/// Of a side: lines drawn along a cut stay out of sight.
constexpr double kMargin = 1.0 / 32;

struct Position {
  double x, y;
};
using Ring = std::vector<Position>;

/// What of a ring lies on one side of a line (Sutherland and Hodgman 1974): `inside` says which
/// points stay, `crossing` where a step goes over the line.
template <class Inside, class Crossing>
void cut(Ring& ring, Ring& spare, Inside inside, Crossing crossing) {
  spare.clear();
  for (std::size_t i = 0; i < ring.size(); ++i) {
    const Position &from = ring[i == 0 ? ring.size() - 1 : i - 1], &to = ring[i];
    if (inside(from) != inside(to)) spare.push_back(crossing(from, to));
    if (inside(to)) spare.push_back(to);
  }
  ring.swap(spare);
}

void cut_to_box(Ring& ring, Ring& spare, double low, double high) {
  const auto at_x = [](double x) {
    return [x](const Position& a, const Position& b) {
      return Position{x, a.y + (b.y - a.y) * (x - a.x) / (b.x - a.x)};
    };
  };
  const auto at_y = [](double y) {
    return [y](const Position& a, const Position& b) {
      return Position{a.x + (b.x - a.x) * (y - a.y) / (b.y - a.y), y};
    };
  };
  cut(
      ring, spare, [&](const Position& p) { return p.x >= low; }, at_x(low));
  cut(
      ring, spare, [&](const Position& p) { return p.x <= high; }, at_x(high));
  cut(
      ring, spare, [&](const Position& p) { return p.y >= low; }, at_y(low));
  cut(
      ring, spare, [&](const Position& p) { return p.y <= high; }, at_y(high));
}

}  // namespace

std::optional<TileAddress> tile_named(int zoom, std::uint32_t x, std::string_view file) {
  constexpr std::string_view kSuffix = ".mvt";
  if (!file.ends_with(kSuffix)) return std::nullopt;
  file.remove_suffix(kSuffix.size());
  TileAddress tile{zoom, x, 0};
  const auto [end, error] = std::from_chars(file.data(), file.data() + file.size(), tile.y);
  if (error != std::errc() || end != file.data() + file.size() || !tile.exists()) {
    return std::nullopt;
  }
  return tile;
}

void each_contour_of_tile(const Contours& contours, ContourLevel level, const TileAddress& tile,
                          const std::function<void(const Contour&, const TileRings&)>& visit) {
  if (!tile.exists()) return;
  const double side = std::exp2(MapPosition::kBits - tile.zoom);
  const double west = tile.x * side, north = tile.y * side, margin = kMargin * side;
  const double scale = kContourExtent / side;
  std::vector<MapPosition> points;
  Ring ring, spare;
  TileRings rings;
  for (const Contour& contour : contours.of(level)) {
    if (contour.east < west - margin || contour.west > west + side + margin ||
        contour.south < north - margin || contour.north > north + side + margin)
      continue;
    rings.clear();
    for (std::uint32_t i = 0; i < contour.ring_count; ++i) {
      contours.read_ring(contour.first_ring + i, points);
      ring.clear();
      for (const MapPosition& point : points)
        ring.push_back({(point.x - west) * scale, (point.y - north) * scale});
      cut_to_box(ring, spare, -kMargin * kContourExtent, (1 + kMargin) * kContourExtent);
      std::vector<formats::VectorTile::Point> whole;
      for (const Position& position : ring) {
        const formats::VectorTile::Point next{static_cast<std::int32_t>(std::lround(position.x)),
                                              static_cast<std::int32_t>(std::lround(position.y))};
        if (whole.empty() || next != whole.back()) whole.push_back(next);
      }
      while (whole.size() > 1 && whole.front() == whole.back()) whole.pop_back();
      if (whole.size() >= 3) rings.push_back(std::move(whole));
    }
    if (!rings.empty()) visit(contour, rings);
  }
}

}  // namespace maillage::territory
