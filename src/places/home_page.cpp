#include "places/departements.hpp"
#include "places/list_query.hpp"
#include "places/pages.hpp"
#include "places/readable.hpp"
#include "web/components.hpp"

#include <cmath>

#include <fmt/format.h>

namespace maillage::places {
namespace {

using web::Address;
using web::Html;
using web::View;

void hero(Html& html, const View& view, const Snapshot& snapshot) {
  const auto& t = view.t;
  html("section", {{"class", "hero"}}, [&] {
    html("div", {{"class", "wrap hero-grid"}}, [&] {
      html("div", {{"class", "hero-text"}}, [&] {
        html("h1", t("Un coup de main avec le numérique, près de chez vous"));
        html("p", {{"class", "lead"}},
             t("Une démarche en ligne, un téléphone qui résiste, un courriel à envoyer : des "
               "personnes vous reçoivent et vous aident."));
        search_box(html, view,
                   {Address::local("/recherche"), t("Où cherchez-vous de l’aide ?"),
                    t("Une commune, un code postal ou le nom d’un lieu"), "", true});
        html("p", {{"class", "hero-guide"}}, [&] {
          html.text(t("Vous ne savez pas où aller ?") + " ");
          html("a", {href(Address::local("/guide"))}, t("Répondez à trois questions"));
        });
      });
      html("figure", {{"class", "hero-map"}}, [&] {
        html.append(snapshot.map);
        html(
            "p", {{"class", "visually-hidden"}},
            t("Carte de la France métropolitaine : les points pleins montrent où sont les lieux."));
        html("figcaption", [&] {
          html("strong",
               t.count("{} lieu", "{} lieux", static_cast<std::int64_t>(snapshot.figures.places)));
          html.text(" " + t.count("dans {} département ou territoire",
                                  "dans {} départements et territoires",
                                  static_cast<std::int64_t>(snapshot.figures.departements)));
          if (snapshot.figures.overseas > 0) {
            html.text(t.fill(", dont {} outre-mer",
                             {t.number(static_cast<std::int64_t>(snapshot.figures.overseas))}));
          }
        });
      });
    });
  });
}

void services(Html& html, const View& view, const Results& all) {
  static constexpr web::Literal kIcons[] = {"file-check-2", "smartphone", "briefcase",
                                            "shield-check", "baby",       "palette",
                                            "lightbulb",    "wifi",       "laptop"};
  html("section", {{"class", "wrap band"}, {"aria-labelledby", "besoins"}}, [&] {
    html("h2", {{"id", "besoins"}}, view.t("De quoi avez-vous besoin ?"));
    html("ul", {{"class", "service-grid"}}, [&] {
      for (std::size_t i = 0; i < service_words().size(); ++i) {
        const ServiceWords& service = service_words()[i];
        html("li", [&] {
          html("a",
               {{"class", "service-card"},
                href(Address::local("/lieux").with("service", service.slug))},
               [&] {
                 icon(html, view, kIcons[i]);
                 html("span", {{"class", "service-name"}}, view.t(service.question));
                 html("span", {{"class", "service-detail"}}, view.t(service.detail));
                 html("span", {{"class", "service-count"}},
                      view.t.count("{} lieu", "{} lieux", all.by_service[i]));
               });
        });
      }
    });
  });
}

void findings(Html& html, const View& view, const Figures& figures) {
  if (figures.places == 0) return;
  const auto& t = view.t;
  const auto bar = [&](std::string label, std::size_t number) {
    const double share = static_cast<double>(number) / static_cast<double>(figures.places);
    return web::Bar{std::move(label), fmt::format("{}\u00a0%", std::lround(share * 100)), share};
  };
  const web::Bar bars[] = {bar(t("disent ce qu’ils proposent"), figures.with_services),
                           bar(t("donnent un moyen de les joindre"), figures.with_contact),
                           bar(t("donnent leurs horaires"), figures.with_hours),
                           bar(t("ont été mis à jour cette année"), figures.recent)};
  const auto of_ten = std::lround(10.0 * static_cast<double>(figures.with_hours) /
                                  static_cast<double>(figures.places));
  const std::string finding =
      of_ten >= 7 ? t.fill("{} lieux sur 10 donnent leurs horaires", {std::to_string(of_ten)})
                  : t.fill("Appelez avant de venir : {} lieux sur 10 ne donnent pas leurs horaires",
                           {std::to_string(10 - of_ten)});
  html("section", {{"class", "sand"}, {"aria-labelledby", "constat"}}, [&] {
    html("div", {{"class", "wrap band split"}}, [&] {
      html("div", [&] {
        html("h2", {{"id", "constat"}}, finding);
        html("p", t.count("Voici ce que dit la liste de chaque producteur. Nous en rassemblons {}.",
                          "Voici ce que disent les listes des producteurs. Nous en rassemblons {}.",
                          static_cast<std::int64_t>(figures.lists)));
        html("p", [&] {
          html("a", {href(Address::local("/sources"))}, t("Voir chaque source et sa fraîcheur"));
        });
      });
      bar_chart(html, view, t("Part des lieux qui…"), bars);
    });
  });
}

void by_departement(Html& html, const View& view, const Snapshot& snapshot, const Results& all) {
  const auto codes = snapshot.directory.departement_codes();
  html("section", {{"class", "wrap band"}, {"aria-labelledby", "departements"}}, [&] {
    html("h2", {{"id", "departements"}}, view.t("Choisir un département"));
    // On a telephone a hundred lines are too many to scroll: the style sheet shows the form there,
    // the list elsewhere.
    std::vector<web::Choice> choices;
    for (const std::string& code : codes) {
      if (!code.empty())
        choices.push_back(
            {code, code + " " + std::string(departement_name(code)), false, "", true});
    }
    html("form", {{"class", "departement-form"}, action(Address::local("/lieux"))}, [&] {
      select_field(html, view, "departement", view.t("Département ou territoire"), choices);
      html("button", {{"type", "submit"}, {"class", "button wide"}}, view.t("Voir ses lieux"));
    });
    html("ul", {{"class", "departement-list"}}, [&] {
      for (std::size_t i = 0; i < codes.size(); ++i) {
        if (codes[i].empty()) continue;
        html("li", [&] {
          html("a", {href(Address::local("/lieux").with("departement", codes[i]))}, [&] {
            html("span", {{"class", "code"}}, codes[i]);
            html.text(" ");
            html("span", {{"class", "name"}},
                 [&] { in_french(html, view, departement_name(codes[i])); });
          });
          html.text(" ");
          html("span", {{"class", "count"}}, [&] {
            html.text(view.t.number(all.by_departement[i]));
            html("span", {{"class", "visually-hidden"}}, " " + view.t("lieux"));
          });
        });
      }
    });
  });
}

void nothing_yet(Html& html, const View& view) {
  html("div", {{"class", "wrap band"}}, [&] {
    empty_state(html, view, view.t("Le registre est vide"),
                view.t("Importez une liste avec « maillage importer », puis revenez : elle "
                       "s’affichera dans les deux secondes."),
                {});
  });
}

}  // namespace

web::Response home_page(const web::Request&, Site& site) {
  const auto snapshot = site.snapshot();
  const View view = site.view();
  const Results all = snapshot->directory.search({});
  web::Page page;
  page.description = view.t(
      "Trouvez près de chez vous un lieu où l’on vous aide avec le numérique : démarches, "
      "ordinateur, téléphone, internet.");
  page.scripts = {"search.js"};
  web::Response response = web::Response::html(render(site.frame(), page, view, [&](Html& html) {
    hero(html, view, *snapshot);
    if (snapshot->figures.places == 0) return nothing_yet(html, view);
    services(html, view, all);
    findings(html, view, snapshot->figures);
    by_departement(html, view, *snapshot, all);
  }));
  response.runs_script = true;
  return response;
}

}  // namespace maillage::places
