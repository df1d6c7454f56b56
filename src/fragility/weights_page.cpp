#include "base/text.hpp"
#include "fragility/need_map.hpp"
#include "fragility/pages.hpp"
#include "fragility/question.hpp"
#include "fragility/ranking_table.hpp"
#include "fragility/weighing.hpp"
#include "fragility/wording.hpp"
#include "web/components.hpp"

#include <algorithm>
#include <cmath>

namespace maillage::fragility {

namespace {

using web::Address;
using web::Html;

constexpr Level kUsual = Level::departement;

void weight_fields(Html& html, const web::View& view, const Country& country,
                   const Weighing& weighing) {
  const auto& t = view.t;
  html("fieldset", {{"class", "weights"}}, [&] {
    html("legend", t("Poids de chaque indicateur, de 0 à 10"));
    for (std::size_t k = 0; k < weighing.weights.size(); ++k) {
      const Indicator& indicator = weighing.method->indicators[k];
      const bool known = !country.store().years(indicator.data).empty();
      const std::string id = "poids-" + indicator.id;
      html("div", {{"class", "field"}}, [&] {
        html("label", {{"for", id}}, indicator.label);
        if (!known) {
          html("p", {{"class", "hint"}}, t("Sans données ouvertes : ne compte pas."));
          return;
        }
        html.leaf("input", {{"type", "number"},
                            {"id", id},
                            {"name", indicator.id},
                            {"value", base::number_text(weighing.weights[k])},
                            {"min", 0},
                            {"max", static_cast<int>(kMostWeight)},
                            {"step", "0.1"},
                            {"inputmode", "decimal"}});
      });
    }
  });
}

void form(Html& html, const web::View& view, const Country& country, const Weighing& weighing,
          Level level) {
  const auto& t = view.t;
  html("form", {{"class", "weights-form"}, action(Address::local("/fragilite/ponderer"))}, [&] {
    html.leaf("input", {{"type", "hidden"}, {"name", "methode"}, {"value", weighing.method->name}});
    weight_fields(html, view, country, weighing);
    const web::Choice means[] = {
        {"arithmetique", t("une faiblesse se compense"), weighing.mean == Mean::arithmetic},
        {"geometrique", t("une faiblesse se compense mal"), weighing.mean == Mean::geometric}};
    select_field(html, view, "moyenne", t("Entre les indicateurs"), means);
    select_field(html, view, "niveau", t("Territoires"), level_choices(t, shown_levels(), level));
    text_field(html, view,
               {"nom", t("Nom de votre scénario"),
                t("Il s’écrit dans l’adresse, que vous pouvez garder et envoyer."), weighing.name,
                "", "off"});
    html("button", {{"type", "submit"}, {"class", "button"}}, t("Calculer"));
  });
}

void result(Html& html, const web::View& view, Atlas& atlas, const Weighing& weighing,
            Level level) {
  const auto& t = view.t;
  const Country& country = atlas.country();
  if (!weighing.weighs()) {
    alert(html, view, web::Tone::warning, t("Rien ne pèse"),
          t("Donnez un poids à un indicateur au moins."));
    return;
  }
  const auto usual = country.standing(*weighing.method, level);
  const Standing standing = weighed(country, weighing, level);
  const Difference change = difference(usual->calculation.index(), standing.calculation.index());
  const std::int64_t hundredth = change.known == 0
                                     ? 0
                                     : std::lround(100.0 * static_cast<double>(change.moved) /
                                                   static_cast<double>(change.known));
  html("p", {{"class", "lead"}, {"role", "status"}},
       change.moved == 0
           ? t.fill("Ces poids rangent les territoires comme {}.", {weighing.method->title})
           : t.fill(
                 "Avec ces poids, {}\u00a0% des {} changent de dixième par rapport à {}. Les deux "
                 "classements s’accordent à {} sur 1.",
                 {t.number(hundredth), level_word(t, level, true), weighing.method->title,
                  decimal_or_unknown(t, change.agreement, 2)}));
  constexpr std::size_t kShown = 15;
  const auto& rows = standing.order.rows;
  ranking_table(html, view, country, standing, nullptr,
                std::span(rows).first(std::min(kShown, rows.size())),
                t("Les plus fragiles selon ces poids"));
  const auto drawn = contour_level(level);
  if (atlas.site().contours() && drawn && level != Level::commune) {
    html("figure", {{"class", "need-figure"}}, [&] {
      html("figcaption", t("La carte selon ces poids"));
      national_map(html, *atlas.site().contours(), *drawn, all_shapes(country, standing, t));
      need_legend(html, view, standing.order);
    });
  }
}

}  // namespace

web::Response weights_page(const web::Request& request, Atlas& atlas) {
  const Country& country = atlas.country();
  const web::View view = atlas.view();
  const auto& t = view.t;
  const Weighing weighing = Weighing::read(request.query, country);
  const Level level = Question::read(request.query, country, kUsual).level;
  web::Page page;
  page.title = weighing.name.empty() ? t("Choisir vos poids") : weighing.name;
  page.description =
      t("Donnez à chaque indicateur le poids qui vous semble juste, voyez ce qui "
        "change, et partagez l’adresse.");
  page.section = "/fragilite";
  page.indexed = request.query.empty();
  page.scripts = {"weights.js"};
  web::Response response =
      web::Response::html(render(atlas.site().frame(), page, view, [&](Html& html) {
        html("div", {{"class", "wrap need-page"}}, [&] {
          const web::Link links[] = {{t("Fragilité"), Address::local("/fragilite")},
                                     {t("Vos poids"), Address::local("/fragilite/ponderer")}};
          breadcrumb(html, view, links);
          html("h1", page.title);
          html("p", t.fill("Les poids de départ sont ceux de {}. Aucun jeu de poids n’est neutre : "
                           "changez-les, et voyez si votre conclusion tient.",
                           {weighing.method->title}));
          html("div", {{"class", "weights-grid"}}, [&] {
            form(html, view, country, weighing, level);
            html("div", {{"id", "resultat"}}, [&] { result(html, view, atlas, weighing, level); });
          });
        });
      }));
  response.runs_script = true;
  return response;
}

}  // namespace maillage::fragility
