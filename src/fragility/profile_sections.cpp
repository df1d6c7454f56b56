#include "fragility/profile_sections.hpp"

#include "fragility/drawings.hpp"
#include "fragility/explanation.hpp"
#include "fragility/kin.hpp"
#include "fragility/need_map.hpp"
#include "fragility/offer.hpp"
#include "fragility/profile_words.hpp"
#include "fragility/question.hpp"
#include "fragility/ranking_table.hpp"
#include "web/components.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include <fmt/format.h>

namespace maillage::fragility {

using web::Address;
using web::Html;

std::set<int> Profile::years_of_change() const {
  std::set<int> years;
  for (const Indicator& indicator : method.indicators) {
    const std::vector<int> known = country.store().years(indicator.data);
    if (known.size() > 1) years.insert(known.begin(), known.end());
  }
  return years;
}

std::optional<Profile> profile_of(const web::Query& query, const Country& country,
                                  std::string_view code) {
  const auto territory = territory_of(country.territories(), code);
  if (!territory) return std::nullopt;
  Question question = Question::read(query, country, territory->level);
  question.level = territory->level;
  return Profile{country,
                 *question.method,
                 *territory,
                 question.standing(country),
                 country.standing(*question.method, Level::france),
                 sureness_of(country, *question.method, question.level)};
}

void score_section(Html& html, const web::View& view, const Profile& profile) {
  const auto& t = view.t;
  const std::uint32_t row = profile.territory.row;
  if (!profile.has_index()) {
    alert(html, view, web::Tone::warning, t("Cet indice ne se calcule pas ici"),
          no_index_sentence(t));
    return;
  }
  const Order& order = profile.standing->order;
  const double rank = order.rank[row];
  const auto colour = static_cast<int>(order.colour[row]);
  const auto ranked = static_cast<std::int64_t>(order.ranked);
  html("section", {{"class", "card need-score"}, {"aria-labelledby", "indice"}}, [&] {
    html("div", {{"class", "need-number"}}, [&] {
      html("span", {{"class", fmt::format("swatch need-{}", colour)}, {"aria-hidden", "true"}}, "");
      html("p", [&] {
        html("strong", decimal(t, profile.index(), 1));
        html.text(" " + t("sur 100"));
      });
    });
    html("div", [&] {
      html("h2", {{"id", "indice"}}, rank_words(t, profile));
      html("p", rank_sentence(t, profile));
      html("p", sureness_sentence(t, profile));
      Stretch line;
      line.from = 1;
      line.to = static_cast<double>(ranked);
      line.mark = rank;
      if (profile.sureness) {
        line.low = profile.sureness->low[row];
        line.high = profile.sureness->high[row];
      }
      line.from_label = t("1er, le plus fragile");
      line.to_label = ordinal(t, static_cast<double>(ranked));
      stretch(html, line);
    });
  });
}

void indicators_section(Html& html, const web::View& view, const Profile& profile) {
  const auto& t = view.t;
  const std::uint32_t row = profile.territory.row;
  const Calculation& here = profile.standing->calculation;
  const Calculation& france = profile.france->calculation;
  const std::vector<double> points = contributions(profile.method, here, row);
  const std::vector<double> usual = contributions(profile.method, france, 0);
  html("section", {{"aria-labelledby", "indicateurs"}}, [&] {
    html("h2", {{"id", "indicateurs"}}, t("Ce qui fait cet indice"));
    if (!points.empty() && !usual.empty()) {
      std::vector<SignedBar> bars;
      for (std::size_t k = 0; k < points.size(); ++k) {
        const Ingredient& ingredient = here.ingredients[k];
        if (ingredient.year == 0) continue;
        bars.push_back({profile.method.indicators[k].label,
                        t.fill("{} ici, {} en France",
                               {figure(t, ingredient.raw[row], ingredient.is_share),
                                figure(t, france.ingredients[k].raw[0], ingredient.is_share)}),
                        signed_points(t, points[k] - usual[k]), points[k] - usual[k]});
      }
      html("p", {{"class", "lead"}}, main_cause_sentence(t, profile));
      signed_bars(html,
                  t.fill("Points en plus ou en moins que la France, dont l’indice est {}",
                         {decimal(t, france.index()[0], 1)}),
                  bars);
    }
    const std::string columns[] = {t("Indicateur"), t("Ici"),           t("France"),
                                   t("Année"),      t("Score sur 100"), t("Points dans l’indice")};
    std::vector<std::vector<std::function<void()>>> rows;
    for (std::size_t k = 0; k < profile.method.indicators.size(); ++k) {
      const Indicator& indicator = profile.method.indicators[k];
      const Ingredient& ingredient = here.ingredients[k];
      if (ingredient.year == 0) continue;
      const Column* scores = here.scores.find(indicator.id);
      rows.push_back(
          {[&, k] {
             html.text(profile.method.indicators[k].label);
             const std::string note = state_note(t, here.ingredients[k].state[row]);
             if (!note.empty()) html("span", {{"class", "detail"}}, note);
           },
           [&] { html.text(figure(t, ingredient.raw[row], ingredient.is_share)); },
           [&, k] { html.text(figure(t, france.ingredients[k].raw[0], ingredient.is_share)); },
           [&] { html.text(std::to_string(ingredient.year)); },
           [&, scores] { html.text(decimal_or_unknown(t, (*scores)[row], 1)); },
           [&, k] { html.text(points.empty() ? t("inconnu") : decimal(t, points[k], 1)); }});
    }
    html("details", [&] {
      html("summary", t("Tous les chiffres"));
      web::table(html, view, t.fill("Indicateurs de la méthode {}", {profile.method.title}),
                 columns, rows);
    });
  });
}

void change_section(Html& html, const web::View& view, const Profile& profile) {
  const auto& t = view.t;
  const std::uint32_t row = profile.territory.row;
  const Calculation& later = profile.standing->calculation;
  const std::set<int> years = profile.years_of_change();
  if (years.empty() || !profile.has_index()) return;
  const int first = *years.begin();
  const auto earlier = profile.country.standing(profile.method, profile.territory.level, first);
  const auto change = change_of(profile.method, earlier->calculation, later, row);
  if (!change) return;
  html("section", {{"aria-labelledby", "evolution"}}, [&] {
    html("h2", {{"id", "evolution"}}, t.fill("Depuis {}", {std::to_string(first)}));
    std::vector<std::string> held;
    std::vector<SignedBar> bars;
    for (std::size_t k = 0; k < profile.method.indicators.size(); ++k) {
      if (later.ingredients[k].year == 0) continue;
      const std::string& label = profile.method.indicators[k].label;
      if (change->held[k]) {
        held.push_back(label);
        continue;
      }
      const bool share = later.ingredients[k].is_share;
      bars.push_back({label,
                      t.fill("{} en {}, {} en {}",
                             {figure(t, earlier->calculation.ingredients[k].raw[row], share),
                              std::to_string(earlier->calculation.ingredients[k].year),
                              figure(t, later.ingredients[k].raw[row], share),
                              std::to_string(later.ingredients[k].year)}),
                      signed_points(t, change->by_indicator[k]), change->by_indicator[k]});
    }
    html("p", change_sentence(t, *change));
    std::vector<YearPoint> line;
    for (const int year : years) {
      const auto then = profile.country.standing(profile.method, profile.territory.level, year);
      const auto since = change_of(profile.method, then->calculation, later, row);
      const double index = since ? since->before : change->after;
      line.push_back({year, index, decimal(t, index, 1)});
    }
    year_line(html, line);
    signed_bars(html, t("Points gagnés ou perdus, dont la somme est l’évolution de l’indice"),
                bars);
    if (!held.empty()) {
      html("p", {{"class", "hint"}},
           t.fill("Connus à une seule date, et donc laissés tels quels : {}.",
                  {fmt::format("{}", fmt::join(held, ", "))}));
    }
  });
}

void offer_section(Html& html, const web::View& view, const Profile& profile, Atlas& atlas) {
  const auto& t = view.t;
  const auto snapshot = atlas.site().snapshot();
  const Territory& territory = profile.territory;
  const Offer here =
      offers(snapshot->directory, profile.territories(), territory.level)[territory.row];
  const Offer france = offers(snapshot->directory, profile.territories(), Level::france)[0];
  html("section", {{"aria-labelledby", "offre"}}, [&] {
    html("h2", {{"id", "offre"}}, t("L’aide que l’on y trouve"));
    html("p", [&] {
      html("strong", count_sentence(t, here));
      html.text(" " + density_sentence(t, here, france));
    });
    const LevelTable& table = profile.territories().at(territory.level);
    if (territory.level == Level::commune && !is_missing(table.latitude[territory.row])) {
      const auto nearest = snapshot->directory.nearest(
          {table.latitude[territory.row], table.longitude[territory.row]}, 1, "");
      if (here.places == 0 && !nearest.empty()) {
        const places::Entry& entry = *nearest.front().entry;
        html("p", [&] {
          html.text(t("Le plus proche : "));
          html("a", {href(Address::local("/lieux").segment(entry.place_id))}, entry.nom);
          html.text(t.fill(", à {}, à {} km à vol d’oiseau.",
                           {entry.commune, decimal(t, nearest.front().distance_km, 0)}));
        });
      }
    }
    Address places = territory.level == Level::departement
                         ? Address::local("/lieux").with("departement", table.codes[territory.row])
                         : Address::local("/recherche").with("q", table.names[territory.row]);
    html("p", [&] { html("a", {href(places)}, t("Voir les lieux d’aide")); });
  });
}

void map_section(Html& html, const web::View& view, const Profile& profile, Atlas& atlas) {
  const auto& t = view.t;
  const territory::Contours* contours = atlas.site().contours();
  const Territory& here = profile.territory;
  const Territories& territories = profile.territories();
  // A commune among those of its EPCI; others show what they are made of.
  const bool among = here.level == Level::commune;
  const Level inner = here.level == Level::region ? Level::departement : Level::commune;
  const Level outer = among ? Level::epci : here.level;
  const Grouping& groups = territories.up(inner, outer);
  const std::uint32_t group = among ? groups.group_of[here.row] : here.row;
  if (group == Grouping::kNone) return;
  std::vector<std::uint32_t> rows;
  const auto standing = profile.country.standing(profile.method, inner);
  for (std::uint32_t row = 0; row < groups.group_of.size(); ++row) {
    if (groups.group_of[row] == group) rows.push_back(row);
  }
  if (rows.size() < 2) return;
  html("section", {{"aria-labelledby", "dedans"}}, [&] {
    html("h2", {{"id", "dedans"}},
         among ? t.fill("Dans {}", {territories.at(Level::epci).names[group]})
               : t.fill("Ses {} {}", {t.number(static_cast<std::int64_t>(rows.size())),
                                      level_word(t, inner, true)}));
    html("div", {{"class", "need-columns"}}, [&] {
      if (contours) {
        std::vector<MapShape> shapes = shapes_of(profile.country, *standing, rows, t);
        if (among) {
          for (MapShape& shape : shapes) {
            shape.marked = shape.code == territories.at(inner).codes[here.row];
          }
        }
        html("figure", {{"class", "need-figure"}}, [&] {
          local_map(html, *contours, *contour_level(inner), shapes);
          need_legend(html, view, standing->order);
        });
      }
      const Column& index = standing->calculation.index();
      std::stable_sort(rows.begin(), rows.end(), [&](std::uint32_t a, std::uint32_t b) {
        return (is_missing(index[a]) ? -1 : index[a]) > (is_missing(index[b]) ? -1 : index[b]);
      });
      constexpr std::size_t kShown = 8;
      html("div", [&] {
        ranking_table(html, view, profile.country, *standing, nullptr,
                      std::span(rows).first(std::min(kShown, rows.size())),
                      t("Les plus fragiles d’abord"));
        if (rows.size() > kShown && here.level == Level::departement) {
          html("p", [&] {
            html("a",
                 {href(Address::local("/fragilite/classement")
                           .with("niveau", "commune")
                           .with("dans", territories.at(here.level).codes[here.row]))},
                 t("Voir toutes ses communes"));
          });
        }
      });
    });
  });
}

void kin_section(Html& html, const web::View& view, const Profile& profile) {
  const auto& t = view.t;
  constexpr std::size_t kKin = 6;
  const Territory& here = profile.territory;
  const LevelTable& table = profile.territories().at(here.level);
  const auto list = [&](const std::string& title, const std::vector<std::uint32_t>& rows) {
    if (rows.empty()) return;
    html("div", [&] {
      ranking_table(html, view, profile.country, *profile.standing, nullptr, rows, title);
    });
  };
  html("section", {{"aria-labelledby", "autres"}}, [&] {
    html("h2", {{"id", "autres"}}, t("Comparer"));
    html("div", {{"class", "need-columns"}}, [&] {
      list(t("Tout près"), nearest_rows(table, here.row, kKin));
      list(t("Ceux qui lui ressemblent le plus, par leurs indicateurs"),
           alike_rows(profile.method, profile.standing->calculation, here.row, kKin));
    });
  });
}

}  // namespace maillage::fragility
