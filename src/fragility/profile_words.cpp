#include "fragility/profile_words.hpp"

#include "fragility/ranking_table.hpp"

#include <algorithm>
#include <cmath>

namespace maillage::fragility {

std::string no_index_sentence(const web::Words& t) {
  return t(
      "Trop d’indicateurs manquent pour ce territoire. Nous préférons ne rien dire plutôt que "
      "d’inventer.");
}

std::string rank_words(const web::Words& t, const Profile& profile) {
  const Order& order = profile.standing->order;
  return t.fill("{} sur {} {}", {ordinal(t, order.rank[profile.territory.row]),
                                 t.number(static_cast<std::int64_t>(order.ranked)),
                                 level_word(t, profile.territory.level, true)});
}

std::string rank_sentence(const web::Words& t, const Profile& profile) {
  const Order& order = profile.standing->order;
  const double rank = order.rank[profile.territory.row];
  if (rank <= 1) return t("C’est le plus fragile de tous.");
  const auto ranked = static_cast<double>(order.ranked);
  const double behind = 100 * (ranked - std::floor(rank)) / std::max(ranked - 1, 1.0);
  return t.fill("Le 1er est le plus fragile. Celui-ci est plus fragile que {}\u00a0% des autres.",
                {t.number(static_cast<std::int64_t>(std::lround(behind)))});
}

std::string sureness_sentence(const web::Words& t, const Profile& profile) {
  const std::uint32_t row = profile.territory.row;
  if (!profile.sureness || is_missing(profile.sureness->low[row])) {
    return t("Nous ne savons pas dire à quel point ce rang est sûr.");
  }
  const double width = (profile.sureness->high[row] - profile.sureness->low[row]) /
                       static_cast<double>(profile.standing->order.ranked);
  const std::string interval = interval_words(t, *profile.sureness, row);
  if (width < 0.1) return t.fill("Ce rang est assez sûr : {}, neuf fois sur dix.", {interval});
  if (width < 0.35) {
    return t.fill("Ce rang est approximatif : {}, neuf fois sur dix, selon les choix de calcul.",
                  {interval});
  }
  return t.fill(
      "Ce rang est très incertain : {}, neuf fois sur dix. Ne vous en servez pas pour départager "
      "deux territoires voisins.",
      {interval});
}

std::string main_cause_sentence(const web::Words& t, const Profile& profile) {
  const Calculation& here = profile.standing->calculation;
  const auto points = contributions(profile.method, here, profile.territory.row);
  const auto usual = contributions(profile.method, profile.france->calculation, 0);
  if (points.empty() || usual.empty()) return {};
  const Indicator* cause = nullptr;
  double most = 0;
  for (std::size_t k = 0; k < points.size(); ++k) {
    if (here.ingredients[k].year == 0 || !(points[k] - usual[k] > most)) continue;
    most = points[k] - usual[k];
    cause = &profile.method.indicators[k];
  }
  return cause == nullptr
             ? t("Aucun indicateur ne rend ce territoire plus fragile que la France.")
             : t.fill("Ce qui fragilise le plus ce territoire, comparé à la France : {}.",
                      {cause->label});
}

std::string change_sentence(const web::Words& t, const Change& change) {
  return t.fill("De {} à {}, par la même méthode.",
                {decimal(t, change.before, 1), decimal(t, change.after, 1)});
}

std::string state_note(const web::Words& t, State state) {
  switch (state) {
    case State::imputed:
      return t("estimé d’après d’autres territoires");
    case State::weighted:
      return t("moyenne pondérée par la population");
    case State::carried:
      return t("repris du territoire qui le contient");
    default:
      return {};
  }
}

std::string count_sentence(const web::Words& t, const Offer& here) {
  return t.count("{} lieu d’aide dans l’annuaire Maillage.",
                 "{} lieux d’aide dans l’annuaire Maillage.",
                 static_cast<std::int64_t>(here.places));
}

std::string density_sentence(const web::Words& t, const Offer& here, const Offer& france) {
  if (here.places == 0 || is_missing(here.per_ten_thousand)) return {};
  return t.fill("C’est {} pour 10 000 habitants ; la moyenne de France est {}.",
                {decimal(t, here.per_ten_thousand, 1), decimal(t, france.per_ten_thousand, 1)});
}

}  // namespace maillage::fragility
