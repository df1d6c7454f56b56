#include "base/text.hpp"
#include "formats/workbook_writer.hpp"
#include "fragility/need_map.hpp"
#include "fragility/pages.hpp"
#include "fragility/question.hpp"
#include "fragility/ranking_table.hpp"
#include "fragility/score_table.hpp"
#include "fragility/territory_fields.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include <fmt/format.h>

namespace maillage::fragility {

namespace {

web::Response file(std::string body, std::string_view type, std::string_view name) {
  web::Response response = web::Response::text(std::move(body));
  response.content_type = type;
  response.set("Content-Disposition", fmt::format("attachment; filename=\"{}\"", name));
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

/// `visit(territory, fields)` for each of the question, in the order of their codes.
template <class Visit>
void each_territory(const Country& country, const Question& question, Visit visit) {
  const auto standing = question.standing(country);
  const auto sureness = sureness_of(country, *question.method, question.level);
  for (std::uint32_t row = 0; row < standing->calculation.rows(); ++row) {
    visit(Territory{question.level, row},
          fields_of(country, question, *standing, sureness.get(), row));
  }
}

}  // namespace

web::Response csv_export(const web::Request& request, Atlas& atlas) {
  const Country& country = atlas.country();
  const Question question = Question::read(request.query, country, kUsualExport);
  std::string body = "code,nom";
  each_territory(country, question, [&](const Territory& territory, const Fields& fields) {
    if (territory.row == 0) {
      for (const Field& field : fields) body += "," + field.name;
      body += "\n";
    }
    body += code_of(country.territories(), territory) + "," +
            csv_cell(name_of(country.territories(), territory));
    for (const Field& field : fields) {
      body += ",";
      if (!is_missing(field.value)) body += base::number_text(field.value);
    }
    body += "\n";
  });
  return file(std::move(body), "text/csv; charset=utf-8", file_name(question, "csv"));
}

web::Response xlsx_export(const web::Request& request, Atlas& atlas) {
  const Country& country = atlas.country();
  const Question question = Question::read(request.query, country, kUsualExport);
  std::string body;
  formats::WorkbookWriter sheet(body, "Fragilité");
  each_territory(country, question, [&](const Territory& territory, const Fields& fields) {
    if (territory.row == 0) {
      sheet.begin_row();
      sheet.text("code");
      sheet.text("nom");
      for (const Field& field : fields) sheet.text(field.name);
      sheet.end_row();
    }
    sheet.begin_row();
    sheet.text(code_of(country.territories(), territory));
    sheet.text(name_of(country.territories(), territory));
    for (const Field& field : fields) {
      if (is_missing(field.value)) {
        sheet.text("");
      } else {
        sheet.number(field.value);
      }
    }
    sheet.end_row();
  });
  sheet.finish();
  return file(std::move(body), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
              file_name(question, "xlsx"));
}

web::Response geojson_export(const web::Request& request, Atlas& atlas) {
  const Country& country = atlas.country();
  Question question = Question::read(request.query, country, kUsualExport);
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

}  // namespace maillage::fragility
