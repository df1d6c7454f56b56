#include "base/error.hpp"
#include "base/text.hpp"
#include "places/departements.hpp"
#include "places/names.hpp"
#include "places/opening_parts.hpp"
#include "places/pages.hpp"
#include "places/place_card.hpp"
#include "places/place_sections.hpp"
#include "places/readable.hpp"
#include "web/components.hpp"

#include <fmt/format.h>

namespace maillage::places {
namespace {

using standard::Field;
using web::Address;
using web::Html;
using web::View;
using web::when;

constexpr auto kStale = std::chrono::days(365);

std::string label_of(Field field) {
  std::string label(standard::field_name(field));
  for (char& c : label) {
    if (c == '_') c = ' ';
  }
  return label;
}

void nearby(Html& html, const View& view, const Record& record, const Directory& directory,
            const Present& present) {
  const auto point = record.place.coordinates();
  if (!point) return;
  constexpr std::size_t kShown = 3;
  const auto hits = directory.nearest(*point, kShown, record.place_id);
  if (hits.empty()) return;
  html("section", {{"class", "nearby"}, {"aria-labelledby", "proches"}}, [&] {
    html("h2", {{"id", "proches"}}, view.t("Autres lieux à proximité"));
    html("ul", {{"class", "card-row"}}, [&] {
      for (const Hit& hit : hits) {
        html("li", [&] { place_card(html, view, hit, present); });
      }
    });
  });
}

void provenance(Html& html, const View& view, const Record& record, const ListNames& names,
                base::Date today) {
  const auto& t = view.t;
  const standard::Place& place = record.place;
  const auto updated = base::parse_iso_date(place[Field::date_maj]);
  html("section", {{"class", "provenance"}, {"aria-labelledby", "provenance"}}, [&] {
    html("h2", {{"id", "provenance"}}, t("D’où viennent ces informations"));
    html("dl", {{"class", "facts"}}, [&] {
      const auto fact = [&](const std::string& name, const auto& value) {
        html("div", [&] {
          html("dt", name);
          html("dd", value);
        });
      };
      fact(t("Source"), [&] {
        html("a", {href(Address::local("/lieux").with("liste", record.list))},
             names.of(record.list));
        if (place.has(Field::source) && place[Field::source] != record.list) {
          html.text(" (" + names.of(place[Field::source]) + ")");
        }
      });
      fact(t("Dernière mise à jour"),
           updated ? base::french_date(*updated) + ", " + readable_age(t, *updated, today) + "." +
                         (std::chrono::sys_days(today) - std::chrono::sys_days(*updated) > kStale
                              ? " " + t("Appelez avant de venir.")
                              : "")
                   : t("Date inconnue : vérifiez avant de vous déplacer."));
      fact(t("Reçu par Maillage"), base::french_date(record.changed_on));
    });
    html("details", [&] {
      html("summary", t("Toutes les données de cette fiche"));
      html("dl", {{"class", "all-fields"}}, [&] {
        const auto row = [&](const std::string& name, std::string_view value) {
          html("div", [&] {
            html("dt", name);
            html("dd", {when(value.empty(), {"class", "mute"})},
                 value.empty() ? t("inconnu") : std::string(value));
          });
        };
        for (const Field field : standard::all_fields()) {
          row(label_of(field), base::replace_all(place[field], "|", " · "));
        }
        for (const auto& [name, value] : place.extras) row(name, value);
      });
    });
  });
}

void head(Html& html, const View& view, const Record& record, const Opening* opening,
          base::Date today) {
  const standard::Place& place = record.place;
  const std::string departement =
      departement_of(place[Field::code_insee], place[Field::code_postal]);
  std::vector<web::Link> trail{{view.t("Tous les lieux"), Address::local("/lieux")}};
  if (!departement.empty()) {
    trail.push_back({std::string(departement_name(departement)),
                     Address::local("/lieux").with("departement", departement)});
  }
  trail.push_back({public_name(place), place_address(record.place_id)});
  breadcrumb(html, view, trail);
  html("h1", public_name(place));
  const auto types = place.list(Field::typologie);
  if (!types.empty()) {
    std::string names;
    for (const std::string_view type : types) {
      names += names.empty() ? "" : " · ";
      names += readable_typologie(view.t, type);
    }
    html("p", {{"class", "kind"}}, names);
  }
  if (record.absent_since) {
    alert(html, view, web::Tone::warning,
          view.t("Ce lieu ne figure plus dans la liste de son producteur"),
          view.t.fill("Il en est absent depuis le {}. Appelez avant de vous déplacer.",
                      {base::french_date(*record.absent_since)}));
    return;
  }
  opening_head(html, view, place, opening, today);
}

}  // namespace

web::Response place_page(const web::Request&, Site& site, std::string_view place_id) {
  std::optional<Record> record;
  {
    auto reader = site.database().read();
    record = find_place(*reader, place_id);
  }
  if (!record) {
    throw base::Error(base::ErrorCode::not_found,
                      "Ce lieu n’est pas dans le registre. Il a peut-être changé d’adresse.");
  }
  const auto snapshot = site.snapshot();
  const View view = site.view();
  const standard::Place& place = record->place;
  const Present present = site.present();
  const std::string code = place.has(Field::code_insee)
                               ? place[Field::code_insee]
                               : departement_of("", place[Field::code_postal]);
  const auto hours = opening(place[Field::horaires], code, present);
  const Opening* known = hours ? &*hours : nullptr;
  web::Page page;
  page.title = public_name(place) + ", " + place[Field::commune];
  page.section = "/lieux";
  page.indexed = !record->absent_since;
  page.description = place.has(Field::presentation_resume)
                         ? place[Field::presentation_resume]
                         : view.t.fill("Aide au numérique à {} : services, contact et accès.",
                                       {place[Field::commune]});
  return web::Response::html(render(site.frame(), page, view, [&](Html& html) {
    html("div", {{"class", "wrap place-page"}}, [&] {
      head(html, view, *record, known, present.today());
      html("div", {{"class", "place-grid"}}, [&] {
        html("div", {{"class", "place-side"}}, [&] { contact_card(html, view, place); });
        html("div", {{"class", "place-main"}}, [&] {
          services_section(html, view, place);
          hours_section(html, view, place, known);
          welcome_section(html, view, place);
          presentation_section(html, view, place);
        });
      });
      provenance(html, view, *record, site.list_names(), present.today());
      nearby(html, view, *record, snapshot->directory, present);
    });
  }));
}

}  // namespace maillage::places
