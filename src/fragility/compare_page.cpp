#include "base/text.hpp"
#include "fragility/drawings.hpp"
#include "fragility/naming.hpp"
#include "fragility/offer.hpp"
#include "fragility/pages.hpp"
#include "fragility/question.hpp"
#include "fragility/ranking_table.hpp"
#include "web/components.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>

namespace maillage::fragility {

namespace {

using web::Address;
using web::Html;

constexpr std::size_t kMost = 6;
constexpr Level kUsual = Level::departement;

/// t=23&t=200034825&ajouter=Guéret
struct Comparison {
  std::vector<Territory> territories;
  std::string unknown;  ///< what was to be added and isn't there
  bool full = false;    ///< one more was asked for

  void add(const Territory& territory) {
    const auto same = [&](const Territory& other) {
      return other.level == territory.level && other.row == territory.row;
    };
    if (std::any_of(territories.begin(), territories.end(), same)) return;
    if (territories.size() == kMost) {
      full = true;
    } else {
      territories.push_back(territory);
    }
  }

  static Comparison read(const web::Query& query, const Territories& all) {
    Comparison comparison;
    for (const std::string_view code : query.all("t")) {
      if (const auto territory = territory_of(all, code)) comparison.add(*territory);
    }
    const std::string added = base::squeeze(query.get("ajouter").substr(0, 80));
    if (added.empty()) return comparison;
    if (const auto territory = likely_territory(all, added)) {
      comparison.add(*territory);
    } else {
      comparison.unknown = base::valid_utf8(added);
    }
    return comparison;
  }

  Address address(const Territories& all, std::size_t without = kMost) const {
    Address address = Address::local("/fragilite/comparer");
    for (std::size_t i = 0; i < territories.size(); ++i) {
      if (i != without) address.with("t", code_of(all, territories[i]));
    }
    return address;
  }
};

/// One territory with how it stands at its level.
struct Compared {
  Territory territory;
  std::string letter, name;
  std::shared_ptr<const Standing> standing;
  std::shared_ptr<const Sureness> sureness;
};

std::vector<Compared> stand(const Country& country, const Question& question,
                            const Comparison& comparison) {
  std::vector<Compared> all;
  for (const Territory& territory : comparison.territories) {
    const std::string letter(1, static_cast<char>('A' + all.size()));
    all.push_back({territory, letter, full_name_of(country.territories(), territory),
                   country.standing(*question.method, territory.level),
                   sureness_of(country, *question.method, territory.level)});
  }
  return all;
}

void choose(Html& html, const web::View& view, const Country& country,
            const Comparison& comparison) {
  const auto& t = view.t;
  const Territories& all = country.territories();
  if (!comparison.territories.empty()) {
    html("ul", {{"class", "chips"}}, [&] {
      for (std::size_t i = 0; i < comparison.territories.size(); ++i) {
        const std::string name = full_name_of(all, comparison.territories[i]);
        html("li", [&] {
          html("a",
               {{"class", "chip"},
                href(comparison.address(all, i)),
                {"aria-label", t.fill("Retirer {}", {name})}},
               [&] {
                 html("span", name);
                 icon(html, view, "x");
               });
        });
      }
    });
  }
  if (comparison.full) {
    alert(html, view, web::Tone::warning, t("Six territoires au plus"),
          t("Retirez-en un pour en ajouter un autre."));
  }
  html("form", {{"class", "search-box"}, action(Address::local("/fragilite/comparer"))}, [&] {
    for (const Territory& territory : comparison.territories) {
      html.leaf("input", {{"type", "hidden"}, {"name", "t"}, {"value", code_of(all, territory)}});
    }
    text_field(
        html, view,
        {"ajouter", t("Ajouter un territoire"),
         t("Une commune, une intercommunalité, un département ou une région, par son nom ou "
           "son code"),
         comparison.unknown,
         comparison.unknown.empty()
             ? ""
             : t.fill("Aucun territoire ne s’appelle «\u00a0{}\u00a0». Essayez un nom plus court.",
                      {comparison.unknown}),
         "off", true});
    html("button", {{"type", "submit"}, {"class", "button"}}, t("Ajouter"));
  });
}

void summary(Html& html, const web::View& view, const Country& country,
             const std::vector<Compared>& all, const places::Directory& directory) {
  const auto& t = view.t;
  const std::string columns[] = {t("Territoire"), t("Indice"),
                                 t("Rang"),       t("Rang neuf fois sur dix"),
                                 t("Habitants"),  t("Lieux d’aide pour 10 000 habitants")};
  std::map<Level, std::vector<Offer>> offered;
  for (const Compared& one : all) {
    if (!offered.contains(one.territory.level)) {
      offered[one.territory.level] = offers(directory, country.territories(), one.territory.level);
    }
  }
  std::vector<std::vector<std::function<void()>>> rows;
  for (const Compared& one : all) {
    const std::uint32_t row = one.territory.row;
    rows.push_back(
        {[&] {
           html.text(one.letter + ". ");
           html("a", {href(profile_address(country.territories(), one.territory))}, one.name);
         },
         [&, row] { html.text(decimal_or_unknown(t, one.standing->calculation.index()[row], 1)); },
         [&, row] {
           const Order& order = one.standing->order;
           html.text(
               is_missing(order.rank[row])
                   ? t("sans rang")
                   : t.fill("{} sur {} {}", {ordinal(t, order.rank[row]),
                                             t.number(static_cast<std::int64_t>(order.ranked)),
                                             level_word(t, one.territory.level, true)}));
         },
         [&, row] {
           html.text(one.sureness ? interval_words(t, *one.sureness, row) : t("inconnu"));
         },
         [&, row] {
           html.text(decimal_or_unknown(
               t, country.territories().at(one.territory.level).population[row], 0));
         },
         [&, row] {
           html.text(decimal_or_unknown(t, offered[one.territory.level][row].per_ten_thousand, 1));
         }});
  }
  web::table(html, view, t("Les territoires que vous comparez"), columns, rows);
}

/// A line for each indicator with a lettered mark for each territory, and the same as a table.
void indicators(Html& html, const web::View& view, const Country& country, const Question& question,
                const std::vector<Compared>& all) {
  const auto& t = view.t;
  const auto france = country.standing(*question.method, Level::france);
  std::vector<std::string> columns{t("Indicateur"), t("France")};
  for (const Compared& one : all) columns.push_back(one.letter + ". " + one.name);
  std::vector<std::vector<std::function<void()>>> rows;
  html("div", {{"class", "small-multiples"}}, [&] {
    for (std::size_t k = 0; k < question.method->indicators.size(); ++k) {
      const Indicator& indicator = question.method->indicators[k];
      const Ingredient& usual = france->calculation.ingredients[k];
      if (usual.year == 0) continue;
      const double sense = indicator.higher_is_worse ? 1 : -1;
      std::vector<LetteredMark> marks{{"F", usual.raw[0], true}};
      for (const Compared& one : all) {
        marks.push_back(
            {one.letter, one.standing->calculation.ingredients[k].raw[one.territory.row], false});
      }
      lettered_marks(
          html, indicator.label,
          sense > 0 ? t("plus fragile vers la droite") : t("plus fragile vers la gauche"), marks);
      std::vector<std::function<void()>> row{
          [&html, &indicator] { html.text(indicator.label); },
          [&html, &t, &usual] { html.text(figure(t, usual.raw[0], usual.is_share)); }};
      for (const Compared& one : all) {
        row.push_back([&html, &t, &one, k] {
          const Ingredient& here = one.standing->calculation.ingredients[k];
          html.text(figure(t, here.raw[one.territory.row], here.is_share));
        });
      }
      rows.push_back(std::move(row));
    }
  });
  web::table(html, view, t("Leurs indicateurs ; F est la France"), columns, rows);
}

std::string finding(const web::Words& t, const std::vector<Compared>& all) {
  const Compared *most = nullptr, *least = nullptr;
  const auto index = [](const Compared* one) {
    return one->standing->calculation.index()[one->territory.row];
  };
  for (const Compared& one : all) {
    if (is_missing(index(&one))) continue;
    if (most == nullptr || index(&one) > index(most)) most = &one;
    if (least == nullptr || index(&one) < index(least)) least = &one;
  }
  if (most == nullptr || most == least) return {};
  return t.fill("{} est le plus fragile ({}), {} le moins ({}).",
                {most->name, decimal(t, index(most), 1), least->name, decimal(t, index(least), 1)});
}

}  // namespace

web::Response compare_page(const web::Request& request, Atlas& atlas) {
  const Country& country = atlas.country();
  const web::View view = atlas.view();
  const auto& t = view.t;
  const Question question = Question::read(request.query, country, kUsual);
  const Comparison comparison = Comparison::read(request.query, country.territories());
  const std::vector<Compared> all = stand(country, question, comparison);
  web::Page page;
  page.title = t("Comparer des territoires");
  page.section = "/fragilite";
  page.indexed = all.empty();
  return web::Response::html(render(atlas.site().frame(), page, view, [&](Html& html) {
    html("div", {{"class", "wrap need-page"}}, [&] {
      const web::Link links[] = {{t("Fragilité"), Address::local("/fragilite")},
                                 {t("Comparer"), Address::local("/fragilite/comparer")}};
      breadcrumb(html, view, links);
      html("h1", page.title);
      if (const std::string said = finding(t, all); !said.empty()) {
        html("p", {{"class", "lead"}}, said);
      } else if (all.empty()) {
        html("p", {{"class", "lead"}},
             t("Mettez côte à côte jusqu’à six territoires, de toute taille. L’adresse de la page "
               "garde votre choix."));
      }
      choose(html, view, country, comparison);
      if (all.empty()) return;
      const auto snapshot = atlas.site().snapshot();
      html("section", [&] { summary(html, view, country, all, snapshot->directory); });
      html("section", [&] {
        html("h2", t("Indicateur par indicateur"));
        indicators(html, view, country, question, all);
      });
    });
  }));
}

}  // namespace maillage::fragility
