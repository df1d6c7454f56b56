#include "base/error.hpp"
#include "formats/named_files.hpp"
#include "fragility/source.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <toml++/toml.h>

namespace maillage::fragility {

namespace {

[[noreturn]] void fail(std::string_view name, const std::string& message) {
  throw base::Error(base::ErrorCode::bad_input, fmt::format("Source « {} » : {}", name, message));
}

void only(std::string_view name, const toml::table& table,
          std::initializer_list<std::string_view> possible) {
  for (const auto& [key, value] : table) {
    if (std::find(possible.begin(), possible.end(), key.str()) == possible.end()) {
      fail(name, fmt::format("la clé « {} » est inconnue (ligne {}). Clés possibles : {}.",
                             key.str(), value.source().begin.line, fmt::join(possible, ", ")));
    }
  }
}

/// A list of texts, or one text.
std::vector<std::string> texts(std::string_view name, const toml::table& table,
                               std::string_view key) {
  std::vector<std::string> list;
  if (!table.contains(key)) return list;
  if (const auto one = table[key].value<std::string>()) return {*one};
  const toml::array* items = table[key].as_array();
  if (items == nullptr) fail(name, fmt::format("« {} » est un texte ou une liste de textes.", key));
  for (const toml::node& item : *items) {
    const auto text = item.value<std::string>();
    if (!text) fail(name, fmt::format("« {} » est un texte ou une liste de textes.", key));
    list.push_back(*text);
  }
  return list;
}

SourceIndicator read_indicator(std::string_view name, const toml::table& table) {
  only(name, table,
       {"id", "libelle", "numerateur", "denominateur", "valeur", "poids", "part", "facteur",
        "complement", "lignes", "somme", "minimum", "maximum"});
  SourceIndicator indicator;
  indicator.id = table["id"].value_or(std::string());
  indicator.label = table["libelle"].value_or(indicator.id);
  indicator.numerator = texts(name, table, "numerateur");
  indicator.denominator = texts(name, table, "denominateur");
  indicator.value = table["valeur"].value_or(std::string());
  indicator.weight = table["poids"].value_or(std::string());
  indicator.is_share = table["part"].value_or(true);
  indicator.factor = table["facteur"].value_or(1.0);
  indicator.complement = table["complement"].value_or(false);
  indicator.summed = table["somme"].value_or(false);
  const std::string rows = table["lignes"].value_or(std::string());
  if (const std::size_t sign = rows.find('='); sign != std::string::npos) {
    indicator.only_column = rows.substr(0, sign);
    indicator.only_value = rows.substr(sign + 1);
  } else if (!rows.empty()) {
    fail(name, "« lignes » s’écrit \"COLONNE=valeur\".");
  }
  indicator.least = table["minimum"].value_or(0.0);
  indicator.most = table["maximum"].value_or(indicator.is_share ? 100.0 : 1e12);
  if (indicator.id.empty()) fail(name, "il manque « id » à un [[indicateur]].");
  const bool counted = !indicator.numerator.empty();
  if (counted != !indicator.denominator.empty() || counted == !indicator.value.empty()) {
    fail(name, fmt::format("« {} » donne « numerateur » et « denominateur », ou « valeur ».",
                           indicator.id));
  }
  return indicator;
}

}  // namespace

Source parse_source(std::string_view toml, std::string_view name) {
  toml::table root;
  try {
    root = toml::parse(toml);
  } catch (const toml::parse_error& error) {
    fail(name, fmt::format("la ligne {} n’est pas du TOML ({}).", error.source().begin.line,
                           error.description()));
  }
  only(
      name, root,
      {"titre", "producteur", "licence", "niveau", "code", "colonne_annee", "annee", "indicateur"});
  Source source;
  source.name = name;
  source.title = root["titre"].value_or(source.name);
  source.producer = root["producteur"].value_or(std::string());
  source.licence = root["licence"].value_or(std::string());
  source.level = root["niveau"].value_or(std::string());
  source.code = root["code"].value_or(std::string());
  source.year_column = root["colonne_annee"].value_or(std::string());
  source.year = static_cast<int>(root["annee"].value_or<std::int64_t>(0));
  if (source.code.empty()) fail(name, "il manque « code », la colonne des territoires.");
  if (!source.level.starts_with('=') && !level_of(source.level)) {
    fail(name, fmt::format("le niveau « {} » est inconnu.", source.level));
  }
  if (const toml::array* items = root["indicateur"].as_array()) {
    for (const toml::node& item : *items) {
      if (const toml::table* table = item.as_table()) {
        source.indicators.push_back(read_indicator(name, *table));
      }
    }
  }
  if (source.indicators.empty()) fail(name, "il faut au moins un bloc [[indicateur]].");
  return source;
}

std::vector<Source> load_sources(const std::string& folder) {
  std::vector<Source> sources;
  for (const std::string& name : formats::names_in(folder, ".toml")) {
    if (const auto file = formats::find_named(name, folder, ".toml")) {
      sources.push_back(parse_source(file->text, name));
    }
  }
  return sources;
}

}  // namespace maillage::fragility
