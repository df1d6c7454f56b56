#include "transform/publication_plan.hpp"

#include "formats/json.hpp"

#include <fmt/format.h>

namespace maillage::transform {

namespace {

constexpr std::array<std::string_view, 6> kTags = {
    "inclusion", "inclusion-numerique", "lieux-d-inclusion-numerique",
    "mediation", "mediation-numerique", "lieux-de-mediation-numerique"};
constexpr std::string_view kSchema = "LaMednum/standard-mediation-num";

void write_resource(formats::JsonWriter& json, const std::string& path, const std::string& title,
                    std::string_view format, std::string_view more) {
  json.begin_object();
  json.member("source", path).member("schema", kSchema);
  json.member("description", fmt::format("{} au format {}.{}", title, format, more));
  json.end_object();
}

}  // namespace

std::string publication_plan(const PublicationPlan& plan) {
  const std::string title =
      fmt::format("Lieux de médiation numérique sur le territoire {} fournis par {}",
                  plan.territory, plan.source_name);
  std::string text;
  formats::JsonWriter json(text);
  json.begin_object();
  json.member("title", title);
  json.member(
      "description",
      fmt::format(
          "Lieux de médiation numérique proposant un accompagnement au public fournis par {} sur "
          "le "
          "territoire {}.\nCe jeu de données répond aux spécifications du schéma \"Lieux de "
          "médiation "
          "numérique\" disponible sur le site "
          "[schema.data.gouv.fr](https://schema.data.gouv.fr/LaMednum/standard-mediation-num)",
          plan.source_name, plan.territory));
  json.key("tags").begin_array();
  for (const std::string_view tag : kTags) json.string(tag);
  json.end_array();
  json.member("frequency", "daily").member("license", "lov2").member("granularity", "poi");
  if (!plan.first_day.empty()) json.member("start", plan.first_day).member("end", plan.last_day);
  json.key("ressources").begin_array();
  write_resource(json, plan.csv_path, title, "CSV", "");
  write_resource(json, plan.json_path, title, "JSON",
                 "\nVous pouvez utiliser l’url stable associé à cette ressource pour alimenter une "
                 "version locale de la "
                 "cartographie des lieux de médiation numérique.");
  json.end_array();
  json.end_object();
  return text;
}

}  // namespace maillage::transform
