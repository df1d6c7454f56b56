#include "standard/data_inclusion_rows.hpp"

#include "base/text.hpp"
#include "standard/data_inclusion_import.hpp"
#include "standard/repairs.hpp"

#include <algorithm>
#include <unordered_map>

namespace maillage::standard {

namespace {

using formats::Json;

constexpr std::string_view kDigital = "numerique";

std::string key_of(std::string_view id, std::string_view source) {
  return std::string(id) + '\n' + std::string(source);
}

/// One row of the flat file, from a structure, the name it goes by and the service that stands for
/// all of its own.
Json row_of(const DiStructure& structure, const std::string& nom, const DiService& service) {
  Json row = Json::object();
  const auto set = [&](const char* name, const std::string& text) {
    if (!text.empty()) row.set(name, Json::string(text));
  };
  const auto set_number = [&](const char* name, const std::string& text) {
    double value = 0;
    if (base::parse_number(text, value)) row.set(name, Json::number(value));
  };
  const auto set_list = [&](const char* name, const std::vector<std::string>& items) {
    set(name, base::join(items, ","));
  };
  set("id", structure.source == "dora" ? structure.id : structure.source + "-" + structure.id);
  set("nom", nom);
  row.set("pivot", Json::string(structure.siret.empty() ? structure.rna : structure.siret));
  set("structure_parente", structure.structure_parente);
  row.set("thematiques", Json::string(base::join(service.thematiques, ",")));
  set("typologie", structure.typologie);
  set("accessibilite", structure.accessibilite);
  set("adresse", di_voie(structure.adresse));
  set("code_postal", structure.code_postal);
  set("commune", di_commune(structure.commune));
  set("code_insee", structure.code_insee);
  set("complement_adresse", structure.complement_adresse);
  set_number("latitude", structure.latitude);
  set_number("longitude", structure.longitude);
  set("courriel", structure.courriel);
  set("telephone", structure.telephone);
  set("site_web", structure.site_web);
  set("prise_rdv", service.prise_rdv);
  if (const auto date = repaired_date(structure.date_maj))
    set("date_maj", *date + "T00:00:00.000Z");
  set("source", structure.source);
  set("presentation_detail", structure.presentation_detail);
  set("presentation_resume", structure.presentation_resume);
  set_list("labels_autres", structure.labels_autres);
  set_list("labels_nationaux", structure.labels_nationaux);
  set_list("frais", service.frais);
  set_list("profils", service.profils);
  set_list("types", service.types);
  set("horaires", structure.horaires_ouverture);
  return row;
}

}  // namespace

std::vector<Json> data_inclusion_rows(std::span<const DiStructure> structures,
                                      std::span<const DiService> services) {
  struct Group {
    DiStructure structure;
    std::string nom;
    std::vector<DiService> services;
  };
  std::unordered_map<std::string, const DiStructure*> by_key;
  for (const DiStructure& structure : structures)
    by_key.try_emplace(key_of(structure.id, structure.source), &structure);

  std::vector<Group> groups;
  std::unordered_map<const DiStructure*, std::size_t> group_of;
  for (const DiService& service : services) {
    const auto is_digital = [](const std::string& thematique) {
      return base::contains(thematique, kDigital);
    };
    if (std::none_of(service.thematiques.begin(), service.thematiques.end(), is_digital)) continue;
    auto found = by_key.find(key_of(service.structure_id, service.source));
    if (found == by_key.end()) found = by_key.find(key_of(service.structure_id, ""));
    if (found == by_key.end()) continue;
    const DiStructure& structure = *found->second;
    if (is_service_with_address(service)) {
      groups.push_back({structure_of_service(service, structure), structure.nom, {service}});
      continue;
    }
    const auto [known, is_new] = group_of.try_emplace(&structure, groups.size());
    if (is_new) groups.push_back({structure, structure.nom, {}});
    groups[known->second].services.push_back(service);
  }

  std::vector<Json> rows;
  rows.reserve(groups.size());
  for (const Group& group : groups) {
    rows.push_back(
        row_of(group.structure, group.nom, merged_service(group.services, group.structure)));
  }
  return rows;
}

std::string di_voie(std::string_view text) {
  std::u32string out;
  const std::u32string in = base::to_utf32(text);
  for (std::size_t i = 0; i < in.size(); ++i) {
    switch (in[i]) {
      case U'/':
        out += U'-';
        break;
      case U'"':
      case U'{':
      case U'¨':
      case U'+':
        break;
      case U'\u180e':
      case U'\u200b':
        out += U' ';
        break;  // blanks that ECMAScript no longer counts as such
      case U'?': {
        // A lost letter. Before a, o or u inside a word it was nearly always a cedilla.
        const char32_t next = i + 1 < in.size() ? in[i + 1] : U' ';
        const bool inside = i > 0 && !base::is_space(in[i - 1]);
        if (inside && std::u32string_view(U"AOUaou").find(next) != std::u32string_view::npos)
          out += next < U'a' ? U'C' : U'c';
        break;
      }
      default:
        out += in[i];
    }
  }
  return base::squeeze(base::to_utf8(out));
}

std::string di_commune(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    char32_t c = base::next_code_point(text, at);
    if (c == U'Ã') {
      // Two bytes of UTF-8 taken for two characters: "Ã" and the second byte.
      std::size_t after = at;
      const char32_t second = at < text.size() ? base::next_code_point(text, after) : 0;
      c = second >= 0x80 && second <= 0xBF ? second + 0x40 : U'A';
      if (c != U'A') at = after;
    }
    base::append_utf8(out, c);
  }
  out = base::replace_all(std::move(out), "/", " sur ");
  const std::size_t open = out.find('(');
  const std::size_t close = out.rfind(')');
  if (open != std::string::npos && close != std::string::npos && open < close)
    out.erase(open, close - open + 1);
  return std::string(base::trim(out));
}

}  // namespace maillage::standard
