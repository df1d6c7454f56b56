// The pages of territories: who is served there, by what, how fresh it is, and where to look next.
#include "places/list_query.hpp"
#include "places/pages.hpp"
#include "places/place_card.hpp"
#include "places/readable.hpp"
#include "places/territories.hpp"
#include "web/components.hpp"

#include <cmath>

#include <fmt/format.h>

namespace maillage::places {
namespace {

using web::Address;
using web::Html;
using web::View;

constexpr std::size_t kNeighbours = 4;
constexpr std::size_t kPlacesShown = 24;

std::int64_t whole(std::size_t number) {
  return static_cast<std::int64_t>(number);
}

std::string percent(std::uint64_t part, std::uint64_t all) {
  return all == 0 ? "–"
                  : fmt::format("{}\u00a0%", std::lround(100.0 * static_cast<double>(part) /
                                                         static_cast<double>(all)));
}

std::string kind_words(const web::Words& t, TerritoryKind kind) {
  switch (kind) {
    case TerritoryKind::region:
      return t("Région");
    case TerritoryKind::departement:
      return t("Département ou collectivité");
    case TerritoryKind::epci:
      return t("Intercommunalité");
    case TerritoryKind::commune:
      break;
  }
  return t("Commune");
}

/// The territories that hold this one, the widest first, and itself.
std::vector<web::Link> trail_of(const web::Words& t, const territory::Communes& communes,
                                const Territory& territory) {
  std::vector<web::Link> trail{{t("Les territoires"), Address::local("/territoires")}};
  const territory::Commune& first = *territory.communes.front();
  const auto add = [&](TerritoryKind kind, const std::string& code) {
    if (territory.kind <= kind || code.empty() || code == "R-") return;
    if (const auto above = find_territory(communes, code))
      trail.push_back({above->name, territory_address(above->code), "fr"});
  };
  add(TerritoryKind::region, "R-" + std::string(first.region()));
  add(TerritoryKind::departement, std::string(first.departement()));
  add(TerritoryKind::epci, std::string(first.epci()));
  trail.push_back({territory.name, territory_address(territory.code), "fr"});
  return trail;
}

/// The list of places filtered to the territory, when a filter says it.
std::optional<Address> list_address(const Territory& territory) {
  switch (territory.kind) {
    case TerritoryKind::region:
      return ListQuery().with_text(territory.name).address();
    case TerritoryKind::departement:
      return Address::local("/lieux").with("departement", territory.code);
    case TerritoryKind::commune:
      return ListQuery()
          .with_text(territory.name + " " + std::string(territory.communes.front()->departement()))
          .address();
    case TerritoryKind::epci:
      break;
  }
  return std::nullopt;
}

void territory_link(Html& html, const View& view, std::string_view code, std::string_view name) {
  html("a", {href(territory_address(code))}, [&] { in_french(html, view, name); });
}

void figures(Html& html, const View& view, const Coverage& coverage) {
  const auto& t = view.t;
  const auto figure = [&](const std::string& value, const std::string& words) {
    html("div", [&] {
      html("dt", words);
      html("dd", value);
    });
  };
  html("dl", {{"class", "figures"}}, [&] {
    figure(t.number(whole(coverage.places.size())), t("lieux"));
    if (coverage.communes > 1) {
      figure(t.fill("{} sur {}", {t.number(whole(coverage.communes_served)),
                                  t.number(whole(coverage.communes))}),
             t("communes ont un lieu"));
      figure(percent(coverage.inhabitants_served, coverage.inhabitants),
             t("des habitants en ont un dans leur commune"));
    }
    if (!coverage.places.empty()) {
      figure(percent(coverage.confirmed, coverage.places.size()),
             t("des fiches ont été confirmées depuis six mois"));
    }
  });
}

void services(Html& html, const View& view, const Coverage& coverage) {
  const std::size_t all = coverage.places.size();
  if (all == 0) return;
  std::vector<web::Bar> bars;
  for (std::size_t i = 0; i < service_words().size(); ++i) {
    bars.push_back({view.t(service_words()[i].question),
                    view.t.number(whole(coverage.by_service[i])),
                    static_cast<double>(coverage.by_service[i]) / static_cast<double>(all)});
  }
  bar_chart(html, view, view.t("Nombre de lieux qui annoncent chaque service"), bars);
}

void gaps(Html& html, const View& view, const Coverage& coverage) {
  if (coverage.communes < 2 || coverage.largest_unserved.empty()) return;
  html("section", [&] {
    html("h2", view.t("Les plus grandes communes sans lieu connu"));
    html("ul", {{"class", "place-links"}}, [&] {
      for (const territory::Commune* commune : coverage.largest_unserved) {
        html("li", [&] {
          territory_link(html, view, commune->code(), commune->name());
          html.text(" ");
          html("span", {{"class", "mute"}},
               view.t.count("{} habitant", "{} habitants", commune->population()));
        });
      }
    });
  });
}

void sub_territories(Html& html, const View& view, const std::string& title,
                     std::span<const Territory> parts, const CoverageCounter& counter) {
  const auto& t = view.t;
  const std::string columns[] = {t("Territoire"), t("Lieux"), t("Communes avec un lieu"),
                                 t("Habitants qui en ont un dans leur commune")};
  std::vector<std::vector<std::function<void()>>> rows;
  for (const Territory& part : parts) {
    const Coverage coverage = counter.of(part);
    rows.push_back(
        {[&html, &view, &part] { territory_link(html, view, part.code, part.name); },
         [&html, &t, places = coverage.places.size()] { html.text(t.number(whole(places))); },
         [&html, &t, served = coverage.communes_served, all = coverage.communes] {
           html.text(t.fill("{} sur {}", {t.number(whole(served)), t.number(whole(all))}));
         },
         [&html, text = percent(coverage.inhabitants_served, coverage.inhabitants)] {
           html.text(text);
         }});
  }
  table(html, view, title, columns, rows);
}

/// Those of another kind that share a commune with the territory, by name.
std::vector<Territory> parts_of(const territory::Communes& communes, const Territory& territory,
                                TerritoryKind kind) {
  std::vector<Territory> parts;
  for (Territory& part : all_territories(communes, kind)) {
    const bool inside = std::any_of(
        part.communes.begin(), part.communes.end(), [&](const territory::Commune* commune) {
          return std::binary_search(territory.communes.begin(), territory.communes.end(), commune);
        });
    if (inside) parts.push_back(std::move(part));
  }
  return parts;
}

void communes_served(Html& html, const View& view, const Territory& territory,
                     const CoverageCounter& counter) {
  html("section", [&] {
    html("h2", view.t("Les communes qui ont un lieu"));
    html("ul", {{"class", "place-links columns"}}, [&] {
      for (const territory::Commune* commune : territory.communes) {
        const std::size_t here = counter.places_in({TerritoryKind::commune, "", "", {commune}});
        if (here == 0) continue;
        html("li", [&] {
          territory_link(html, view, commune->code(), commune->name());
          html.text(" ");
          html("span", {{"class", "mute"}}, view.t.count("{} lieu", "{} lieux", whole(here)));
        });
      }
    });
  });
}

void places_of_commune(Html& html, const View& view, const Territory& territory,
                       const Coverage& coverage, const Snapshot& snapshot, const Present& present) {
  const territory::Commune& commune = *territory.communes.front();
  std::vector<Hit> hits;
  for (const Entry* entry : coverage.places) {
    if (hits.size() < kPlacesShown) hits.push_back({entry, -1});
  }
  const bool none = hits.empty();
  constexpr std::size_t kNearest = 4;
  if (none && commune.latitude() != 0)
    hits = snapshot.directory.nearest({commune.latitude(), commune.longitude()}, kNearest, "");
  html("section", [&] {
    html("h2", none ? view.t("Les lieux les plus proches") : view.t("Ses lieux"));
    html("ul", {{"class", "place-list"}}, [&] {
      for (const Hit& hit : hits) html("li", [&] { place_card(html, view, hit, present); });
    });
  });
}

web::Response unknown_territory(Site& site) {
  const View view = site.view();
  const auto& t = view.t;
  web::Page page;
  page.title = t("Ce territoire n’existe pas");
  page.section = "/territoires";
  page.indexed = false;
  return web::Response::html(
      render(site.frame(), page, view,
             [&](Html& html) {
               html("div", {{"class", "wrap document"}}, [&] {
                 html("h1", page.title);
                 html("p", {{"class", "lead"}},
                      t("Son code a peut-être changé. Cherchez le territoire par son nom."));
                 search_box(html, view,
                            {Address::local("/recherche"), t("Chercher un lieu"),
                             t("Une commune, un code postal ou le nom d’un lieu"), ""});
                 html("p", [&] {
                   html("a", {href(Address::local("/territoires"))},
                        t("Voir tous les territoires"));
                 });
               });
             }),
      404);
}

}  // namespace

Address territory_address(std::string_view code) {
  return Address::local("/territoires").segment(code);
}

web::Response territories_page(const web::Request&, Site& site) {
  const auto snapshot = site.snapshot();
  const View view = site.view();
  const auto& t = view.t;
  web::Page page;
  page.title = t("Les territoires");
  page.description = t("Les lieux d’aide au numérique, région par région.");
  page.section = "/territoires";
  return web::Response::html(render(site.frame(), page, view, [&](Html& html) {
    html("div", {{"class", "wrap document territory"}}, [&] {
      html("h1", page.title);
      html("p", {{"class", "lead"}},
           t("Où y a-t-il des lieux, où en manque-t-il, et de quand datent leurs informations."));
      if (!site.communes()) return;
      const CoverageCounter counter(snapshot->directory, *site.communes(), site.today());
      const auto regions = all_territories(*site.communes(), TerritoryKind::region);
      const auto departements = all_territories(*site.communes(), TerritoryKind::departement);
      sub_territories(html, view, t("Les régions"), regions, counter);
      html("section", [&] {
        html("h2", t("Les départements et les collectivités"));
        html("ul", {{"class", "place-links columns"}}, [&] {
          for (const Territory& departement : departements) {
            html("li", [&] {
              territory_link(html, view, departement.code, departement.name);
              html.text(" ");
              html("span", {{"class", "mute"}},
                   t.count("{} lieu", "{} lieux", whole(counter.places_in(departement))));
            });
          }
        });
      });
    });
  }));
}

web::Response territory_page(const web::Request&, Site& site, std::string_view code) {
  if (!site.communes()) return unknown_territory(site);
  const territory::Communes& communes = *site.communes();
  const auto territory = find_territory(communes, code);
  if (!territory) return unknown_territory(site);
  if (territory->code != code)
    return web::Response::redirect(territory_address(territory->code), 301);
  const auto snapshot = site.snapshot();
  const View view = site.view();
  const auto& t = view.t;
  const CoverageCounter counter(snapshot->directory, communes, site.today());
  const Coverage coverage = counter.of(*territory);
  web::Page page;
  page.title = t.fill("L’aide au numérique : {}", {territory->name});
  page.description = t.fill("Les lieux d’aide au numérique de {} : combien, où, pour quoi faire.",
                            {territory->name});
  page.section = "/territoires";
  return web::Response::html(render(site.frame(), page, view, [&](Html& html) {
    html("div", {{"class", "wrap document territory"}}, [&] {
      breadcrumb(html, view, trail_of(t, communes, *territory));
      html("h1", [&] { in_french(html, view, territory->name); });
      html("p", {{"class", "kind"}}, [&] {
        html.text(kind_words(t, territory->kind) + " · ");
        html.text(t.count("{} habitant", "{} habitants",
                          static_cast<std::int64_t>(coverage.inhabitants)));
      });
      figures(html, view, coverage);
      if (const auto list = list_address(*territory); list && !coverage.places.empty()) {
        html("p", [&] {
          html("a", {{"class", "button"}, href(*list)}, t("Voir la liste de ses lieux"));
        });
      }
      if (territory->kind == TerritoryKind::commune)
        places_of_commune(html, view, *territory, coverage, *snapshot, site.present());
      services(html, view, coverage);
      if (territory->kind == TerritoryKind::region) {
        const auto parts = parts_of(communes, *territory, TerritoryKind::departement);
        sub_territories(html, view, t("Ses départements"), parts, counter);
      } else if (territory->kind == TerritoryKind::departement) {
        const auto parts = parts_of(communes, *territory, TerritoryKind::epci);
        sub_territories(html, view, t("Ses intercommunalités"), parts, counter);
      }
      if (territory->kind == TerritoryKind::departement || territory->kind == TerritoryKind::epci)
        communes_served(html, view, *territory, counter);
      gaps(html, view, coverage);
      const auto near = neighbours(communes, *territory, kNeighbours);
      if (near.empty()) return;
      html("section", [&] {
        html("h2", t("À côté"));
        html("ul", {{"class", "place-links"}}, [&] {
          for (const Territory& other : near) {
            html("li", [&] {
              territory_link(html, view, other.code, other.name);
              html.text(" ");
              html("span", {{"class", "mute"}},
                   t.count("{} lieu", "{} lieux", whole(counter.places_in(other))));
            });
          }
        });
      });
    });
  }));
}

}  // namespace maillage::places
