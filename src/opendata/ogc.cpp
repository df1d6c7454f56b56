// Landing, conformance and the description of the one collection.
#include "opendata/ogc.hpp"

#include "opendata/ogc_links.hpp"
#include "opendata/open_response.hpp"
#include "opendata/problem.hpp"

#include <algorithm>
#include <array>

namespace maillage::opendata {
namespace {

constexpr std::string_view kTitle = "Maillage : les lieux de médiation numérique";
constexpr std::string_view kDescription =
    "Les lieux d’aide au numérique de toute la France, au standard national, réunis et sourcés.";

/// West, south, east, north of all points; nothing without any.
std::optional<std::array<double, 4>> extent_of(const places::Snapshot& snapshot) {
  std::optional<std::array<double, 4>> box;
  for (const standard::PlaceView place : snapshot.texts) {
    const auto point = place.coordinates();
    if (!point) continue;
    if (!box) box = {point->longitude, point->latitude, point->longitude, point->latitude};
    auto& [west, south, east, north] = *box;
    west = std::min(west, point->longitude);
    south = std::min(south, point->latitude);
    east = std::max(east, point->longitude);
    north = std::max(north, point->latitude);
  }
  return box;
}

void write_collection(formats::JsonWriter& json, const places::Snapshot& snapshot,
                      const std::string& base) {
  const std::string here = base + "/collections/" + std::string(kCollection);
  json.begin_object().member("id", kCollection).member("title", kTitle);
  json.member("description", kDescription).member("itemType", "feature");
  if (const auto box = extent_of(snapshot)) {
    json.key("extent").begin_object().key("spatial").begin_object().key("bbox");
    json.begin_array().begin_array();
    for (const double side : *box) json.number(side);
    json.end_array().end_array().end_object().end_object();
  }
  json.key("crs").begin_array().string("http://www.opengis.net/def/crs/OGC/1.3/CRS84").end_array();
  json.key("links").begin_array();
  write_link(json, "self", kJson, here);
  write_link(json, "items", kGeoJson, here + "/items", "Les lieux");
  write_link(json, "license", "text/html", kLicenceAddress, "Licence Ouverte 2.0");
  json.end_array().end_object();
}

std::string base_of(const web::Request& request, const OpenSite& site) {
  return site.origin(request) + "/ogc";
}

}  // namespace

void write_link(formats::JsonWriter& json, std::string_view rel, std::string_view type,
                std::string_view href, std::string_view title) {
  json.begin_object().member("href", href).member("rel", rel).member("type", type);
  if (!title.empty()) json.member("title", title);
  json.end_object();
}

web::Response ogc_answer(std::string text, std::string_view type) {
  web::Response response = web::Response::json(std::move(text));
  response.content_type = type;
  open_to_all(response);
  return response;
}

web::Response ogc_unknown() {
  return problem(404, "Inconnu", "La seule collection est « lieux ». Voyez /ogc/collections.");
}

web::Response ogc_landing(const web::Request& request, OpenSite& site) {
  const std::string base = base_of(request, site);
  std::string text;
  formats::JsonWriter json(text);
  json.begin_object().member("title", kTitle).member("description", kDescription);
  json.key("links").begin_array();
  write_link(json, "self", kJson, base);
  write_link(json, "service-desc", "application/vnd.oai.openapi+json;version=3.1",
             site.origin(request) + "/api/v1/openapi.json", "La description de l’interface");
  write_link(json, "service-doc", "text/html", site.origin(request) + "/donnees", "Les données");
  write_link(json, "conformance", kJson, base + "/conformance");
  write_link(json, "data", kJson, base + "/collections", "Les collections");
  json.end_array().end_object();
  return ogc_answer(std::move(text));
}

web::Response ogc_conformance(const web::Request&, OpenSite&) {
  std::string text;
  formats::JsonWriter json(text);
  json.begin_object().key("conformsTo").begin_array();
  for (const std::string_view part : {"core", "geojson"})
    json.string("http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/" + std::string(part));
  json.end_array().end_object();
  return ogc_answer(std::move(text));
}

web::Response ogc_collections(const web::Request& request, OpenSite& site) {
  const std::string base = base_of(request, site);
  std::string text;
  formats::JsonWriter json(text);
  json.begin_object().key("links").begin_array();
  write_link(json, "self", kJson, base + "/collections");
  json.end_array().key("collections").begin_array();
  write_collection(json, *site.places.snapshot(), base);
  json.end_array().end_object();
  return ogc_answer(std::move(text));
}

web::Response ogc_collection(const web::Request& request, OpenSite& site, std::string_view name) {
  if (name != kCollection) return ogc_unknown();
  std::string text;
  formats::JsonWriter json(text);
  write_collection(json, *site.places.snapshot(), base_of(request, site));
  return ogc_answer(std::move(text));
}

}  // namespace maillage::opendata
