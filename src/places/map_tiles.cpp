#include "places/map_tiles.hpp"

#include "formats/vector_tile.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include <fmt/format.h>

namespace maillage::places {

namespace {

/// Equal for filters that give the same places.
std::string name_of(const Criteria& criteria) {
  return fmt::format("{}\n{}\n{}\n{}", criteria.services, criteria.departement, criteria.list,
                     criteria.text);
}

}  // namespace

std::string MapTiles::tile(const Criteria& criteria, int z, std::uint32_t x, std::uint32_t y) {
  const auto shown = gathered(criteria);
  formats::VectorTile tile("lieux", PointClusters::kExtent);
  struct Keys {
    std::uint32_t id, name, commune;
  };
  struct ClusterKeys {
    std::uint32_t count, zoom;
  };
  std::optional<Keys> of_point;
  std::optional<ClusterKeys> of_cluster;
  for (const PointClusters::Mark& mark : shown->clusters.tile(z, x, y)) {
    if (mark.count == 1) {
      if (!of_point) of_point = {tile.key("id"), tile.key("nom"), tile.key("commune")};
      const Entry& entry = *shown->entries[mark.id];
      const std::array tags{of_point->id,      tile.value(entry.place_id),
                            of_point->name,    tile.value(entry.nom),
                            of_point->commune, tile.value(entry.commune)};
      tile.point(mark.id, mark.x, mark.y, tags);
    } else {
      if (!of_cluster) of_cluster = {tile.key("nombre"), tile.key("zoom")};
      const std::array tags{of_cluster->count, tile.value(std::uint64_t{mark.count}),
                            of_cluster->zoom,
                            tile.value(static_cast<std::uint64_t>(mark.opens_at))};
      tile.point(mark.id, mark.x, mark.y, tags);
    }
  }
  return tile.bytes();
}

std::shared_ptr<const MapTiles::Gathered> MapTiles::gathered(const Criteria& criteria) {
  const std::string name = name_of(criteria);
  const auto is_it = [&name](const auto& kept) { return kept.first == name; };
  {
    const std::lock_guard guard(mutex_);
    const auto kept = std::find_if(newest_first_.begin(), newest_first_.end(), is_it);
    if (kept != newest_first_.end()) {
      std::rotate(newest_first_.begin(), kept, kept + 1);
      return newest_first_.front().second;
    }
  }
  std::vector<const Entry*> entries;
  std::vector<standard::Coordinates> points;
  for (const Hit& hit : directory_.search(criteria).hits) {
    if (!hit.entry->point) continue;
    entries.push_back(hit.entry);
    points.push_back(*hit.entry->point);
  }
  auto fresh =
      std::make_shared<const Gathered>(Gathered{std::move(entries), PointClusters(points)});
  const std::lock_guard guard(mutex_);
  newest_first_.emplace(newest_first_.begin(), name, fresh);
  if (newest_first_.size() > kFiltersKept) newest_first_.pop_back();
  return fresh;
}

}  // namespace maillage::places
