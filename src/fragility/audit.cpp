#include "fragility/audit.hpp"

#include "fragility/statistics.hpp"

#include <algorithm>
#include <numeric>

#include <fmt/format.h>

namespace maillage::fragility {

namespace {

// Where the sentinels raise their hand. Carried-over rows of version 4 repeat at 81-91 % against 13
// % for sound indicators; its dead indicator keeps under 6 classes of 10.
constexpr double kCarryOver = 0.25;       // repeats beyond what chance gives
constexpr double kFewClasses = 7.0;       // effective classes of ten
constexpr double kLargeTie = 0.2;         // share of one value
constexpr double kAgainstFamily = -0.15;  // mean rank correlation with its own part
constexpr double kUnrelated = 0.1;        // rank correlation with the index
constexpr double kJump = 0.25;            // relative change of a median in a year
constexpr double kSameOrder = 0.7;        // rank correlation of successive years

double median_of(const Column& ascending) {
  return quantile(ascending, 0.5);
}

void count_runs(const Column& rows, ColumnAudit& audit) {
  std::size_t equal = 0, run = 1;
  audit.longest_run = rows.empty() ? 0 : 1;
  for (std::size_t i = 1; i < rows.size(); ++i) {
    const bool same = rows[i] == rows[i - 1];
    equal += same;
    run = same ? run + 1 : 1;
    audit.longest_run = std::max(audit.longest_run, run);
  }
  if (rows.size() > 1) {
    audit.repeats = static_cast<double>(equal) / static_cast<double>(rows.size() - 1);
  }
}

void count_ties(const Column& ascending, ColumnAudit& audit) {
  const auto n = static_cast<double>(ascending.size());
  double chance = 0, largest = 0;
  for (std::size_t from = 0, to = 0; from < ascending.size(); from = to) {
    while (to < ascending.size() && ascending[to] == ascending[from]) ++to;
    const double share = static_cast<double>(to - from) / n;
    ++audit.distinct;
    chance += share * share;
    largest = std::max(largest, share);
  }
  audit.largest_tie = largest;
  audit.expected_repeats = chance;
}

double effective_classes(Values values, Values ascending) {
  Column cuts;
  for (int k = 1; k <= 9; ++k) cuts.push_back(quantile(ascending, k / 10.0));
  std::array<double, 11> counts{};
  for (const double found : classes(values, cuts, 1)) {
    if (!is_missing(found)) counts[static_cast<std::size_t>(found)] += 1;
  }
  double entropy = 0;
  for (const double count : counts) {
    const double share = count / static_cast<double>(ascending.size());
    if (share > 0) entropy -= share * std::log(share);
  }
  return std::exp(entropy);
}

std::size_t count_wild(const Column& ascending) {
  constexpr double kFar = 5;
  const double middle = median_of(ascending);
  const double spread = quantile(ascending, 0.75) - quantile(ascending, 0.25);
  if (!(spread > 0)) return 0;
  return static_cast<std::size_t>(std::count_if(ascending.begin(), ascending.end(), [&](double v) {
    return std::abs(v - middle) > kFar * spread;
  }));
}

/// Writes findings on one indicator.
class Sentinel {
 public:
  Sentinel(const Indicator& indicator, base::Findings& findings)
      : indicator_(indicator), findings_(findings) {}

  void watch(const IndicatorAudit& audit) {
    const ColumnAudit& column = audit.column;
    if (column.known == 0) return;
    if (column.repeats > column.expected_repeats + kCarryOver) {
      say("colonne.recopiee",
          fmt::format("{:.0f} % des lignes répètent la ligne précédente ({:.0f} % attendus), "
                      "jusqu’à {} de suite : des valeurs semblent recopiées",
                      100 * column.repeats, 100 * column.expected_repeats, column.longest_run),
          "Demandez au producteur les valeurs manquantes ; imputez-les par un modèle.");
    }
    if (column.effective_classes < kFewClasses || column.largest_tie > kLargeTie) {
      say("colonne.sans-relief",
          fmt::format(
              "{:.1f} classes utiles sur 10, et {:.0f} % des territoires ont la même valeur",
              column.effective_classes, 100 * column.largest_tie),
          "L’indicateur ne sépare plus guère les territoires ; envisagez de l’ôter.");
    }
    if (column.wild > 0) {
      say("colonne.extremes",
          fmt::format("{} valeurs très éloignées des autres (de {:.6g} à {:.6g}, médiane {:.6g})",
                      column.wild, column.lowest, column.highest, column.median),
          "Vérifiez-les, ou bornez-les avec « extremes » ou « coupe ».");
    }
    if (audit.with_family < kAgainstFamily) {
      say("sens.famille",
          fmt::format("l’indicateur va contre ceux de sa partie (corrélation {:.2f})",
                      audit.with_family),
          "Vérifiez son « sens ».");
    }
    if (audit.with_truth < 0) {
      say("sens.verite",
          fmt::format("l’indicateur baisse quand la mesure extérieure monte (corrélation {:.2f})",
                      audit.with_truth),
          "Vérifiez son « sens ».");
    }
    if (audit.with_index < kUnrelated) {
      say("poids.nul",
          fmt::format(
              "l’indice ne suit presque pas cet indicateur (corrélation {:.2f}, poids écrit "
              "{:.0f} %, poids réel {:.0f} %)",
              audit.with_index, 100 * audit.nominal_weight, 100 * audit.effective_weight),
          "Son poids est un trompe-l’œil ; revoyez-le.");
    }
  }

 private:
  void say(std::string rule, std::string message, std::string advice) {
    findings_.push_back({base::Severity::warning, std::move(rule), base::Finding::kNoRow,
                         indicator_.id, "", std::move(message), std::move(advice)});
  }

  const Indicator& indicator_;
  base::Findings& findings_;
};

/// cov(weight * score, index) / var(index): the parts sum to 1 for an arithmetic mean.
double variance_share(double weight, Values scores, Values index) {
  double n = 0, mean_x = 0, mean_y = 0;
  const auto both = [&](std::size_t i) { return !is_missing(scores[i]) && !is_missing(index[i]); };
  for (std::size_t i = 0; i < index.size(); ++i) {
    if (!both(i)) continue;
    ++n;
    mean_x += scores[i];
    mean_y += index[i];
  }
  mean_x /= n;
  mean_y /= n;
  double xy = 0, yy = 0;
  for (std::size_t i = 0; i < index.size(); ++i) {
    if (!both(i)) continue;
    xy += (scores[i] - mean_x) * (index[i] - mean_y);
    yy += (index[i] - mean_y) * (index[i] - mean_y);
  }
  return yy > 0 ? weight * xy / yy : kMissing;
}

}  // namespace

ColumnAudit audit_column(Values values) {
  ColumnAudit audit;
  const Column rows = known(values);
  Column ascending = rows;
  std::sort(ascending.begin(), ascending.end());
  audit.known = rows.size();
  audit.missing = values.size() - rows.size();
  if (rows.empty()) return audit;
  const Moments shape = moments(rows);
  audit.lowest = ascending.front();
  audit.median = median_of(ascending);
  audit.highest = ascending.back();
  audit.skewness = shape.skewness;
  audit.kurtosis = shape.kurtosis;
  count_runs(rows, audit);
  count_ties(ascending, audit);
  audit.effective_classes = effective_classes(rows, ascending);
  audit.wild = count_wild(ascending);
  return audit;
}

std::vector<double> nominal_weights(const Method& method) {
  std::vector<double> below(method.parts.size(), 0), share(method.parts.size(), 1);
  for (std::size_t k = 1; k < method.parts.size(); ++k) {
    below[method.parts[k].parent] += method.parts[k].weight;
  }
  for (const Indicator& indicator : method.indicators) below[indicator.part] += indicator.weight;
  for (std::size_t k = 1; k < method.parts.size(); ++k) {
    const std::size_t parent = method.parts[k].parent;
    share[k] = share[parent] * method.parts[k].weight / below[parent];
  }
  std::vector<double> weights;
  for (const Indicator& indicator : method.indicators) {
    weights.push_back(share[indicator.part] * indicator.weight / below[indicator.part]);
  }
  return weights;
}

Audit audit(const Method& method, const Frame& raw, const Frame& scores, Values index, Values truth,
            std::string_view suffix) {
  const std::size_t count = method.indicators.size();
  const std::vector<double> weights = nominal_weights(method);
  const Column none(index.size(), kMissing);
  std::vector<const Column*> columns;
  for (const Indicator& indicator : method.indicators) {
    const Column* column = scores.find(column_name(indicator.id, suffix));
    columns.push_back(column != nullptr ? column : &none);
  }
  Audit done;
  done.index_with_truth = truth.empty() ? kMissing : spearman(index, truth);
  done.correlations.assign(count, std::vector<double>(count, 1));
  for (std::size_t a = 0; a < count; ++a) {
    for (std::size_t b = 0; b < a; ++b) {
      done.correlations[a][b] = done.correlations[b][a] = spearman(*columns[a], *columns[b]);
    }
  }
  for (std::size_t k = 0; k < count; ++k) {
    const Indicator& indicator = method.indicators[k];
    IndicatorAudit one;
    one.id = indicator.id;
    one.label = indicator.label;
    const Column* figures = raw.find(indicator.id);
    one.column = audit_column(figures != nullptr ? *figures : *columns[k]);
    one.nominal_weight = weights[k];
    one.effective_weight = variance_share(weights[k], *columns[k], index);
    one.with_index = spearman(*columns[k], index);
    if (!truth.empty()) one.with_truth = spearman(*columns[k], truth);
    double sum = 0, others = 0;
    for (std::size_t other = 0; other < count; ++other) {
      const double found = done.correlations[k][other];
      if (other == k || method.indicators[other].part != indicator.part || is_missing(found)) {
        continue;
      }
      sum += found;
      ++others;
    }
    if (others > 0) one.with_family = sum / others;
    Sentinel(indicator, done.findings).watch(one);
    done.indicators.push_back(std::move(one));
  }
  return done;
}

base::Findings breaks_between_years(const std::string& indicator,
                                    const std::vector<YearColumn>& years) {
  base::Findings findings;
  for (std::size_t k = 1; k < years.size(); ++k) {
    const YearColumn& before = years[k - 1];
    const YearColumn& after = years[k];
    const double from = median_of(sorted_known(before.values));
    const double to = median_of(sorted_known(after.values));
    const double jump =
        from != 0 ? std::abs(to - from) / std::abs(from) / (after.year - before.year) : kMissing;
    const double order = spearman(before.values, after.values);
    if (!(jump > kJump) && !(order < kSameOrder)) continue;
    findings.push_back(
        {base::Severity::warning, "annees.rupture", base::Finding::kNoRow, indicator, "",
         fmt::format("de {} à {} la médiane passe de {:.6g} à {:.6g} et l’ordre des territoires se "
                     "conserve à {:.2f}",
                     before.year, after.year, from, to, order),
         "La définition ou la source a sans doute changé : ne comparez pas ces années."});
  }
  return findings;
}

}  // namespace maillage::fragility
