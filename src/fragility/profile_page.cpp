#include "fragility/pages.hpp"
#include "fragility/profile_sections.hpp"
#include "fragility/question.hpp"
#include "fragility/ranking_table.hpp"
#include "web/components.hpp"

namespace maillage::fragility {

namespace {

using web::Address;
using web::Html;

/// The territories that contain it, the largest first.
std::vector<Territory> around(const Territories& territories, const Territory& territory) {
  std::vector<Territory> found;
  for (const Level level : shown_levels()) {
    if (level <= territory.level) break;
    const std::uint32_t group = territories.up(territory.level, level).group_of[territory.row];
    if (group != Grouping::kNone) found.push_back({level, group});
  }
  return found;
}

void path(Html& html, const web::View& view, const Profile& profile) {
  const Territories& territories = profile.territories();
  std::vector<web::Link> links{{view.t("Fragilité"), Address::local("/fragilite")}};
  for (const Territory& outer : around(territories, profile.territory)) {
    links.push_back({name_of(territories, outer), profile_address(territories, outer)});
  }
  links.push_back(
      {name_of(territories, profile.territory), profile_address(territories, profile.territory)});
  breadcrumb(html, view, links);
}

/// Paris is a département; Lyon and Marseille are lists of their arrondissements.
web::Response whole_city(std::string_view code, const Country& country) {
  if (code == "75056") {
    return web::Response::redirect(Address::local("/fragilite").segment("75"));
  }
  for (const std::string& arrondissement : country.territories().at(Level::commune).codes) {
    if (cut_commune_of(arrondissement) != code) continue;
    const Territory first{Level::commune,
                          country.territories().at(Level::commune).find(arrondissement)};
    const std::string name = name_of(country.territories(), first);
    return web::Response::redirect(Address::local("/fragilite/classement")
                                       .with("niveau", "commune")
                                       .with("q", name.substr(0, name.find(' '))));
  }
  return web::Response::redirect(Address::local("/fragilite"));
}

}  // namespace

web::Response profile_page(const web::Request& request, Atlas& atlas, std::string_view code) {
  const Country& country = atlas.country();
  if (code == "75056" || code == "69123" || code == "13055") return whole_city(code, country);
  const auto found = profile_of(request.query, country, code);
  if (!found) {
    return failure_page(request, atlas,
                        {404, atlas.view().t("Aucun territoire n’a ce code. Cherchez-le par son "
                                             "nom dans le classement de la fragilité.")});
  }
  const Profile& profile = *found;
  const Territory& territory = profile.territory;
  const web::View view = atlas.view();
  const auto& t = view.t;
  const LevelTable& table = country.territories().at(territory.level);
  web::Page page;
  page.title = t.fill("Fragilité numérique : {}", {full_name_of(country.territories(), territory)});
  page.description = t.fill("Indice, rang et marge d’erreur, indicateurs et offre d’aide : {}.",
                            {full_name_of(country.territories(), territory)});
  page.section = "/fragilite";
  return web::Response::html(render(atlas.site().frame(), page, view, [&](Html& html) {
    html("div", {{"class", "wrap need-page need-profile"}}, [&] {
      path(html, view, profile);
      html("h1", full_name_of(country.territories(), territory));
      html("p", {{"class", "kind"}},
           t.fill("{}, {} habitants. Méthode {}, données de {}.",
                  {level_title(t, territory.level),
                   decimal_or_unknown(t, table.population[territory.row], 0), profile.method.title,
                   years_of(t, profile.standing->calculation)}));
      score_section(html, view, profile);
      html("ul", {{"class", "name-list page-links"}}, [&] {
        html("li", [&] {
          Address paper = profile_address(country.territories(), territory);
          html("a", {href(paper.segment("profil.pdf").with("methode", profile.method.name))},
               t("L’imprimer ou l’envoyer (PDF)"));
        });
        html("li", [&] {
          html("a", {href(Address::local("/fragilite/comparer").with("t", code))},
               t("Le comparer à d’autres"));
        });
        html("li", [&] {
          html("a", {href(Address::local("/fragilite/ponderer"))}, t("Essayer d’autres poids"));
        });
        html("li", [&] {
          html("a", {href(Address::local("/fragilite/methodes").segment(profile.method.name))},
               t("Comprendre la méthode"));
        });
      });
      indicators_section(html, view, profile);
      change_section(html, view, profile);
      offer_section(html, view, profile, atlas);
      map_section(html, view, profile, atlas);
      kin_section(html, view, profile);
    });
  }));
}

}  // namespace maillage::fragility
