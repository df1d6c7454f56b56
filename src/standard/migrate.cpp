#include "standard/migrate.hpp"

#include "base/text.hpp"
#include "standard/repairs.hpp"
#include "standard/validators.hpp"
#include "standard/vocabulary.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <vector>

#include <fmt/format.h>

namespace maillage::standard {

namespace {

constexpr std::size_t kResumeLength = 280;
/// A value found inside a longer text must be long enough to be no accident.
constexpr std::size_t kShortestInnerValue = 15;

/// Where the values of an old column go, in order of trial.
struct Route {
  std::string_view column;
  std::vector<Field> targets;
};

const std::vector<Route>& routes() {
  static const std::vector<Route> all = {
      {"services", {Field::services}},
      {"publics_accueillis",
       {Field::publics_specifiquement_adresses, Field::prise_en_charge_specifique}},
      {"conditions_acces", {Field::frais_a_charge}},
      {"labels_nationaux",
       {Field::dispositif_programmes_nationaux, Field::formations_labels,
        Field::autres_formations_labels}},
      {"labels_autres", {Field::dispositif_programmes_nationaux, Field::formations_labels}},
      {"modalites_accompagnement", {Field::modalites_accompagnement}},
      {"itinerance", {Field::itinerance}},
      {"publics_specifiquement_adresses", {Field::publics_specifiquement_adresses}},
      {"prise_en_charge_specifique", {Field::prise_en_charge_specifique}},
      {"frais_a_charge", {Field::frais_a_charge}},
      {"dispositif_programmes_nationaux", {Field::dispositif_programmes_nationaux}},
      {"formations_labels", {Field::formations_labels}},
      {"modalites_acces", {Field::modalites_acces}},
  };
  return all;
}

/// Words that say "nothing in particular" in lists whose silence means the same today.
bool says_nothing(std::string_view column, std::string_view item) {
  const std::string folded = base::fold(item);
  if (column == "publics_accueillis") return folded == "adultes" || folded == "tout public";
  return folded == "aucun" || folded == "aucun dispositif" || folded == "neant" || folded == "non";
}

/// The migration of one record.
class Migrating {
 public:
  Migrating(const Schema& from, const Record& record) : from_(from), record_(record) {}

  Migration run() && {
    for (std::size_t i = 0; i < from_.fields.size(); ++i) {
      const std::string_view text = base::trim(record_.values[i]);
      if (!text.empty()) carry(from_.fields[i], text);
    }
    settle_lists();
    settle_coordinates();
    settle_resume();
    settle_id();
    if (from_.version >= Version::v0_2_0) {
      for (const auto& [name, value] : record_.extras) out_.place.extras.emplace_back(name, value);
    }
    return std::move(out_);
  }

 private:
  Place& place() { return out_.place; }

  void not_carried(std::string_view column, std::string_view value, std::string message,
                   std::string advice) {
    out_.notes.findings.push_back({base::Severity::warning, "migrate.not-carried", record_.row,
                                   std::string(column), base::valid_utf8(value), std::move(message),
                                   std::move(advice)});
  }

  void cleaned(std::string_view field, std::string_view before, std::string_view after) {
    if (before == after) return;
    out_.notes.cleaned(std::string(field), base::valid_utf8(before),
                       fmt::format("migrate.{}", field), std::string(after));
  }

  void carry(const SchemaField& field, std::string_view text) {
    if (field.kind == FieldKind::closed_list || field.name == "labels_autres")
      return carry_list(field.name, text);
    if (field.name == "cle_ban") {
      return not_carried(field.name, text, "La version 1 n’a plus de clé BAN.",
                         "Gardez-la dans votre propre base.");
    }
    if (field.name == "accessibilite") return set(Field::fiche_acces_libre, text);
    if (field.name == "courriel" || field.name == "courriels") {
      return carry_addresses(Field::courriels, field.name, text, courriels_of(text),
                             "Aucune adresse n’a été reconnue.");
    }
    if (field.name == "site_web") {
      return carry_addresses(Field::site_web, field.name, text, sites_of(text),
                             "Aucune adresse n’a été reconnue.");
    }
    if (!field.field) return;
    switch (*field.field) {
      case Field::telephone:
        return carry_repaired(Field::telephone, text, repaired_telephone(text),
                              "Ce n’est pas un numéro que le standard admet.");
      case Field::date_maj:
        return carry_repaired(Field::date_maj, text, repaired_date(text),
                              "La date n’a pas été comprise.");
      case Field::latitude:
      case Field::longitude:
        return carry_repaired(*field.field, text, repaired_number(text), "Ce n’est pas un nombre.");
      case Field::code_insee:
        return carry_repaired(
            Field::code_insee, text,
            is_schema_code_insee(text) ? std::optional(std::string(text)) : std::nullopt,
            "Ce n’est pas un code Insee de commune.");
      case Field::pivot: {
        const std::string pivot = base::replace_all(base::remove_spaces(text), ".", "");
        return carry_repaired(Field::pivot, text,
                              is_schema_pivot(pivot) ? std::optional(pivot) : std::nullopt,
                              "Ce n’est ni un SIRET, ni un numéro RNA.");
      }
      case Field::code_postal:
        // Required: a wrong one stays, so that validation names it.
        return carry_repaired(Field::code_postal, text,
                              repaired_code_postal(text).value_or(std::string(text)), "");
      default:
        break;
    }
    if (field.kind == FieldKind::open_list) {
      for (const std::string_view item : base::split(text, from_.separator))
        add(*field.field, item);
    } else {
      set(*field.field, text);
    }
  }

  void set(Field field, std::string_view text) { place()[field] = std::string(text); }

  void carry_repaired(Field field, std::string_view before, const std::optional<std::string>& after,
                      std::string reason) {
    if (!after) {
      return not_carried(field_name(field), before, std::move(reason),
                         "Corrigez la valeur dans la liste d’origine.");
    }
    cleaned(field_name(field), before, *after);
    set(field, *after);
  }

  void carry_addresses(Field field, std::string_view column, std::string_view before,
                       const std::vector<std::string>& addresses, std::string reason) {
    if (addresses.empty()) {
      return not_carried(column, before, std::move(reason),
                         "Corrigez la valeur dans la liste d’origine.");
    }
    place().set_list(field, std::span<const std::string>(addresses));
    // Another separator is the rule of the new version, not a repair.
    if (base::replace_all(std::string(before), std::string_view(&from_.separator, 1), "|") !=
        place()[field]) {
      cleaned(field_name(field), before, place()[field]);
    }
  }

  std::vector<std::string>& list(Field field) { return lists_[static_cast<std::size_t>(field)]; }

  void add(Field field, std::string_view item) {
    item = base::trim(item);
    if (item.empty() ||
        std::find(list(field).begin(), list(field).end(), item) != list(field).end())
      return;
    list(field).emplace_back(item);
  }

  void carry_list(std::string_view column, std::string_view text) {
    for (const std::string_view raw : base::split(text, from_.separator)) {
      const std::string_view item = base::trim(raw);
      if (!item.empty()) carry_item(column, item);
    }
  }

  void carry_item(std::string_view column, std::string_view item) {
    if (column == "labels_autres" && !carry_known(column, item))
      return add(Field::autres_formations_labels, item);
    if (column == "labels_autres" || carry_known(column, item) || carry_inner(column, item)) return;
    if (says_nothing(column, item)) return;
    if (column == "labels_nationaux") {
      cleaned("labels_nationaux", item, fmt::format("autres_formations_labels : {}", item));
      return add(Field::autres_formations_labels, item);
    }
    not_carried(column, item, "La version 1.0.2 n’a pas de valeur équivalente.",
                "Complétez le lieu à la main si une autre valeur convient.");
  }

  const std::vector<Field>& targets(std::string_view column) const {
    static const std::vector<Field> none;
    for (const Route& route : routes()) {
      if (route.column == column) return route.targets;
    }
    return none;
  }

  /// Values that the vocabulary knows, or knew.
  bool carry_known(std::string_view column, std::string_view item) {
    bool carried = false;
    for (const Field target : targets(column)) {
      if (const auto same = admitted(target, item)) {
        add(target, *same);
        carried = true;
        continue;
      }
      for (const std::string_view value : successors(target, item)) {
        add(target, value);
        carried = true;
      }
    }
    return carried;
  }

  /// Values written one after the other without a separator, or inside a sentence.
  bool carry_inner(std::string_view column, std::string_view item) {
    const std::size_t at = from_.find(column);
    if (at == Schema::kNone) return false;
    const std::string text = base::fold(item);
    std::string found;
    for (const std::string_view value : from_.fields[at].values) {
      const std::string head = base::fold(base::trim(value.substr(0, value.find(" : "))));
      if (head.size() < kShortestInnerValue || !base::contains(text, head)) continue;
      if (!carry_known(column, value)) continue;
      found += (found.empty() ? "" : " + ") + std::string(value);
    }
    if (!found.empty()) cleaned(column, item, found);
    return !found.empty();
  }

  void settle_lists() {
    for (const Field field : all_fields()) {
      if (!list(field).empty()) place().set_list(field, std::span<const std::string>(list(field)));
    }
  }

  void settle_coordinates() {
    if (place().has(Field::latitude) == place().has(Field::longitude)) return;
    const Field alone = place().has(Field::latitude) ? Field::latitude : Field::longitude;
    not_carried(field_name(alone), place()[alone], "Une coordonnée seule ne situe rien.",
                "Renseignez les deux coordonnées.");
    place()[alone].clear();
  }

  void settle_resume() {
    const std::string resume = place()[Field::presentation_resume];
    if (base::utf16_length(resume) <= kResumeLength) return;
    if (!place().has(Field::presentation_detail)) {
      set(Field::presentation_detail, resume);
    } else {
      not_carried("presentation_resume", resume,
                  "Le résumé dépasse 280 caractères ; sa fin a été coupée.",
                  "Raccourcissez le résumé.");
    }
    set(Field::presentation_resume, shortened(resume, kResumeLength));
    cleaned("presentation_resume", resume, place()[Field::presentation_resume]);
  }

  void settle_id() {
    constexpr std::size_t kIdLength = 16;
    if (place().has(Field::id)) return;
    const std::string key = fmt::format("{}|{}|{}|{}", place()[Field::nom], place()[Field::adresse],
                                        place()[Field::code_postal], place()[Field::commune]);
    if (key == "|||") return;
    set(Field::id, base::sha256_hex(key).substr(0, kIdLength));
    cleaned("id", "", place()[Field::id]);
  }

  const Schema& from_;
  const Record& record_;
  Migration out_;
  std::array<std::vector<std::string>, kFieldCount> lists_;
};

}  // namespace

Migration migrate(const Schema& from, const Record& record) {
  return Migrating(from, record).run();
}

}  // namespace maillage::standard
