#pragma once
/// What an index is worth, indicator by indicator: does it vary, does it say what it claims, how
/// much does it really weigh; and the sentinels that would have caught the errors of the published
/// versions: a wrong sense, rows carried over from the one before, indicators that no longer
/// separate anyone, impossible and wild values, breaks between years.
#include "base/finding.hpp"
#include "fragility/aggregate.hpp"
#include "fragility/method.hpp"
#include "fragility/values.hpp"

#include <string>
#include <vector>

namespace maillage::fragility {

struct ColumnAudit {
  std::size_t known = 0, missing = 0, distinct = 0;
  double lowest = kMissing, median = kMissing, highest = kMissing;
  double skewness = kMissing, kurtosis = kMissing;
  double largest_tie = kMissing;        ///< share of the most frequent value, 0..1
  double effective_classes = kMissing;  ///< exp of the entropy of the ten classes, 1..10
  double repeats = kMissing;            ///< share of rows equal to the row before, 0..1
  double expected_repeats = kMissing;   ///< the same if rows came in any order
  std::size_t longest_run = 0;
  std::size_t wild = 0;  ///< values beyond 5 times the distance from median to quartile
};
/// Rows in the order of their codes.
ColumnAudit audit_column(Values values);

struct IndicatorAudit {
  std::string id, label;
  ColumnAudit column;                  ///< of the raw figures where known, else of the scores
  double nominal_weight = 0;           ///< share in the index as written
  double effective_weight = kMissing;  ///< share of the index's variance that comes through it
  double with_index = kMissing;        ///< Spearman with the index
  double with_family = kMissing;       ///< mean Spearman with the other indicators of its part
  double with_truth = kMissing;        ///< Spearman with an outside measure
};

struct Audit {
  std::vector<IndicatorAudit> indicators;
  std::vector<std::vector<double>> correlations;  ///< Spearman, indicator by indicator
  double index_with_truth = kMissing;
  base::Findings findings;
};

/// `scores`: columns by indicator on the method's scale, more meaning more fragile; `raw` the same
/// before it (may lack columns); `index` the result; `truth` an outside measure of fragility, or
/// empty. `suffix` of the columns when the method has references.
Audit audit(const Method& method, const Frame& raw, const Frame& scores, Values index, Values truth,
            std::string_view suffix = {});

/// The share of each indicator in the index as the method's weights say, summing to 1.
std::vector<double> nominal_weights(const Method& method);

/// Years that don't continue each other: a median that jumps, or an order of territories that
/// changes more than societies do. `values` by year, ascending.
struct YearColumn {
  int year = 0;
  Column values;
};
base::Findings breaks_between_years(const std::string& indicator,
                                    const std::vector<YearColumn>& years);

}  // namespace maillage::fragility
