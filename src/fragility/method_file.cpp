#include "fragility/method_file.hpp"

#include "base/error.hpp"
#include "formats/named_files.hpp"
#include "fragility/territories.hpp"

#include <algorithm>
#include <optional>

#include <fmt/format.h>
#include <toml++/toml.h>

namespace maillage::fragility {

namespace {

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

/// Reads the tables of one file and says which key is wrong.
class Reader {
 public:
  explicit Reader(std::string_view name) : name_(name) {}

  [[noreturn]] void fail(const std::string& message) const {
    throw base::Error(base::ErrorCode::bad_input,
                      fmt::format("Méthode « {} » : {}", name_, message));
  }

  void only(const toml::table& table, std::string_view where,
            std::initializer_list<std::string_view> possible) const {
    for (const auto& [key, value] : table) {
      if (std::find(possible.begin(), possible.end(), key.str()) == possible.end()) {
        fail(fmt::format("la clé « {} » de {} est inconnue (ligne {}). Clés possibles : {}.",
                         key.str(), where, value.source().begin.line, fmt::join(possible, ", ")));
      }
    }
  }

  template <class Value>
  Value choice(const toml::table& table, std::string_view key, const Choices<Value>& choices,
               Value otherwise) const {
    if (!table.contains(key)) return otherwise;
    const std::string word = table[key].value_or(std::string());
    std::vector<std::string_view> words;
    for (const auto& [name, value] : choices) {
      if (name == word) return value;
      words.push_back(name);
    }
    fail(fmt::format("« {} = {} » est inconnu. Valeurs possibles : {}.", key, word,
                     fmt::join(words, ", ")));
  }

  double number(const toml::table& table, std::string_view key, double otherwise, double least,
                double most) const {
    if (!table.contains(key)) return otherwise;
    const auto value = table[key].value<double>();
    if (!value || !(*value >= least && *value <= most)) {
      fail(fmt::format("« {} » est un nombre entre {} et {}.", key, least, most));
    }
    return *value;
  }

  std::vector<double> shares(const toml::table& table, std::string_view key) const {
    std::vector<double> list;
    if (!table.contains(key)) return list;
    const toml::array* items = table[key].as_array();
    if (items == nullptr) fail(fmt::format("« {} » est une liste de parts entre 0 et 1.", key));
    for (const toml::node& item : *items) {
      const double share = item.value<double>().value_or(-1);
      if (!(share > 0 && share < 1) || (!list.empty() && share <= list.back())) {
        fail(fmt::format("« {} » est une liste croissante de parts entre 0 et 1.", key));
      }
      list.push_back(share);
    }
    return list;
  }

  std::vector<std::string> texts(const toml::table& table, std::string_view key) const {
    std::vector<std::string> list;
    if (!table.contains(key)) return list;
    const toml::array* items = table[key].as_array();
    if (items == nullptr) fail(fmt::format("« {} » est une liste de textes.", key));
    for (const toml::node& item : *items) {
      const auto text = item.value<std::string>();
      if (!text) fail(fmt::format("« {} » est une liste de textes.", key));
      list.push_back(*text);
    }
    return list;
  }

  /// What the key `normalisation` of a table says, if it is there.
  std::optional<Normalisation> normalisation_in(const toml::table& table) const {
    if (!table.contains("normalisation")) return std::nullopt;
    const toml::table* how = table["normalisation"].as_table();
    if (how == nullptr) fail("« normalisation » s’écrit { echelle = \"…\" }.");
    return normalisation(*how);
  }

  Normalisation normalisation(const toml::table& table) const {
    only(table, "normalisation", {"echelle", "seuils", "premiere", "coupe", "de", "a", "maximum"});
    Normalisation read;
    read.scale = choice(table, "echelle", kScales, Scale::none);
    read.cuts = shares(table, "seuils");
    if (read.scale == Scale::classes && read.cuts.empty()) {
      for (int k = 1; k <= 9; ++k) read.cuts.push_back(k / 10.0);
    }
    read.lowest = number(table, "premiere", 1, -100, 100);
    read.trim = number(table, "coupe", 0, 0, 0.49);
    read.low = number(table, "de", 0, -1e12, 1e12);
    read.high = number(table, "a", 100, -1e12, 1e12);
    read.top = number(table, "maximum", 100, 1e-9, 1e9);
    if (read.scale == Scale::goalposts && !(read.low < read.high)) {
      fail("les bornes « de » et « a » vont de la plus petite à la plus grande.");
    }
    return read;
  }

  template <class Visit>
  void each(const toml::table& root, std::string_view key, Visit visit) const {
    const toml::array* items = root[key].as_array();
    if (items == nullptr || items->empty()) {
      fail(fmt::format("il faut au moins un bloc [[{}]].", key));
    }
    for (const toml::node& item : *items) {
      const toml::table* table = item.as_table();
      if (table == nullptr) fail(fmt::format("« {} » est une suite de blocs [[{}]].", key, key));
      visit(*table);
    }
  }

 private:
  std::string_view name_;
};

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
  part.mean = reader.choice(table, "agregation", kMeans, Mean::arithmetic);
  part.power = reader.number(table, "exposant", 1, -100, 100);
  part.factor = reader.number(table, "facteur", 1, -1e6, 1e6);
  part.shown = table["montrer"].value_or(true);
  part.rescale = reader.normalisation_in(table);
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
      reader.choice(table, "sens", {{"plus", true}, {"moins", false}}, true);
  indicator.zero_is_missing = table["zero_manquant"].value_or(false);
  indicator.scale = reader.normalisation_in(table).value_or(usual.scale);
  indicator.predictors = reader.texts(table, "predicteurs");
  indicator.imputation = reader.choice(table, "imputation", kImputations, indicator.imputation);
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
  const Reader reader(name);
  toml::table root;
  try {
    root = toml::parse(toml);
  } catch (const toml::parse_error& error) {
    reader.fail(fmt::format("la ligne {} n’est pas du TOML ({}).", error.source().begin.line,
                            error.description()));
  }
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
  method.reference = reader.choice(root, "reference", kReferences, Reference::ratio);
  method.group = root["groupe"].value_or(method.group);
  if (!level_of(method.group)) {
    reader.fail("« groupe » est \"commune\", \"epci\", \"dep\", \"reg\" ou \"fr\".");
  }
  method.missing = reader.choice(root, "manquants", kMissingRules, Missing::ignore);
  method.least_weight = reader.number(root, "poids_minimal", method.least_weight, 0, 1);
  method.truncated = root["troncature"].value_or(false);
  method.outliers.most = static_cast<std::size_t>(reader.number(root, "extremes", 0, 0, 1000));
  method.levels = reader.choice(root, "niveaux", kLevelRules, Levels::recompute);
  Indicator usual;
  usual.imputation = reader.choice(root, "imputation", kImputations, Imputation::none);
  usual.scale = reader.normalisation_in(root).value_or(usual.scale);
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
