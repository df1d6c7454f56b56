#include "fragility/need_map.hpp"
#include "fragility/pages.hpp"
#include "fragility/question.hpp"
#include "fragility/ranking_table.hpp"
#include "fragility/wording.hpp"
#include "web/components.hpp"

#include <fmt/format.h>

namespace maillage::fragility {

namespace {

using web::Address;
using web::Html;

constexpr Level kUsual = Level::departement;
constexpr std::size_t kFirst = 10;
constexpr std::size_t kMostInTable = 120;  ///< a longer table is a page of its own

std::vector<std::uint32_t> first_rows(const Order& order, std::size_t count) {
  return {order.rows.begin(),
          order.rows.begin() + static_cast<std::ptrdiff_t>(std::min(count, order.rows.size()))};
}

std::string finding(const web::Words& t, const Country& country, const Question& question,
                    const Order& order) {
  const auto name = [&](std::size_t place) {
    return name_of(country.territories(), {question.level, order.rows[place]});
  };
  if (order.rows.size() < 3) return t("Carte de la fragilité numérique");
  const std::array names{name(0), name(1), name(2)};
  switch (question.level) {
    case Level::region:
      return t.fill("Les trois régions les plus fragiles : {}, {} et {}",
                    {names[0], names[1], names[2]});
    case Level::epci:
      return t.fill("Les trois intercommunalités les plus fragiles : {}, {} et {}",
                    {names[0], names[1], names[2]});
    default:
      return t.fill("Les trois départements les plus fragiles : {}, {} et {}",
                    {names[0], names[1], names[2]});
  }
}

void hero(Html& html, const web::View& view, const Question& question, const Standing& communes) {
  const auto& t = view.t;
  html("section", {{"class", "sand"}}, [&] {
    html("div", {{"class", "wrap band need-head"}}, [&] {
      html("div", [&] {
        html("h1", t("Fragilité numérique des territoires"));
        html("p", {{"class", "lead"}},
             t("Où les habitants risquent-ils le plus d’être en difficulté avec le numérique ? Un "
               "indice de 0 à 100 le dit. Plus il est haut, plus le territoire est fragile."));
        html("p", [&] {
          html.text(
              t.fill("Méthode {}, données publiques de {} : {} communes sur {} ont un indice. ",
                     {question.method->title, years_of(t, communes.calculation),
                      t.number(static_cast<std::int64_t>(communes.order.ranked)),
                      t.number(static_cast<std::int64_t>(communes.calculation.rows()))}));
        });
      });
      search_box(html, view,
                 {Address::local("/fragilite/classement"), t("Quel territoire regardez-vous ?"),
                  t("Une commune, une intercommunalité, un département ou une région"), ""});
    });
  });
}

void choices(Html& html, const web::View& view, const Country& country, const Question& question) {
  const auto& t = view.t;
  html("form", {{"class", "filters need-choices"}, action(Address::local("/fragilite"))}, [&] {
    select_field(html, view, "niveau", t("Carte par"),
                 level_choices(t, drawn_levels(), question.level));
    select_field(html, view, "methode", t("Méthode"), method_choices(country, *question.method));
    html("button", {{"type", "submit"}, {"class", "button"}}, t("Afficher"));
  });
}

struct Door {
  web::Literal address, icon_name, name, detail;
};
constexpr Door kDoors[] = {
    {"/fragilite/comparer", "users", web::phrase("Comparer"),
     web::phrase("Jusqu’à six territoires côte à côte")},
    {"/fragilite/ponderer", "list-filter", web::phrase("Choisir vos poids"),
     web::phrase("Voyez si la conclusion tient, et partagez l’essai")},
    {"/fragilite/nuage", "lightbulb", web::phrase("Regarder les indicateurs"),
     web::phrase("Leur répartition, et deux à deux")},
    {"/fragilite/methodes", "shield-check", web::phrase("Vérifier les méthodes"),
     web::phrase("Ce que chaque indice fait, et ce qu’il vaut")},
    {"/fragilite/donnees", "database", web::phrase("Prendre les données"),
     web::phrase("Sources, années, licences, fichiers")}};

void doors(Html& html, const web::View& view) {
  html("nav", {{"class", "need-doors"}, {"aria-labelledby", "explorer"}}, [&] {
    html("h2", {{"id", "explorer"}}, view.t("Aller plus loin"));
    html("ul", {{"class", "service-grid"}}, [&] {
      for (const Door& door : kDoors) {
        html("li", [&] {
          html("a", {{"class", "service-card"}, href(Address::local(door.address))}, [&] {
            icon(html, view, door.icon_name);
            html("span", {{"class", "service-name"}}, view.t(door.name));
            html("span", {{"class", "service-detail"}}, view.t(door.detail));
          });
        });
      }
    });
  });
}

/// Where script is, the same map to move about in: its level follows the zoom.
void moving_map(Html& html, const web::View& view, Atlas& atlas, const Question& question) {
  if (!atlas.site().contours()) return;
  const auto& t = view.t;
  html("section",
       {{"class", "map-panel need-panel"},
        {"aria-label", t("Carte que l’on déplace")},
        {"data-engine", view.assets.address("map-engine.js").text()},
        {"data-need",
         "/tuiles/fragilite/" + web::percent_encode(question.method->name) + "/{z}/{x}/{y}.mvt"},
        {"data-bounds", "-5.2,41.3,9.7,51.2"},
        {"data-show", t("Ouvrir la carte jusqu’aux communes")},
        {"data-hide", t("Fermer la carte")},
        {"data-larger", t("Agrandir")},
        {"data-smaller", t("Réduire")},
        {"data-name", t("Carte de la fragilité. Le classement se lit sans elle.")},
        {"data-failed", t("La carte n’a pas pu être chargée. Le tableau dit la même chose.")},
        {"hidden", ""}},
       "");
}

void map_figure(Html& html, const web::View& view, Atlas& atlas, const Question& question,
                const Standing& standing) {
  const Country& country = atlas.country();
  const territory::Contours* contours = atlas.site().contours();
  const auto level = contour_level(question.level);
  html("figure", {{"class", "need-figure"}}, [&] {
    html("figcaption", [&] { html("h2", finding(view.t, country, question, standing.order)); });
    if (contours && level) {
      std::vector<MapShape> shapes = all_shapes(country, standing, view.t);
      if (question.level == Level::departement) {
        for (MapShape& shape : shapes) shape.label = shape.code;
      }
      national_map(html, *contours, *level, shapes);
      need_legend(html, view, standing.order);
      html("p", {{"class", "hint"}}, view.t("Contours : IGN Admin Express 2018, INSEE."));
    }
  });
}

}  // namespace

web::Response overview_page(const web::Request& request, Atlas& atlas) {
  const Country& country = atlas.country();
  const web::View view = atlas.view();
  const auto& t = view.t;
  Question question = Question::read(request.query, country, kUsual);
  if (question.level == Level::commune) question.level = Level::epci;
  const auto standing = question.standing(country);
  const auto communes = country.standing(*question.method, Level::commune);
  const auto sureness = sureness_of(country, *question.method, question.level);
  web::Page page;
  page.title = t("Fragilité numérique des territoires");
  page.description = t(
      "Carte et classement des territoires où les habitants risquent le plus d’être en "
      "difficulté avec le numérique : une méthode ouverte, vérifiable, avec ses marges d’erreur.");
  page.section = "/fragilite";
  page.scripts = {"map.js"};
  web::Response response =
      web::Response::html(render(atlas.site().frame(), page, view, [&](Html& html) {
        hero(html, view, question, *communes);
        html("div", {{"class", "wrap band need-page"}}, [&] {
          choices(html, view, country, question);
          html("div", {{"class", "need-columns"}}, [&] {
            map_figure(html, view, atlas, question, *standing);
            html("section", {{"aria-labelledby", "premiers"}}, [&] {
              html("h2", {{"id", "premiers"}}, t("Les plus fragiles"));
              ranking_table(html, view, country, *standing, sureness.get(),
                            first_rows(standing->order, kFirst),
                            t.fill("Les {} premiers rangs", {t.number(kFirst)}));
              Address all = Address::local("/fragilite/classement");
              question.in(all, country, kUsual);
              html("p", [&] { html("a", {href(all)}, t("Voir tout le classement")); });
            });
          });
          moving_map(html, view, atlas, question);
          doors(html, view);
          if (standing->order.ranked <= kMostInTable) {
            html("details", [&] {
              html("summary", t("Lire la carte comme un tableau"));
              ranking_table(html, view, country, *standing, sureness.get(), standing->order.rows,
                            t("Tous les territoires de la carte"));
            });
          }
        });
      }));
  response.runs_script = true;
  response.draws_map = atlas.site().contours() != nullptr;
  return response;
}

}  // namespace maillage::fragility
