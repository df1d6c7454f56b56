#include "fragility/country.hpp"

#include "base/error.hpp"
#include "fragility/method_file.hpp"
#include "fragility/statistics.hpp"
#include "fragility/store_folder.hpp"

#include <algorithm>
#include <cmath>

namespace maillage::fragility {

namespace {

constexpr std::string_view kFirstMethod = "maillage-1";

/// One made territory that has every indicator of the store: has it an index?
bool suffices(const Store& store, const Method& method) {
  Frame made;
  for (const Indicator& indicator : method.indicators) {
    if (!store.years(indicator.data).empty()) made.add(indicator.id, {1.0});
  }
  if (made.columns.empty()) return false;
  const Frame parts = combine(method, made);
  return !parts.columns.empty() && parts.names.back() == method.parts.front().id &&
         !is_missing(parts.columns.back().front());
}

}  // namespace

Order order_by(const Column& index) {
  Order order;
  Column turned = index;
  for (double& value : turned) value = -value;
  order.rank = mid_ranks(turned);
  for (std::uint32_t row = 0; row < index.size(); ++row) {
    if (!is_missing(index[row])) order.rows.push_back(row);
  }
  order.ranked = order.rows.size();
  std::stable_sort(order.rows.begin(), order.rows.end(),
                   [&](std::uint32_t a, std::uint32_t b) { return index[a] > index[b]; });
  const Column ascending = sorted_known(index);
  for (std::size_t k = 0; k < order.steps.size(); ++k) {
    order.steps[k] = quantile(ascending, static_cast<double>(k + 1) / kColours);
  }
  order.colour = classes(index, order.steps, 1);
  return order;
}

Country::Country(Store store, std::vector<Method> methods, std::size_t draws)
    : store_(std::move(store)), methods_(std::move(methods)), draws_(draws) {
  for (const Method& method : methods_) {
    if (method.references.empty() && suffices(store_, method)) shown_methods_.push_back(&method);
  }
}

std::shared_ptr<const Country> Country::load(const CountryFolders& folders, std::size_t draws) {
  std::vector<Method> methods;
  for (const std::string& name : method_names(folders.methods)) {
    methods.push_back(load_method(name, folders.methods));
  }
  std::stable_partition(methods.begin(), methods.end(),
                        [](const Method& method) { return method.name == kFirstMethod; });
  auto country = std::make_shared<const Country>(
      load_store(folders.indicators, load_sources(folders.sources)).store, std::move(methods),
      draws);
  if (country->shown_methods().empty()) {
    throw base::Error(base::ErrorCode::environment,
                      "Aucune méthode ne se calcule avec les indicateurs de " + folders.indicators +
                          ". Importez-en avec « maillage indice importer ».");
  }
  return country;
}

const Method* Country::method(std::string_view name) const {
  const auto found = std::find_if(methods_.begin(), methods_.end(),
                                  [&](const Method& method) { return method.name == name; });
  return found == methods_.end() ? nullptr : &*found;
}

template <class Key, class Value, class Make>
std::shared_ptr<const Value> Country::take(Shelf<Key, Value>& shelf, const Key& key,
                                           Make make) const {
  std::unique_lock guard(mutex_);
  auto& place = shelf[key];
  if (!place) place = std::make_shared<Kept<Value>>();
  const auto kept = place;
  guard.unlock();
  std::call_once(kept->made, [&] { kept->value = make(); });
  return kept->value;
}

std::shared_ptr<const Standing> Country::standing(const Method& method, Level level,
                                                  int year) const {
  return take(standings_, std::tuple(method.name, level, year), [&] {
    const auto calculator = take(calculators_, std::pair(method.name, year), [&] {
      return std::make_shared<const Calculator>(store_, method, year);
    });
    Calculation calculation = calculator->at(level);
    Order order = order_by(calculation.index());
    return std::make_shared<const Standing>(Standing{std::move(calculation), std::move(order)});
  });
}

std::shared_ptr<const Sureness> Country::sureness(Level level) const {
  return take(sureness_, level, [&]() -> std::shared_ptr<const Sureness> {
    const Column& written = standing(*shown_methods_.front(), level)->order.rank;
    try {
      const Uncertain uncertain(store_, *shown_methods_.front(), level, Doubts{});
      const RankUncertainty ranks = rank_uncertainty(uncertain, draws_, Doubts{}.threads);
      const std::size_t all = territories().at(level).codes.size();
      Sureness sure{Column(all, kMissing), Column(all, kMissing), Column(all, kMissing), draws_};
      for (std::size_t i = 0; i < uncertain.rows().size(); ++i) {
        const std::size_t row = uncertain.rows()[i];
        sure.low[row] = std::fmin(ranks.low[i], written[row]);
        sure.high[row] = std::fmax(ranks.high[i], written[row]);
        sure.top_decile[row] = ranks.top_decile[i];
      }
      return std::make_shared<const Sureness>(std::move(sure));
    } catch (const base::Error&) {
      return nullptr;  // under two territories with all indicators: no rank to be sure of
    }
  });
}

std::shared_ptr<const Audit> Country::audit(const Method& method) const {
  return take(audits_, method.name, [&] {
    const Calculation& done = standing(method, Level::commune)->calculation;
    Frame raw;
    for (const Ingredient& ingredient : done.ingredients) {
      if (ingredient.year != 0) raw.add(ingredient.id, ingredient.raw);
    }
    return std::make_shared<const Audit>(
        fragility::audit(method, raw, done.scores, done.index(), {}));
  });
}

}  // namespace maillage::fragility
