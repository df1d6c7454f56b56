#include "territory/contours.hpp"

#include "base/error.hpp"

#include <algorithm>
#include <cstring>

namespace maillage::territory {

namespace {

constexpr std::string_view kMagic = "MLCT";
constexpr std::uint32_t kVersion = 1;
constexpr std::size_t kHeaderBytes = 8 + 3 * 8;
constexpr std::size_t kMostBytes = 256 << 20;

static_assert(sizeof(Contour) == 36);

[[noreturn]] void damaged(const std::string& path) {
  throw base::Error(base::ErrorCode::environment,
                    "Le fichier des contours " + path +
                        " est abîmé ou d’une autre version. Refaites-le avec "
                        "data/territories/make_contours.mjs.");
}

std::uint32_t word(std::string_view bytes, std::size_t at) {
  std::uint32_t value;
  std::memcpy(&value, bytes.data() + at, sizeof value);
  return value;
}

template <class T>
std::span<const T> section(std::string_view bytes, std::size_t number, const std::string& path) {
  const std::size_t offset = word(bytes, 8 + 8 * number), count = word(bytes, 12 + 8 * number);
  if (offset % alignof(T) != 0 || offset > bytes.size() ||
      count > (bytes.size() - offset) / sizeof(T))
    damaged(path);
  return {reinterpret_cast<const T*>(bytes.data() + offset), count};
}

}  // namespace

std::string_view Contour::code() const {
  return {code_, static_cast<std::size_t>(std::find(code_, code_ + sizeof code_, '\0') - code_)};
}

Contours Contours::load(const std::string& path) {
  Contours contours;
  contours.file_ = formats::MappedFile(path, kMostBytes);
  const std::string_view bytes = contours.file_.bytes();
  if (bytes.size() < kHeaderBytes || !bytes.starts_with(kMagic) || word(bytes, 4) != kVersion)
    damaged(path);
  contours.shapes_ = section<Contour>(bytes, 0, path);
  contours.rings_ = section<Ring>(bytes, 1, path);
  contours.pairs_ = section<Pair>(bytes, 2, path);
  for (const Contour& shape : contours.shapes_) {
    if (shape.first_ring > contours.rings_.size() ||
        shape.ring_count > contours.rings_.size() - shape.first_ring)
      damaged(path);
  }
  for (const Ring& ring : contours.rings_) {
    if (ring.first > contours.pairs_.size() || ring.count > contours.pairs_.size() - ring.first ||
        ring.count == 0)
      damaged(path);
  }
  return contours;
}

std::span<const Contour> Contours::of(ContourLevel level) const {
  const auto [first, last] = std::ranges::equal_range(shapes_, level, {}, &Contour::level);
  return {first, last};
}

const Contour* Contours::find(ContourLevel level, std::string_view code) const {
  const std::span<const Contour> those = of(level);
  const auto found = std::ranges::lower_bound(those, code, {}, &Contour::code);
  return found != those.end() && found->code() == code ? &*found : nullptr;
}

void Contours::read_ring(std::uint32_t ring, std::vector<MapPosition>& points) const {
  const std::span<const Pair> pairs = pairs_.subspan(rings_[ring].first, rings_[ring].count);
  constexpr int kBeginBits = 16;
  MapPosition at{pairs[0].x << (MapPosition::kBits - kBeginBits),
                 pairs[0].y << (MapPosition::kBits - kBeginBits)};
  points.clear();
  for (const Pair& step : pairs.subspan(1)) {
    at.x += static_cast<std::int16_t>(step.x);
    at.y += static_cast<std::int16_t>(step.y);
    points.push_back(at);
  }
}

}  // namespace maillage::territory
