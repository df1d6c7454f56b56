#include "places/departements.hpp"
#include "places/list_search.hpp"
#include "places/map_panel.hpp"
#include "places/pages.hpp"
#include "places/place_card.hpp"
#include "places/readable.hpp"
#include "web/components.hpp"

#include <cmath>

namespace maillage::places {
namespace {

using web::Address;
using web::Html;
using web::View;
using web::when;

using Answer = ListAnswer;

std::string commune_label(const territory::Commune& commune) {
  return std::string(commune.name()) + " (" + std::string(commune.departement()) + ")";
}

std::string where_label(const geocoding::Answer& place) {
  const bool whole_commune =
      place.kind == geocoding::Kind::commune && !place.has(geocoding::Reason::arrondissement);
  return whole_commune ? commune_label(*place.commune) : place.label;
}

std::string departement_label(std::string_view code) {
  return std::string(departement_name(code)) + " (" + std::string(code) + ")";
}

std::string title_of(const Answer& answer, const View& view) {
  const auto& t = view.t;
  if (answer.is_near() && !answer.words.empty()) {
    return t.fill("Lieux pour «\u00a0{}\u00a0» près de {}",
                  {answer.words, where_label(answer.where->place)});
  }
  if (answer.is_near()) return t.fill("Lieux près de {}", {where_label(answer.where->place)});
  if (answer.is_in_area()) return t.fill("Lieux : {}", {answer.where->place.label});
  if (!answer.query.text.empty()) return t.fill("Lieux pour «\u00a0{}\u00a0»", {answer.query.text});
  if (!answer.query.departement.empty()) {
    return t.fill("Lieux du département {}", {departement_label(answer.query.departement)});
  }
  return t("Tous les lieux");
}

void filters(Html& html, const View& view, const Answer& answer, const Snapshot& snapshot) {
  const auto& t = view.t;
  const ListQuery& query = answer.query;
  std::vector<web::Choice> services{{"", t("Tous les services")}},
      departements{{"", t("Toute la France")}};
  for (std::size_t i = 0; i < service_words().size(); ++i) {
    services.push_back(
        {std::string(service_words()[i].slug),
         t(service_words()[i].question) + " (" + t.number(answer.results.by_service[i]) + ")",
         (query.services >> i & 1) != 0});
  }
  const auto codes = snapshot.directory.departement_codes();
  for (std::size_t i = 0; i < codes.size(); ++i) {
    if (codes[i].empty()) continue;
    departements.push_back({codes[i],
                            codes[i] + " " + std::string(departement_name(codes[i])) + " (" +
                                t.number(answer.results.by_departement[i]) + ")",
                            query.departement == codes[i], "", true});
  }
  html("form", {{"class", "filters"}, {"role", "search"}, action(Address::local("/recherche"))},
       [&] {
         html("div", {{"class", "field grow"}}, [&] {
           html("label", {{"for", "q"}}, t("Commune, code postal ou nom d’un lieu"));
           html.leaf("input", {{"type", "search"},
                               {"id", "q"},
                               {"name", "q"},
                               {"value", query.text},
                               {"maxlength", 80},
                               {"autocomplete", "off"},
                               {"spellcheck", "false"}});
           suggestion_place(html, view);
         });
         select_field(html, view, "service", t("Besoin"), services);
         select_field(html, view, "departement", t("Département"), departements);
         if (!query.list.empty())
           html.leaf("input", {{"type", "hidden"}, {"name", "liste"}, {"value", query.list}});
         html("button", {{"type", "submit"}, {"class", "button"}}, [&] {
           icon(html, view, "search");
           html("span", t("Rechercher"));
         });
       });
}

void active_filters(Html& html, const View& view, const ListQuery& query, const ListNames& names) {
  if (!query.has_filter()) return;
  const auto chip = [&](const std::string& label, const ListQuery& without) {
    html("li", [&] {
      html("a", {{"class", "chip"}, href(without.address())}, [&] {
        html("span", {{"class", "visually-hidden"}}, view.t("Retirer le filtre :") + " ");
        html("span", label);
        icon(html, view, "x");
      });
    });
  };
  html("ul", {{"class", "chips"}, {"aria-label", view.t("Filtres choisis")}}, [&] {
    for (std::size_t i = 0; i < service_words().size(); ++i) {
      if (query.services >> i & 1)
        chip(view.t(service_words()[i].question), query.without_service(i));
    }
    if (!query.departement.empty())
      chip(departement_label(query.departement), query.without_departement());
    if (!query.list.empty())
      chip(view.t.fill("Source : {}", {names.of(query.list)}), query.without_list());
  });
}

void order_links(Html& html, const View& view, const Answer& answer) {
  if (answer.results.hits.size() < 2) return;
  const auto& t = view.t;
  std::vector<std::pair<Sort, std::string>> orders;
  if (answer.is_near()) orders.emplace_back(Sort::distance, t("distance"));
  if (!answer.words.empty()) orders.emplace_back(Sort::relevance, t("pertinence"));
  orders.insert(
      orders.end(),
      {{Sort::name, t("nom")}, {Sort::commune, t("commune")}, {Sort::newest, t("mise à jour")}});
  html("nav", {{"class", "orders"}, {"aria-label", t("Ordre de la liste")}}, [&] {
    html("span", {{"aria-hidden", "true"}}, t("Trier par"));
    html("ul", [&] {
      for (const auto& [sort, label] : orders) {
        html("li", [&] {
          html("a",
               {href(answer.query.with_sort(sort).address()),
                {"rel", "nofollow"},
                when(sort == answer.sort, {"aria-current", "true"})},
               [&] {
                 html("span", {{"class", "visually-hidden"}}, t("Trier par") + " ");
                 html.text(label);
               });
        });
      }
    });
  });
}

void other_meanings(Html& html, const View& view, const Answer& answer) {
  if (!answer.where) return;
  constexpr std::size_t kShown = 6;
  const auto& t = view.t;
  const auto& also = answer.where->also;
  const auto link = [&](const geocoding::Answer& place) {
    const std::string text = place.postcode.empty() && place.commune != nullptr
                                 ? place.label + " " + std::string(place.commune->departement())
                                 : place.label;
    html("a", {href(answer.query.with_text(text).address())},
         [&] { in_french(html, view, where_label(place)); });
  };
  html("p", {{"class", "also"}}, [&] {
    if (answer.elsewhere) {
      html.text(t("Chercher plutôt autour d’un lieu :") + " ");
      link(answer.where->place);
      html.text(".");
      return;
    }
    if (!also.empty()) {
      html.text(t("Vous pensiez à une autre commune ?") + " ");
      for (std::size_t i = 0; i < std::min(also.size(), kShown); ++i) {
        link(also[i]);
        html.text(i + 1 < std::min(also.size(), kShown) ? ", " : ". ");
      }
    }
    html("a", {href(answer.query.as_names().address())},
         t.fill("Chercher «\u00a0{}\u00a0» dans les noms de lieux", {answer.query.text}));
  });
}

void nothing_found(Html& html, const View& view, const Answer& answer) {
  const auto& t = view.t;
  std::vector<web::Link> ways;
  if (answer.query.has_filter() && !answer.query.text.empty()) {
    ListQuery without;
    without.text = answer.query.text;
    ways.push_back({t("Chercher sans filtre"), without.address()});
  }
  ways.push_back({t("Voir tous les lieux"), Address::local("/lieux")});
  const std::string title =
      answer.query.text.empty()
          ? t("Aucun lieu ne répond à ces filtres")
          : t.fill("Aucun lieu ne répond à «\u00a0{}\u00a0»", {answer.query.text});
  empty_state(html, view, title,
              t("Vérifiez l’orthographe, essayez le nom de votre commune ou son code postal, ou "
                "retirez un filtre."),
              ways);
}

std::size_t first_of_page(const Answer& answer) {
  return static_cast<std::size_t>(answer.query.page - 1) * kPlacesOfPage;
}

/// The hits of the page.
std::span<const Hit> shown_hits(const Answer& answer) {
  const std::span<const Hit> hits = answer.results.hits;
  const std::size_t first = std::min(first_of_page(answer), hits.size());
  return hits.subspan(first, std::min(kPlacesOfPage, hits.size() - first));
}

void results(Html& html, const View& view, const Answer& answer, const Present& present) {
  html("ol", {{"class", "place-list"}, {"start", first_of_page(answer) + 1}}, [&] {
    for (const Hit& hit : shown_hits(answer)) {
      html("li", [&] { place_card(html, view, hit, present); });
    }
  });
  pager(html, view, answer.query.page, answer.pages,
        [&](int number) { return answer.query.with_page(number).address(); });
}

std::string count_of(const Answer& answer, const View& view) {
  const auto& t = view.t;
  const auto number = static_cast<std::int64_t>(answer.results.hits.size());
  std::string text;
  if (answer.none_near) {
    return t.fill("Aucun lieu à moins de {} km. Voici les plus proches.",
                  {std::to_string(std::lround(kNearKm))});
  }
  if (answer.is_near()) {
    text = t.count("{} lieu à moins de 30 km à vol d’oiseau",
                   "{} lieux à moins de 30 km à vol d’oiseau", number);
  } else {
    text = t.count("{} lieu", "{} lieux", number);
  }
  if (answer.pages > 1) {
    text += t.fill(", page {} sur {}", {t.number(answer.query.page), t.number(answer.pages)});
  }
  return text;
}

}  // namespace

web::Response list_page(const web::Request& request, Site& site) {
  const auto snapshot = site.snapshot();
  const View view = site.view();
  const Answer answer = find_listed(ListQuery::read(request.query), *snapshot, site);
  web::Page page;
  page.title = title_of(answer, view);
  page.section = "/lieux";
  page.indexed = answer.query.text.empty();
  page.here = answer.query.address();
  page.description = view.t(
      "Les lieux d’aide au numérique, avec leurs services, leurs coordonnées et la date de leurs "
      "informations.");
  page.scripts = {"search.js"};
  if (site.contours()) page.scripts.push_back("map.js");
  web::Response response = web::Response::html(render(site.frame(), page, view, [&](Html& html) {
    html("div", {{"class", "sand list-head"}}, [&] {
      html("div", {{"class", "wrap"}}, [&] {
        html("h1", page.title);
        filters(html, view, answer, *snapshot);
      });
    });
    html("div", {{"class", "wrap list-body"}}, [&] {
      active_filters(html, view, answer.query, site.list_names());
      if (answer.results.hits.empty()) {
        nothing_found(html, view, answer);
        return;
      }
      html("div", {{"class", "list-bar"}}, [&] {
        html("p", {{"class", "count"}, {"role", "status"}}, count_of(answer, view));
        order_links(html, view, answer);
      });
      other_meanings(html, view, answer);
      map_panel(html, view, site, answer.query, answer.words, shown_hits(answer));
      results(html, view, answer, site.present());
    });
  }));
  response.runs_script = true;
  response.draws_map = site.contours() != nullptr;
  return response;
}

}  // namespace maillage::places
