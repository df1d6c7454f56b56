#include "fragility/uncertainty.hpp"

#include "base/error.hpp"
#include "fragility/audit.hpp"
#include "fragility/normalise.hpp"
#include "fragility/random.hpp"
#include "fragility/shrinkage.hpp"
#include "fragility/statistics.hpp"

#include <algorithm>
#include <numeric>

#include <fmt/format.h>

namespace maillage::fragility {

namespace {

enum Stream : std::uint32_t { kWeights = 1, kWorld = 2, kSobolWeights = 3, kData = 16 };

/// Replicates that share their world: they are scored together, and still thousands of worlds are
/// met.
constexpr std::size_t kShared = 16;

/// The method's own scale, then others that people defend.
std::vector<Normalisation> scales_for(const Method& method, const Indicator& indicator) {
  std::vector<Normalisation> scales;
  if (method.references.empty()) scales.push_back(indicator.scale);
  Normalisation other;
  other.scale = Scale::percentile;
  scales.push_back(other);
  other.scale = Scale::min_max;
  other.trim = 0.025;
  scales.push_back(other);
  other.scale = Scale::z_score;
  scales.push_back(other);
  return scales;
}

/// Logarithms of the scores moved to 1..100, so that their mean orders as the geometric mean does.
Column logarithms(Column scores) {
  const auto [least, most] = std::minmax_element(scores.begin(), scores.end());
  const double low = *least, range = *most - *least;
  for (double& x : scores) x = std::log(range > 0 ? 1 + 99 * (x - low) / range : 1.0);
  return scores;
}

Column chosen(const Column& column, const std::vector<std::size_t>& rows) {
  Column kept;
  kept.reserve(rows.size());
  for (const std::size_t row : rows) kept.push_back(column[row]);
  return kept;
}

Grouping size_groups(const Territories& territories, Level level) {
  std::vector<std::string> names;
  for (const double people : territories.at(level).population) {
    names.push_back(is_missing(people) ? "" : size_class(people));
  }
  return group_by(names);
}

/// EPCI x size, the circle in which a commune's share is drawn in.
Grouping circles(const Territories& territories, Level level) {
  std::vector<std::string> names;
  const bool within = level < Level::epci;
  for (std::size_t i = 0; i < territories.at(level).codes.size(); ++i) {
    const std::uint32_t epci =
        within ? territories.up(level, Level::epci).group_of[i] : Grouping::kNone;
    const double people = territories.at(level).population[i];
    names.push_back(epci == Grouping::kNone || is_missing(people)
                        ? ""
                        : territories.at(Level::epci).codes[epci] + " " + size_class(people));
  }
  return group_by(names);
}

/// One indicator with what is needed to draw its figures again.
class Drawer {
 public:
  Drawer(const Territories& territories, Level level, const Ingredient& ingredient)
      : ingredient_(ingredient) {
    if (!ingredient.is_share) return;
    Column sizes = ingredient.size, published = ingredient.raw;
    for (std::size_t i = 0; i < sizes.size(); ++i) {
      if (is_missing(sizes[i])) sizes[i] = territories.at(level).population[i];
      if (ingredient.state[i] == State::imputed) published[i] = kMissing;
    }
    shrunk_ =
        shrink(published, sizes, circles(territories, level), size_groups(territories, level));
  }

  /// Draw 0 is the figures as they are.
  Column draw(std::uint64_t seed, std::uint32_t stream, std::size_t number) const {
    Column values = ingredient_.raw;
    if (number == 0) return values;
    const double doubt = is_missing(ingredient_.deviation) ? moments(ingredient_.raw).deviation / 2
                                                           : ingredient_.deviation;
    for (std::size_t i = 0; i < values.size(); ++i) {
      if (is_missing(values[i])) continue;
      Draws draws(seed, stream, number << 32 | i);
      if (ingredient_.state[i] == State::imputed) {
        values[i] += doubt * draws.normal();
      } else if (!shrunk_.a.empty() && !is_missing(shrunk_.a[i])) {
        values[i] = 100 * draws.beta(shrunk_.a[i], shrunk_.b[i]);
      }
    }
    return values;
  }

 private:
  const Ingredient& ingredient_;
  Shrunk shrunk_;
};

std::vector<std::size_t> complete_rows(const std::vector<Calculation>& years) {
  std::vector<std::size_t> rows;
  for (std::size_t i = 0; i < years.front().rows(); ++i) {
    bool complete = true;
    for (const Calculation& year : years) {
      for (const Ingredient& ingredient : year.ingredients) {
        complete &= ingredient.year == 0 || !is_missing(ingredient.raw[i]);
      }
    }
    if (complete) rows.push_back(i);
  }
  return rows;
}

/// The latest figures and, where the store has an earlier year, those too.
std::vector<Calculation> two_years(const Store& store, const Method& method, Level level) {
  std::vector<Calculation> years;
  years.push_back(calculate(store, method, level));
  int latest = 0;
  for (const Ingredient& ingredient : years[0].ingredients) {
    latest = std::max(latest, ingredient.year);
  }
  try {
    Calculation before = calculate(store, method, level, latest - 1);
    bool differs = false, whole = true;
    for (std::size_t k = 0; k < before.ingredients.size(); ++k) {
      differs |= before.ingredients[k].year != years[0].ingredients[k].year;
      // An indicator of one year only stays what it is.
      if (before.ingredients[k].year == 0) before.ingredients[k] = years[0].ingredients[k];
      whole &= (before.ingredients[k].year == 0) == (years[0].ingredients[k].year == 0);
    }
    if (differs && whole) years.push_back(std::move(before));
  } catch (const base::Error&) {
    // Nothing so early: the latest year stands alone.
  }
  return years;
}

std::size_t pick(double uniform, std::size_t count) {
  return std::min(static_cast<std::size_t>(uniform * static_cast<double>(count)), count - 1);
}

}  // namespace

Uncertain::Uncertain(const Store& store, const Method& method, Level level, const Doubts& doubts)
    : doubts_(doubts), nominal_(nominal_weights(method)), worlds_(0, 0) {
  std::vector<Calculation> years = two_years(store, method, level);
  rows_ = complete_rows(years);
  if (rows_.size() < 2) {
    throw base::Error(base::ErrorCode::bad_input,
                      "Moins de deux territoires ont tous les indicateurs de la méthode : leurs "
                      "rangs ne se comparent pas.");
  }
  const std::size_t columns = method.indicators.size();
  for (std::size_t k = 0; k < columns; ++k) {
    if (years[0].ingredients[k].year == 0) nominal_[k] = 0;
  }
  const double whole = std::accumulate(nominal_.begin(), nominal_.end(), 0.0);
  if (!(whole > 0)) {
    throw base::Error(
        base::ErrorCode::bad_input,
        fmt::format("Aucun indicateur qui pèse dans « {} » n’a de données : les rangs "
                    "ne se calculent pas.",
                    method.title));
  }
  for (double& weight : nominal_) weight /= whole;
  years_ = years.size();
  draws_ = std::max<std::size_t>(doubts.data_draws, 1);
  scales_ = scales_for(method, method.indicators[0]).size();
  own_mean_ = method.parts.front().mean == Mean::arithmetic ? 0 : 1;
  worlds_ = Worlds(rows_.size(), columns);
  for (std::size_t w = 0; w < years_ * draws_ * scales_ * means_; ++w) worlds_.add();
  for (std::size_t year = 0; year < years_; ++year) {
    for (std::size_t k = 0; k < columns; ++k) {
      const Ingredient& ingredient = years[year].ingredients[k];
      if (ingredient.year == 0) continue;
      const Indicator& indicator = method.indicators[k];
      const Drawer drawer(store.territories(), level, ingredient);
      const std::vector<Normalisation> scales = scales_for(method, indicator);
      for (std::size_t draw = 0; draw < draws_; ++draw) {
        const Column values = chosen(
            drawer.draw(doubts.seed, kData + static_cast<std::uint32_t>(year * columns + k), draw),
            rows_);
        for (std::size_t scale = 0; scale < scales_; ++scale) {
          Column scores = normalise(values, scales[scale], indicator.higher_is_worse);
          for (double& score : scores) score = is_missing(score) ? 0 : score;
          for (const std::size_t mean : {0u, 1u}) {
            if (mean == 1) scores = logarithms(std::move(scores));
            const auto to = worlds_.column(world_of({year, draw, scale, mean}), k);
            std::copy(scores.begin(), scores.end(), to.begin());
          }
        }
      }
    }
  }
  calculation_ = std::move(years[0]);
}

std::size_t Uncertain::world_of(const Choices& choices) const {
  return ((choices.year * draws_ + choices.draw) * scales_ + choices.scale) * means_ + choices.mean;
}

std::vector<float> Uncertain::weights_of(std::uint64_t item, std::uint32_t stream) const {
  Draws draws(doubts_.seed, stream, item);
  std::vector<double> weights(nominal_.size());
  for (std::size_t k = 0; k < weights.size(); ++k) {
    const double drawn = doubts_.free_weights
                             ? draws.exponential()
                             : nominal_[k] * (1 + doubts_.weights * (2 * draws.uniform() - 1));
    weights[k] = nominal_[k] > 0 ? drawn : 0;
  }
  const double whole = std::accumulate(weights.begin(), weights.end(), 0.0);
  std::vector<float> shares;
  for (const double weight : weights) shares.push_back(static_cast<float>(weight / whole));
  return shares;
}

Replicate Uncertain::as_written() const {
  Choices own;
  own.mean = own_mean_;
  return {world_of(own), std::vector<float>(nominal_.begin(), nominal_.end())};
}

Plan Uncertain::monte_carlo() const {
  return [this](std::size_t replicate) {
    Draws draws(doubts_.seed, kWorld, replicate / kShared);
    Choices choices;
    choices.year = pick(draws.uniform(), years_);
    choices.draw = pick(draws.uniform(), draws_);
    choices.scale = pick(draws.uniform(), scales_);
    choices.mean = pick(draws.uniform(), means_);
    return Replicate{world_of(choices), weights_of(replicate, kWeights)};
  };
}

const std::vector<std::string>& Uncertain::factors() {
  static const std::vector<std::string> kNames = {"poids", "échelle", "moyenne", "données",
                                                  "année"};
  return kNames;
}

Replicate Uncertain::at(const std::vector<double>& point) const {
  // A place on the unit line names a set of weights, as a place on it names a scale.
  const auto weights = static_cast<std::uint64_t>(point[0] * 9007199254740992.0);
  Choices choices;
  choices.scale = pick(point[1], scales_);
  choices.mean = pick(point[2], means_);
  choices.draw = pick(point[3], draws_);
  choices.year = pick(point[4], years_);
  return {world_of(choices), weights_of(weights, kSobolWeights)};
}

RankUncertainty rank_uncertainty(const Uncertain& uncertain, std::size_t draws, unsigned threads) {
  constexpr std::size_t kClasses = 200;
  const std::size_t units = uncertain.rows().size();
  const std::size_t classes = std::min(units, kClasses);
  const RankCounts counts = count_ranks(uncertain.worlds(), uncertain.monte_carlo(), draws, classes,
                                        Ranking::counted, threads);
  const std::vector<std::uint32_t> base =
      twice_ranks(uncertain.worlds(), uncertain.as_written(), Ranking::exact);
  const auto n = static_cast<double>(units), all = static_cast<double>(draws);
  RankUncertainty found;
  for (std::size_t u = 0; u < units; ++u) {
    // From the most fragile down.
    const auto rank_at = [&](double share) {
      double seen = 0;
      for (std::size_t c = classes; c-- > 0;) {
        const double here = counts.counts[c * units + u];
        if (here > 0 && seen + here >= share * all) {
          const double part = (share * all - seen) / here;
          const double from_top =
              (static_cast<double>(classes - 1 - c) + part) * n / static_cast<double>(classes);
          return std::clamp(from_top + 0.5, 1.0, n);
        }
        seen += here;
      }
      return n;
    };
    const auto share_above = [&](double top) {
      double seen = 0;
      for (std::size_t c = 0; c < classes; ++c) {
        if ((static_cast<double>(c) + 0.5) / static_cast<double>(classes) > 1 - top) {
          seen += counts.counts[c * units + u];
        }
      }
      return seen / all;
    };
    found.rank.push_back(n + 1 - static_cast<double>(base[u]) / 2);
    found.mean.push_back(n + 1 - static_cast<double>(counts.twice_rank_sums[u]) / 2 / all);
    found.median.push_back(rank_at(0.5));
    found.low.push_back(rank_at(0.05));
    found.high.push_back(rank_at(0.95));
    found.top_decile.push_back(share_above(0.1));
    found.top_quintile.push_back(share_above(0.2));
  }
  return found;
}

std::vector<RemovedOne> remove_one(const Uncertain& uncertain) {
  const Replicate base = uncertain.as_written();
  const std::vector<std::uint32_t> ranks = twice_ranks(uncertain.worlds(), base, Ranking::exact);
  const auto n = static_cast<double>(ranks.size());
  const auto in_top = [&](std::uint32_t twice) { return twice > 1.8 * n + 1; };
  std::vector<RemovedOne> removed;
  for (std::size_t k = 0; k < base.weights.size(); ++k) {
    Replicate without = base;
    without.weights[k] = 0;
    const std::vector<std::uint32_t> others =
        twice_ranks(uncertain.worlds(), without, Ranking::exact);
    RemovedOne one;
    one.indicator = uncertain.calculation().ingredients[k].id;
    double top = 0, kept = 0;
    for (std::size_t u = 0; u < ranks.size(); ++u) {
      one.mean_shift +=
          std::abs(static_cast<double>(ranks[u]) - static_cast<double>(others[u])) / 2;
      top += in_top(ranks[u]);
      kept += in_top(ranks[u]) && in_top(others[u]);
    }
    one.mean_shift /= n;
    one.decile_kept = top > 0 ? kept / top : 1;
    removed.push_back(std::move(one));
  }
  return removed;
}

std::vector<SobolIndex> rank_sobol(const Uncertain& uncertain, std::size_t rows, std::uint64_t seed,
                                   unsigned threads) {
  const SobolDesign design{Uncertain::factors().size(), rows, seed};
  const std::vector<std::uint32_t> base =
      twice_ranks(uncertain.worlds(), uncertain.as_written(), Ranking::counted);
  const std::vector<double> shifts = mean_rank_shifts(
      uncertain.worlds(), [&](std::size_t number) { return uncertain.at(design.point(number)); },
      design.evaluations(), base, threads);
  return sobol_indices(design, shifts);
}

}  // namespace maillage::fragility
