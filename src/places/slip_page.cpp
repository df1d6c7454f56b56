// The slip of a place: a page in large type made to be printed, the same as PDF, and beside them
// the text of an SMS and what an agent reads over the telephone.
#include "base/error.hpp"
#include "formats/pdf.hpp"
#include "places/departements.hpp"
#include "places/pages.hpp"
#include "places/place_card.hpp"
#include "places/readable.hpp"
#include "places/slip.hpp"
#include "web/components.hpp"

#include <fmt/format.h>

namespace maillage::places {
namespace {

using standard::Field;
using web::Address;
using web::Html;
using web::View;

/// The place when it may be shown under that id.
struct Found {
  std::optional<Shown> shown;
  std::optional<Opening> hours;
};
Found find(Site& site, std::string_view place_id) {
  Found found;
  found.shown = find_place(*site.database().read(), place_id);
  if (!found.shown || found.shown->is_draft()) {
    throw base::Error(
        base::ErrorCode::not_found,
        site.view().t("Ce lieu n’est pas dans le registre. Il a peut-être changé d’adresse."));
  }
  const standard::Place& place = found.shown->place;
  const std::string code = place.has(Field::code_insee)
                               ? place[Field::code_insee]
                               : departement_of("", place[Field::code_postal]);
  found.hours = opening(place[Field::horaires], code, site.present(), site.view().t);
  return found;
}

/// A slip of a closed place would send people to a closed door.
bool is_elsewhere(const Shown& shown, std::string_view place_id) {
  return shown.place_id != place_id || shown.is_closed();
}

void paper(Html& html, const View& view, const Slip& slip) {
  html("article", {{"class", "slip"}}, [&] {
    html("h1", [&] { in_french(html, view, slip.name); });
    for (const SlipPart& part : slip.parts) {
      html("section", [&] {
        html("h2", part.title);
        for (const std::string& line : part.lines) {
          html("p", [&] {
            if (part.in_french) {
              in_french(html, view, line);
            } else {
              html.text(line);
            }
          });
        }
      });
    }
    html("p", {{"class", "slip-note"}}, slip.note);
  });
}

}  // namespace

web::Response slip_page(const web::Request&, Site& site, std::string_view place_id) {
  const Found found = find(site, place_id);
  const Shown& shown = *found.shown;
  if (is_elsewhere(shown, place_id)) return web::Response::redirect(place_address(shown.place_id));
  const View view = site.view();
  const auto& t = view.t;
  const base::Date today = site.today();
  const Slip slip = slip_of(t, shown, found.hours ? &*found.hours : nullptr, today);
  web::Page page;
  page.title = t.fill("Fiche : {}", {slip.name});
  page.section = "/lieux";
  page.indexed = false;
  return web::Response::html(render(site.frame(), page, view, [&](Html& html) {
    html("div", {{"class", "wrap slip-page"}}, [&] {
      const web::Link trail[] = {{t("Tous les lieux"), Address::local("/lieux")},
                                 {slip.name, place_address(place_id), "fr"},
                                 {t("Fiche à emporter"), slip_address(place_id)}};
      breadcrumb(html, view, trail);
      html("div", {{"class", "slip-grid"}}, [&] {
        paper(html, view, slip);
        html("aside", {{"class", "slip-ways"}, {"aria-label", t("Autres façons de la donner")}},
             [&] {
               html("h2", t("Sur papier"));
               html("p", t("Imprimez cette page : seule la fiche sortira, en gros caractères."));
               html("p", [&] {
                 html("a", {{"class", "button wide"}, href(slip_address(place_id, ".pdf"))}, [&] {
                   icon(html, view, "file-check-2");
                   html("span", t("Ouvrir en PDF"));
                 });
               });
               const std::string sms = slip_sms(shown);
               html("h2", t("Par SMS"));
               html("p", {{"class", "sms"}, {"lang", "fr"}, {"dir", "ltr"}}, sms);
               html("p", {{"class", "mute"}},
                    t("160 caractères au plus, sans signe que les vieux téléphones ignorent."));
               html("h2", t("Au téléphone"));
               html("p", {{"class", "mute"}}, t("À lire lentement à la personne qui appelle."));
               html("div", {{"class", "script"}, {"lang", "fr"}, {"dir", "ltr"}}, [&] {
                 for (const std::string& line : slip_script(shown, today)) html("p", line);
               });
             });
      });
    });
  }));
}

web::Response slip_pdf(const web::Request&, Site& site, std::string_view place_id) {
  constexpr double kTitle = 26, kHeading = 18, kText = 18, kNote = 16;
  const Found found = find(site, place_id);
  const Shown& shown = *found.shown;
  if (is_elsewhere(shown, place_id)) return web::Response::redirect(place_address(shown.place_id));
  const View view = site.view();
  const Slip slip = slip_of(view.t, shown, found.hours ? &*found.hours : nullptr, site.today());
  const bool rtl = view.t.direction() == "rtl";
  std::vector<formats::PdfParagraph> paragraphs{{slip.name, kTitle, true, 0}};
  for (const SlipPart& part : slip.parts) {
    paragraphs.push_back({part.title, kHeading, true, 18, rtl});
    for (const std::string& line : part.lines)
      paragraphs.push_back({line, kText, false, 2, rtl && !part.in_french});
  }
  paragraphs.push_back({slip.note, kNote, false, 22, rtl});
  const std::string day = base::iso_date(site.today());
  web::Response response = web::Response::html(
      formats::pdf_of({slip.name, day + "T00:00:00Z",
                       site.frame().site_name + " – " + readable_date(view.t, site.today()), rtl},
                      paragraphs));
  response.content_type = "application/pdf";
  response.set("Content-Disposition", "inline; filename=\"fiche.pdf\"");
  return response;
}

}  // namespace maillage::places
