/// Our side of bench/tiles/run.sh: gathers the points of a file of "longitude,latitude" lines, then
/// encodes the tiles that a second file names ("z/x/y" a line). Prints CPU times, and with
/// `--marks` what each tile shows, for the comparison with the peer.
#include "formats/vector_tile.hpp"
#include "places/point_clusters.hpp"

#include <algorithm>
#include <array>
#include <ctime>
#include <fstream>
#include <iostream>
#include <string>
#include <vector>

#include <fmt/format.h>

using maillage::formats::VectorTile;
using maillage::places::PointClusters;

namespace {

struct TileAddress {
  int z;
  std::uint32_t x, y;
};

double cpu_seconds() {
  timespec now{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

std::vector<maillage::standard::Coordinates> read_points(const char* path) {
  std::vector<maillage::standard::Coordinates> points;
  std::ifstream file(path);
  double longitude, latitude;
  char comma;
  while (file >> longitude >> comma >> latitude) points.push_back({latitude, longitude});
  return points;
}

std::vector<TileAddress> read_tiles(const char* path) {
  std::vector<TileAddress> tiles;
  std::ifstream file(path);
  TileAddress tile{};
  char slash;
  while (file >> tile.z >> slash >> tile.x >> slash >> tile.y) tiles.push_back(tile);
  return tiles;
}

/// The four tags of a cluster and the name of a point, as the peer writes them.
std::string encode(const std::vector<PointClusters::Mark>& marks) {
  VectorTile tile("lieux", PointClusters::kExtent);
  const std::uint32_t cluster = tile.key("cluster"), cluster_id = tile.key("cluster_id"),
                      point_count = tile.key("point_count"),
                      abbreviated = tile.key("point_count_abbreviated"), name = tile.key("nom");
  for (const PointClusters::Mark& mark : marks) {
    if (mark.count == 1) {
      const std::array tags{name, tile.value(fmt::format("Lieu {}", mark.id))};
      tile.point(mark.id, mark.x, mark.y, tags);
    } else {
      const std::uint32_t count = tile.value(mark.count);
      const std::uint32_t text =
          mark.count >= 1000 ? tile.value(fmt::format("{:.1f}k", mark.count / 1000.0)) : count;
      const std::array tags{cluster,     tile.value(std::uint64_t{1}),
                            cluster_id,  tile.value(mark.id),
                            point_count, count,
                            abbreviated, text};
      tile.point(mark.id, mark.x, mark.y, tags);
    }
  }
  return tile.bytes();
}

}  // namespace

int main(int count, char** words) {
  if (count < 3) {
    std::cerr << "bench_tiles points.csv tiles.txt [--marks]\n";
    return 2;
  }
  const auto points = read_points(words[1]);
  const auto tiles = read_tiles(words[2]);
  double begin = cpu_seconds();
  const PointClusters clusters(points);
  std::cout << "index_ms " << 1e3 * (cpu_seconds() - begin) << "\n";
  if (count > 3) {
    for (const TileAddress& tile : tiles) {
      std::cout << tile.z << '/' << tile.x << '/' << tile.y;
      auto marks = clusters.tile(tile.z, tile.x, tile.y);
      std::sort(marks.begin(), marks.end(), [](const auto& a, const auto& b) {
        return std::tie(a.x, a.y, a.count) < std::tie(b.x, b.y, b.count);
      });
      for (const auto& mark : marks)
        std::cout << ' ' << mark.x << ',' << mark.y << ',' << mark.count;
      std::cout << '\n';
    }
    return 0;
  }
  constexpr int kRounds = 10;
  for (const int zoom : {8, 11, 14}) {
    std::size_t done = 0, bytes = 0, marks = 0;
    begin = cpu_seconds();
    for (int round = 0; round < kRounds; ++round) {
      for (const TileAddress& tile : tiles) {
        if (tile.z != zoom) continue;
        const auto shown = clusters.tile(tile.z, tile.x, tile.y);
        bytes += encode(shown).size();
        marks += shown.size();
        ++done;
      }
    }
    std::cout << fmt::format("z{}_us {:.3f}   ({} tiles, {} marks, {} bytes)\n", zoom,
                             1e6 * (cpu_seconds() - begin) / static_cast<double>(done),
                             done / kRounds, marks / kRounds, bytes / kRounds);
  }
}
