#include "fragility/method_file.hpp"

#include "base/error.hpp"
#include "formats/named_files.hpp"
#include "formats/toml_reader.hpp"
#include "fragility/territories.hpp"

#include <algorithm>
#include <optional>

#include <fmt/format.h>
#include <toml++/toml.h>

namespace maillage::fragility {

namespace {

using Reader = formats::TomlReader;

template <class Value>
using Choices = std::initializer_list<std::pair<std::string_view, Value>>;

const Choices<Scale> kScales = {
    {"aucune", Scale::none},       {"classes", Scale::classes}, {"percentile", Scale::percentile},
    {"min-max", Scale::min_max},   {"z", Scale::z_score},       {"bornes", Scale::goalposts},
    {"base-100", Scale::base_100}, {"rang", Scale::rank}};
const Choices<Mean> kMeans = {{"arithmetique", Mean::arithmetic},
                              {"geometrique", Mean::geometric},
                              {"harmonique", Mean::harmonic},
                              {"puissance", Mean::power}};
const Choices<Imputation> kImputations = {{"aucune", Imputation::none},
                                          {"mediane-du-groupe", Imputation::group_median},
                                          {"voisins", Imputation::neighbours},
                                          {"modele", Imputation::model}};
const Choices<Missing> kMissingRules = {{"ignorer", Missing::ignore}, {"zero", Missing::zero}};
const Choices<Levels> kLevelRules = {{"recalcul", Levels::recompute},
                                     {"moyenne-des-unites", Levels::mean_of_units}};
const Choices<Reference> kReferences = {{"officielle", Reference::official},
                                        {"rapport-des-sommes", Reference::ratio},
                                        {"mediane", Reference::median}};

template <class Value>
Value choice(const Reader& reader, const toml::table& table, std::string_view key,
             const Choices<Value>& choices, Value otherwise) {
  if (!table.contains(key)) return otherwise;
  const std::string word = table[key].value_or(std::string());
  std::vector<std::string_view> words;
  for (const auto& [name, value] : choices) {
    if (name == word) return value;
    words.push_back(name);
  }
  reader.fail(fmt::format("« {} = {} » est inconnu. Valeurs possibles : {}.", key, word,
                          fmt::join(words, ", ")));
}

std::vector<double> shares(const Reader& reader, const toml::table& table, std::string_view key) {
  std::vector<double> list = reader.numbers(table, key);
  double before = 0;
  for (const double share : list) {
    if (!(share > before && share < 1)) {
      reader.fail(fmt::format("« {} » est une liste croissante de parts entre 0 et 1.", key));
    }
    before = share;
  }
  return list;
}

Normalisation read_normalisation(const Reader& reader, const toml::table& table) {
  reader.only(table, "normalisation",
              {"echelle", "seuils", "premiere", "coupe", "de", "a", "maximum"});
  Normalisation read;
  read.scale = choice(reader, table, "echelle", kScales, Scale::none);
  read.cuts = shares(reader, table, "seuils");
  if (read.scale == Scale::classes && read.cuts.empty()) {
    for (int k = 1; k <= 9; ++k) read.cuts.push_back(k / 10.0);
  }
  read.lowest = reader.number(table, "premiere", 1, -100, 100);
  read.trim = reader.number(table, "coupe", 0, 0, 0.49);
  read.low = reader.number(table, "de", 0, -1e12, 1e12);
  read.high = reader.number(table, "a", 100, -1e12, 1e12);
  read.top = reader.number(table, "maximum", 100, 1e-9, 1e9);
  if (read.scale == Scale::goalposts && !(read.low < read.high)) {
    reader.fail("les bornes « de » et « a » vont de la plus petite à la plus grande.");
  }
  return read;
}

/// What the key `normalisation` of a table says, if it is there.
std::optional<Normalisation> normalisation_in(const Reader& reader, const toml::table& table) {
  if (!table.contains("normalisation")) return std::nullopt;
  const toml::table* how = table["normalisation"].as_table();
  if (how == nullptr) reader.fail("« normalisation » s’écrit { echelle = \"…\" }.");
  return read_normalisation(reader, *how);
}

std::string new_id(const Reader& reader, const Method& method, const toml::table& table,
                   std::string_view where) {
  const std::string id = table["id"].value_or(std::string());
  if (id.empty()) reader.fail(fmt::format("il manque « id » à un bloc {}.", where));
  if (method.part(id) != Part::kNone || method.indicator(id) != Part::kNone) {
    reader.fail(fmt::format("« {} » est défini deux fois.", id));
  }
  return id;
}

std::size_t parent_of(const Reader& reader, const Method& method, const toml::table& table,
                      const std::string& id) {
  const std::string parent = table["dans"].value_or(std::string());
  const std::size_t found = method.part(parent);
  if (found == Part::kNone) {
    reader.fail(fmt::format(
        "« {} » est dans « {} », qui n’est pas une [[partie]] écrite plus haut.", id, parent));
  }
  return found;
}

Part read_part(const Reader& reader, const Method& method, const toml::table& table) {
  reader.only(table, "[[partie]]",
              {"id", "libelle", "dans", "poids", "agregation", "exposant", "facteur", "montrer",
               "normalisation"});
  Part part;
  part.id = new_id(reader, method, table, "[[partie]]");
  part.label = table["libelle"].value_or(part.id);
  if (!method.parts.empty()) part.parent = parent_of(reader, method, table, part.id);
  part.weight = reader.number(table, "poids", 1, 0, 1e6);
  part.mean = choice(reader, table, "agregation", kMeans, Mean::arithmetic);
  part.power = reader.number(table, "exposant", 1, -100, 100);
  part.factor = reader.number(table, "facteur", 1, -1e6, 1e6);
  part.shown = table["montrer"].value_or(true);
  part.rescale = normalisation_in(reader, table);
  if (part.mean == Mean::power && part.power == 0) {
    reader.fail(fmt::format(
        "l’exposant de « {} » ne peut pas être 0 ; écrivez agregation = \"geometrique\".",
        part.id));
  }
  return part;
}

Indicator read_indicator(const Reader& reader, const Method& method, const toml::table& table,
                         const Indicator& usual) {
  reader.only(table, "[[indicateur]]",
              {"id", "donnee", "libelle", "dans", "poids", "sens", "zero_manquant", "normalisation",
               "imputation", "predicteurs"});
  Indicator indicator = usual;
  indicator.id = new_id(reader, method, table, "[[indicateur]]");
  indicator.label = table["libelle"].value_or(indicator.id);
  indicator.data = table["donnee"].value_or(indicator.id);
  indicator.part = parent_of(reader, method, table, indicator.id);
  indicator.weight = reader.number(table, "poids", 1, 0, 1e6);
  indicator.higher_is_worse =
      choice(reader, table, "sens", {{"plus", true}, {"moins", false}}, true);
  indicator.zero_is_missing = table["zero_manquant"].value_or(false);
  indicator.scale = normalisation_in(reader, table).value_or(usual.scale);
  indicator.predictors = reader.texts(table, "predicteurs");
  indicator.imputation = choice(reader, table, "imputation", kImputations, indicator.imputation);
  if (indicator.imputation == Imputation::model && indicator.predictors.empty()) {
    reader.fail(fmt::format("« {} » veut un modèle : dites ses « predicteurs ».", indicator.id));
  }
  return indicator;
}

void check_weights(const Reader& reader, const Method& method) {
  std::vector<double> sums(method.parts.size(), 0);
  for (std::size_t i = 1; i < method.parts.size(); ++i) {
    sums[method.parts[i].parent] += method.parts[i].weight;
  }
  for (const Indicator& indicator : method.indicators) sums[indicator.part] += indicator.weight;
  for (std::size_t i = 0; i < sums.size(); ++i) {
    if (!(sums[i] > 0)) {
      reader.fail(fmt::format("la partie « {} » n’a rien qui pèse.", method.parts[i].id));
    }
  }
}

}  // namespace

Method parse_method(std::string_view toml, std::string_view name) {
  const Reader reader(fmt::format("Méthode « {} »", name));
  const toml::table root = reader.parse(toml);
  reader.only(root, "ce fichier",
              {"titre", "origine", "cle", "unite", "references", "reference", "groupe", "manquants",
               "poids_minimal", "troncature", "extremes", "niveaux", "normalisation", "imputation",
               "partie", "indicateur"});
  Method method;
  method.name = name;
  method.title = root["titre"].value_or(method.name);
  method.origin = root["origine"].value_or(std::string());
  method.key = root["cle"].value_or(method.key);
  method.level = root["unite"].value_or(method.level);
  if (method.level != "iris" && method.level != "commune") {
    reader.fail("« unite » est \"iris\" ou \"commune\".");
  }
  method.references = reader.texts(root, "references");
  for (const std::string& reference : method.references) {
    if (reference != "reg" && reference != "dep" && reference != "epci" && reference != "fr") {
      reader.fail("« references » est une liste de \"fr\", \"reg\", \"dep\", \"epci\".");
    }
  }
  method.reference = choice(reader, root, "reference", kReferences, Reference::ratio);
  method.group = root["groupe"].value_or(method.group);
  if (!level_of(method.group)) {
    reader.fail("« groupe » est \"commune\", \"epci\", \"dep\", \"reg\" ou \"fr\".");
  }
  method.missing = choice(reader, root, "manquants", kMissingRules, Missing::ignore);
  method.least_weight = reader.number(root, "poids_minimal", method.least_weight, 0, 1);
  method.truncated = root["troncature"].value_or(false);
  method.outliers.most = static_cast<std::size_t>(reader.number(root, "extremes", 0, 0, 1000));
  method.levels = choice(reader, root, "niveaux", kLevelRules, Levels::recompute);
  Indicator usual;
  usual.imputation = choice(reader, root, "imputation", kImputations, Imputation::none);
  usual.scale = normalisation_in(reader, root).value_or(usual.scale);
  reader.each(root, "partie", [&](const toml::table& table) {
    method.parts.push_back(read_part(reader, method, table));
  });
  reader.each(root, "indicateur", [&](const toml::table& table) {
    method.indicators.push_back(read_indicator(reader, method, table, usual));
  });
  check_weights(reader, method);
  return method;
}

Method load_method(const std::string& name_or_file, const std::string& folder) {
  const auto file = formats::find_named(name_or_file, folder, ".toml");
  if (!file) {
    throw base::Error(base::ErrorCode::usage,
                      fmt::format("La méthode « {} » n’existe pas. Méthodes disponibles : {}. Vous "
                                  "pouvez aussi donner un fichier .toml.",
                                  name_or_file, fmt::join(method_names(folder), ", ")));
  }
  return parse_method(file->text, file->name);
}

std::vector<std::string> method_names(const std::string& folder) {
  return formats::names_in(folder, ".toml");
}

}  // namespace maillage::fragility
