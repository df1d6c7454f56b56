#include "base/text.hpp"
#include "fragility/pages.hpp"
#include "fragility/question.hpp"
#include "fragility/variables.hpp"
#include "fragility/wording.hpp"
#include "web/components.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>

namespace maillage::fragility {

namespace {

using web::Address;
using web::Html;

/// All series of one indicator from one source at one level.
struct Supply {
  std::string indicator, source, licence;
  Level level = Level::commune;
  std::vector<int> years;
  double known = 0;  ///< share of the territories, of the latest year
};

std::string years_said(const web::Words& t, const std::vector<int>& years) {
  const bool all = years.back() - years.front() + 1 == static_cast<int>(years.size());
  if (!all || years.size() < 3) return fmt::format("{}", fmt::join(years, ", "));
  return t.fill("{} à {}", {std::to_string(years.front()), std::to_string(years.back())});
}

std::vector<Supply> supplies(const Store& store) {
  std::map<std::tuple<std::string, std::string, Level>, Supply> found;
  for (const Series& series : store.series()) {
    const std::size_t values = known(series.value).size();
    if (values == 0) continue;
    Supply& supply = found[{series.indicator, series.source, series.level}];
    supply.indicator = series.indicator;
    supply.source = series.source;
    supply.licence = series.licence;
    supply.level = series.level;
    if (supply.years.empty() ||
        series.year > *std::max_element(supply.years.begin(), supply.years.end())) {
      supply.known = static_cast<double>(values) /
                     static_cast<double>(std::max<std::size_t>(series.value.size(), 1));
    }
    supply.years.push_back(series.year);
  }
  std::vector<Supply> all;
  for (auto& [key, supply] : found) {
    std::sort(supply.years.begin(), supply.years.end());
    all.push_back(std::move(supply));
  }
  return all;
}

}  // namespace

web::Response sources_page(const web::Request&, Atlas& atlas) {
  const Country& country = atlas.country();
  const web::View view = atlas.view();
  const auto& t = view.t;
  const std::vector<Supply> all = supplies(country.store());
  std::map<std::string, std::string> labels;
  for (const Variable& variable : variables(country, t)) labels[variable.id] = variable.label;
  web::Page page;
  page.title = t("Les données de la fragilité");
  page.section = "/fragilite";
  return web::Response::html(render(atlas.site().frame(), page, view, [&](Html& html) {
    html("div", {{"class", "wrap need-page"}}, [&] {
      const web::Link links[] = {{t("Fragilité"), Address::local("/fragilite")},
                                 {t("Données"), Address::local("/fragilite/donnees")}};
      breadcrumb(html, view, links);
      html("h1", page.title);
      html("p", {{"class", "lead"}},
           t("Tout vient de données publiques, de toute la France, dans la géographie de 2021. "
             "Chaque chiffre garde sa source et son année."));
      const std::string columns[] = {t("Indicateur"), t("Source"), t("Niveau"),
                                     t("Années"),     t("Connu"),  t("Licence")};
      std::vector<std::vector<std::function<void()>>> rows;
      for (const Supply& supply : all) {
        rows.push_back({[&] {
                          const auto label = labels.find(supply.indicator);
                          html.text(label == labels.end()
                                        ? base::replace_all(supply.indicator, "_", " ")
                                        : label->second);
                        },
                        [&] { html.text(supply.source); },
                        [&] { html.text(level_word(t, supply.level, true)); },
                        [&] { html.text(years_said(t, supply.years)); },
                        [&] { html.text(figure(t, 100 * supply.known, true)); },
                        [&] { html.text(supply.licence); }});
      }
      web::table(html, view, t("Ce que nous avons"), columns, rows);
      html("section", [&] {
        html("h2", t("Ce qui manque"));
        html("ul", [&] {
          for (const std::string& gap :
               {t("L’âge et les diplômes datent de 2017, et viennent sans leurs effectifs : une "
                  "intercommunalité est alors une moyenne pondérée par la population."),
                t("Le haut débit date de 2019. La fibre a beaucoup avancé depuis."),
                t("La Guadeloupe, la Guyane et Mayotte n’ont pas de revenus publiés. Mayotte n’a "
                  "pas "
                  "d’indice."),
                t("Les communes réunies depuis 2021 sont encore montrées séparément.")}) {
            html("li", gap);
          }
        });
        html("p",
             t("Qui tient ce site peut ajouter des données plus récentes avec « maillage indice "
               "importer »."));
      });
      html("section", [&] {
        html("h2", t("Tout télécharger"));
        html("ul", {{"class", "name-list"}}, [&] {
          for (const Level level : shown_levels()) {
            html("li", [&] {
              html("a", {href(Address::local("/fragilite.csv").with("niveau", level_name(level)))},
                   t.fill("{} (CSV)", {level_word(t, level, true)}));
              html.text(", ");
              html("a", {href(Address::local("/fragilite.xlsx").with("niveau", level_name(level)))},
                   t.fill("{} (tableur XLSX)", {level_word(t, level, true)}));
            });
          }
          for (const Level level : drawn_levels()) {
            html("li", [&] {
              html("a",
                   {href(Address::local("/fragilite.geojson").with("niveau", level_name(level)))},
                   t.fill("{} avec contours (GeoJSON)", {level_word(t, level, true)}));
            });
          }
        });
        html("p", {{"class", "hint"}},
             t("Indices : Maillage, Licence Ouverte 2.0. Citez aussi les producteurs ci-dessus. "
               "Contours : IGN Admin Express 2018, INSEE."));
      });
    });
  }));
}

}  // namespace maillage::fragility
