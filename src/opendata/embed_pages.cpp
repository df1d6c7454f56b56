#include "opendata/embed_pages.hpp"

#include "opendata/frame_query.hpp"
#include "opendata/open_response.hpp"
#include "places/document.hpp"
#include "places/place_card.hpp"
#include "web/components.hpp"

#include <algorithm>

namespace maillage::opendata {
namespace {

using places::Hit;
using web::Address;
using web::Html;
using web::View;

constexpr std::size_t kPlacesOfFrame = 10;

Address frame_address(const FrameQuery& query, int page) {
  Address address = Address::local("/integrer/cadre");
  for (const auto& [name, value] : query.kept) address.with(name, value);
  if (!query.list.text.empty()) address.with("q", query.list.text);
  if (page > 1) address.with("page", std::to_string(page));
  return address;
}

/// Stays within the frame, unlike the links to places.
void search_form(Html& html, const View& view, const FrameQuery& query) {
  html("form",
       {{"class", "filters"},
        {"role", "search"},
        {"target", "_self"},
        action(Address::local("/integrer/cadre"))},
       [&] {
         html("div", {{"class", "field grow"}}, [&] {
           html("label", {{"for", "q"}}, view.t("Commune, code postal ou nom d’un lieu"));
           html.leaf("input", {{"type", "search"},
                               {"id", "q"},
                               {"name", "q"},
                               {"value", query.list.text},
                               {"maxlength", 80},
                               {"autocomplete", "off"}});
         });
         for (const auto& [name, value] : query.kept)
           html.leaf("input", {{"type", "hidden"}, {"name", name}, {"value", value}});
         html("button", {{"type", "submit"}, {"class", "button"}}, [&] {
           icon(html, view, "search");
           html("span", view.t("Rechercher"));
         });
       });
}

void neighbour_pages(Html& html, const View& view, const FrameQuery& query, int page, int pages) {
  if (pages < 2) return;
  html("nav", {{"class", "pager"}, {"aria-label", view.t("Pages de la liste")}}, [&] {
    html("ul", [&] {
      const auto link = [&](int number, std::string_view label) {
        html("li", [&] {
          html("a", {{"target", "_self"}, href(frame_address(query, number))}, label);
        });
      };
      if (page > 1) link(page - 1, view.t("Page précédente"));
      if (page < pages) link(page + 1, view.t("Page suivante"));
    });
  });
}

void places_of_page(Html& html, const View& view, OpenSite& site, std::span<const Hit> hits,
                    std::size_t first) {
  const places::Present present = site.places.present();
  html("ol", {{"class", "place-list"}, {"start", first + 1}}, [&] {
    for (const Hit& hit : hits.subspan(first, std::min(kPlacesOfFrame, hits.size() - first)))
      html("li", [&] { place_card(html, view, hit, present); });
  });
}

void code_sample(Html& html, const std::string& code) {
  html("pre", {{"tabindex", "0"}}, [&] { html("code", code); });
}

struct AttributeLine {
  std::string_view name;
  web::Literal effect;
};

/// Ours first, then those of the incumbent's element.
constexpr AttributeLine kAttributes[] = {
    {"departement", "Code du département : 23, 2A, 974."},
    {"liste", "Une seule source, par son nom dans l’adresse de la liste."},
    {"recherche", "Les mots déjà cherchés : une commune, un nom."},
    {"hauteur", "Hauteur du cadre, en pixels (640 sinon)."},
    {"territoire-type", "regions, departements ou communes : ce que sont les codes qui suivent."},
    {"territoires", "Codes INSEE séparés par des virgules."},
    {"route-initiale", "/region ou /region/departement : seuls ses lieux sont montrés."},
    {"latitude", "Avec longitude : les lieux les plus proches d’abord."},
    {"longitude", "Avec latitude."},
    {"zoom", "Autour du point : jusqu’où l’on cherche (10 : environ 40 km, 12 : environ 10 km)."},
    {"services", "Services du standard, séparés par des virgules."},
    {"dispositif-programmes-nationaux", "Un programme : France Services."},
    {"frais-a-charge", "Gratuit : seuls les lieux gratuits."},
    {"logo-url", "Votre logo, au-dessus du cadre."},
    {"app-name", "Votre nom, au-dessus du cadre et dans son titre."},
    {"help-url", "Un lien d’aide, au-dessus du cadre."},
    {"help-label", "Ses mots (« Aide » sinon)."},
    {"site-url", "Adresse de ce site, quand vous servez le script depuis le vôtre."},
    {"api-url", "Sans effet : les lieux viennent d’ici."},
    {"matomo-url", "Sans effet : le cadre ne mesure personne."},
    {"matomo-site-id", "Sans effet, pour la même raison."}};

}  // namespace

web::Response embed_frame(const web::Request& request, OpenSite& site) {
  const View view = site.places.view();
  const auto& t = view.t;
  const FrameQuery query = FrameQuery::read(request.query);
  const auto snapshot = site.places.snapshot();
  const std::vector<Hit> hits = find_framed(query, *snapshot, site.places);
  const int pages =
      std::max(1, static_cast<int>((hits.size() + kPlacesOfFrame - 1) / kPlacesOfFrame));
  const int current = std::min(query.list.page, pages);
  web::Page page;
  page.title = t("Les lieux d’aide au numérique");
  page.indexed = false;
  page.framed = true;
  web::Response response =
      web::Response::html(render(site.places.frame(), page, view, [&](Html& html) {
        html("div", {{"class", "wrap list-body"}}, [&] {
          html("h1", {{"class", "visually-hidden"}}, page.title);
          search_form(html, view, query);
          std::string count =
              t.count("{} lieu", "{} lieux", static_cast<std::int64_t>(hits.size()));
          if (pages > 1) count += t.fill(", page {} sur {}", {t.number(current), t.number(pages)});
          html("p", {{"class", "count"}, {"role", "status"}}, count);
          if (hits.empty()) {
            places::paragraph(html,
                              t("Aucun lieu ne répond. Essayez le nom de votre commune ou son "
                                "code postal."));
          } else {
            places_of_page(html, view, site, hits,
                           static_cast<std::size_t>(current - 1) * kPlacesOfFrame);
            neighbour_pages(html, view, query, current, pages);
          }
          html("p", {{"class", "mute"}}, [&] {
            html("a", {href(Address::local("/"))}, t("Voir tout l’annuaire sur Maillage"));
          });
        });
      }));
  response.may_be_framed = true;
  return response;
}

web::Response embed_page(const web::Request& request, OpenSite& site) {
  const View view = site.places.view();
  const auto& t = view.t;
  web::Page page;
  page.title = t("Montrer les lieux sur votre site");
  page.description =
      t("Un cadre ou un élément à copier dans vos pages : la liste des lieux, à jour, accessible, "
        "sans mesure d’audience.");
  page.section = "/donnees";
  const std::string origin = site.origin(request);
  web::Response response = document(site.places, page, [&](Html& html) {
    html("p", {{"class", "lead"}}, page.description);
    places::document_section(html, t("Avec un cadre"), [&] {
      places::paragraph(html, t("Copiez ces lignes dans votre page. Tous les filtres de la liste "
                                "vont dans l’adresse du cadre."));
      code_sample(html,
                  "<iframe src=\"" + origin +
                      "/integrer/cadre?departement=23\"\n  title=\"Lieux d’aide au numérique\" "
                      "loading=\"lazy\"\n  style=\"width:100%;height:640px;border:0\">"
                      "</iframe>");
    });
    places::document_section(html, t("Avec un élément"), [&] {
      places::paragraph(html, t("Le script crée le cadre, son titre et, si vous le voulez, votre "
                                "logo et un lien d’aide. Le texte entre les balises reste là où le "
                                "script ne passe pas."));
      code_sample(html, "<script src=\"" + origin +
                            "/maillage-integration.js\" defer></script>\n"
                            "<maillage-lieux departement=\"23\">\n  <a href=\"" +
                            origin +
                            "/lieux?departement=23\">Les lieux d’aide au numérique</a>\n"
                            "</maillage-lieux>");
      places::paragraph(html, t("Vous montrez déjà la cartographie nationale avec son élément "
                                "cartographie-inclusion-numerique ? Remplacez l’adresse du script "
                                "et gardez vos attributs."));
      const std::string columns[] = {t("Attribut"), t("Effet")};
      std::vector<std::vector<std::function<void()>>> rows;
      for (const AttributeLine& line : kAttributes) {
        rows.push_back({[&html, &line] { html("code", line.name); },
                        [&html, &t, &line] { html.text(t(line.effect)); }});
      }
      table(html, view, t("Attributs de l’élément"), columns, rows);
    });
    places::document_section(html, t("Aperçu"), [&] {
      html("iframe",
           {src(Address::local("/integrer/cadre")),
            {"title", t("Aperçu : les lieux d’aide au numérique")},
            {"loading", "lazy"},
            {"class", "preview"}},
           "");
    });
    html("p", [&] { html("a", {href(Address::local("/donnees"))}, t("Toutes les données")); });
  });
  response.shows_frame = true;
  return response;
}

web::Response embed_script(const web::Request&, OpenSite&) {
  web::Response response =
      web::Response::text(std::string(embedded_text("maillage-integration.js")));
  response.content_type = "text/javascript; charset=utf-8";
  open_to_all(response);
  return response;
}

}  // namespace maillage::opendata
