#include "fragility/weighing.hpp"

#include "base/text.hpp"
#include "fragility/audit.hpp"
#include "fragility/question.hpp"
#include "fragility/statistics.hpp"

#include <algorithm>
#include <cmath>

namespace maillage::fragility {

namespace {

constexpr std::size_t kLongestName = 80;
constexpr std::string_view kGeometric = "geometrique";

}  // namespace

std::vector<double> own_weights(const Method& method) {
  std::vector<double> weights = nominal_weights(method);
  const double most = *std::max_element(weights.begin(), weights.end());
  for (double& weight : weights) {
    weight = std::round(10 * kMostWeight * weight / most) / 10;
  }
  return weights;
}

Weighing Weighing::read(const web::Query& query, const Country& country) {
  Weighing weighing;
  weighing.method = Question::read(query, country, Level::commune).method;
  weighing.weights = own_weights(*weighing.method);
  for (std::size_t k = 0; k < weighing.weights.size(); ++k) {
    const std::string_view text = query.get(weighing.method->indicators[k].id);
    if (text.empty()) continue;
    double weight = 0;
    const bool number = base::parse_number(base::replace_all(std::string(text), ",", "."), weight);
    weighing.weights[k] = number && weight >= 0 ? std::min(weight, kMostWeight) : 0;
  }
  if (query.get("moyenne") == kGeometric) weighing.mean = Mean::geometric;
  weighing.name = base::squeeze(base::valid_utf8(query.get("nom").substr(0, kLongestName)));
  return weighing;
}

bool Weighing::weighs() const {
  return std::any_of(weights.begin(), weights.end(), [](double weight) { return weight > 0; });
}

web::Address& Weighing::in(web::Address& address) const {
  address.with("methode", method->name);
  for (std::size_t k = 0; k < weights.size(); ++k) {
    address.with(method->indicators[k].id, base::number_text(weights[k]));
  }
  if (mean == Mean::geometric) address.with("moyenne", kGeometric);
  if (!name.empty()) address.with("nom", name);
  return address;
}

Standing weighed(const Country& country, const Weighing& weighing, Level level) {
  const auto base = country.standing(*weighing.method, level);
  if (weighing.mean == Mean::arithmetic && weighing.weights == own_weights(*weighing.method)) {
    return *base;
  }
  Method flat = *weighing.method;
  flat.parts.resize(1);
  flat.parts[0].mean = weighing.mean;
  flat.parts[0].factor = 1;
  flat.parts[0].rescale.reset();
  flat.truncated = false;
  for (std::size_t k = 0; k < flat.indicators.size(); ++k) {
    flat.indicators[k].part = 0;
    flat.indicators[k].weight = weighing.weights[k];
  }
  Standing standing;
  standing.calculation = base->calculation;
  standing.calculation.parts = combine(flat, standing.calculation.scores);
  standing.order = order_by(standing.calculation.index());
  return standing;
}

Difference difference(const Column& one, const Column& other) {
  Difference found;
  found.agreement = spearman(one, other);
  const Column before = classes(one, deciles(one), 1), after = classes(other, deciles(other), 1);
  for (std::size_t i = 0; i < one.size(); ++i) {
    if (is_missing(before[i]) || is_missing(after[i])) continue;
    ++found.known;
    found.moved += before[i] != after[i];
  }
  return found;
}

}  // namespace maillage::fragility
