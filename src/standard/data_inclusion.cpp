#include "standard/data_inclusion.hpp"

#include "base/text.hpp"

#include <string_view>

namespace maillage::standard {

namespace {

using formats::Json;

template <class Thing>
struct TextMember {
  std::string_view name;
  std::string Thing::*text;
};
template <class Thing>
struct ListMember {
  std::string_view name;
  std::vector<std::string> Thing::*list;
};

constexpr TextMember<DiStructure> kStructureTexts[] = {
    {"id", &DiStructure::id},
    {"nom", &DiStructure::nom},
    {"siret", &DiStructure::siret},
    {"rna", &DiStructure::rna},
    {"typologie", &DiStructure::typologie},
    {"structure_parente", &DiStructure::structure_parente},
    {"accessibilite", &DiStructure::accessibilite},
    {"commune", &DiStructure::commune},
    {"code_postal", &DiStructure::code_postal},
    {"adresse", &DiStructure::adresse},
    {"code_insee", &DiStructure::code_insee},
    {"complement_adresse", &DiStructure::complement_adresse},
    {"_di_geocodage_code_insee", &DiStructure::geocoded_code_insee},
    {"source", &DiStructure::source},
    {"date_maj", &DiStructure::date_maj},
    {"latitude", &DiStructure::latitude},
    {"longitude", &DiStructure::longitude},
    {"telephone", &DiStructure::telephone},
    {"courriel", &DiStructure::courriel},
    {"site_web", &DiStructure::site_web},
    {"presentation_resume", &DiStructure::presentation_resume},
    {"presentation_detail", &DiStructure::presentation_detail},
    {"horaires_ouverture", &DiStructure::horaires_ouverture},
};
constexpr ListMember<DiStructure> kStructureLists[] = {
    {"thematiques", &DiStructure::thematiques},
    {"labels_nationaux", &DiStructure::labels_nationaux},
    {"labels_autres", &DiStructure::labels_autres},
};
constexpr TextMember<DiService> kServiceTexts[] = {
    {"id", &DiService::id},
    {"structure_id", &DiService::structure_id},
    {"nom", &DiService::nom},
    {"source", &DiService::source},
    {"prise_rdv", &DiService::prise_rdv},
    {"date_maj", &DiService::date_maj},
    {"commune", &DiService::commune},
    {"code_postal", &DiService::code_postal},
    {"adresse", &DiService::adresse},
    {"code_insee", &DiService::code_insee},
    {"complement_adresse", &DiService::complement_adresse},
    {"latitude", &DiService::latitude},
    {"longitude", &DiService::longitude},
    {"telephone", &DiService::telephone},
    {"courriel", &DiService::courriel},
};
constexpr ListMember<DiService> kServiceLists[] = {
    {"thematiques", &DiService::thematiques},
    {"types", &DiService::types},
    {"modes_accueil", &DiService::modes_accueil},
    {"frais", &DiService::frais},
    {"profils", &DiService::profils},
    {"modes_orientation_accompagnateur", &DiService::modes_orientation_accompagnateur},
    {"modes_orientation_beneficiaire", &DiService::modes_orientation_beneficiaire},
};

template <class Thing, class Texts, class Lists>
Thing thing_of(const Json& json, const Texts& texts, const Lists& lists) {
  Thing thing;
  for (const auto& member : texts) {
    const Json& value = json[member.name];
    if (value.is_string() || value.is_number()) thing.*member.text = value.text();
  }
  for (const auto& member : lists) {
    for (const Json& item : json[member.name].items()) {
      if (item.is_string()) (thing.*member.list).push_back(item.text());
    }
  }
  return thing;
}

bool is_number_member(std::string_view name) {
  return name == "latitude" || name == "longitude";
}

template <class Thing, class Texts, class Lists>
Json json_of_thing(const Thing& thing, const Texts& texts, const Lists& lists) {
  Json json = Json::object();
  for (const auto& member : texts) {
    const std::string& text = thing.*member.text;
    if (text.empty()) continue;
    double number = 0;
    const bool is_number = is_number_member(member.name) && base::parse_number(text, number);
    json.set(member.name, is_number ? Json::number(number) : Json::string(text));
  }
  for (const auto& member : lists) {
    if ((thing.*member.list).empty()) continue;
    Json list = Json::array();
    for (const std::string& item : thing.*member.list) list.push(Json::string(item));
    json.set(member.name, std::move(list));
  }
  return json;
}

}  // namespace

DiStructure di_structure_of(const Json& json) {
  return thing_of<DiStructure>(json, kStructureTexts, kStructureLists);
}
DiService di_service_of(const Json& json) {
  return thing_of<DiService>(json, kServiceTexts, kServiceLists);
}
Json json_of(const DiStructure& structure) {
  return json_of_thing(structure, kStructureTexts, kStructureLists);
}
Json json_of(const DiService& service) {
  return json_of_thing(service, kServiceTexts, kServiceLists);
}

}  // namespace maillage::standard
