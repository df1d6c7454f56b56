#include "fragility/calculation.hpp"

#include "base/error.hpp"
#include "fragility/impute.hpp"
#include "fragility/normalise.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace maillage::fragility {

namespace {

Ingredient gather(const Store& store, const Indicator& indicator, Level level, int year) {
  Ingredient ingredient;
  ingredient.id = indicator.id;
  const std::size_t rows = store.territories().at(level).codes.size();
  if (auto figures = store.figures(indicator.data, level, year)) {
    ingredient.year = figures->year;
    ingredient.source = figures->source;
    ingredient.raw = std::move(figures->value);
    ingredient.state = std::move(figures->state);
    ingredient.size = std::move(figures->size);
    ingredient.is_share = figures->is_share;
  } else {
    ingredient.raw.assign(rows, kMissing);
    ingredient.state.assign(rows, State::missing);
    ingredient.size.assign(rows, kMissing);
  }
  if (indicator.zero_is_missing) {
    std::replace(ingredient.raw.begin(), ingredient.raw.end(), 0.0, kMissing);
  }
  return ingredient;
}

Imputed from_neighbours(const Territories& territories, Level level, const Column& values) {
  const LevelTable& table = territories.at(level);
  return impute_neighbours(values, table.latitude, table.longitude);
}

/// The model where its predictors are known; its neighbours, model included, where they aren't.
Imputed from_model(const Store& store, const Indicator& indicator, Level level, int year,
                   const Column& values) {
  std::vector<Column> predictors;
  for (const std::string& name : indicator.predictors) {
    if (auto figures = store.figures(name, level, year)) {
      predictors.push_back(std::move(figures->value));
    }
  }
  Imputed model = impute_model(values, predictors);
  Imputed rest = from_neighbours(store.territories(), level, model.values);
  for (std::size_t i = 0; i < rest.filled.size(); ++i) {
    if (model.filled[i]) rest.filled[i] = true;
  }
  rest.deviation = model.deviation;
  return rest;
}

Imputed filled(const Store& store, const Method& method, const Indicator& indicator, Level level,
               int year, const Column& values) {
  switch (indicator.imputation) {
    case Imputation::group_median:
      if (const auto group = level_of(method.group); group && *group > level) {
        return impute_group_median(values, store.territories().up(level, *group));
      }
      break;
    case Imputation::neighbours:
      return from_neighbours(store.territories(), level, values);
    case Imputation::model:
      return from_model(store, indicator, level, year, values);
    case Imputation::none:
      break;
  }
  return {values, std::vector<bool>(values.size(), false), kMissing};
}

void impute(const Store& store, const Method& method, const Indicator& indicator, Level level,
            int year, Ingredient& ingredient) {
  if (ingredient.year == 0) return;
  Imputed imputed = filled(store, method, indicator, level, year, ingredient.raw);
  ingredient.raw = std::move(imputed.values);
  ingredient.deviation = imputed.deviation;
  for (std::size_t i = 0; i < imputed.filled.size(); ++i) {
    if (imputed.filled[i]) ingredient.state[i] = State::imputed;
  }
}

/// What 100 stands for, by territory of `level`.
Column references(const Store& store, const Method& method, const Indicator& indicator,
                  const Column& raw, Level level, Level of, int year) {
  if (of <= level) return raw;
  const Grouping& groups = store.territories().up(level, of);
  if (method.reference == Reference::median) return spread(medians(raw, groups), groups);
  auto figures = method.reference == Reference::ratio
                     ? store.sums_of_finer(indicator.data, of, year)
                     : store.figures(indicator.data, of, year);
  if (!figures) figures = store.figures(indicator.data, of, year);
  return figures ? spread(figures->value, groups) : Column(raw.size(), kMissing);
}

Frame scores_of(const Store& store, const Method& method, Level level, int year,
                const std::vector<Ingredient>& ingredients) {
  Frame scores;
  for (std::size_t k = 0; k < method.indicators.size(); ++k) {
    const Indicator& indicator = method.indicators[k];
    if (ingredients[k].year == 0) continue;
    Column raw = ingredients[k].raw;
    draw_in(raw, method.outliers);
    if (method.references.empty()) {
      scores.add(indicator.id, normalise(raw, indicator.scale, indicator.higher_is_worse));
      continue;
    }
    for (const std::string& reference : method.references) {
      Column column =
          normalise(raw, indicator.scale, indicator.higher_is_worse,
                    references(store, method, indicator, raw, level, *level_of(reference), year));
      if (method.truncated) {
        for (double& value : column) value = std::trunc(value);
      }
      scores.add(column_name(indicator.id, reference), std::move(column));
    }
  }
  return scores;
}

std::vector<Ingredient> ingredients_at(const Store& store, const Method& method, Level level,
                                       int year) {
  std::vector<Ingredient> ingredients;
  for (const Indicator& indicator : method.indicators) {
    ingredients.push_back(gather(store, indicator, level, year));
    impute(store, method, indicator, level, year, ingredients.back());
  }
  return ingredients;
}

/// Scores of the units, brought up by people: IRIS to commune, then commune to the level. An IRIS
/// has the score of its commune where communes are the units.
Frame raised(const Frame& scores, const Territories& territories, Level from, Level to) {
  Frame result;
  for (std::size_t k = 0; k < scores.columns.size(); ++k) {
    Column column = scores.columns[k];
    if (to < from) column = spread(column, territories.up(to, from));
    if (from == Level::iris && to != Level::iris) {
      column = weighted_means(column, territories.at(Level::iris).population,
                              territories.up(Level::iris, Level::commune));
    }
    if (to > Level::commune) {
      column = weighted_means(column, territories.at(Level::commune).population,
                              territories.up(Level::commune, to));
    }
    result.add(scores.names[k], std::move(column));
  }
  return result;
}

void say_what_is_lacking(const Method& method, Calculation& done) {
  std::size_t lacking = 0;
  for (std::size_t k = 0; k < method.indicators.size(); ++k) {
    if (done.ingredients[k].year != 0) continue;
    ++lacking;
    done.findings.push_back({base::Severity::warning, "indicateur.absent", base::Finding::kNoRow,
                             method.indicators[k].id, "",
                             fmt::format("aucune donnée pour « {} » ({})",
                                         method.indicators[k].label, method.indicators[k].data),
                             "Importez-la avec « maillage indice importer »."});
  }
  if (lacking == method.indicators.size()) {
    throw base::Error(base::ErrorCode::bad_input,
                      fmt::format("Le dossier n’a aucun des indicateurs de « {} ». Importez-les "
                                  "avec « maillage indice importer ».",
                                  method.title));
  }
}

}  // namespace

Calculator::Calculator(const Store& store, Method method, int year)
    : store_(store), method_(std::move(method)), year_(year) {
  if (method_.level == "iris" && !store.territories().at(Level::iris).codes.empty()) {
    unit_ = Level::iris;
  }
}

const Calculator::Units& Calculator::units() const {
  std::call_once(units_made_, [&] {
    units_.ingredients = ingredients_at(store_, method_, unit_, year_);
    units_.scores = scores_of(store_, method_, unit_, year_, units_.ingredients);
  });
  return units_;
}

Calculation Calculator::at(Level level) const {
  Calculation done;
  done.level = level;
  const bool by_units = method_.levels == Levels::mean_of_units;
  done.ingredients = by_units && level == unit_ ? units().ingredients
                                                : ingredients_at(store_, method_, level, year_);
  say_what_is_lacking(method_, done);
  done.scores = by_units ? raised(units().scores, store_.territories(), unit_, level)
                         : scores_of(store_, method_, level, year_, done.ingredients);
  for (const std::string& suffix : method_.suffixes()) {
    Frame parts = combine(method_, done.scores, suffix);
    for (std::size_t k = 0; k < parts.names.size(); ++k) {
      done.parts.add(std::move(parts.names[k]), std::move(parts.columns[k]));
    }
  }
  return done;
}

Calculation calculate(const Store& store, const Method& method, Level level, int year) {
  return Calculator(store, method, year).at(level);
}

}  // namespace maillage::fragility
