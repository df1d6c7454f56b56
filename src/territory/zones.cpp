#include "territory/zones.hpp"

#include "base/error.hpp"
#include "base/text.hpp"
#include "formats/json.hpp"

#include <algorithm>
#include <fstream>
#include <sstream>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace maillage::territory {

namespace {

constexpr std::string_view kNotClassified = "-9999";

std::string read_whole(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) {
    throw base::Error(base::ErrorCode::environment,
                      "Le fichier " + path + " ne s’ouvre pas. Vérifiez qu’il est là et lisible.");
  }
  std::ostringstream text;
  text << file.rdbuf();
  return std::move(text).str();
}

struct Point {
  double x, y;
};
/// All rings of one district, outer and inner alike: inside is where a ray crosses them an odd
/// number of times.
struct District {
  std::vector<std::vector<Point>> rings;
  Point lowest{180, 90}, highest{-180, -90};

  void add_ring(const formats::Json& positions) {
    std::vector<Point>& ring = rings.emplace_back();
    for (const formats::Json& position : positions.items()) {
      if (position.items().size() < 2) continue;
      const Point point{position.items()[0].as_number(), position.items()[1].as_number()};
      lowest = {std::min(lowest.x, point.x), std::min(lowest.y, point.y)};
      highest = {std::max(highest.x, point.x), std::max(highest.y, point.y)};
      ring.push_back(point);
    }
  }

  bool contains(Point point) const {
    if (point.x < lowest.x || point.x > highest.x || point.y < lowest.y || point.y > highest.y)
      return false;
    bool inside = false;
    for (const std::vector<Point>& ring : rings) {
      for (std::size_t i = 0, before = ring.size() - 1; i < ring.size(); before = i++) {
        const Point a = ring[i], b = ring[before];
        if ((a.y > point.y) == (b.y > point.y)) continue;
        if (point.x < a.x + (point.y - a.y) / (b.y - a.y) * (b.x - a.x)) inside = !inside;
      }
    }
    return inside;
  }
};

District read_district(const formats::Json& geometry) {
  District district;
  const formats::Json& coordinates = geometry["coordinates"];
  if (geometry["type"].text() == "Polygon") {
    for (const formats::Json& ring : coordinates.items()) district.add_ring(ring);
  } else if (geometry["type"].text() == "MultiPolygon") {
    for (const formats::Json& polygon : coordinates.items()) {
      for (const formats::Json& ring : polygon.items()) district.add_ring(ring);
    }
  }
  return district;
}

std::string_view unquoted(std::string_view cell) {
  cell = base::trim(cell);
  if (cell.size() >= 2 && cell.front() == '"' && cell.back() == '"')
    cell = cell.substr(1, cell.size() - 2);
  return cell;
}

}  // namespace

struct PriorityDistricts::Data {
  std::unordered_map<std::string, std::vector<District>> of_commune;
};

PriorityDistricts::PriorityDistricts() : data_(std::make_unique<Data>()) {}
PriorityDistricts::PriorityDistricts(PriorityDistricts&&) noexcept = default;
PriorityDistricts& PriorityDistricts::operator=(PriorityDistricts&&) noexcept = default;
PriorityDistricts::~PriorityDistricts() = default;

PriorityDistricts PriorityDistricts::load_geojson(const std::string& path) {
  return from_geojson(read_whole(path));
}

PriorityDistricts PriorityDistricts::from_geojson(std::string_view text) {
  PriorityDistricts districts;
  const formats::Json document = formats::parse_json(text);
  const formats::Json& features = document.is_array() ? document : document["features"];
  for (const formats::Json& feature : features.items()) {
    District district = read_district(feature["geometry"]);
    if (district.rings.empty()) continue;
    // A district that lies in several communes names them all: "59350, 59368".
    for (const std::string_view code :
         base::split(feature["properties"]["insee_com"].text(), ',')) {
      districts.data_->of_commune[std::string(base::trim(code))].push_back(district);
    }
  }
  return districts;
}

bool PriorityDistricts::contains(std::string_view code_insee, double latitude,
                                 double longitude) const {
  const auto found = data_->of_commune.find(std::string(code_insee));
  if (found == data_->of_commune.end()) return false;
  return std::ranges::any_of(found->second, [&](const District& district) {
    return district.contains({longitude, latitude});
  });
}

struct RevitalisationAreas::Data {
  std::unordered_set<std::string> communes;
};

RevitalisationAreas::RevitalisationAreas() : data_(std::make_unique<Data>()) {}
RevitalisationAreas::RevitalisationAreas(RevitalisationAreas&&) noexcept = default;
RevitalisationAreas& RevitalisationAreas::operator=(RevitalisationAreas&&) noexcept = default;
RevitalisationAreas::~RevitalisationAreas() = default;

RevitalisationAreas RevitalisationAreas::load_csv(const std::string& path) {
  return from_csv(read_whole(path));
}

RevitalisationAreas RevitalisationAreas::from_csv(std::string_view text) {
  RevitalisationAreas areas;
  std::size_t code_column = 0, class_column = 2;
  bool heading = true;
  for (const std::string_view line : base::split(text, '\n')) {
    const std::vector<std::string_view> cells =
        base::split(line, line.find(';') != std::string_view::npos ? ';' : ',');
    if (std::exchange(heading, false)) {
      for (std::size_t i = 0; i < cells.size(); ++i) {
        if (unquoted(cells[i]) == "codgeo") code_column = i;
        if (unquoted(cells[i]) == "codefrr") class_column = i;
      }
      continue;
    }
    if (cells.size() <= std::max(code_column, class_column)) continue;
    const std::string_view code = unquoted(cells[code_column]),
                           classified = unquoted(cells[class_column]);
    if (!code.empty() && !classified.empty() && classified != kNotClassified)
      areas.data_->communes.emplace(code);
  }
  return areas;
}

bool RevitalisationAreas::contains(std::string_view code_insee) const {
  return data_->communes.contains(std::string(code_insee));
}

}  // namespace maillage::territory
