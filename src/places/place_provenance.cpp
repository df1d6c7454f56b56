#include "places/place_provenance.hpp"

#include "places/field_words.hpp"
#include "places/readable.hpp"
#include "places/value_words.hpp"
#include "web/components.hpp"

#include <algorithm>

namespace maillage::places {
namespace {

using standard::Field;
using web::Address;
using web::Html;
using web::View;
using web::when;

/// What a person who comes would want to check when lists disagree. Of fields with several values
/// the page shows all; the rest is for machines.
bool matters_to_visitors(Field field) {
  static constexpr Field kFields[] = {Field::nom,       Field::adresse,   Field::complement_adresse,
                                      Field::telephone, Field::courriels, Field::site_web,
                                      Field::horaires,  Field::prise_rdv};
  return std::find(std::begin(kFields), std::end(kFields), field) != std::end(kFields);
}

/// "Conseillers numériques, 2 mai 2024"
std::string who(const web::Words& t, const SourcedValue& said, const ListNames& names) {
  const auto day = base::parse_iso_date(said.date);
  return names.of(said.source) + (day ? ", " + readable_date(t, *day) : "");
}

/// A value as a person reads it, marked where it is a producer's own French.
void field_value(Html& html, const View& view, Field field, std::string_view value) {
  const std::string words = readable_value(view.t, field, value);
  if (field == Field::date_maj || speaks_the_language(field)) {
    html.text(words);
  } else {
    in_french(html, view, words);
  }
}

void other_values(Html& html, const View& view, const MergedField& field, const ListNames& names) {
  html("ul", {{"class", "other-values"}}, [&] {
    for (const SourcedValue& said : field.alternatives) {
      html("li", [&] {
        html("span", {{"class", "mute"}},
             view.t.fill("Selon {} :", {who(view.t, said, names)}) + " ");
        field_value(html, view, field.field, said.value);
      });
    }
  });
}

void age(Html& html, const View& view, const Record& record, base::Date today) {
  const auto& t = view.t;
  const auto updated = base::parse_iso_date(record.place[Field::date_maj]);
  if (!updated) {
    html.text(t("Date de mise à jour inconnue"));
  } else {
    html.text(t.fill("Mis à jour le {}, {}",
                     {readable_date(t, *updated), readable_age(t, *updated, today)}));
  }
  html.text(". " + t.fill("Reçu le {}.", {readable_date(t, record.changed_on)}));
}

void sources(Html& html, const View& view, const Shown& shown, const ListNames& names,
             base::Date today) {
  const auto& t = view.t;
  if (shown.records.size() > 1) {
    html("p", t.count("{} fiche parle de ce lieu. Nous les avons réunies en une seule.",
                      "{} fiches parlent de ce lieu. Nous les avons réunies en une seule.",
                      static_cast<std::int64_t>(shown.records.size())));
  }
  html("ul", {{"class", "source-list"}}, [&] {
    for (const Record& record : shown.records) {
      html("li", [&] {
        html("a", {href(Address::local("/lieux").with("liste", record.list))},
             [&] { in_french(html, view, names.of(record.list)); });
        const std::string& origin = record.place[Field::source];
        if (!origin.empty() && origin != record.list) {
          html.text(" (");
          in_french(html, view, names.of(origin));
          html.text(")");
        }
        html("span", {{"class", "detail"}}, [&] { age(html, view, record, today); });
      });
    }
  });
}

void freshness(Html& html, const View& view, const Shown& shown, base::Date today) {
  const Stage stage = shown.stage(today);
  if (stage.state != PlaceState::to_verify) return;
  html("p",
       stage.confirmed_on
           ? view.t.fill("À vérifier : rien n’a été confirmé depuis le {}. Appelez avant de venir.",
                         {readable_date(view.t, *stage.confirmed_on)})
           : view.t("Date inconnue : vérifiez avant de vous déplacer."));
}

void disagreements(Html& html, const View& view, const Shown& shown, const ListNames& names) {
  const auto differs = [](const MergedField& field) {
    return !field.alternatives.empty() && matters_to_visitors(field.field);
  };
  if (std::none_of(shown.fields.begin(), shown.fields.end(), differs)) return;
  html("h3", view.t("Les sources ne disent pas toutes la même chose"));
  html("p", view.t("Nous montrons la valeur la plus sûre ou la plus récente. Voici les autres."));
  html("dl", {{"class", "all-fields"}}, [&] {
    for (const MergedField& field : shown.fields) {
      if (!differs(field)) continue;
      html("div", [&] {
        html("dt", field_label(view.t, field.field));
        html("dd", [&] {
          if (field.chosen.value.empty()) {
            html("span", {{"class", "mute"}}, view.t("rien n’est montré"));
          } else {
            html("span", [&] { field_value(html, view, field.field, shown.place[field.field]); });
            html("span", {{"class", "said-by"}},
                 view.t.fill("montré, selon {}", {who(view.t, field.chosen, names)}));
          }
          other_values(html, view, field, names);
        });
      });
    }
  });
}

void everything(Html& html, const View& view, const Shown& shown, const ListNames& names) {
  const auto& t = view.t;
  const bool several = shown.records.size() > 1;
  html("details", [&] {
    html("summary", t("Toutes les données de cette fiche"));
    html("dl", {{"class", "all-fields"}}, [&] {
      for (const Field field : standard::all_fields()) {
        const auto merged =
            std::find_if(shown.fields.begin(), shown.fields.end(),
                         [&](const MergedField& each) { return each.field == field; });
        const std::string& value = shown.place[field];
        html("div", [&] {
          html("dt", field_label(t, field));
          html("dd", {when(value.empty(), {"class", "mute"})}, [&] {
            html("span", [&] {
              if (value.empty()) {
                html.text(t("inconnu"));
              } else {
                field_value(html, view, field, value);
              }
            });
            if (!several || merged == shown.fields.end()) return;
            if (!merged->chosen.value.empty())
              html("span", {{"class", "said-by"}},
                   t.fill("selon {}", {who(t, merged->chosen, names)}));
            if (!merged->alternatives.empty()) other_values(html, view, *merged, names);
          });
        });
      }
      for (const auto& [name, value] : shown.place.extras) {
        html("div", [&] {
          html("dt", [&] { in_french(html, view, name); });
          html("dd", [&] { in_french(html, view, value); });
        });
      }
    });
  });
}

/// What the lists said before, the newest change first.
void history(Html& html, const View& view, std::span<const FieldChange> changes,
             const ListNames& names) {
  constexpr std::size_t kShown = 30;
  if (changes.empty()) return;
  html("details", [&] {
    html("summary", view.t("Ce qui a changé"));
    html("ul", {{"class", "other-values"}}, [&] {
      for (const FieldChange& change : changes.first(std::min(changes.size(), kShown))) {
        html("li", [&] {
          html("span", {{"class", "mute"}},
               view.t.fill("{}, selon {}, jusqu’au {} :",
                           {field_label(view.t, change.field), names.of(change.list),
                            readable_date(view.t, base::utc_day(change.when))}) +
                   " ");
          if (change.before.empty()) {
            html.text(view.t("inconnu"));
          } else {
            field_value(html, view, change.field, change.before);
          }
        });
      }
    });
  });
}

}  // namespace

void provenance_section(Html& html, const View& view, const Shown& shown,
                        std::span<const FieldChange> changes, const ListNames& names,
                        base::Date today) {
  html("section", {{"class", "provenance"}, {"aria-labelledby", "provenance"}}, [&] {
    html("h2", {{"id", "provenance"}}, view.t("D’où viennent ces informations"));
    sources(html, view, shown, names, today);
    freshness(html, view, shown, today);
    disagreements(html, view, shown, names);
    everything(html, view, shown, names);
    history(html, view, changes, names);
  });
}

}  // namespace maillage::places
