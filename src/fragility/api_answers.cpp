#include "formats/json.hpp"
#include "fragility/explanation.hpp"
#include "fragility/pages.hpp"
#include "fragility/ranking_table.hpp"
#include "fragility/territory_fields.hpp"

#include <algorithm>

namespace maillage::fragility {

namespace {

web::Response api(std::string body) {
  web::Response response = web::Response::json(std::move(body) + "\n");
  response.set("Access-Control-Allow-Origin", "*");
  return response;
}

}  // namespace

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
  const Question question = Question::read(request.query, country, kUsualExport);
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
