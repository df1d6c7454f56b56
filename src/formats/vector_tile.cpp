#include "formats/vector_tile.hpp"

#include <array>

namespace maillage::formats {

namespace {

// wire types of protocol buffers
constexpr std::uint32_t kVarint = 0, kBytes = 2;
constexpr std::uint32_t tag(std::uint32_t field, std::uint32_t type) {
  return field << 3 | type;
}

constexpr std::uint32_t kTypePoint = 1, kTypePolygon = 3;
// commands of a geometry; the upper bits count how often
constexpr std::uint32_t kMoveTo = 1, kLineTo = 2, kClosePath = 7;

char* put(char* at, std::uint64_t number) {
  while (number >= 0x80) {
    *at++ = static_cast<char>(number | 0x80);
    number >>= 7;
  }
  *at++ = static_cast<char>(number);
  return at;
}

void append(std::string& out, std::uint64_t number) {
  std::array<char, 10> digits;
  out.append(digits.data(), put(digits.data(), number));
}

void append(std::string& out, std::uint32_t field, std::string_view bytes) {
  append(out, tag(field, kBytes));
  append(out, bytes.size());
  out += bytes;
}

constexpr std::uint32_t zigzag(std::int32_t number) {
  return static_cast<std::uint32_t>(number) << 1 ^ static_cast<std::uint32_t>(number >> 31);
}

}  // namespace

VectorTile::VectorTile(std::string_view layer, std::uint32_t extent)
    : layer_(layer), extent_(extent) {}

std::uint32_t VectorTile::key(std::string_view name) {
  append(keys_, 3, name);
  return key_count_++;
}

std::uint32_t VectorTile::value(std::string_view text) {
  if (const auto known = texts_.find(text); known != texts_.end()) return known->second;
  std::string bytes;
  append(bytes, 1, text);
  append(values_, 4, bytes);
  texts_.emplace(text, value_count_);
  return value_count_++;
}

std::uint32_t VectorTile::value(std::uint64_t number) {
  const auto [known, is_new] = numbers_.try_emplace(number, value_count_);
  if (!is_new) return known->second;
  std::string bytes;
  append(bytes, tag(5, kVarint));
  append(bytes, number);
  append(values_, 4, bytes);
  return value_count_++;
}

void VectorTile::point(std::uint64_t id, std::int32_t x, std::int32_t y,
                       std::span<const std::uint32_t> tags) {
  std::array<char, 16> geometry;
  char* end = put(geometry.data(), kMoveTo | 1 << 3);
  end = put(end, zigzag(x));
  end = put(end, zigzag(y));
  feature(id, kTypePoint, {geometry.data(), static_cast<std::size_t>(end - geometry.data())}, tags);
}

void VectorTile::polygon(std::uint64_t id, std::span<const std::vector<Point>> rings,
                         std::span<const std::uint32_t> tags) {
  std::string geometry;
  Point pen{0, 0};
  const auto draw_to = [&](Point point) {
    append(geometry, zigzag(point.x - pen.x));
    append(geometry, zigzag(point.y - pen.y));
    pen = point;
  };
  for (const std::vector<Point>& ring : rings) {
    if (ring.size() < 3) continue;
    append(geometry, kMoveTo | 1 << 3);
    draw_to(ring.front());
    append(geometry, kLineTo | (ring.size() - 1) << 3);
    for (std::size_t i = 1; i < ring.size(); ++i) draw_to(ring[i]);
    append(geometry, kClosePath | 1 << 3);
  }
  if (!geometry.empty()) feature(id, kTypePolygon, geometry, tags);
}

void VectorTile::feature(std::uint64_t id, std::uint32_t type, std::string_view geometry,
                         std::span<const std::uint32_t> tags) {
  std::array<char, 256> tag_bytes;
  char* tags_end = tag_bytes.data();
  // 5 bytes a number: more tags than fit are a fault of ours, not of the data
  for (const std::uint32_t number : tags.first(std::min<std::size_t>(tags.size(), 50)))
    tags_end = put(tags_end, number);
  const auto tags_length = static_cast<std::size_t>(tags_end - tag_bytes.data());

  std::array<char, 64> head, tags_head;
  char* at = put(head.data(), tag(1, kVarint));
  at = put(at, id);
  at = put(at, tag(3, kVarint));
  at = put(at, type);
  at = put(at, tag(4, kBytes));
  at = put(at, geometry.size());
  const auto head_length = static_cast<std::size_t>(at - head.data());
  at = put(tags_head.data(), tag(2, kBytes));
  at = put(at, tags_length);
  const auto tags_head_length = static_cast<std::size_t>(at - tags_head.data());

  append(features_, tag(2, kBytes));
  append(features_, head_length + geometry.size() + tags_head_length + tags_length);
  features_.append(head.data(), head_length).append(geometry);
  features_.append(tags_head.data(), tags_head_length).append(tag_bytes.data(), tags_length);
  ++count_;
}

std::string VectorTile::bytes() const {
  if (count_ == 0) return {};
  std::string layer;
  layer.reserve(features_.size() + keys_.size() + values_.size() + layer_.size() + 16);
  append(layer, tag(15, kVarint));
  append(layer, 2);  // the version of the format
  append(layer, 1, layer_);
  layer.append(features_).append(keys_).append(values_);
  append(layer, tag(5, kVarint));
  append(layer, extent_);
  std::string tile;
  tile.reserve(layer.size() + 8);
  append(tile, 3, layer);
  return tile;
}

}  // namespace maillage::formats
