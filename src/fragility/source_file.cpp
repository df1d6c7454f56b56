#include "formats/named_files.hpp"
#include "formats/toml_reader.hpp"
#include "fragility/source.hpp"

#include <fmt/format.h>
#include <toml++/toml.h>

namespace maillage::fragility {

namespace {

using Reader = formats::TomlReader;

SourceIndicator read_indicator(const Reader& reader, const toml::table& table) {
  reader.only(table, "[[indicateur]]",
              {"id", "libelle", "numerateur", "denominateur", "valeur", "poids", "part", "facteur",
               "complement", "lignes", "somme", "minimum", "maximum"});
  SourceIndicator indicator;
  indicator.id = table["id"].value_or(std::string());
  indicator.label = table["libelle"].value_or(indicator.id);
  indicator.numerator = reader.texts(table, "numerateur");
  indicator.denominator = reader.texts(table, "denominateur");
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
    reader.fail("« lignes » s’écrit \"COLONNE=valeur\".");
  }
  indicator.least = table["minimum"].value_or(0.0);
  indicator.most = table["maximum"].value_or(indicator.is_share ? 100.0 : 1e12);
  if (indicator.id.empty()) reader.fail("il manque « id » à un [[indicateur]].");
  const bool counted = !indicator.numerator.empty();
  if (counted != !indicator.denominator.empty() || counted == !indicator.value.empty()) {
    reader.fail(fmt::format("« {} » donne « numerateur » et « denominateur », ou « valeur ».",
                            indicator.id));
  }
  return indicator;
}

}  // namespace

Source parse_source(std::string_view toml, std::string_view name) {
  const Reader reader(fmt::format("Source « {} »", name));
  const toml::table root = reader.parse(toml);
  reader.only(
      root, "ce fichier",
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
  if (source.code.empty()) reader.fail("il manque « code », la colonne des territoires.");
  if (!source.level.starts_with('=') && !level_of(source.level)) {
    reader.fail(fmt::format("le niveau « {} » est inconnu.", source.level));
  }
  reader.each(root, "indicateur", [&](const toml::table& table) {
    source.indicators.push_back(read_indicator(reader, table));
  });
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
