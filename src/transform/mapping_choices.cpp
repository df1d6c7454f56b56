#include "transform/mapping_choices.hpp"

#include "base/text.hpp"
#include "standard/vocabulary.hpp"

#include <fmt/format.h>

namespace maillage::transform {

using base::Severity;
using formats::Json;
using standard::Field;

namespace {

bool is_free(Field field) {
  return standard::allowed_values(field).empty();
}

/// The texts of a list; a single text counts as a list of one.
std::vector<std::string> texts(const Json& value) {
  std::vector<std::string> out;
  if (value.is_array()) {
    for (const Json& item : value.items()) {
      if (!item.is_null()) out.push_back(item.text());
    }
  } else if (!value.is_null()) {
    out.push_back(value.text());
  }
  return out;
}

struct Where {
  const std::string& key;
  std::size_t number;  ///< 1-based
  std::string text() const { return fmt::format("« {} », choix {}", key, number); }
};

void check_parts(const Where& where, const Json& json, MappingFindings& findings) {
  for (const auto& [name, content] : json.members()) {
    if (name == "colonnes" || name == "termes" || name == "sauf" || name == "cible" ||
        name == "modalitesAccompagnement") {
      continue;
    }
    if (name == "colonne") {
      findings.add(Severity::note, "mapping.choice-column", where.key, "",
                   fmt::format("{} : « colonne » est lu comme « colonnes ».", where.text()),
                   "Écrivez « colonnes ».");
    } else {
      findings.add(
          Severity::warning, "mapping.unknown-part", where.key, name,
          fmt::format("{} : « {} » n’est pas compris et reste sans effet.", where.text(), name),
          "Les mots connus sont colonnes, termes, sauf, cible et modalitesAccompagnement.");
    }
  }
}

/// Everything but the target.
Choice read_conditions(const Where& where, const Json& json, MappingFindings& findings) {
  Choice choice;
  const bool has_columns = json.has("colonnes") || json.has("colonne");
  for (std::string& column : texts(json.has("colonnes") ? json["colonnes"] : json["colonne"])) {
    if (!column.empty()) choice.columns.push_back(std::move(column));
  }
  if (has_columns && choice.columns.empty()) {
    findings.add(
        Severity::warning, "mapping.empty-column", where.key, "",
        fmt::format("{} : aucune colonne n’est nommée, ce choix ne sert jamais.", where.text()),
        "Nommez la colonne, ou retirez « colonnes » pour que la cible vaille toujours.");
    choice.columns.emplace_back();  // a column that no list has
  }
  choice.any_text = !json.has("termes");
  for (const std::string& term : texts(json["termes"])) choice.terms.push_back(base::lower(term));
  if (!choice.any_text && choice.terms.empty()) {
    findings.add(
        Severity::warning, "mapping.no-term", where.key, "",
        fmt::format("{} : la liste de termes est vide, ce choix ne sert jamais.", where.text()),
        "Ajoutez un terme, ou retirez « termes » pour que toute valeur compte.");
  }
  for (const std::string& word : texts(json["sauf"])) {
    choice.except.push_back(base::lower(word));
    if (choice.except.back() != word) {
      findings.add(
          Severity::note, "mapping.except-capital", where.key, word,
          fmt::format(
              "{} : « {} » porte une capitale ; d’autres outils ne le reconnaîtraient jamais. "
              "Il est compris ici sans égard aux capitales.",
              where.text(), word),
          "Écrivez-le en minuscules.");
    }
  }
  if (json["modalitesAccompagnement"].is_string()) {
    const auto support =
        targets_in(Field::modalites_accompagnement, json["modalitesAccompagnement"].text());
    choice.with_support =
        support.empty() ? json["modalitesAccompagnement"].text() : support.front();
  }
  return choice;
}

void note_migration(const Where& where, const std::string& target,
                    const std::vector<std::string>& successors, MappingFindings& findings) {
  findings.add(
      Severity::warning, "mapping.old-target", where.key, target,
      fmt::format("{} : « {} » n’est pas une valeur du standard 1.0 ; « {} » est écrit à sa place.",
                  where.text(), target, base::join(successors, " », « ")),
      "Mettez à jour la cible.");
}

}  // namespace

void MappingFindings::add(Severity severity, std::string rule, std::string key, std::string value,
                          std::string message, std::string advice) {
  for (const base::Finding& known : findings_) {
    if (known.rule == rule && known.field == key && known.value == value) return;
  }
  findings_.push_back({severity, std::move(rule), base::Finding::kNoRow, std::move(key),
                       std::move(value), std::move(message), std::move(advice)});
}

std::vector<std::string> targets_in(Field field, std::string_view target) {
  if (is_free(field)) return {std::string(target)};
  if (const auto value = standard::admitted(field, target)) return {std::string(*value)};
  std::vector<std::string> out;
  for (const std::string_view successor : standard::successors(field, target)) {
    if (standard::admitted(field, successor)) out.emplace_back(successor);
  }
  return out;
}

void read_choices(const std::string& key, const Json& value, std::span<const Field> fields,
                  std::array<std::vector<Choice>, standard::kFieldCount>& out,
                  MappingFindings& findings) {
  if (!value.is_array()) {
    findings.add(Severity::error, "mapping.wrong-shape", key,
                 formats::json_text(value).substr(0, 120),
                 fmt::format("Le champ « {} » attend une liste de choix : il restera vide.", key),
                 "Exemple : [{\"colonnes\": [\"X\"], \"termes\": [\"mot\"], \"cible\": \"valeur du "
                 "standard\"}].");
    return;
  }
  std::size_t number = 0;
  for (const Json& json : value.items()) {
    const Where where{key, ++number};
    if (!json.is_object()) {
      findings.add(Severity::error, "mapping.wrong-shape", key,
                   formats::json_text(json).substr(0, 120),
                   fmt::format("{} : ce n’est pas un objet.", where.text()), "");
      continue;
    }
    check_parts(where, json, findings);
    Choice choice = read_conditions(where, json, findings);
    if (!json["cible"].is_string()) {
      if (fields.front() == Field::autres_formations_labels) {
        choice.own_text = true;
        out[static_cast<std::size_t>(fields.front())].push_back(std::move(choice));
      } else {
        findings.add(Severity::error, "mapping.no-target", key, "",
                     fmt::format("{} : il n’y a pas de cible.", where.text()),
                     "Ajoutez « cible ».");
      }
      continue;
    }
    const std::string& target = json["cible"].text();
    std::vector<std::string> all;
    for (const Field field : fields) {
      choice.targets = targets_in(field, target);
      if (choice.targets.empty()) continue;
      all.insert(all.end(), choice.targets.begin(), choice.targets.end());
      out[static_cast<std::size_t>(field)].push_back(choice);
    }
    if (all.empty()) {
      findings.add(Severity::error, "mapping.unknown-target", key, target,
                   fmt::format("{} : « {} » n’est pas une valeur du standard, ce choix est ignoré.",
                               where.text(), target),
                   "Choisissez la cible parmi les valeurs du standard 1.0.");
    } else if (all.size() != 1 || all.front() != target) {
      note_migration(where, target, all, findings);
    }
  }
}

}  // namespace maillage::transform
