#pragma once
/// The shapes of régions, départements, EPCI and communes, simplified for maps, read where they lie
/// in data/territories/contours.bin (made by make_contours.mjs beside it; origins in README.md
/// there). Loading takes a millisecond and no memory of its own.
#include "formats/mapped_file.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace maillage::territory {

enum class ContourLevel : std::uint8_t { region, departement, epci, commune };

/// A place on the map: Web Mercator from the north-west corner of the world, in units of 2^-24 of
/// its width, about 2 metres in France.
struct MapPosition {
  static constexpr int kBits = 24;
  std::int32_t x, y;
};

/// One territory, as the file holds it.
struct Contour {
  char code_[9];  ///< padded with zeros
  ContourLevel level;
  std::uint16_t padding_;
  std::int32_t west, north, east, south;  ///< as a MapPosition
  std::uint32_t first_ring, ring_count;

  std::string_view code() const;  ///< "23", "200033181"
};

class Contours {
 public:
  /// Throws base::Error (environment) when the file can't be read or is damaged.
  static Contours load(const std::string& path);

  /// In order of code.
  std::span<const Contour> of(ContourLevel level) const;
  const Contour* find(ContourLevel level, std::string_view code) const;
  /// The points of the ring with this number (from `first_ring` on), without the first again at the
  /// end: outer rings clockwise on the map, holes the other way round.
  void read_ring(std::uint32_t ring, std::vector<MapPosition>& points) const;

 private:
  struct Ring {
    std::uint32_t first, count;
  };
  struct Pair {
    std::uint16_t x, y;
  };

  formats::MappedFile file_;
  std::span<const Contour> shapes_;
  std::span<const Ring> rings_;
  std::span<const Pair> pairs_;
};

}  // namespace maillage::territory
