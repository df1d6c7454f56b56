#include "base/text.hpp"
#include "fragility/naming.hpp"
#include "fragility/pages.hpp"
#include "fragility/question.hpp"
#include "fragility/ranking_table.hpp"
#include "fragility/wording.hpp"
#include "web/components.hpp"

#include <algorithm>
#include <charconv>

namespace maillage::fragility {

namespace {

using web::Address;
using web::Html;

constexpr Level kUsual = Level::departement;
constexpr std::size_t kRowsOfPage = 50;

enum class Sort { most_fragile, least_fragile, name, population };
struct SortWord {
  std::string_view word;
  Sort sort;
  web::Literal label;
};
constexpr SortWord kSorts[] = {
    {"", Sort::most_fragile, web::phrase("les plus fragiles d’abord")},
    {"solides", Sort::least_fragile, web::phrase("les moins fragiles d’abord")},
    {"nom", Sort::name, web::phrase("par nom")},
    {"habitants", Sort::population, web::phrase("les plus peuplés d’abord")}};

/// niveau, methode, dans=23, q=, tri=, page=
struct Asked {
  Question question;
  std::string text, within;
  const SortWord* sort = &kSorts[0];
  int page = 1;

  static Asked read(const web::Query& query, const Country& country) {
    Asked ranking;
    ranking.question = Question::read(query, country, kUsual);
    ranking.text = base::squeeze(query.get("q").substr(0, 80));
    ranking.within = query.get("dans");
    if (country.territories().at(Level::departement).find(ranking.within) == Grouping::kNone) {
      ranking.within.clear();
    }
    for (const SortWord& sort : kSorts) {
      if (sort.word == query.get("tri")) ranking.sort = &sort;
    }
    const std::string_view page = query.get("page");
    std::from_chars(page.data(), page.data() + page.size(), ranking.page);
    return ranking;
  }

  Address address(const Country& country) const {
    Address address = Address::local("/fragilite/classement");
    question.in(address, country, kUsual);
    if (!text.empty()) address.with("q", text);
    if (!within.empty()) address.with("dans", within);
    if (!sort->word.empty()) address.with("tri", sort->word);
    return address;
  }
};

std::vector<std::uint32_t> found(const Country& country, const Asked& ranking, Level level) {
  const Territories& territories = country.territories();
  std::vector<std::uint32_t> rows = rows_named(territories.at(level), ranking.text);
  if (!ranking.within.empty() && level < Level::departement) {
    const std::uint32_t within = territories.at(Level::departement).find(ranking.within);
    const Grouping& groups = territories.up(level, Level::departement);
    std::erase_if(rows, [&](std::uint32_t row) { return groups.group_of[row] != within; });
  }
  return rows;
}

void sort_rows(std::vector<std::uint32_t>& rows, const LevelTable& table, const Standing& standing,
               Sort sort) {
  const Column& index = standing.calculation.index();
  const auto key = [&](std::uint32_t row) {
    const double value = sort == Sort::population ? table.population[row] : index[row];
    if (is_missing(value)) return std::numeric_limits<double>::infinity();  // behind all others
    return sort == Sort::least_fragile ? value : -value;
  };
  if (sort == Sort::name) {
    std::vector<std::string> names(table.names.size());
    for (const std::uint32_t row : rows) names[row] = plain_name(table.names[row]);
    std::stable_sort(rows.begin(), rows.end(),
                     [&](std::uint32_t a, std::uint32_t b) { return names[a] < names[b]; });
  } else {
    std::stable_sort(rows.begin(), rows.end(),
                     [&](std::uint32_t a, std::uint32_t b) { return key(a) < key(b); });
  }
}

/// Territories of the other levels that bear the words: a person doesn't choose a level to search.
void elsewhere(Html& html, const web::View& view, const Country& country, const Asked& ranking) {
  if (ranking.text.empty()) return;
  const auto& t = view.t;
  constexpr std::size_t kFew = 6;
  for (const Level level : shown_levels()) {
    if (level == ranking.question.level) continue;
    std::vector<std::uint32_t> rows = found(country, ranking, level);
    if (rows.empty()) continue;
    const auto standing = country.standing(*ranking.question.method, level);
    sort_rows(rows, country.territories().at(level), *standing, Sort::population);
    html("section", [&] {
      html("h2", t.fill("Aussi parmi les {}", {level_word(t, level, true)}));
      html("ul", {{"class", "name-list"}}, [&] {
        for (const std::uint32_t row : std::span(rows).first(std::min(kFew, rows.size()))) {
          const Territory territory{level, row};
          html("li", [&] {
            html("a", {href(profile_address(country.territories(), territory))},
                 full_name_of(country.territories(), territory));
          });
        }
      });
      if (rows.size() > kFew) {
        Asked other = ranking;
        other.question.level = level;
        html("p", [&] {
          html("a", {href(other.address(country))},
               t.fill("Voir les {}", {t.number(static_cast<std::int64_t>(rows.size()))}));
        });
      }
    });
  }
}

void filters(Html& html, const web::View& view, const Country& country, const Asked& ranking) {
  const auto& t = view.t;
  html("form", {{"class", "filters rank-filters"}, action(Address::local("/fragilite/classement"))},
       [&] {
         html("div", {{"class", "field"}}, [&] {
           html("label", {{"for", "q"}}, t("Nom ou code"));
           html.leaf("input", {{"type", "search"},
                               {"id", "q"},
                               {"name", "q"},
                               {"value", ranking.text},
                               {"maxlength", 80},
                               {"autocomplete", "off"}});
         });
         select_field(html, view, "niveau", t("Territoires"),
                      level_choices(t, shown_levels(), ranking.question.level));
         const LevelTable& departements = country.territories().at(Level::departement);
         std::vector<web::Choice> choices{{"", t("Toute la France")}};
         for (std::size_t i = 0; i < departements.codes.size(); ++i) {
           choices.push_back({departements.codes[i],
                              departements.codes[i] + " " + departements.names[i],
                              departements.codes[i] == ranking.within});
         }
         select_field(html, view, "dans", t("Département"), choices);
         std::vector<web::Choice> sorts;
         for (const SortWord& sort : kSorts) {
           sorts.push_back({std::string(sort.word), t(sort.label), &sort == ranking.sort});
         }
         select_field(html, view, "tri", t("Ordre"), sorts);
         select_field(html, view, "methode", t("Méthode"),
                      method_choices(country, *ranking.question.method));
         html("button", {{"type", "submit"}, {"class", "button"}}, t("Afficher"));
       });
}

}  // namespace

web::Response ranking_page(const web::Request& request, Atlas& atlas) {
  const Country& country = atlas.country();
  const web::View view = atlas.view();
  const auto& t = view.t;
  Asked ranking = Asked::read(request.query, country);
  const auto standing = ranking.question.standing(country);
  const LevelTable& table = country.territories().at(ranking.question.level);
  std::vector<std::uint32_t> rows = found(country, ranking, ranking.question.level);
  sort_rows(rows, table, *standing, ranking.sort->sort);
  const int pages = static_cast<int>((rows.size() + kRowsOfPage - 1) / kRowsOfPage);
  ranking.page = std::clamp(ranking.page, 1, std::max(pages, 1));
  const std::size_t first = static_cast<std::size_t>(ranking.page - 1) * kRowsOfPage;
  const auto shown = std::span(rows).subspan(first, std::min(kRowsOfPage, rows.size() - first));

  web::Page page;
  page.title = t.fill("Classement des {} par fragilité numérique",
                      {level_word(t, ranking.question.level, true)});
  page.section = "/fragilite";
  page.indexed = ranking.text.empty() && ranking.page == 1;
  return web::Response::html(render(atlas.site().frame(), page, view, [&](Html& html) {
    html("div", {{"class", "wrap band need-page"}}, [&] {
      const web::Link links[] = {{t("Fragilité"), Address::local("/fragilite")},
                                 {t("Classement"), ranking.address(country)}};
      breadcrumb(html, view, links);
      html("h1", page.title);
      filters(html, view, country, ranking);
      if (rows.empty()) {
        const web::Link out[] = {
            {t("Revenir à la carte de la fragilité"), Address::local("/fragilite")}};
        empty_state(html, view, t("Aucun territoire ne porte ce nom ici"),
                    t("Essayez un nom plus court, ou un autre niveau de territoire."), out);
      } else {
        const auto sureness =
            sureness_of(country, *ranking.question.method, ranking.question.level);
        ranking_table(
            html, view, country, *standing, sureness.get(), shown,
            t.count("{} territoire", "{} territoires", static_cast<std::int64_t>(rows.size())));
        pager(html, view, ranking.page, pages, [&](int number) {
          Address address = ranking.address(country);
          if (number > 1) address.with("page", std::to_string(number));
          return address;
        });
      }
      elsewhere(html, view, country, ranking);
    });
  }));
}

}  // namespace maillage::fragility
