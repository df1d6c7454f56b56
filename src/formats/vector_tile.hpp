#pragma once
/// Vector tiles (Mapbox Vector Tile 2.1, protocol buffers) of one layer: written straight into
/// bytes, the texts and numbers of tags once each. Coordinates are in units of the tile's
/// extent from its upper left corner; those of the margin may be negative or beyond it.
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace maillage::formats {

class VectorTile {
 public:
  VectorTile(std::string_view layer, std::uint32_t extent);

  /// The number of a tag's name, and of a value, for `point`.
  std::uint32_t key(std::string_view name);
  std::uint32_t value(std::string_view text);
  std::uint32_t value(std::uint64_t number);

  /// `tags`: key, value, key, value…
  void point(std::uint64_t id, std::int32_t x, std::int32_t y, std::span<const std::uint32_t> tags);

  struct Point {
    std::int32_t x, y;
    bool operator==(const Point&) const = default;
  };
  /// Rings that close by themselves: the outer ones clockwise, holes the other way round.
  void polygon(std::uint64_t id, std::span<const std::vector<Point>> rings,
               std::span<const std::uint32_t> tags);

  std::size_t count() const { return count_; }
  /// The whole tile; empty when nothing is on it, as readers of tiles expect.
  std::string bytes() const;

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const {
      return std::hash<std::string_view>{}(text);
    }
  };

  void feature(std::uint64_t id, std::uint32_t type, std::string_view geometry,
               std::span<const std::uint32_t> tags);

  std::string layer_;
  std::uint32_t extent_;
  std::size_t count_ = 0;
  std::string features_, keys_, values_;  ///< as they stand in the layer
  std::uint32_t key_count_ = 0, value_count_ = 0;
  std::unordered_map<std::string, std::uint32_t, Hash, std::equal_to<>> texts_;
  std::unordered_map<std::uint64_t, std::uint32_t> numbers_;
};

}  // namespace maillage::formats
