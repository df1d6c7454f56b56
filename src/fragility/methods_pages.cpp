#include "fragility/audit.hpp"
#include "fragility/method_words.hpp"
#include "fragility/pages.hpp"
#include "fragility/question.hpp"
#include "fragility/wording.hpp"
#include "web/components.hpp"

#include <algorithm>
#include <cmath>

namespace maillage::fragility {

namespace {

using web::Address;
using web::Html;
using Cells = std::vector<std::function<void()>>;

bool is_shown(const Country& country, const Method& method) {
  const auto& shown = country.shown_methods();
  return std::find(shown.begin(), shown.end(), &method) != shown.end();
}

std::string percent(const web::Words& t, double share) {
  if (is_missing(share)) return t("inconnu");
  return decimal(t, 100 * share, 0) + "\u00a0%";
}

void path(Html& html, const web::View& view, const Method* method) {
  std::vector<web::Link> links{{view.t("Fragilité"), Address::local("/fragilite")},
                               {view.t("Méthodes"), Address::local("/fragilite/methodes")}};
  if (method != nullptr) {
    links.push_back({method->title, Address::local("/fragilite/methodes").segment(method->name)});
  }
  breadcrumb(html, view, links);
}

void ingredients(Html& html, const web::View& view, const Country& country, const Method& method) {
  const auto& t = view.t;
  const std::vector<double> weights = nominal_weights(method);
  const std::string columns[] = {t("Indicateur"), t("Partie"),      t("Poids"),  t("Sens"),
                                 t("Échelle"),    t("S’il manque"), t("Données")};
  std::vector<Cells> rows;
  for (std::size_t k = 0; k < method.indicators.size(); ++k) {
    const Indicator& indicator = method.indicators[k];
    rows.push_back(
        {[&] { html.text(indicator.label); },
         [&] {
           const std::string& label = method.parts[indicator.part].label;
           html.text(label.empty() ? method.parts[indicator.part].id : label);
         },
         [&, k] { html.text(percent(t, weights[k])); },
         [&] {
           html.text(indicator.higher_is_worse ? t("plus il y en a, plus c’est fragile")
                                               : t("moins il y en a, plus c’est fragile"));
         },
         [&] { html.text(scale_words(t, indicator)); },
         [&] { html.text(imputation_words(t, indicator.imputation)); },
         [&] {
           const std::vector<int> years = country.store().years(indicator.data);
           html.text(years.empty() ? t("aucune donnée ouverte ici") : std::to_string(years.back()));
         }});
  }
  web::table(html, view, t("Ses indicateurs"), columns, rows);
  html("ul", [&] {
    for (const std::string& rule : rule_words(t, method)) html("li", rule);
    if (method.parts.size() > 1) {
      html("li", t.fill("Les parties se joignent par une {}.",
                        {mean_words(t, method.parts.front().mean)}));
    }
  });
}

void audit_table(Html& html, const web::View& view, const Audit& audit) {
  const auto& t = view.t;
  const std::string columns[] = {t("Indicateur"),         t("Poids écrit"),    t("Poids réel"),
                                 t("Lien avec l’indice"), t("Classes utiles"), t("Valeurs égales")};
  std::vector<Cells> rows;
  for (const IndicatorAudit& one : audit.indicators) {
    if (one.column.known == 0) continue;
    rows.push_back({[&] { html.text(one.label); },
                    [&] { html.text(percent(t, one.nominal_weight)); },
                    [&] { html.text(percent(t, one.effective_weight)); },
                    [&] { html.text(decimal_or_unknown(t, one.with_index, 2)); },
                    [&] { html.text(decimal_or_unknown(t, one.column.effective_classes, 1)); },
                    [&] { html.text(percent(t, one.column.largest_tie)); }});
  }
  web::table(html, view, t("Ce que vaut chaque indicateur"), columns, rows);
}

void correlations(Html& html, const web::View& view, const Audit& audit) {
  const auto& t = view.t;
  std::vector<std::size_t> kept;
  for (std::size_t k = 0; k < audit.indicators.size(); ++k) {
    if (audit.indicators[k].column.known > 0) kept.push_back(k);
  }
  std::vector<std::string> columns{t("Indicateur")};
  for (const std::size_t k : kept) columns.push_back(audit.indicators[k].label);
  std::vector<Cells> rows;
  for (const std::size_t a : kept) {
    Cells row{[&html, &audit, a] { html.text(audit.indicators[a].label); }};
    for (const std::size_t b : kept) {
      row.push_back([&html, &t, &audit, a, b] {
        html.text(a == b ? "1" : decimal_or_unknown(t, audit.correlations[a][b], 2));
      });
    }
    rows.push_back(std::move(row));
  }
  html("details", [&] {
    html("summary", t("Comment ses indicateurs vont ensemble"));
    web::table(html, view, t("Corrélation des rangs, de −1 à 1"), columns, rows);
  });
}

void worth(Html& html, const web::View& view, const Country& country, const Method& method) {
  const auto& t = view.t;
  html("section", {{"aria-labelledby", "valeur"}}, [&] {
    html("h2", {{"id", "valeur"}}, t("Ce qu’elle vaut"));
    if (!is_shown(country, method)) {
      html("p", method.references.empty()
                    ? t("Nous ne pouvons pas la calculer : la plupart de ses données ne sont pas "
                        "ouvertes.")
                    : t("Elle compare chaque territoire à sa région, son département ou son "
                        "intercommunalité : elle ne donne pas un rang national."));
      return;
    }
    const auto done = country.audit(method);
    html("p", t.fill("Vérifiée sur {} communes, avec les données ouvertes fournies. Le "
                     "poids réel est la part des écarts de l’indice qui vient de l’indicateur.",
                     {t.number(static_cast<std::int64_t>(
                         country.standing(method, Level::commune)->order.ranked))}));
    audit_table(html, view, *done);
    for (const base::Finding& finding : done->findings) {
      const std::size_t k = method.indicator(finding.field);
      const std::string& name = k == Part::kNone ? finding.field : method.indicators[k].label;
      alert(html, view, web::Tone::warning, name + t(" : ") + finding.message, finding.advice);
    }
    correlations(html, view, *done);
  });
}

struct Validity {
  web::Literal label;
  double correlation;
};
/// Decision 013 and the test beside it hold these figures: Spearman with INSEE's estimate of
/// digital illiteracy in 91 EPCI of Hauts-de-France.
constexpr Validity kValidity[] = {
    {web::phrase("Âge et diplômes seuls"), 0.95},
    {web::phrase("Maillage 1, poids ajustés sur les autres intercommunalités"), 0.947},
    {web::phrase("Maillage 1, ses poids fixes"), 0.930},
    {web::phrase("Ses quatre indicateurs, poids 35, 35, 15 et 15"), 0.89},
    {web::phrase("Indice de 2023, tel que publié"), 0.85}};

void argument(Html& html, const web::View& view) {
  const auto& t = view.t;
  html("section", {{"aria-labelledby", "pourquoi"}}, [&] {
    html("h2", {{"id", "pourquoi"}}, t("Pourquoi Maillage 1"));
    html("p",
         t("L’indice de 2023 donne le même poids à cinq indicateurs. L’un d’eux répète la ligne "
           "voisine dans la plupart des petites communes ; un autre ne varie presque plus."));
    html("p",
         t("Maillage 1 en garde quatre. L’âge et les diplômes portent 80\u00a0% du poids, car ils "
           "expliquent le mieux l’illectronisme là où l’INSEE l’a estimé. Le revenu et le haut "
           "débit en portent 10\u00a0% chacun : aider demande aussi des moyens et une ligne."));
    std::vector<web::Bar> bars;
    for (const Validity& one : kValidity) {
      bars.push_back({t(one.label), decimal(t, one.correlation, 2), one.correlation});
    }
    bar_chart(html, view,
              t("Accord avec l’illectronisme estimé par l’INSEE, 91 intercommunalités des "
                "Hauts-de-France (1 : le même ordre)"),
              bars);
    html("p", {{"class", "hint"}},
         t("Une seule région a été mesurée : ailleurs, rien n’est prouvé. Le jeu de poids a été "
           "choisi "
           "parmi six, à côté de cette mesure : 0,93 est donc un peu flatteur."));
  });
}

}  // namespace

web::Response methods_page(const web::Request&, Atlas& atlas) {
  const Country& country = atlas.country();
  const web::View view = atlas.view();
  const auto& t = view.t;
  web::Page page;
  page.title = t("Les méthodes, et ce qu’elles valent");
  page.section = "/fragilite";
  return web::Response::html(render(atlas.site().frame(), page, view, [&](Html& html) {
    html("div", {{"class", "wrap need-page"}}, [&] {
      path(html, view, nullptr);
      html("h1", page.title);
      html("p", {{"class", "lead"}},
           t("Un indice oriente de l’argent public. Voici chaque méthode publiée, refaite et "
             "vérifiée, et la nôtre."));
      const std::string columns[] = {t("Méthode"), t("Indicateurs"), t("Sur la carte")};
      std::vector<Cells> rows;
      for (const Method& method : country.methods()) {
        rows.push_back(
            {[&] {
               html("a", {href(Address::local("/fragilite/methodes").segment(method.name))},
                    method.title);
               if (!method.origin.empty()) html("span", {{"class", "detail"}}, method.origin);
             },
             [&] { html.text(t.number(static_cast<std::int64_t>(method.indicators.size()))); },
             [&] {
               html.text(is_shown(country, method) ? t("oui") : t("non : données ou référence"));
             }});
      }
      web::table(html, view, t("Méthodes fournies"), columns, rows);
      argument(html, view);
    });
  }));
}

web::Response method_page(const web::Request& request, Atlas& atlas, std::string_view name) {
  const Country& country = atlas.country();
  const Method* method = country.method(name);
  if (method == nullptr) return failure_page(request, atlas, {404, ""});
  const web::View view = atlas.view();
  const auto& t = view.t;
  web::Page page;
  page.title = method->title;
  page.section = "/fragilite";
  return web::Response::html(render(atlas.site().frame(), page, view, [&](Html& html) {
    html("div", {{"class", "wrap need-page"}}, [&] {
      path(html, view, method);
      html("h1", method->title);
      if (!method->origin.empty()) html("p", {{"class", "lead"}}, method->origin);
      ingredients(html, view, country, *method);
      if (is_shown(country, *method)) {
        html("p", [&] {
          html("a", {href(Address::local("/fragilite").with("methode", method->name))},
               t("Voir sa carte"));
        });
        html("p", [&] {
          html("a", {href(Address::local("/fragilite/ponderer").with("methode", method->name))},
               t("Changer ses poids"));
        });
      }
      worth(html, view, country, *method);
      if (method == country.shown_methods().front()) argument(html, view);
    });
  }));
}

}  // namespace maillage::fragility
