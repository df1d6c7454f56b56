#include "base/text.hpp"
#include "formats/json.hpp"
#include "fragility/explanation.hpp"
#include "fragility/need_map.hpp"
#include "fragility/pages.hpp"
#include "fragility/question.hpp"
#include "fragility/ranking_table.hpp"
#include "fragility/score_table.hpp"
#include "fragility/wording.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include <fmt/format.h>

namespace maillage::fragility {

namespace {

constexpr Level kUsual = Level::departement;

/// One territory's line in every export: name and number, missing as empty or null.
struct Field {
  std::string name;
  double value = kMissing;
};

std::vector<Field> fields_of(const Country& country, const Question& question,
                             const Standing& standing, const Sureness* sureness,
                             std::uint32_t row) {
  const Calculation& done = standing.calculation;
  std::vector<Field> fields{
      {"population", country.territories().at(question.level).population[row]},
      {"indice", done.index()[row]},
      {"rang", standing.order.rank[row]},
      {"rang_5", sureness == nullptr ? kMissing : sureness->low[row]},
      {"rang_95", sureness == nullptr ? kMissing : sureness->high[row]},
      {"proba_premier_decile", sureness == nullptr ? kMissing : sureness->top_decile[row]}};
  for (std::size_t k = 0; k < done.ingredients.size(); ++k) {
    const Ingredient& ingredient = done.ingredients[k];
    if (ingredient.year == 0) continue;
    fields.push_back(
        {fmt::format("{}_brut_{}", ingredient.id, ingredient.year), ingredient.raw[row]});
    fields.push_back({ingredient.id, (*done.scores.find(ingredient.id))[row]});
  }
  return fields;
}

void write_number(formats::JsonWriter& json, double value) {
  if (is_missing(value)) {
    json.null();
  } else {
    json.number(value);
  }
}

web::Response file(std::string body, std::string_view type, std::string_view name) {
  web::Response response = web::Response::text(std::move(body));
  response.content_type = type;
  response.set("Content-Disposition", fmt::format("attachment; filename=\"{}\"", name));
  response.set("Access-Control-Allow-Origin", "*");
  return response;
}

web::Response api(std::string body) {
  web::Response response = web::Response::json(std::move(body) + "\n");
  response.set("Access-Control-Allow-Origin", "*");
  return response;
}

std::string file_name(const Question& question, std::string_view ending) {
  return fmt::format("fragilite-{}-{}.{}", question.method->name, level_name(question.level),
                     ending);
}

double longitude(std::int32_t x) {
  return x / std::exp2(territory::MapPosition::kBits) * 360 - 180;
}
double latitude(std::int32_t y) {
  const double part = 0.5 - y / std::exp2(territory::MapPosition::kBits);
  return 360 / std::numbers::pi * std::atan(std::exp(2 * std::numbers::pi * part)) - 90;
}

/// Twice the area of a ring, positive when it runs clockwise on the map, as outer rings do.
double doubled_area(const std::vector<territory::MapPosition>& ring) {
  double sum = 0;
  for (std::size_t i = 0; i < ring.size(); ++i) {
    const auto &a = ring[i], &b = ring[(i + 1) % ring.size()];
    sum += 1.0 * a.x * b.y - 1.0 * b.x * a.y;
  }
  return sum;
}

/// RFC 7946 wants outer rings anticlockwise: each ring is written backwards.
void write_geometry(formats::JsonWriter& json, const territory::Contours& contours,
                    const territory::Contour& contour) {
  json.begin_object().member("type", "MultiPolygon").key("coordinates").begin_array();
  std::vector<territory::MapPosition> ring;
  bool open = false;
  for (std::uint32_t i = 0; i < contour.ring_count; ++i) {
    contours.read_ring(contour.first_ring + i, ring);
    const bool outer = doubled_area(ring) > 0;
    if (outer && open) json.end_array();
    if (outer) json.begin_array();
    if (!outer && !open) continue;  // a hole without a shape
    open = true;
    json.begin_array();
    for (std::size_t k = ring.size() + 1; k-- > 0;) {
      const territory::MapPosition& point = ring[k % ring.size()];
      json.begin_array();
      json.number(std::round(longitude(point.x) * 1e5) / 1e5);
      json.number(std::round(latitude(point.y) * 1e5) / 1e5);
      json.end_array();
    }
    json.end_array();
  }
  if (open) json.end_array();
  json.end_array().end_object();
}

void write_territory(formats::JsonWriter& json, const Country& country, const Question& question,
                     const Standing& standing, const Sureness* sureness, std::uint32_t row) {
  const Territory territory{question.level, row};
  json.member("code", code_of(country.territories(), territory));
  json.member("nom", name_of(country.territories(), territory));
  for (const Field& field : fields_of(country, question, standing, sureness, row)) {
    json.key(field.name);
    write_number(json, field.value);
  }
}

}  // namespace

web::Response csv_export(const web::Request& request, Atlas& atlas) {
  const Country& country = atlas.country();
  const Question question = Question::read(request.query, country, kUsual);
  const auto standing = question.standing(country);
  const auto sureness = sureness_of(country, *question.method, question.level);
  std::string body;
  for (std::uint32_t row = 0; row < standing->calculation.rows(); ++row) {
    const auto fields = fields_of(country, question, *standing, sureness.get(), row);
    if (row == 0) {
      body = "code,nom";
      for (const Field& field : fields) body += "," + field.name;
      body += "\n";
    }
    const Territory territory{question.level, row};
    body += code_of(country.territories(), territory) + "," +
            csv_cell(name_of(country.territories(), territory));
    for (const Field& field : fields) {
      body += ",";
      if (!is_missing(field.value)) body += base::number_text(field.value);
    }
    body += "\n";
  }
  return file(std::move(body), "text/csv; charset=utf-8", file_name(question, "csv"));
}

web::Response geojson_export(const web::Request& request, Atlas& atlas) {
  const Country& country = atlas.country();
  Question question = Question::read(request.query, country, kUsual);
  // All communes with their contours weigh some 20 MB: the tiles are there for them.
  if (question.level == Level::commune) question.level = Level::epci;
  const auto level = contour_level(question.level);
  const territory::Contours* contours = atlas.site().contours();
  if (contours == nullptr || !level) return failure_page(request, atlas, {404, ""});
  const auto standing = question.standing(country);
  const auto sureness = sureness_of(country, *question.method, question.level);
  std::string body;
  formats::JsonWriter json(body);
  const std::vector<std::string>& codes = country.territories().at(question.level).codes;
  json.begin_object().member("type", "FeatureCollection").key("features").begin_array();
  for (std::uint32_t row = 0; row < standing->calculation.rows(); ++row) {
    const territory::Contour* contour = contours->find(*level, codes[row]);
    if (contour == nullptr) continue;
    json.begin_object().member("type", "Feature").key("geometry");
    write_geometry(json, *contours, *contour);
    json.key("properties").begin_object();
    write_territory(json, country, question, *standing, sureness.get(), row);
    json.end_object().end_object();
  }
  json.end_array().end_object();
  return file(std::move(body), "application/geo+json", file_name(question, "geojson"));
}

web::Response territory_api(const web::Request& request, Atlas& atlas, std::string_view code) {
  const Country& country = atlas.country();
  const auto territory = territory_of(country.territories(), code);
  if (!territory) {
    return web::Response::json("{\"message\":\"Aucun territoire n’a ce code.\"}\n", 404);
  }
  Question question = Question::read(request.query, country, territory->level);
  question.level = territory->level;
  const auto standing = question.standing(country);
  const auto sureness = sureness_of(country, *question.method, question.level);
  std::string body;
  formats::JsonWriter json(body);
  json.begin_object();
  json.member("methode", question.method->name);
  json.member("niveau", level_name(question.level));
  write_territory(json, country, question, *standing, sureness.get(), territory->row);
  json.key("classes").integer(static_cast<long long>(standing->order.ranked));
  json.key("contributions").begin_object();
  const auto points = contributions(*question.method, standing->calculation, territory->row);
  for (std::size_t k = 0; k < points.size(); ++k) {
    json.key(question.method->indicators[k].id).number(points[k]);
  }
  json.end_object().end_object();
  return api(std::move(body));
}

web::Response ranking_api(const web::Request& request, Atlas& atlas) {
  const Country& country = atlas.country();
  const Question question = Question::read(request.query, country, kUsual);
  const auto standing = question.standing(country);
  std::string body;
  formats::JsonWriter json(body);
  json.begin_object();
  json.member("methode", question.method->name);
  json.member("niveau", level_name(question.level));
  json.key("territoires").begin_array();
  for (const std::uint32_t row : standing->order.rows) {
    const Territory territory{question.level, row};
    json.begin_object();
    json.member("code", code_of(country.territories(), territory));
    json.member("nom", name_of(country.territories(), territory));
    json.key("indice").number(standing->calculation.index()[row]);
    json.key("rang").number(standing->order.rank[row]);
    json.end_object();
  }
  json.end_array().end_object();
  return api(std::move(body));
}

web::Response methods_api(const web::Request&, Atlas& atlas) {
  const Country& country = atlas.country();
  std::string body;
  formats::JsonWriter json(body);
  json.begin_array();
  for (const Method& method : country.methods()) {
    const auto& shown = country.shown_methods();
    json.begin_object().member("nom", method.name).member("titre", method.title);
    json.member("origine", method.origin);
    json.key("calculable").boolean(std::find(shown.begin(), shown.end(), &method) != shown.end());
    json.key("indicateurs").begin_array();
    for (const Indicator& indicator : method.indicators) {
      json.begin_object().member("id", indicator.id).member("libelle", indicator.label);
      json.member("donnee", indicator.data).end_object();
    }
    json.end_array().end_object();
  }
  json.end_array();
  return api(std::move(body));
}

}  // namespace maillage::fragility
