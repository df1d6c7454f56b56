#include "standard/validate.hpp"

#include "base/date.hpp"
#include "base/text.hpp"
#include "standard/library_rules.hpp"
#include "standard/validators.hpp"
#include "standard/vocabulary.hpp"
#include "standard/writing.hpp"

#include <array>
#include <functional>
#include <string>

#include <fmt/format.h>

namespace maillage::standard {

namespace {

using base::Finding;
using base::Findings;
using base::Severity;

/// What files say where nobody knows (writing.hpp).
const StandIns kStandIns;
constexpr std::size_t kPivotLength = 14;

bool is_date(std::string_view text) {
  return base::parse_iso_date(text).has_value();
}

/// A number as the schema wants it: digits and a decimal point, no more.
bool is_number(std::string_view text) {
  double value = 0;
  return base::parse_number(text, value);
}

/// The same words though typed otherwise: apostrophes, dots, blanks, case and accents do not count.
bool is_same_wording(std::string_view left, std::string_view right) {
  const auto plain = [](std::string_view text) {
    std::string out = base::squeeze(base::replace_all(base::fold(text), "…", "..."));
    while (!out.empty() && out.back() == '.') out.pop_back();
    return out;
  };
  return plain(left) == plain(right);
}

bool contains(std::span<const std::string_view> values, std::string_view text) {
  for (const std::string_view value : values) {
    if (value == text) return true;
  }
  return false;
}

/// The value that was probably meant, or nothing.
std::string_view meant(const SchemaField& field, std::string_view text) {
  for (const std::string_view value : field.values) {
    if (is_same_wording(value, text)) return value;
  }
  if (!field.field) return {};
  const auto values = successors(*field.field, text);
  return !values.empty() && contains(field.values, values.front()) ? values.front()
                                                                   : std::string_view();
}

/// Collects the findings of one record.
class Check {
 public:
  Check(const Schema& schema, std::size_t row, std::span<const std::string_view> values,
        Findings& findings)
      : schema_(schema), row_(row), values_(values), findings_(findings) {}

  void run() {
    for (std::size_t i = 0; i < schema_.fields.size(); ++i)
      check_field(schema_.fields[i], values_[i]);
    check_across_fields();
  }

  void add(Severity severity, std::string rule, std::string_view field, std::string_view value,
           std::string message, std::string advice) {
    findings_.push_back({severity, std::move(rule), row_, std::string(field),
                         base::valid_utf8(value), std::move(message), std::move(advice)});
  }

 private:
  void error(std::string rule, const SchemaField& field, std::string_view value,
             std::string message, std::string advice) {
    add(Severity::error, std::move(rule), field.name, value, std::move(message), std::move(advice));
  }

  void check_field(const SchemaField& field, std::string_view value) {
    if (value.empty()) {
      if (field.required) {
        error("schema.required", field, value, fmt::format("Le champ {} est vide.", field.name),
              "Ce champ est obligatoire : renseignez-le.");
      }
      return;
    }
    const std::size_t before = findings_.size();
    check_kind(field, value);
    // UTF-16 units never outnumber bytes, so most texts need no count.
    if (field.max_length != 0 && value.size() > field.max_length) check_length(field, value);
    if (findings_.size() == before) check_library(field, value);
  }

  void check_kind(const SchemaField& field, std::string_view value) {
    switch (field.kind) {
      case FieldKind::text:
      case FieldKind::open_list:
        return;
      case FieldKind::number:
        if (is_number(value)) return;
        return error("schema.number", field, value, "Ce n’est pas un nombre.",
                     "Écrivez un nombre avec un point, par exemple 43.52609.");
      case FieldKind::date:
        return check_date(field, value);
      case FieldKind::code_postal:
        if (is_valid_code_postal(value)) return;
        return error("schema.code_postal", field, value, "Le code postal n’a pas cinq chiffres.",
                     value.size() == 4
                         ? "Un zéro manque sans doute au début, perdu par le tableur : écrivez-le."
                         : "Écrivez cinq chiffres, par exemple 51100.");
      case FieldKind::code_insee:
        if (is_schema_code_insee(value)) return;
        return error("schema.code_insee", field, value,
                     "Le code Insee de la commune n’est pas valide.",
                     value.starts_with("20")
                         ? "En Corse, le code commence par 2A ou 2B, par exemple 2A004."
                         : "Écrivez cinq caractères, par exemple 51454, sans le confondre avec le "
                           "code postal.");
      case FieldKind::pivot:
        return check_pivot(field, value);
      case FieldKind::telephone:
        if (is_schema_telephone(value)) return;
        return error(
            "schema.telephone", field, value,
            value.find('|') != std::string_view::npos
                ? "Un seul numéro est admis dans ce champ."
                : "Le numéro n’est pas au format international.",
            "Écrivez un numéro sans espaces avec son indicatif, par exemple +33180059880.");
      case FieldKind::closed_list:
        return check_list(field, value);
    }
  }

  void check_pivot(const SchemaField& field, std::string_view value) {
    if (!is_schema_pivot(value)) {
      return error("schema.pivot", field, value,
                   "Ce n’est ni un SIRET, ni un numéro RNA, ni un RIDET.",
                   "Écrivez les quatorze chiffres du SIRET sans espaces ; à défaut, le numéro RNA "
                   "(W et neuf chiffres).");
    }
    if (value == kStandIns.pivot) {
      return add(Severity::note, "schema.stand-in", field.name, value,
                 "Ces zéros tiennent la place d’un numéro inconnu.",
                 "Renseignez le SIRET du lieu quand vous l’avez.");
    }
    // The pattern takes any nine to fourteen letters or digits; say what it lets through.
    if (value.size() == kPivotLength && !is_siret(value)) {
      add(Severity::note, "schema.pivot-key", field.name, value,
          "Le schéma accepte ce SIRET, mais sa clé de contrôle est fausse.",
          "Vérifiez le numéro sur annuaire-entreprises.data.gouv.fr.");
    }
  }

  void check_date(const SchemaField& field, std::string_view value) {
    if (!is_date(value)) {
      return error("schema.date_maj", field, value, "Ce n’est pas une date au format attendu.",
                   "Écrivez année-mois-jour, par exemple 2024-04-02.");
    }
    if (value != kStandIns.date_maj) return;
    add(Severity::note, "schema.stand-in", field.name, value,
        "Cette date tient la place d’une date inconnue.",
        "Renseignez la date de la dernière mise à jour du lieu.");
  }

  void check_list(const SchemaField& field, std::string_view value) {
    const char other = schema_.separator == '|' ? ';' : '|';
    if (value.find(other) != std::string_view::npos &&
        value.find(schema_.separator) == std::string_view::npos && !contains(field.values, value)) {
      return error("schema.separator", field, value,
                   fmt::format("Les valeurs sont séparées par « {} ».", other),
                   fmt::format("La version {} attend « {} » entre les valeurs.",
                               version_name(schema_.version), schema_.separator));
    }
    for (std::size_t begin = 0; begin <= value.size();) {
      const std::size_t end = std::min(value.find(schema_.separator, begin), value.size());
      check_item(field, value.substr(begin, end - begin));
      begin = end + 1;
    }
  }

  void check_item(const SchemaField& field, std::string_view item) {
    if (contains(field.values, item)) {
      if (schema_.version == Version::v1_0_2 && field.field == Field::formations_labels &&
          item.starts_with("Étapes")) {
        note_etapes(field, item);
      }
      return;
    }
    if (schema_.version == Version::v1_0_2 && field.field == Field::formations_labels &&
        admitted(*field.field, item)) {
      return note_etapes(field, item);
    }
    if (item.empty()) {
      return error("schema.values", field, item, "Une valeur de la liste est vide.",
                   fmt::format("Retirez le « {} » de trop.", schema_.separator));
    }
    const bool is_old = schema_.version < Version::v1_0_0;
    if (contains(field.values, base::trim(item))) {
      return add(is_old ? Severity::note : Severity::error,
                 is_old ? "schema.wording" : "schema.values", field.name, item,
                 "Des blancs entourent la valeur.", "Retirez-les.");
    }
    const std::string_view value = meant(field, item);
    // The first versions wrote their apostrophes and dots now one way, now the other.
    if (!value.empty() && is_old) {
      return add(Severity::note, "schema.wording", field.name, item,
                 "La valeur est écrite autrement que dans la liste.",
                 fmt::format("Écrivez « {} ».", value));
    }
    error("schema.values", field, item, "Cette valeur ne fait pas partie de la liste du standard.",
          value.empty() ? fmt::format("Choisissez une valeur de la liste du champ {}.", field.name)
                        : fmt::format("Écrivez « {} ».", value));
  }

  void note_etapes(const SchemaField& field, std::string_view item) {
    add(Severity::note, "schema.etapes-numeriques", field.name, item,
        "La valeur est admise. Le schéma 1.0.2 publié contient une faute de frappe : d’autres "
        "outils la refusent avec "
        "ou sans son espace.",
        "Gardez « Étapes numériques (La Poste) », l’écriture documentée.");
  }

  void check_length(const SchemaField& field, std::string_view value) {
    const std::size_t length = base::utf16_length(value);
    if (length <= field.max_length) return;
    error(
        "schema.length", field, value,
        fmt::format("Le texte compte {} caractères ; le maximum est {}.", length, field.max_length),
        "Raccourcissez-le, et placez la suite dans presentation_detail.");
  }

  /// Only where the schema itself had nothing to say.
  void check_library(const SchemaField& field, std::string_view value) {
    if (schema_.version < Version::v1_0_0 || !field.field || field.kind == FieldKind::closed_list)
      return;
    const auto library = library_error(*field.field, value);
    if (!library) return;
    add(Severity::warning, fmt::format("library.{}", library->key), field.name, value,
        "La carte nationale refuse cette valeur.", library_advice(*field.field));
  }

  static std::string library_advice(Field field) {
    switch (field) {
      case Field::adresse:
        return "Retirez les guillemets et les signes comme @, _, *, #, ! ou ².";
      case Field::commune:
        return "Écrivez le nom officiel seul, sans parenthèses ni abréviation à point.";
      case Field::telephone:
        return "Vérifiez le nombre de chiffres ; les numéros courts (39xx) ne sont pas acceptés.";
      case Field::courriels:
        return "Vérifiez l’adresse ; séparez plusieurs adresses par « | ».";
      case Field::site_web:
      case Field::prise_rdv:
      case Field::fiche_acces_libre:
        return "Écrivez l’adresse complète, avec http:// ou https://, sans espaces, accents ni "
               "parenthèses.";
      case Field::latitude:
        return "Écrivez des degrés, entre -90 et 90.";
      case Field::longitude:
        return "Écrivez des degrés, entre -180 et 180.";
      case Field::typologie:
        return "Choisissez un code de la liste de data·inclusion, par exemple BIB ou CCAS.";
      case Field::pivot:
        return "Écrivez un SIRET (quatorze chiffres) ou un numéro RNA (W et neuf chiffres).";
      default:
        return "";
    }
  }

  void check_across_fields() {
    if (schema_.version < Version::v1_0_0) return;
    const std::string_view latitude = values_[static_cast<std::size_t>(Field::latitude)];
    const std::string_view longitude = values_[static_cast<std::size_t>(Field::longitude)];
    if (latitude.empty() != longitude.empty()) {
      add(Severity::warning, "library.localisation", latitude.empty() ? "latitude" : "longitude",
          "", "Une coordonnée est seule : la carte nationale n’en tient pas compte.",
          "Renseignez latitude et longitude, ou aucune des deux.");
    }
    constexpr std::string_view kNoPublic = "Ce lieu n'accueille pas de public";
    const std::string_view modalites = values_[static_cast<std::size_t>(Field::modalites_acces)];
    if (values_[static_cast<std::size_t>(Field::services)].empty()) {
      check_without_services(modalites, kNoPublic);
    } else if (base::contains(modalites, kNoPublic)) {
      add(Severity::note, "library.modalites_acces", "modalites_acces", modalites,
          "Le lieu propose des services et dit ne pas accueillir de public : la carte nationale "
          "retire cette mention.",
          "Retirez l’un ou l’autre.");
    }
  }

  void check_without_services(std::string_view modalites, std::string_view no_public) {
    static constexpr Field kDropped[] = {Field::publics_specifiquement_adresses,
                                         Field::prise_en_charge_specifique, Field::frais_a_charge,
                                         Field::itinerance, Field::modalites_accompagnement};
    std::string lost;
    for (const Field field : kDropped) {
      if (values_[static_cast<std::size_t>(field)].empty()) continue;
      if (!lost.empty()) lost += ", ";
      lost += field_name(field);
    }
    if (!modalites.empty() && modalites != no_public) {
      if (!lost.empty()) lost += ", ";
      lost += "modalites_acces";
    }
    if (lost.empty()) return;
    add(Severity::warning, "library.services", "services", "",
        fmt::format("Sans service, la carte nationale ignore : {}.", lost),
        "Renseignez au moins un service.");
  }

  const Schema& schema_;
  std::size_t row_;
  std::span<const std::string_view> values_;
  Findings& findings_;
};

std::array<std::string_view, kFieldCount> views_of(const Place& place) {
  std::array<std::string_view, kFieldCount> views;
  for (std::size_t i = 0; i < kFieldCount; ++i) views[i] = place.values[i];
  return views;
}

}  // namespace

void Validator::check(std::size_t row, std::span<const std::string_view> values,
                      Findings& findings) {
  Check record(schema_, row, values, findings);
  record.run();
  const std::string_view id = values[0];
  if (id.empty()) return;
  const auto [known, is_new] = rows_by_id_.try_emplace(std::hash<std::string_view>{}(id), row);
  if (is_new) return;
  record.add(Severity::error, "schema.unique", "id", id,
             fmt::format("L’identifiant est déjà celui du lieu n° {}.", known->second + 1),
             "Donnez à chaque lieu un identifiant différent.");
}

Findings findings_of(const Place& place, std::size_t row) {
  Findings findings;
  const auto values = views_of(place);
  Check(schema(Version::v1_0_2), row, values, findings).run();
  return findings;
}

}  // namespace maillage::standard
