#include "fragility/shrinkage.hpp"

#include <algorithm>
#include <numeric>

namespace maillage::fragility {

namespace {

constexpr std::size_t kFewest = 8;  // rows from which a prior can be learnt

double log_beta(double a, double b) {
  return std::lgamma(a) + std::lgamma(b) - std::lgamma(a + b);
}

/// Log-likelihood of a strength, but for a constant.
double likelihood(const std::vector<std::pair<double, double>>& rows, double share,
                  double strength) {
  const double a = strength * share, b = strength * (1 - share);
  double sum = -static_cast<double>(rows.size()) * log_beta(a, b);
  for (const auto& [k, n] : rows) sum += log_beta(k + a, n - k + b);
  return sum;
}

std::vector<BetaPrior> priors(Values successes, Values sizes, const Grouping& groups) {
  std::vector<Column> k(groups.codes.size()), n(groups.codes.size());
  for (std::size_t i = 0; i < groups.group_of.size(); ++i) {
    const std::uint32_t group = groups.group_of[i];
    if (group == Grouping::kNone) continue;
    k[group].push_back(successes[i]);
    n[group].push_back(sizes[i]);
  }
  std::vector<BetaPrior> result;
  for (std::size_t g = 0; g < k.size(); ++g) result.push_back(fit_beta_binomial(k[g], n[g]));
  return result;
}

double logistic(double x) {
  return 100 / (1 + std::exp(-x));
}

}  // namespace

BetaPrior fit_beta_binomial(Values successes, Values sizes) {
  std::vector<std::pair<double, double>> rows;
  double all = 0, people = 0;
  for (std::size_t i = 0; i < successes.size(); ++i) {
    const double k = successes[i], n = sizes[i];
    if (is_missing(k) || !(n > 0) || k < 0 || k > n) continue;
    rows.emplace_back(k, n);
    all += k;
    people += n;
  }
  if (rows.size() < kFewest || !(all > 0 && all < people)) return {};
  BetaPrior prior;
  prior.share = all / people;
  // Golden section on the logarithm of the strength, from one person to a million.
  constexpr double kGolden = 0.6180339887498949;
  double low = 0, high = std::log(1e6);
  double left = high - kGolden * (high - low), right = low + kGolden * (high - low);
  double at_left = likelihood(rows, prior.share, std::exp(left));
  double at_right = likelihood(rows, prior.share, std::exp(right));
  for (int step = 0; step < 25; ++step) {
    if (at_left > at_right) {
      high = right;
      right = left;
      at_right = at_left;
      left = high - kGolden * (high - low);
      at_left = likelihood(rows, prior.share, std::exp(left));
    } else {
      low = left;
      left = right;
      at_left = at_right;
      right = low + kGolden * (high - low);
      at_right = likelihood(rows, prior.share, std::exp(right));
    }
  }
  prior.strength = std::exp((low + high) / 2);
  return prior;
}

Shrunk shrink(Values shares, Values sizes, const Grouping& groups, const Grouping& fallback) {
  Column successes(shares.size(), kMissing);
  for (std::size_t i = 0; i < shares.size(); ++i) successes[i] = shares[i] / 100 * sizes[i];
  const std::vector<BetaPrior> near = priors(successes, sizes, groups);
  const std::vector<BetaPrior> wide = priors(successes, sizes, fallback);
  const Column nothing(shares.size(), kMissing);
  Shrunk shrunk{nothing, nothing, nothing, nothing, nothing};
  for (std::size_t i = 0; i < shares.size(); ++i) {
    if (is_missing(shares[i]) || !(sizes[i] > 0)) continue;
    BetaPrior prior;
    if (fallback.group_of[i] != Grouping::kNone) prior = wide[fallback.group_of[i]];
    if (groups.group_of[i] != Grouping::kNone && near[groups.group_of[i]].strength > 0) {
      prior = near[groups.group_of[i]];
    }
    // Half a person on each side keeps a share of 0 or 100 % from being certain.
    const double a = successes[i] + prior.strength * prior.share + 0.5;
    const double b = sizes[i] - successes[i] + prior.strength * (1 - prior.share) + 0.5;
    constexpr double kFivePercent = 1.6448536269514722;
    const double centre = std::log(a / b), spread = kFivePercent * std::sqrt(1 / a + 1 / b);
    shrunk.share[i] = 100 * a / (a + b);
    shrunk.low[i] = logistic(centre - spread);
    shrunk.high[i] = logistic(centre + spread);
    shrunk.a[i] = a;
    shrunk.b[i] = b;
  }
  return shrunk;
}

std::string size_class(double population) {
  for (const auto& [most, name] : std::initializer_list<std::pair<double, const char*>>{
           {200, "0-199"}, {500, "200-499"}, {2000, "500-1999"}, {10000, "2000-9999"}}) {
    if (population < most) return name;
  }
  return "10000+";
}

}  // namespace maillage::fragility
