#include "linkage/model_file.hpp"

#include "base/error.hpp"
#include "formats/named_files.hpp"
#include "formats/toml_reader.hpp"
#include "linkage/field.hpp"

#include <algorithm>
#include <optional>

#include <fmt/format.h>
#include <toml++/toml.h>

namespace maillage::linkage {

namespace {

constexpr std::pair<std::string_view, Measure> kMeasures[] = {
    {"exact", Measure::exact},
    {"jaro-winkler", Measure::jaro_winkler},
    {"levenshtein", Measure::levenshtein},
    {"damerau", Measure::damerau},
    {"mots", Measure::words},
    {"contenu", Measure::contained},
    {"trigrammes", Measure::trigrams},
    {"date", Measure::date},
    {"personne", Measure::person},
    {"courriel", Measure::email},
    {"telephone", Measure::phone},
    {"siret", Measure::siret},
    {"numero", Measure::house_number},
    {"nombre", Measure::number},
    {"distance", Measure::distance},
    {"adresse", Measure::address},
};

using Reader = formats::TomlReader;

FieldSpec read_field(const Reader& reader, const toml::table& table) {
  reader.only(table, "[[champ]]", {"nom", "colonnes", "joindre", "champ", "nettoyage"});
  FieldSpec field;
  field.name = reader.text(table, "nom", "[[champ]]");
  field.columns = reader.texts(table, "colonnes");
  field.joined = table["joindre"].value_or(false);
  field.from = table["champ"].value_or(std::string());
  if (field.columns.empty() == field.from.empty()) {
    reader.fail(fmt::format("le champ « {} » doit venir de « colonnes » ou d’un autre « champ ».",
                            field.name));
  }
  for (const std::string& text : reader.texts(table, "nettoyage")) {
    field.steps.push_back(parse_step(text));
    if (!is_cleaning_step(field.steps.back().name)) {
      reader.fail(
          fmt::format("le nettoyage « {} » du champ « {} » est inconnu.", text, field.name));
    }
  }
  return field;
}

ComparisonSpec read_comparison(const Reader& reader, const toml::table& table) {
  reader.only(table, "[[comparaison]]",
              {"champ", "libelle", "mesure", "niveaux", "frequences", "m", "u"});
  ComparisonSpec comparison;
  comparison.field = reader.text(table, "champ", "[[comparaison]]");
  comparison.label = table["libelle"].value_or(comparison.field);
  const std::string measure = table["mesure"].value_or(std::string("exact"));
  const auto known = std::find_if(std::begin(kMeasures), std::end(kMeasures),
                                  [&](const auto& entry) { return entry.first == measure; });
  if (known == std::end(kMeasures)) {
    reader.fail(fmt::format("la mesure « {} » est inconnue.", measure));
  }
  comparison.measure = known->second;
  comparison.thresholds = reader.numbers(table, "niveaux");
  const bool metres = comparison.measure == Measure::distance;
  for (std::size_t i = 0; i + 1 < comparison.thresholds.size(); ++i) {
    const bool ordered = metres ? comparison.thresholds[i] < comparison.thresholds[i + 1]
                                : comparison.thresholds[i] > comparison.thresholds[i + 1];
    if (!ordered) {
      reader.fail(fmt::format("les niveaux de « {} » doivent aller du plus proche au plus éloigné.",
                              comparison.label));
    }
  }
  if (comparison.thresholds.size() > 20) {
    reader.fail(fmt::format("« {} » a plus de 20 niveaux.", comparison.label));
  }
  comparison.term_frequencies = table["frequences"].value_or(false);
  comparison.m = reader.numbers(table, "m");
  comparison.u = reader.numbers(table, "u");
  for (const std::vector<double>* given : {&comparison.m, &comparison.u}) {
    const bool possible =
        std::all_of(given->begin(), given->end(), [](double p) { return p > 0 && p <= 1; });
    if (!given->empty() && (given->size() != comparison.thresholds.size() + 2 || !possible)) {
      reader.fail(fmt::format(
          "« m » et « u » de « {} » doivent donner {} probabilités entre 0 et 1, de l’égalité à la "
          "différence.",
          comparison.label, comparison.thresholds.size() + 2));
    }
  }
  return comparison;
}

BlockingSpec read_blocking(const Reader& reader, const toml::table& table) {
  reader.only(
      table, "[[blocage]]",
      {"egaux", "voisins", "proches", "ressemblants", "fenetre", "metres", "meilleurs", "par"});
  constexpr std::pair<std::string_view, BlockingKind> kKinds[] = {
      {"egaux", BlockingKind::equal},
      {"voisins", BlockingKind::neighbour},
      {"proches", BlockingKind::near},
      {"ressemblants", BlockingKind::alike}};
  BlockingSpec blocking;
  for (const auto& [key, kind] : kKinds) {
    if (!table.contains(key)) continue;
    if (!blocking.fields.empty()) reader.fail("un [[blocage]] ne suit qu’une règle.");
    blocking.kind = kind;
    blocking.fields = reader.texts(table, key);
  }
  if (blocking.fields.empty()) {
    reader.fail(
        "un [[blocage]] doit dire « egaux », « voisins », « proches » ou « ressemblants ».");
  }
  blocking.window = static_cast<std::size_t>(
      std::clamp<std::int64_t>(table["fenetre"].value_or<std::int64_t>(5), 1, 100));
  blocking.metres = std::clamp(table["metres"].value_or(300.0), 1.0, 100000.0);
  blocking.best = static_cast<std::size_t>(
      std::clamp<std::int64_t>(table["meilleurs"].value_or<std::int64_t>(10), 1, 100));
  const std::string terms = table["par"].value_or(std::string("trigrammes"));
  if (terms != "trigrammes" && terms != "mots") {
    reader.fail("« par » est « trigrammes » ou « mots ».");
  }
  blocking.by_words = terms == "mots";
  return blocking;
}

void check_references(const Reader& reader, const Model& model) {
  std::vector<std::string> known;
  const auto check = [&](const std::string& expression, std::string_view where) {
    std::vector<CleaningStep> steps;
    const std::string name = parse_expression(expression, steps);
    if (std::find(known.begin(), known.end(), name) == known.end()) {
      reader.fail(fmt::format("le champ « {} » de {} n’est pas défini.", name, where));
    }
    for (const CleaningStep& step : steps) {
      if (!is_cleaning_step(step.name)) {
        reader.fail(fmt::format("le nettoyage « {} » de {} est inconnu.", step.name, where));
      }
    }
  };
  for (const FieldSpec& field : model.fields) {
    if (!field.from.empty()) check(field.from, "[[champ]]");
    known.push_back(field.name);
  }
  for (const ComparisonSpec& comparison : model.comparisons) {
    check(comparison.field, "[[comparaison]]");
  }
  for (const BlockingSpec& blocking : model.blockings) {
    for (const std::string& field : blocking.fields) check(field, "[[blocage]]");
  }
}

}  // namespace

Model parse_model(std::string_view toml, std::string_view name) {
  const Reader reader(fmt::format("Modèle « {} »", name));
  const toml::table root = reader.parse(toml);
  reader.only(
      root, "ce fichier",
      {"titre", "lien", "seuil", "bloc_maximal", "a_priori", "champ", "comparaison", "blocage"});
  Model model;
  model.name = name;
  model.title = root["titre"].value_or(model.name);
  const std::string kind = root["lien"].value_or(std::string("groupes"));
  if (kind != "groupes" && kind != "un-a-un")
    reader.fail("« lien » est « groupes » ou « un-a-un ».");
  model.kind = kind == "groupes" ? LinkKind::groups : LinkKind::one_to_one;
  model.threshold = root["seuil"].value_or(0.5);
  model.prior = root["a_priori"].value_or(0.0);
  if (!(model.threshold > 0 && model.threshold < 1) || !(model.prior >= 0 && model.prior < 1)) {
    reader.fail("« seuil » et « a_priori » sont des probabilités entre 0 et 1.");
  }
  model.largest_block = static_cast<std::size_t>(
      std::clamp<std::int64_t>(root["bloc_maximal"].value_or<std::int64_t>(200), 2, 5000));
  reader.each(root, "champ",
              [&](const toml::table& table) { model.fields.push_back(read_field(reader, table)); });
  reader.each(root, "comparaison", [&](const toml::table& table) {
    model.comparisons.push_back(read_comparison(reader, table));
  });
  reader.each(root, "blocage", [&](const toml::table& table) {
    model.blockings.push_back(read_blocking(reader, table));
  });
  check_references(reader, model);
  return model;
}

Model load_model(const std::string& name_or_file, const std::string& folder) {
  const auto file = formats::find_named(name_or_file, folder, ".toml");
  if (!file) {
    throw base::Error(base::ErrorCode::usage,
                      fmt::format("Le modèle « {} » n’existe pas. Modèles disponibles : {}. Vous "
                                  "pouvez aussi donner un fichier .toml.",
                                  name_or_file, fmt::join(model_names(folder), ", ")));
  }
  return parse_model(file->text, file->name);
}

std::vector<std::string> model_names(const std::string& folder) {
  return formats::names_in(folder, ".toml");
}

}  // namespace maillage::linkage
