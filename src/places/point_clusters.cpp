#include "places/point_clusters.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <numbers>
#include <utility>

namespace maillage::places {

namespace {

constexpr int kAlone = PointClusters::kMaxZoom + 1;  ///< the zoom at which all points stand alone

// positions are whole numbers: sums of them are exact, so no order of adding can tell
constexpr int kBits = 30;
constexpr double kScale = 0x1p30;
constexpr std::int64_t kHalf = std::int64_t{1} << (kBits - 1);

/// 0 to 1; what lies beyond the map, the poles and what is no number at all, on its edge.
double on_the_map(double coordinate) {
  return coordinate >= 0 ? std::min(coordinate, 1.0) : 0;
}

double web_mercator_x(double longitude) {
  return on_the_map(longitude / 360 + 0.5);
}

double web_mercator_y(double latitude) {
  const double sine = std::sin(latitude * std::numbers::pi / 180);
  return on_the_map(0.5 - 0.25 * std::log((1 + sine) / (1 - sine)) / std::numbers::pi);
}

double whole(double coordinate) {
  return (coordinate - 0.5) * kScale;
}

/// Rows of half a tile.
std::uint64_t band_of(std::int64_t y, int zoom) {
  return static_cast<std::uint64_t>(y + kHalf) >> (kBits - 1 - zoom);
}

std::uint64_t key_of(std::uint64_t band, std::int64_t x) {
  return band << (kBits + 1) | static_cast<std::uint64_t>(x + kHalf);
}

struct Keyed {
  std::uint64_t key;
  std::uint32_t item;
};

/// By key, eleven bits at a time from the lowest; digits that all keys share cost one look.
void sort_by_key(std::vector<Keyed>& items, std::vector<Keyed>& spare) {
  constexpr int kDigit = 11;
  constexpr std::size_t kDigits = std::size_t{1} << kDigit;
  std::uint64_t differ = 0;
  for (const Keyed& item : items) differ |= item.key ^ items.front().key;
  spare.resize(items.size());
  for (int shift = 0; shift < 64 && differ >> shift != 0; shift += kDigit) {
    if ((differ >> shift & (kDigits - 1)) == 0) continue;
    std::array<std::uint32_t, kDigits> next{};
    for (const Keyed& item : items) ++next[item.key >> shift & (kDigits - 1)];
    std::uint32_t begin = 0;
    for (std::uint32_t& each : next) begin += std::exchange(each, begin);
    for (const Keyed& item : items) spare[next[item.key >> shift & (kDigits - 1)]++] = item;
    items.swap(spare);
  }
}

/// Where the points of one zoom are, near each other in memory when they are near each other: rows
/// of cells of twice a radius, so that two runs of two cells hold all that is within it of a point.
class Grid {
 public:
  struct Entry {
    std::int32_t x, y;
    std::uint32_t index;
  };

  /// Takes the place of what the grid held; its memory serves again.
  void fill(double radius, std::span<const Entry> entries) {
    radius_ = static_cast<std::int64_t>(radius) + 1;
    reach_ = radius * radius;
    cells_ = static_cast<std::uint64_t>(0x1p32 / (2 * radius));
    mask_ = std::bit_ceil(std::max<std::size_t>(entries.size(), 16)) - 1;
    first_.assign(mask_ + 3, 0);
    buckets_.clear();
    for (const Entry& entry : entries) {
      buckets_.push_back(bucket_of(cell(entry.x), cell(entry.y)));
      ++first_[buckets_.back() + 2];
    }
    for (std::size_t i = 2; i < first_.size(); ++i) first_[i] += first_[i - 1];
    if (entries_.size() < entries.size()) entries_.resize(entries.size());
    for (std::size_t i = 0; i < entries.size(); ++i)
      entries_[first_[buckets_[i] + 1]++] = entries[i];
  }

  std::span<const Entry> entries() const { return std::span(entries_).first(buckets_.size()); }

  /// Brings what `near` will read of a point towards the processor.
  void expect(const Entry& entry) const {
    const std::uint64_t west = cell(entry.x - radius_), north = cell(entry.y - radius_);
    __builtin_prefetch(&first_[bucket_of(west, north)]);
    __builtin_prefetch(&first_[bucket_of(west, north + 1)]);
  }
  void expect_soon(const Entry& entry) const {
    const std::uint64_t west = cell(entry.x - radius_), north = cell(entry.y - radius_);
    __builtin_prefetch(&entries_[first_[bucket_of(west, north)]]);
    __builtin_prefetch(&entries_[first_[bucket_of(west, north + 1)]]);
  }

  /// Calls `visit(index, square of the distance)` for each entry within the radius.
  template <class Visit>
  void near(std::int32_t x, std::int32_t y, Visit&& visit) const {
    const std::uint64_t west = cell(x - radius_), cells = cell(x + radius_) - west + 1;
    std::size_t done_from = 0, done_to = 0;  // two rows may share buckets
    for (std::uint64_t row = cell(y - radius_); row <= cell(y + radius_); ++row) {
      const std::size_t begin = bucket_of(west, row), end = begin + cells;
      const std::size_t from = first_[begin], to = first_[std::min(end, mask_ + 1)];
      look(from, to, done_from, done_to, x, y, visit);
      if (end > mask_ + 1) look(0, first_[end - mask_ - 1], done_from, done_to, x, y, visit);
      done_from = from, done_to = to;
    }
  }

 private:
  template <class Visit>
  void look(std::size_t from, std::size_t to, std::size_t done_from, std::size_t done_to,
            std::int32_t x, std::int32_t y, Visit& visit) const {
    for (std::size_t i = from; i < to; ++i) {
      const double dx = entries_[i].x - x, dy = entries_[i].y - y;
      const double square = dx * dx + dy * dy;
      if (square <= reach_ && (i < done_from || i >= done_to)) visit(entries_[i].index, square);
    }
  }
  std::uint64_t cell(std::int64_t coordinate) const {
    return static_cast<std::uint64_t>(std::max<std::int64_t>(coordinate + kHalf, 0)) * cells_ >> 32;
  }
  std::uint32_t bucket_of(std::uint64_t column, std::uint64_t row) const {
    return static_cast<std::uint32_t>((row * 0x9E37'79B9'7F4A'7C15u >> 40) + column) &
           static_cast<std::uint32_t>(mask_);
  }

  std::int64_t radius_ = 0;
  double reach_ = 0;
  std::uint64_t cells_ = 0;  ///< in a unit, times 2^32
  std::size_t mask_ = 0;
  std::vector<std::uint32_t> first_;    ///< by bucket, where its entries begin
  std::vector<std::uint32_t> buckets_;  ///< of the entries as given
  std::vector<Entry> entries_;          ///< by bucket
};

}  // namespace

/// Makes the layers of a PointClusters, zoom by zoom. A point that is far from all others sleeps
/// until the radius comes near the distance: most zooms look at few points.
class ClusterMaker {
 public:
  explicit ClusterMaker(const std::vector<PointClusters::Exact>& points)
      : wakes_(points.size(), PointClusters::kMaxZoom),
        measured_(points.size(), 0),
        settled_(points.size(), 0) {
    items_.reserve(points.size() * 2);
    live_.reserve(points.size());
    turns_.reserve(points.size());
    for (const auto& point : points) {
      const auto id = static_cast<std::uint32_t>(items_.size());
      const auto x = static_cast<std::int32_t>(whole(point.x));
      const auto y = static_cast<std::int32_t>(whole(point.y));
      items_.push_back({x, y, id, 1, kAlone});
      live_.push_back({x, y, id, 1});
    }
  }

  std::vector<PointClusters::Layer> make() {
    for (int zoom = PointClusters::kMaxZoom; zoom >= 0; --zoom) {
      const double radius = PointClusters::kRadius / std::exp2(zoom) * kScale;
      look_around(zoom, radius);
      gather(zoom, radius);
      add_layer(zoom);
    }
    swallowed_.clear();
    for (const Live& live : live_) {
      if (live.count != 0) swallowed_.push_back(live.item);
    }
    add_layer(-1);
    return std::move(layers_);
  }

 private:
  using Item = PointClusters::Item;

  /// An item that no zoom has swallowed yet, at the place of its turn; a cluster takes that of the
  /// point which gathered it.
  struct Live {
    std::int32_t x, y;
    std::uint32_t item, count;  ///< count 0: swallowed
  };

  /// Measures how far those are from all others of which only a lower bound is known, and lets them
  /// sleep on. At zoom z' the others have come nearer by the radii of the zooms before, so that a
  /// distance beyond 2 r(z') - r(zoom) is still beyond r(z').
  void look_around(int zoom, double radius) {
    constexpr double kSight = 4;  // radii
    constexpr std::uint32_t kOther = 0x8000'0000;
    turns_.clear();
    bool any = false;
    for (std::uint32_t i = 0; i < live_.size(); ++i) {
      if (live_[i].count == 0) continue;
      const bool wanted = !measured_[i] && wakes_[i] == zoom;
      any |= wanted;
      turns_.push_back({live_[i].x, live_[i].y, wanted ? i : i | kOther});
    }
    if (!any) return;
    const double sight = kSight * radius;
    grid_.fill(sight, turns_);
    for (const Grid::Entry& entry : grid_.entries()) {  // neighbours after one another
      if (entry.index & kOther) continue;
      double square = sight * sight;
      grid_.near(entry.x, entry.y, [&](std::uint32_t other, double to_it) {
        if (to_it < square && other != entry.index) square = to_it;
      });
      const double nearest = std::sqrt(square);
      int until = zoom;
      for (double r = radius; until > 0 && nearest > 2 * r - radius; r *= 2) --until;
      wakes_[entry.index] = static_cast<std::int8_t>(until);
      measured_[entry.index] = nearest < sight;
    }
  }

  void gather(int zoom, double radius) {
    swallowed_.clear();
    turns_.clear();
    for (std::uint32_t i = 0; i < live_.size(); ++i) {
      if (wakes_[i] >= zoom) turns_.push_back({live_[i].x, live_[i].y, i});
      settled_[i] = 0;
    }
    grid_.fill(radius, turns_);
    for (std::size_t turn = 0; turn < turns_.size(); ++turn) {
      expect(turn);
      const std::uint32_t index = turns_[turn].index;
      if (settled_[index]) continue;
      settled_[index] = 1;
      Live& seed = live_[index];
      std::uint32_t count = seed.count;
      double x = static_cast<double>(seed.x) * count, y = static_cast<double>(seed.y) * count;
      grid_.near(seed.x, seed.y, [&](std::uint32_t other, double) {
        if (settled_[other]) return;
        settled_[other] = 1;
        Live& member = live_[other];
        x += static_cast<double>(member.x) * member.count;
        y += static_cast<double>(member.y) * member.count;
        count += member.count;
        swallowed_.push_back(member.item);
        member.count = 0;
        wakes_[other] = -1;
      });
      if (count == seed.count) continue;
      swallowed_.push_back(seed.item);
      const auto id = static_cast<std::uint32_t>(items_.size());
      seed = {static_cast<std::int32_t>(x / count), static_cast<std::int32_t>(y / count), id,
              count};
      items_.push_back({seed.x, seed.y, id, count, zoom});
      measured_[index] = 1;  // awake from now on
    }
  }

  void expect(std::size_t turn) const {
    constexpr std::size_t kFar = 16, kNear = 6;
    if (turn + kFar >= turns_.size()) return;
    grid_.expect(turns_[turn + kFar]);
    grid_.expect_soon(turns_[turn + kNear]);
  }

  /// A layer of the items in `swallowed_`.
  void add_layer(int zoom) {
    if (swallowed_.empty()) return;
    order_.clear();
    for (const std::uint32_t item : swallowed_)
      order_.push_back({key_of(band_of(items_[item].y, zoom + 1), items_[item].x), item});
    sort_by_key(order_, spare_);
    PointClusters::Layer layer;
    layer.zoom = zoom;
    layer.keys.reserve(order_.size());
    layer.items.reserve(order_.size());
    for (const auto& [key, item] : order_) {
      layer.keys.push_back(key);
      layer.items.push_back(items_[item]);
    }
    layers_.push_back(std::move(layer));
  }

  std::vector<Item> items_;
  std::vector<Live> live_;
  std::vector<std::int8_t> wakes_;      ///< the first zoom that looks at it; -1: none any more
  std::vector<std::uint8_t> measured_;  ///< false: another could be near at the zoom that wakes it
  std::vector<std::uint8_t> settled_;   ///< had its turn, or was swallowed, at this zoom
  std::vector<PointClusters::Layer> layers_;
  // used anew at each zoom
  Grid grid_;
  std::vector<Grid::Entry> turns_;
  std::vector<std::uint32_t> swallowed_;
  std::vector<Keyed> order_, spare_;
};

PointClusters::PointClusters(std::span<const standard::Coordinates> points) {
  points_.reserve(points.size());
  for (const standard::Coordinates& point : points)
    points_.push_back({web_mercator_x(point.longitude), web_mercator_y(point.latitude)});
  layers_ = ClusterMaker(points_).make();
}

std::vector<PointClusters::Mark> PointClusters::tile(int z, std::uint32_t x,
                                                     std::uint32_t y) const {
  std::vector<Mark> marks;
  if (z < 0 || z > 24 || x >> z != 0 || y >> z != 0) return marks;
  const double tiles = std::exp2(z);
  const int shown_zoom = std::min(z, kAlone);
  const auto lowest = [](double coordinate) {
    return std::max(static_cast<std::int64_t>(std::ceil(whole(coordinate))), -kHalf);
  };
  const auto highest = [](double coordinate) {
    return std::min(static_cast<std::int64_t>(std::floor(whole(coordinate))), kHalf);
  };
  const std::int64_t north = lowest((y - kRadius) / tiles);
  const std::int64_t south = highest((y + 1 + kRadius) / tiles);

  const auto add = [&](double west_edge, double east_edge, double tile_x) {
    const std::int64_t west = lowest(west_edge), east = highest(east_edge);
    for (const Layer& layer : layers_) {
      if (layer.zoom >= shown_zoom) continue;
      const std::uint64_t last = band_of(south, layer.zoom + 1);
      for (std::uint64_t band = band_of(north, layer.zoom + 1); band <= last; ++band) {
        const std::uint64_t end = key_of(band, east);
        for (auto key = std::lower_bound(layer.keys.begin(), layer.keys.end(), key_of(band, west));
             key != layer.keys.end() && *key <= end; ++key) {
          const Item& item = layer.items[static_cast<std::size_t>(key - layer.keys.begin())];
          if (item.born < shown_zoom || item.y < north || item.y > south) continue;
          const Exact at = item.count == 1 ? points_[item.id]
                                           : Exact{item.x / kScale + 0.5, item.y / kScale + 0.5};
          marks.push_back(
              {static_cast<std::int32_t>(std::floor(kExtent * (at.x * tiles - tile_x) + 0.5)),
               static_cast<std::int32_t>(std::floor(kExtent * (at.y * tiles - y) + 0.5)), item.id,
               item.count, item.count > 1 ? item.born + 1 : 0});
        }
      }
    }
  };
  add((x - kRadius) / tiles, (x + 1 + kRadius) / tiles, x);
  // the margin goes on beyond the meridian where the map ends
  if (x == 0) add(1 - kRadius / tiles, 1, tiles);
  if (x == tiles - 1) add(0, kRadius / tiles, -1);
  return marks;
}

}  // namespace maillage::places
