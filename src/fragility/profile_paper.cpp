#include "base/date.hpp"
#include "formats/pdf.hpp"
#include "fragility/kin.hpp"
#include "fragility/pages.hpp"
#include "fragility/profile_words.hpp"
#include "fragility/question.hpp"
#include "places/readable.hpp"

#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace maillage::fragility {

namespace {

constexpr double kTitle = 22, kHeading = 13, kText = 11, kNote = 10;

/// The paragraphs of one profile, from top to bottom.
class Paper {
 public:
  Paper(const web::Words& t, const Profile& profile) : t_(t), profile_(profile) {}

  std::vector<formats::PdfParagraph> write(Atlas& atlas) {
    const Territories& territories = profile_.territories();
    const Territory& here = profile_.territory;
    lines_.push_back({full_name_of(territories, here), kTitle, true, 0});
    say(t_.fill("{}, {} habitants. Méthode {}, données de {}.",
                {level_title(t_, here.level),
                 decimal_or_unknown(t_, territories.at(here.level).population[here.row], 0),
                 profile_.method.title, years_of(t_, profile_.standing->calculation)}));
    score();
    indicators();
    change();
    offer(atlas);
    kin();
    sources();
    return std::move(lines_);
  }

 private:
  void head(std::string text, std::string aside = {}) {
    lines_.push_back({std::move(text), kHeading, true, 12, false, std::move(aside)});
  }
  void say(std::string text, std::string aside = {}) {
    if (!text.empty())
      lines_.push_back({std::move(text), kText, false, 3, false, std::move(aside)});
  }

  void score() {
    if (!profile_.has_index()) {
      head(t_("Cet indice ne se calcule pas ici"));
      say(no_index_sentence(t_));
      return;
    }
    head(t_("Indice de fragilité numérique"),
         t_.fill("{} sur 100", {decimal(t_, profile_.index(), 1)}));
    say(rank_words(t_, profile_) + ".");
    say(rank_sentence(t_, profile_));
    say(sureness_sentence(t_, profile_));
  }

  void indicators() {
    const Calculation& here = profile_.standing->calculation;
    const Calculation& france = profile_.france->calculation;
    head(t_("Ce qui fait cet indice"));
    say(main_cause_sentence(t_, profile_));
    for (std::size_t k = 0; k < profile_.method.indicators.size(); ++k) {
      const Ingredient& ingredient = here.ingredients[k];
      if (ingredient.year == 0) continue;
      const std::string note = state_note(t_, ingredient.state[profile_.territory.row]);
      say(fmt::format("{}, {}{}", profile_.method.indicators[k].label, ingredient.year,
                      note.empty() ? "" : ", " + note),
          t_.fill("{} (France : {})",
                  {figure(t_, ingredient.raw[profile_.territory.row], ingredient.is_share),
                   figure(t_, france.ingredients[k].raw[0], ingredient.is_share)}));
    }
  }

  void change() {
    const std::set<int> years = profile_.years_of_change();
    if (years.empty() || !profile_.has_index()) return;
    const int first = *years.begin();
    const Calculation& later = profile_.standing->calculation;
    const auto earlier =
        profile_.country.standing(profile_.method, profile_.territory.level, first);
    const auto change =
        change_of(profile_.method, earlier->calculation, later, profile_.territory.row);
    if (!change) return;
    head(t_.fill("Depuis {}", {std::to_string(first)}), t_("points d’indice"));
    say(change_sentence(t_, *change));
    for (std::size_t k = 0; k < profile_.method.indicators.size(); ++k) {
      if (later.ingredients[k].year == 0 || change->held[k]) continue;
      say(profile_.method.indicators[k].label, signed_points(t_, change->by_indicator[k]));
    }
  }

  void offer(Atlas& atlas) {
    const auto snapshot = atlas.site().snapshot();
    const Territory& here = profile_.territory;
    const Territories& territories = profile_.territories();
    const Offer own = offers(snapshot->directory, territories, here.level)[here.row];
    head(t_("L’aide que l’on y trouve"));
    say(count_sentence(t_, own));
    say(density_sentence(t_, own, offers(snapshot->directory, territories, Level::france)[0]));
  }

  void kin() {
    constexpr std::size_t kKin = 5;
    const Territory& here = profile_.territory;
    list(t_("Tout près"), nearest_rows(profile_.territories().at(here.level), here.row, kKin));
    list(t_("Ceux qui lui ressemblent le plus"),
         alike_rows(profile_.method, profile_.standing->calculation, here.row, kKin));
  }

  void list(std::string title, const std::vector<std::uint32_t>& rows) {
    if (rows.empty()) return;
    head(std::move(title), t_("indice"));
    for (const std::uint32_t row : rows) {
      say(full_name_of(profile_.territories(), {profile_.territory.level, row}),
          decimal_or_unknown(t_, profile_.standing->calculation.index()[row], 1));
    }
  }

  void sources() {
    std::set<std::string> named;
    for (const Ingredient& ingredient : profile_.standing->calculation.ingredients) {
      if (ingredient.year != 0) named.insert(ingredient.source);
    }
    lines_.push_back({t_.fill("Sources : {}. Indice : Maillage, Licence Ouverte 2.0.",
                              {fmt::format("{}", fmt::join(named, " ; "))}),
                      kNote, false, 20});
  }

  const web::Words& t_;
  const Profile& profile_;
  std::vector<formats::PdfParagraph> lines_;
};

}  // namespace

web::Response profile_paper(const web::Request& request, Atlas& atlas, std::string_view code) {
  const auto profile = profile_of(request.query, atlas.country(), code);
  if (!profile) return failure_page(request, atlas, {404, ""});
  const web::View view = atlas.view();
  const places::Site& site = atlas.site();
  const std::string name = full_name_of(profile->territories(), profile->territory);
  const auto paragraphs = Paper(view.t, *profile).write(atlas);
  web::Response response = web::Response::html(formats::pdf_of(
      {view.t.fill("Fragilité numérique : {}", {name}), base::iso_date(site.today()) + "T00:00:00Z",
       fmt::format("{} – {} – {}", site.frame().site_name,
                   places::readable_date(view.t, site.today()),
                   profile_address(profile->territories(), profile->territory).text())},
      paragraphs));
  response.content_type = "application/pdf";
  response.set("Content-Disposition", fmt::format("inline; filename=\"fragilite-{}.pdf\"", code));
  return response;
}

}  // namespace maillage::fragility
