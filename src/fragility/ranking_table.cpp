#include "fragility/ranking_table.hpp"

#include "fragility/wording.hpp"
#include "web/components.hpp"

#include <fmt/format.h>

namespace maillage::fragility {

void ranking_table(web::Html& html, const web::View& view, const Country& country,
                   const Standing& standing, const Sureness* sureness,
                   std::span<const std::uint32_t> rows, std::string_view caption) {
  const auto& t = view.t;
  const Territories& territories = country.territories();
  const Level level = standing.calculation.level;
  std::vector<std::string> columns{t("Territoire"), t("Rang"), t("Indice")};
  if (sureness != nullptr) columns.push_back(t("Rang neuf fois sur dix"));
  columns.push_back(t("Habitants"));
  std::vector<std::vector<std::function<void()>>> cells;
  for (const std::uint32_t row : rows) {
    const double index = standing.calculation.index()[row];
    std::vector<std::function<void()>> line;
    line.push_back([&, row] {
      const Territory territory{level, row};
      html("a", {href(profile_address(territories, territory))},
           full_name_of(territories, territory));
    });
    line.push_back([&, row] {
      html.text(is_missing(standing.order.rank[row]) ? t("sans rang")
                                                     : ordinal(t, standing.order.rank[row]));
    });
    line.push_back([&, row, index] {
      const double colour = standing.order.colour[row];
      html("span", {{"class", "scored"}}, [&] {
        html("span",
             {{"class", fmt::format("swatch need-{}", is_missing(colour) ? 0 : int(colour))},
              {"aria-hidden", "true"}},
             "");
        html.text(is_missing(index) ? t("non calculable") : decimal(t, index, 1));
      });
    });
    if (sureness != nullptr) {
      line.push_back([&, row] { html.text(interval_words(t, *sureness, row)); });
    }
    line.push_back([&, row] {
      const double people = territories.at(level).population[row];
      html.text(decimal_or_unknown(t, people, 0));
    });
    cells.push_back(std::move(line));
  }
  web::table(html, view, caption, columns, cells);
}

std::string interval_words(const web::Words& t, const Sureness& sureness, std::uint32_t row) {
  if (is_missing(sureness.low[row])) return t("inconnu");
  if (ordinal(t, sureness.low[row]) == ordinal(t, sureness.high[row])) {
    return t.fill("toujours le {}", {ordinal(t, sureness.low[row])});
  }
  return t.fill("entre le {} et le {}",
                {ordinal(t, sureness.low[row]), ordinal(t, sureness.high[row])});
}

std::shared_ptr<const Sureness> sureness_of(const Country& country, const Method& method,
                                            Level level) {
  return &method == country.shown_methods().front() ? country.sureness(level) : nullptr;
}

}  // namespace maillage::fragility
