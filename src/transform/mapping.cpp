#include "transform/mapping.hpp"

#include "base/error.hpp"
#include "base/text.hpp"
#include "transform/mapping_choices.hpp"

#include <fmt/format.h>

namespace maillage::transform {

using base::Severity;
using formats::Json;
using standard::Field;

namespace {

constexpr std::array<std::string_view, 7> kDays = {"Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"};

/// Fields without which no row can become a place.
constexpr std::array<Field, 4> kNeeded = {Field::nom, Field::commune, Field::code_postal,
                                          Field::services};

bool is_choice_field(Field field) {
  return standard::is_list(field) && field != Field::courriels && field != Field::site_web;
}

/// "items.0.name" and "items.1": a step of the path is a number.
bool has_index(std::string_view column) {
  const auto steps = base::split(column, '.');
  for (std::size_t i = 1; i < steps.size(); ++i) {
    if (!steps[i].empty() && std::all_of(steps[i].begin(), steps[i].end(),
                                         [](char c) { return c >= '0' && c <= '9'; })) {
      return true;
    }
  }
  return false;
}

class Reader {
 public:
  explicit Reader(MappingReading& out) : mapping_(out.mapping), findings_(out.findings) {}

  void read(const Json& json) {
    if (!json.is_object()) {
      throw base::Error(
          base::ErrorCode::bad_input,
          "Ce n’est pas un objet JSON. Écrivez un objet dont chaque clé est un champ du standard.");
    }
    for (const auto& [key, value] : json.members()) read_key(key, value);
    for (const Field field : kNeeded) {
      if (!json.has(standard::field_name(field)) &&
          (field != Field::commune || !json.has("code_postal"))) {
        findings_.add(
            Severity::error, "mapping.needed-key", std::string(standard::field_name(field)), "",
            fmt::format("Le champ « {} » n’est pas décrit : aucune ligne ne pourra être retenue.",
                        standard::field_name(field)),
            "Indiquez la colonne qui le contient.");
      }
    }
    for (const ColumnUse& use : columns_used(mapping_)) {
      mapping_.explode_arrays = mapping_.explode_arrays || has_index(use.column);
    }
  }

 private:
  void read_key(const std::string& key, const Json& value) {
    if (key == "horaires") return read_hours(value);
    if (key == "adresse") return read_address(value);
    if (key == "latitude") return read_coordinate(key, value, mapping_.latitude);
    if (key == "longitude") return read_coordinate(key, value, mapping_.longitude);
    if (key == "semaine_ouverture") return read_text(key, value, mapping_.semaine_ouverture);
    if (key == "prive") return read_text(key, value, mapping_.prive);
    if (const auto field = standard::field_named(key)) {
      if (is_choice_field(*field))
        return read_choices(key, value, std::array{*field}, mapping_.choices, findings_);
      return read_text(key, value, mapping_.texts[static_cast<std::size_t>(*field)]);
    }
    read_old_key(key, value);
  }

  /// Keys of v0.1 and one frequent slip: what they say has a place in v1, so it is not lost.
  void read_old_key(const std::string& key, const Json& value) {
    struct Heir {
      std::string_view key;
      std::vector<Field> fields;
    };
    static const std::vector<Heir> kHeirs = {
        {"courriel", {Field::courriels}},
        {"accessibilite", {Field::fiche_acces_libre}},
        {"typologies", {Field::typologie}},
        {"conditions_acces", {Field::frais_a_charge}},
        {"labels_autres", {Field::autres_formations_labels}},
        {"labels_nationaux", {Field::dispositif_programmes_nationaux, Field::formations_labels}},
        {"publics_accueillis",
         {Field::publics_specifiquement_adresses, Field::prise_en_charge_specifique}},
    };
    for (const Heir& heir : kHeirs) {
      if (heir.key != key) continue;
      std::vector<std::string> names;
      for (const Field field : heir.fields) names.emplace_back(standard::field_name(field));
      findings_.add(
          Severity::warning, "mapping.old-key", key, "",
          fmt::format(
              "La clé « {} » n’existe pas dans le standard 1.0 ; elle est lue comme « {} ».", key,
              base::join(names, " » et « ")),
          "Renommez-la.");
      if (is_choice_field(heir.fields.front())) {
        return read_choices(key, value, heir.fields, mapping_.choices, findings_);
      }
      TextSource& text = mapping_.texts[static_cast<std::size_t>(heir.fields.front())];
      if (text.mapped()) return;
      return read_text(key, value, text);
    }
    findings_.add(
        Severity::warning, "mapping.unknown-key", key, "",
        fmt::format("La clé « {} » n’est pas un champ du standard : ce qu’elle décrit est perdu.",
                    key),
        "Vérifiez son orthographe ou retirez-la.");
  }

  /// The names under "colonne": a text or a list of texts.
  std::vector<std::string> read_columns(const std::string& key, const Json& value) {
    std::vector<std::string> columns;
    const auto add = [&](const Json& name) {
      if (!name.is_string()) return wrong_shape(key, name);
      if (name.text().empty()) {
        findings_.add(
            Severity::note, "mapping.empty-column", key, "",
            fmt::format("Le champ « {} » désigne une colonne sans nom : il restera vide.", key),
            "Indiquez la colonne, ou retirez la clé.");
        return;
      }
      columns.push_back(name.text());
    };
    if (value.is_array()) {
      for (const Json& name : value.items()) add(name);
      if (value.items().empty()) {
        findings_.add(
            Severity::note, "mapping.empty-column", key, "",
            fmt::format("Le champ « {} » ne désigne aucune colonne : il restera vide.", key),
            "Indiquez la colonne, ou retirez la clé.");
      }
    } else {
      add(value);
    }
    return columns;
  }

  void read_text(const std::string& key, const Json& value, TextSource& out) {
    if (!value.is_object()) return wrong_shape(key, value);
    bool said = false;
    for (const auto& [name, content] : value.members()) {
      if (name == "colonne" || name == "colonnes") {
        out.columns = read_columns(key, content);
      } else if (name == "valeur") {
        out.constant = content.text();
      } else {
        unknown_part(key, name);
        continue;
      }
      said = true;
    }
    if (!said) wrong_shape(key, value);
    // An id that is mapped to nothing still says that rows have no number of their own to rely on.
    if (key == "id" && out.columns.empty()) out.columns.emplace_back();
  }

  void read_address(const Json& value) {
    const Json* step = &value;
    for (int depth = 0; depth < 16 && step->is_object(); ++depth) {
      if (step->has("joindre")) {
        const Json& joined = (*step)["joindre"];
        JoinStep join{read_columns("adresse", joined["colonnes"]), separator_of(joined)};
        mapping_.adresse.push_back(std::move(join));
        if (!joined.has("ou")) return;
        step = &joined["ou"];
      } else if (step->has("colonne")) {
        for (std::string& column : read_columns("adresse", (*step)["colonne"])) {
          mapping_.adresse.push_back({{std::move(column)}, ""});
        }
        return;
      } else {
        break;
      }
    }
    wrong_shape("adresse", value);
  }

  static std::string separator_of(const Json& value) {
    for (const std::string_view name : {"séparateur", "separateur"}) {
      if (value[name].is_string()) return value[name].text();
    }
    return " ";
  }

  void read_coordinate(const std::string& key, const Json& value, NumberSource& out) {
    if (value["dissocier"].is_object()) {
      const Json& part = value["dissocier"];
      out.columns = read_columns(key, part["colonne"]);
      out.separator = separator_of(part);
      const double index = part["partie"].is_number() ? part["partie"].as_number() : 0;
      if (!(index >= 0 && index <= 100)) return wrong_shape(key, value);
      out.part = static_cast<std::size_t>(index);
    } else if (value.has("colonne")) {
      out.columns = read_columns(key, value["colonne"]);
    } else {
      wrong_shape(key, value);
    }
  }

  void read_hours(const Json& value) {
    if (!value.is_object()) return wrong_shape("horaires", value);
    for (const auto& [name, content] : value.members()) {
      if (name == "jours" && content.is_array()) {
        for (const Json& day : content.items()) read_day(day);
      } else if ((name == "semaine" || name == "osm" || name == "colonne") && content.is_string()) {
        if (name == "colonne") {
          findings_.add(Severity::note, "mapping.hours-column", "horaires", content.text(),
                        "Les horaires sont désignés par « colonne » : elle est lue comme « osm ».",
                        "Écrivez « osm » si la colonne suit la notation d’OpenStreetMap, « semaine "
                        "» si c’est un texte.");
        }
        std::string& column = name == "semaine" ? mapping_.horaires.week : mapping_.horaires.osm;
        column = content.text();
      } else {
        unknown_part("horaires", name);
      }
    }
  }

  void read_day(const Json& value) {
    const std::string_view name =
        std::string_view(value["osm"].text()).substr(0, 2);  // "Sun" is met too
    const auto day = std::find(kDays.begin(), kDays.end(), name);
    if (day == kDays.end()) return wrong_shape("horaires", value);
    mapping_.horaires.days.push_back({static_cast<std::size_t>(day - kDays.begin()),
                                      read_columns("horaires", value["colonne"])});
  }

  void unknown_part(const std::string& key, const std::string& name) {
    findings_.add(
        Severity::warning, "mapping.unknown-part", key, name,
        fmt::format("Dans « {} », « {} » n’est pas compris et reste sans effet.", key, name),
        "Vérifiez son orthographe ou retirez-le.");
  }

  void wrong_shape(const std::string& key, const Json& value) {
    findings_.add(
        Severity::error, "mapping.wrong-shape", key, formats::json_text(value).substr(0, 120),
        fmt::format("Le champ « {} » n’est pas décrit sous une forme connue : il restera vide.",
                    key),
        "Le plus simple : {\"colonne\": \"nom de la colonne\"}.");
  }

  Mapping& mapping_;
  MappingFindings findings_;
};

void use(std::vector<ColumnUse>& out, std::string_view key,
         const std::vector<std::string>& columns) {
  for (const std::string& column : columns) {
    if (column.empty()) continue;
    const bool known = std::any_of(out.begin(), out.end(), [&](const ColumnUse& other) {
      return other.key == key && other.column == column;
    });
    if (!known) out.push_back({std::string(key), column});
  }
}

}  // namespace

MappingReading read_mapping(const Json& json) {
  MappingReading reading;
  Reader(reading).read(json);
  return reading;
}

MappingReading read_mapping_text(std::string_view text) {
  return read_mapping(formats::parse_json(text));
}

std::vector<ColumnUse> columns_used(const Mapping& mapping) {
  std::vector<ColumnUse> out;
  for (const Field field : standard::all_fields()) {
    const std::string_view key = standard::field_name(field);
    std::vector<ColumnUse> of_field;
    use(of_field, key, mapping.text(field).columns);
    for (const Choice& choice : mapping.choice(field)) use(of_field, key, choice.columns);
    if (field == Field::adresse) {
      for (const JoinStep& step : mapping.adresse) use(of_field, key, step.columns);
    }
    if (field == Field::latitude) use(of_field, key, mapping.latitude.columns);
    if (field == Field::longitude) use(of_field, key, mapping.longitude.columns);
    if (field == Field::horaires) {
      for (const DayColumns& day : mapping.horaires.days) use(of_field, key, day.columns);
      use(of_field, key, {mapping.horaires.week, mapping.horaires.osm});
      use(of_field, "semaine_ouverture", mapping.semaine_ouverture.columns);
    }
    out.insert(out.end(), std::make_move_iterator(of_field.begin()),
               std::make_move_iterator(of_field.end()));
  }
  use(out, "prive", mapping.prive.columns);
  return out;
}

}  // namespace maillage::transform
