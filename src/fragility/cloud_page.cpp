#include "fragility/pages.hpp"
#include "fragility/question.hpp"
#include "fragility/scatter.hpp"
#include "fragility/statistics.hpp"
#include "fragility/variables.hpp"
#include "fragility/wording.hpp"
#include "web/components.hpp"

#include <algorithm>
#include <cmath>

namespace maillage::fragility {

namespace {

using web::Address;
using web::Html;

constexpr Level kUsual = Level::epci;
constexpr std::size_t kFifths = 5;

/// x=, y= (empty: x alone)
struct Pair {
  const Variable* x = nullptr;
  const Variable* y = nullptr;
};

const Variable* named(const std::vector<Variable>& all, std::string_view id) {
  const auto found = std::find_if(all.begin(), all.end(),
                                  [&](const Variable& variable) { return variable.id == id; });
  return found == all.end() ? nullptr : &*found;
}

std::vector<web::Choice> choices(const std::vector<Variable>& all, const Variable* chosen) {
  std::vector<web::Choice> list;
  for (const Variable& variable : all) {
    list.push_back({variable.id, variable.label, &variable == chosen});
  }
  return list;
}

void form(Html& html, const web::View& view, const Country& country, const Question& question,
          const std::vector<Variable>& all, const Pair& pair) {
  const auto& t = view.t;
  html("form", {{"class", "filters rank-filters"}, action(Address::local("/fragilite/nuage"))},
       [&] {
         select_field(html, view, "x", t("En travers"), choices(all, pair.x));
         std::vector<web::Choice> y{{"", t("rien : montrer la répartition"), pair.y == nullptr}};
         for (web::Choice& choice : choices(all, pair.y)) y.push_back(std::move(choice));
         select_field(html, view, "y", t("En hauteur"), y);
         select_field(html, view, "niveau", t("Territoires"),
                      level_choices(t, shown_levels(), question.level));
         select_field(html, view, "methode", t("Méthode de l’indice"),
                      method_choices(country, *question.method));
         html("button", {{"type", "submit"}, {"class", "button"}}, t("Afficher"));
       });
}

std::function<std::string(double)> said(const web::Words& t, const VariableColumn& column) {
  return [&t, share = column.is_share](double value) { return figure(t, value, share); };
}

void spread_of(Html& html, const web::View& view, const Question& question, const Variable& x,
               const VariableColumn& column) {
  const auto& t = view.t;
  const Column ascending = sorted_known(column.values);
  if (ascending.empty()) return;
  const auto word = said(t, column);
  html("figure", {{"class", "plot-figure"}}, [&] {
    html("figcaption", [&] {
      html("h2", t.fill("La moitié des {} ont entre {} et {}",
                        {level_word(t, question.level, true), word(quantile(ascending, 0.25)),
                         word(quantile(ascending, 0.75))}));
    });
    histogram(html, column.values, axis_of(column.values, x.label, word));
  });
  const std::string columns[] = {t("Part des territoires en dessous"), x.label};
  std::vector<std::vector<std::function<void()>>> rows;
  for (const int share : {1, 10, 25, 50, 75, 90, 99}) {
    rows.push_back({[&html, share] { html.text(std::to_string(share) + "\u00a0%"); },
                    [&, share] { html.text(word(quantile(ascending, share / 100.0))); }});
  }
  web::table(html, view, t("La même chose en chiffres"), columns, rows);
}

std::string together(const web::Words& t, const Variable& x, const Variable& y, double rho) {
  const std::string number = decimal(t, rho, 2);
  if (std::abs(rho) < 0.15) {
    return t.fill("«\u00a0{}\u00a0» et «\u00a0{}\u00a0» n’ont presque pas de lien ({})",
                  {x.label, y.label, number});
  }
  if (rho > 0) {
    return t.fill("«\u00a0{}\u00a0» et «\u00a0{}\u00a0» augmentent ensemble ({} sur 1)",
                  {x.label, y.label, number});
  }
  return t.fill("Quand «\u00a0{}\u00a0» augmente, «\u00a0{}\u00a0» diminue ({})",
                {x.label, y.label, number});
}

void pair_of(Html& html, const web::View& view, const Pair& pair, const VariableColumn& x,
             const VariableColumn& y) {
  const auto& t = view.t;
  const double rho = spearman(x.values, y.values);
  if (is_missing(rho)) return;
  const auto x_word = said(t, x), y_word = said(t, y);
  html("figure", {{"class", "plot-figure"}}, [&] {
    html("figcaption", [&] {
      html("h2", together(t, *pair.x, *pair.y, rho));
      html("p", {{"class", "hint"}},
           t.fill("En hauteur : {}. Le nombre est la corrélation des rangs, de −1 à 1.",
                  {pair.y->label}));
    });
    scatter(html, x.values, axis_of(x.values, pair.x->label, x_word), y.values,
            axis_of(y.values, pair.y->label, y_word));
  });
  // By fifths of x: what a reader of the drawing would tell.
  Column cuts;
  const Column ascending = sorted_known(x.values);
  for (std::size_t k = 1; k < kFifths; ++k) {
    cuts.push_back(quantile(ascending, static_cast<double>(k) / kFifths));
  }
  const Column fifth = classes(x.values, cuts, 0);
  const std::string columns[] = {pair.x->label, t("Territoires"),
                                 t.fill("{}, au milieu", {pair.y->label})};
  std::vector<std::vector<std::function<void()>>> rows;
  for (std::size_t k = 0; k < kFifths; ++k) {
    Column inside;
    for (std::size_t i = 0; i < fifth.size(); ++i) {
      if (fifth[i] == static_cast<double>(k) && !is_missing(y.values[i])) {
        inside.push_back(y.values[i]);
      }
    }
    std::sort(inside.begin(), inside.end());
    const double low = k == 0 ? ascending.front() : cuts[k - 1];
    const double high = k + 1 == kFifths ? ascending.back() : cuts[k];
    rows.push_back(
        {[&, low, high] {
           html.text(t.fill("de {} à {}", {x_word(low), x_word(high)}));
         },
         [&, count = inside.size()] { html.text(t.number(static_cast<std::int64_t>(count))); },
         [&, middle = quantile(inside, 0.5)] {
           html.text(is_missing(middle) ? t("inconnu") : y_word(middle));
         }});
  }
  web::table(html, view, t("La même chose en chiffres, par cinquième des territoires"), columns,
             rows);
}

}  // namespace

web::Response cloud_page(const web::Request& request, Atlas& atlas) {
  const Country& country = atlas.country();
  const web::View view = atlas.view();
  const auto& t = view.t;
  const Question question = Question::read(request.query, country, kUsual);
  const std::vector<Variable> all = variables(country, t);
  Pair pair{named(all, request.query.get("x")), named(all, request.query.get("y"))};
  if (pair.x == nullptr) pair.x = &all.front();
  web::Page page;
  page.title =
      pair.y == nullptr ? t("Répartition d’un indicateur") : t("Deux indicateurs ensemble");
  page.section = "/fragilite";
  page.indexed = request.query.empty();
  return web::Response::html(render(atlas.site().frame(), page, view, [&](Html& html) {
    html("div", {{"class", "wrap need-page"}}, [&] {
      const web::Link links[] = {{t("Fragilité"), Address::local("/fragilite")},
                                 {t("Indicateurs"), Address::local("/fragilite/nuage")}};
      breadcrumb(html, view, links);
      html("h1", page.title);
      form(html, view, country, question, all, pair);
      const VariableColumn x = values_of(country, question, pair.x->id);
      if (known(x.values).empty()) {
        empty_state(html, view, t("Aucun chiffre à ce niveau"),
                    t("Choisissez un autre indicateur, ou un autre niveau de territoire."), {});
      } else if (pair.y == nullptr) {
        spread_of(html, view, question, *pair.x, x);
      } else {
        pair_of(html, view, pair, x, values_of(country, question, pair.y->id));
      }
    });
  }));
}

}  // namespace maillage::fragility
