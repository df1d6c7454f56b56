#include "fragility/need_map.hpp"

#include "fragility/statistics.hpp"
#include "fragility/wording.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <numeric>

#include <fmt/format.h>

namespace maillage::fragility {

namespace {

using territory::Contour;
using territory::ContourLevel;
using territory::DrawingPlace;
using territory::MapBox;

constexpr int kWidth = 1000, kMainlandHeight = 970, kInsetHeight = 190, kGap = 20;
constexpr int kLocalHeight = 800;
constexpr double kLeastForLabel = 34;  ///< width of a shape that can bear three digits

/// A part of the map that has a frame of its own: what lies within some degrees of a point.
struct Window {
  double longitude, latitude, reach;
};
constexpr Window kWindows[] = {{2.34, 48.86, 0.22},  // Paris and its three neighbours, drawn twice
                               {-61.4, 16.2, 1.2},  {-61.0, 14.65, 0.5}, {-53.1, 4.0, 4},
                               {55.5, -21.1, 1},    {45.15, -12.8, 1}};
constexpr std::size_t kParis = 0;

double longitude_of(const Contour& contour) {
  const double middle = (0.0 + contour.west + contour.east) / 2;
  return middle / std::exp2(territory::MapPosition::kBits) * 360 - 180;
}
double latitude_of(const Contour& contour) {
  const double middle = (0.0 + contour.north + contour.south) / 2;
  const double y = 0.5 - middle / std::exp2(territory::MapPosition::kBits);
  return 360 / std::numbers::pi * std::atan(std::exp(2 * std::numbers::pi * y)) - 90;
}

/// The window whose middle the contour's own is near, if any.
std::optional<std::size_t> window_of(const Contour& contour) {
  const double longitude = longitude_of(contour), latitude = latitude_of(contour);
  for (std::size_t k = 0; k < std::size(kWindows); ++k) {
    const Window& window = kWindows[k];
    if (std::hypot(window.longitude - longitude, window.latitude - latitude) < window.reach) {
      return k;
    }
  }
  return std::nullopt;
}

struct Drawn {
  const MapShape* shape;
  const Contour* contour;
  DrawingPlace place;
};

std::string standing_words(const web::Words& t, double index, const Order& order,
                           std::uint32_t row) {
  if (is_missing(index)) return t("indice non calculable");
  return t.fill("indice {}, {} sur {}", {decimal(t, index, 1), ordinal(t, order.rank[row]),
                                         t.number(static_cast<std::int64_t>(order.ranked))});
}

int colour_of(const MapShape& shape) {
  return is_missing(shape.colour) ? 0 : static_cast<int>(shape.colour);
}

void draw(web::Html& html, const territory::Contours& contours, std::span<const Drawn> drawn) {
  html.raw(
      "<defs><pattern id=\"hachures\" width=\"10\" height=\"10\" patternUnits=\"userSpaceOnUse\" "
      "patternTransform=\"rotate(45)\"><path d=\"M0 0v10\"/></pattern></defs>");
  std::string hatched;
  std::vector<std::string> outlines;
  for (int colour = 0; colour <= static_cast<int>(kColours); ++colour) {
    html("g", {{"class", fmt::format("need-{}", colour)}}, [&] {
      for (const Drawn& one : drawn) {
        if (colour_of(*one.shape) != colour) continue;
        const std::string path = drawing_path(contours, *one.contour, one.place);
        html("a", {href(one.shape->address), {"tabindex", "-1"}}, [&] {
          html("path", {{"d", path}}, [&] { html("title", one.shape->words); });
        });
        if (colour == static_cast<int>(kColours)) hatched += path;
        if (one.shape->marked) outlines.push_back(path);
      }
    });
  }
  if (!hatched.empty()) html("path", {{"class", "hatched"}, {"d", hatched}}, "");
  for (const std::string& outline : outlines) {
    html("path", {{"class", "marked"}, {"d", outline}}, "");
  }
  for (const Drawn& one : drawn) {
    const double wide = one.place.scale * (1.0 * one.contour->east - one.contour->west);
    if (one.shape->label.empty() || wide < kLeastForLabel) continue;
    const territory::DrawingPoint at = label_point(contours, *one.contour, one.place);
    html("text",
         {{"x", std::lround(at.x)},
          {"y", std::lround(at.y)},
          {"class", colour_of(*one.shape) >= 5 ? "on-dark" : "on-light"}},
         one.shape->label);
  }
}

void in_svg(web::Html& html, int height, const std::function<void()>& content) {
  const std::string box = fmt::format("0 0 {} {}", kWidth, height);
  html("svg",
       {{"class", "need-map"}, {"viewBox", box}, {"aria-hidden", "true"}, {"focusable", "false"}},
       content);
}

}  // namespace

void national_map(web::Html& html, const territory::Contours& contours, ContourLevel level,
                  std::span<const MapShape> shapes) {
  MapBox mainland;
  std::array<MapBox, std::size(kWindows)> boxes;
  std::array<std::size_t, std::size(kWindows)> inside{};
  std::vector<std::pair<const MapShape*, const Contour*>> known;
  for (const MapShape& shape : shapes) {
    const Contour* contour = contours.find(level, shape.code);
    if (contour == nullptr) continue;
    known.emplace_back(&shape, contour);
    const auto window = window_of(*contour);
    if (window) {
      boxes[*window].include(*contour);
      ++inside[*window];
    }
    if (!window || *window == kParis) mainland.include(*contour);
  }
  // One shape over Paris is seen well enough where it lies.
  std::vector<std::size_t> frames;
  for (std::size_t k = 0; k < std::size(kWindows); ++k) {
    if (inside[k] > (k == kParis ? 1U : 0U)) frames.push_back(k);
  }
  const DrawingPlace france = place_in(mainland, 0, 0, kWidth, kMainlandHeight);
  const auto count = static_cast<double>(std::max<std::size_t>(frames.size(), 1));
  const double wide = (kWidth - kGap * (count - 1)) / count;
  const auto left = [&](std::size_t place) { return static_cast<double>(place) * (wide + kGap); };
  std::vector<Drawn> drawn;
  for (const auto& [shape, contour] : known) {
    const auto window = window_of(*contour);
    if (!window || *window == kParis) drawn.push_back({shape, contour, france});
    const auto frame = std::find(frames.begin(), frames.end(), window.value_or(SIZE_MAX));
    if (frame == frames.end()) continue;
    drawn.push_back(
        {shape, contour,
         place_in(boxes[*window], left(static_cast<std::size_t>(frame - frames.begin())) + 10,
                  kMainlandHeight + kGap + 10, wide - 20, kInsetHeight - 20)});
  }
  in_svg(html, kMainlandHeight + kGap + kInsetHeight, [&] {
    for (std::size_t place = 0; place < frames.size(); ++place) {
      html("rect",
           {{"class", "inset"},
            {"x", std::lround(left(place))},
            {"y", kMainlandHeight + kGap},
            {"width", std::lround(wide)},
            {"height", kInsetHeight},
            {"rx", 12}},
           "");
    }
    draw(html, contours, drawn);
  });
}

void local_map(web::Html& html, const territory::Contours& contours, ContourLevel level,
               std::span<const MapShape> shapes) {
  MapBox box;
  std::vector<Drawn> drawn;
  for (const MapShape& shape : shapes) {
    const Contour* contour = contours.find(level, shape.code);
    if (contour == nullptr) continue;
    box.include(*contour);
    drawn.push_back({&shape, contour, {}});
  }
  if (drawn.empty()) return;
  const DrawingPlace place = place_in(box, 5, 5, kWidth - 10, kLocalHeight - 10);
  for (Drawn& one : drawn) one.place = place;
  in_svg(html, kLocalHeight, [&] { draw(html, contours, drawn); });
}

void need_legend(web::Html& html, const web::View& view, const Order& order) {
  const auto& t = view.t;
  html("div", {{"class", "need-legend"}}, [&] {
    html("p", t("Chaque couleur réunit un septième des territoires. Leur indice :"));
    html("ol", [&] {
      for (std::size_t k = 0; k < kColours; ++k) {
        html("li", [&] {
          html("span", {{"class", fmt::format("swatch need-{}", k + 1)}, {"aria-hidden", "true"}},
               "");
          if (k == 0) {
            html.text(t.fill("moins de {}", {decimal(t, order.steps[0], 1)}));
          } else if (k + 1 == kColours) {
            html.text(t.fill("{} et plus (hachuré)", {decimal(t, order.steps[k - 1], 1)}));
          } else {
            html.text(t.fill("de {} à {}",
                             {decimal(t, order.steps[k - 1], 1), decimal(t, order.steps[k], 1)}));
          }
        });
      }
      html("li", [&] {
        html("span", {{"class", "swatch need-0"}, {"aria-hidden", "true"}}, "");
        html.text(t("non calculable"));
      });
    });
  });
}

std::optional<ContourLevel> contour_level(Level level) {
  switch (level) {
    case Level::commune:
      return ContourLevel::commune;
    case Level::epci:
      return ContourLevel::epci;
    case Level::departement:
      return ContourLevel::departement;
    case Level::region:
      return ContourLevel::region;
    case Level::iris:
    case Level::france:
      break;
  }
  return std::nullopt;
}

std::optional<MapShape> shape_of(const Country& country, const Standing& standing,
                                 std::string_view contour_code, const web::Words& t) {
  const Territories& territories = country.territories();
  const Level level = standing.calculation.level;
  const LevelTable& table = territories.at(level);
  const Column& index = standing.calculation.index();
  const std::string code(contour_code);
  if (const std::uint32_t row = table.find(code); row != Grouping::kNone) {
    const Territory territory{level, row};
    return MapShape{code, standing.order.colour[row],
                    name_of(territories, territory) + t(" : ") +
                        standing_words(t, index[row], standing.order, row),
                    profile_address(territories, territory)};
  }
  if (level != Level::commune) return std::nullopt;
  double sum = 0, people = 0;
  std::string name;
  for (std::uint32_t row = 0; row < table.codes.size(); ++row) {
    if (cut_commune_of(table.codes[row]) != contour_code || is_missing(index[row])) continue;
    sum += index[row] * table.population[row];
    people += table.population[row];
    name = table.names[row].substr(0, table.names[row].find(' '));
  }
  if (name.empty()) return std::nullopt;
  const double mean = people > 0 ? sum / people : kMissing;
  return MapShape{
      code, classes(Column{mean}, standing.order.steps, 1).front(),
      t.fill("{} : indice {} en moyenne de ses arrondissements",
             {name, decimal_or_unknown(t, mean, 1)}),
      web::Address::local("/fragilite/classement").with("niveau", "commune").with("q", name)};
}

std::vector<MapShape> shapes_of(const Country& country, const Standing& standing,
                                std::span<const std::uint32_t> rows, const web::Words& t) {
  const LevelTable& table = country.territories().at(standing.calculation.level);
  std::vector<MapShape> shapes;
  std::string_view last_cut;
  for (const std::uint32_t row : rows) {
    std::string_view code = table.codes[row];
    if (const std::string_view cut = cut_commune_of(code); !cut.empty()) {
      if (cut == last_cut) continue;
      code = last_cut = cut;
    }
    if (auto shape = shape_of(country, standing, code, t)) shapes.push_back(std::move(*shape));
  }
  return shapes;
}

std::vector<MapShape> all_shapes(const Country& country, const Standing& standing,
                                 const web::Words& t) {
  std::vector<std::uint32_t> rows(
      country.territories().at(standing.calculation.level).codes.size());
  std::iota(rows.begin(), rows.end(), 0U);
  return shapes_of(country, standing, rows, t);
}

}  // namespace maillage::fragility
