#include "base/error.hpp"
#include "places/departements.hpp"
#include "places/field_history.hpp"
#include "places/linked_data.hpp"
#include "places/names.hpp"
#include "places/opening_parts.hpp"
#include "places/pages.hpp"
#include "places/place_card.hpp"
#include "places/place_provenance.hpp"
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

void nearby(Html& html, const View& view, const Shown& shown, const Directory& directory,
            const Present& present, std::string_view title) {
  const auto point = shown.place.coordinates();
  if (!point) return;
  constexpr std::size_t kShown = 3;
  const auto hits = directory.nearest(*point, kShown, shown.place_id);
  if (hits.empty()) return;
  html("section", {{"class", "nearby"}, {"aria-labelledby", "proches"}}, [&] {
    html("h2", {{"id", "proches"}}, title);
    html("ul", {{"class", "card-row"}}, [&] {
      for (const Hit& hit : hits) {
        html("li", [&] { place_card(html, view, hit, present); });
      }
    });
  });
}

void head(Html& html, const View& view, const Shown& shown, const Opening* opening,
          const territory::Communes* communes, base::Date today) {
  const standard::Place& place = shown.place;
  const std::string departement =
      departement_of(place[Field::code_insee], place[Field::code_postal]);
  std::vector<web::Link> trail{{view.t("Tous les lieux"), Address::local("/lieux")}};
  if (!departement.empty()) {
    trail.push_back(
        {std::string(departement_name(departement)), territory_address(departement), "fr"});
  }
  if (const auto* commune = communes ? communes->by_code(place[Field::code_insee]) : nullptr)
    trail.push_back({std::string(commune->name()), territory_address(commune->code()), "fr"});
  trail.push_back({public_name(place), place_address(shown.place_id), "fr"});
  breadcrumb(html, view, trail);
  html("h1", [&] { in_french(html, view, public_name(place)); });
  const auto types = place.list(Field::typologie);
  if (!types.empty()) {
    std::string names;
    for (const std::string_view type : types) {
      names += names.empty() ? "" : " · ";
      names += readable_typologie(type);
    }
    html("p", {{"class", "kind"}}, [&] { in_french(html, view, names); });
  }
  if (shown.excluded) {
    alert(html, view, web::Tone::warning, view.t("Cette fiche a été écartée de l’annuaire"),
          view.t("Elle n’est plus dans la recherche. Ne vous déplacez pas sans avoir appelé."));
    return;
  }
  if (shown.absent_since) {
    alert(html, view, web::Tone::warning,
          view.t("Ce lieu ne figure plus dans la liste de son producteur"),
          view.t.fill("Il en est absent depuis le {}. Appelez avant de vous déplacer.",
                      {readable_date(view.t, *shown.absent_since)}));
    return;
  }
  if (shown.stage(today).state == PlaceState::suspended) {
    alert(html, view, web::Tone::warning, view.t("Ce lieu est suspendu pour le moment"),
          view.t("Il n’est plus dans la recherche. Appelez avant de vous déplacer."));
    return;
  }
  opening_head(html, view, place, opening, today);
}

/// What stands under the address of a place that is no more.
web::Response closed_page(Site& site, const Shown& shown) {
  const View view = site.view();
  const Present present = site.present();
  const Stage stage = shown.stage(present.today());
  web::Page page;
  page.title = view.t.fill("{} est fermé", {public_name(shown.place)});
  page.section = "/lieux";
  page.indexed = false;
  const auto snapshot = site.snapshot();
  return web::Response::html(
      render(site.frame(), page, view,
             [&](Html& html) {
               html("div", {{"class", "wrap place-page"}}, [&] {
                 const web::Link trail[] = {
                     {view.t("Tous les lieux"), Address::local("/lieux")},
                     {public_name(shown.place), place_address(shown.place_id), "fr"}};
                 breadcrumb(html, view, trail);
                 html("h1", page.title);
                 html("p", {{"class", "lead"}},
                      view.t.fill("Ce lieu n’accueille plus de public depuis le {}.",
                                  {readable_date(view.t, *stage.since)}));
                 nearby(html, view, shown, snapshot->directory, present,
                        view.t("Où aller à la place"));
                 html("p", [&] {
                   html("a", {href(Address::local("/lieux"))}, view.t("Chercher un autre lieu"));
                 });
               });
             }),
      410);
}

}  // namespace

web::Response place_page(const web::Request& request, Site& site, std::string_view place_id) {
  std::optional<Shown> shown;
  std::vector<FieldChange> changes;
  {
    auto reader = site.database().read();
    shown = find_place(*reader, place_id);
    if (shown && shown->place_id == place_id) changes = changes_of(*reader, place_id);
  }
  if (!shown || shown->is_draft()) {
    throw base::Error(
        base::ErrorCode::not_found,
        site.view().t("Ce lieu n’est pas dans le registre. Il a peut-être changé d’adresse."));
  }
  if (shown->place_id != place_id)
    return web::Response::redirect(place_address(shown->place_id), 301);
  if (shown->is_closed()) return closed_page(site, *shown);
  const auto snapshot = site.snapshot();
  const View view = site.view();
  const standard::Place& place = shown->place;
  const Present present = site.present();
  const std::string code = place.has(Field::code_insee)
                               ? place[Field::code_insee]
                               : departement_of("", place[Field::code_postal]);
  const auto hours = opening(place[Field::horaires], code, present, view.t);
  const Opening* known = hours ? &*hours : nullptr;
  web::Page page;
  page.title = public_name(place) + ", " + place[Field::commune];
  page.section = "/lieux";
  page.indexed = shown->visible();
  page.description = place.has(Field::presentation_resume)
                         ? place[Field::presentation_resume]
                         : view.t.fill("Aide au numérique à {} : services, contact et accès.",
                                       {place[Field::commune]});
  return web::Response::html(render(site.frame(), page, view, [&](Html& html) {
    html("div", {{"class", "wrap place-page"}}, [&] {
      head(html, view, *shown, known, site.communes(), present.today());
      html("div", {{"class", "place-grid"}}, [&] {
        html("div", {{"class", "place-side"}}, [&] {
          contact_card(html, view, place);
          html("p", {{"class", "slip-link"}}, [&] {
            html("a", {{"class", "with-icon"}, href(slip_address(shown->place_id))}, [&] {
              icon(html, view, "file-check-2");
              html("span", view.t("Fiche à imprimer, par SMS ou à lire"));
            });
          });
        });
        html("div", {{"class", "place-main"}}, [&] {
          services_section(html, view, place);
          hours_section(html, view, place, known);
          welcome_section(html, view, place);
          presentation_section(html, view, place);
        });
      });
      provenance_section(html, view, *shown, changes, site.list_names(), present.today());
      nearby(html, view, *shown, snapshot->directory, present, view.t("Autres lieux à proximité"));
    });
    if (shown->visible())
      html.data_block("application/ld+json",
                      linked_data(*shown, web::origin(request), site.almanac()));
  }));
}

}  // namespace maillage::places
