#pragma once
/// The figures of a transformation: how many rows became places, how full each field is, which
/// rules spoke how often with a few examples. Kept in a small JSON beside the outputs, so that the
/// next run can tell when a source drifts.
#include "base/finding.hpp"
#include "formats/json.hpp"
#include "standard/place.hpp"
#include "transform/mapping.hpp"
#include "transform/outcome.hpp"

#include <array>
#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace maillage::transform {

struct Example {
  std::size_t row = 0;
  std::string entry_name, before, after;
};

/// One rule that spoke about one field.
struct RuleCount {
  static constexpr std::size_t kExamples = 5;

  std::size_t count = 0;
  std::string message, advice;  ///< of the first finding; empty for cleanings
  std::vector<Example> examples;
};

/// Orders (field, rule) pairs of any kind of text, so that a look-up copies nothing.
struct RuleOrder {
  using is_transparent = void;
  template <class A, class B>
  bool operator()(const A& a, const B& b) const {
    const int fields = std::string_view(a.first).compare(b.first);
    return fields != 0 ? fields < 0 : std::string_view(a.second) < std::string_view(b.second);
  }
};

struct Figures {
  using ByRule =
      std::map<std::pair<std::string, std::string>, RuleCount, RuleOrder>;  ///< by (field, rule)

  std::size_t rows = 0, accepted = 0, rejected = 0, skipped = 0;
  std::array<std::size_t, standard::kFieldCount> filled{};
  ByRule rejections, warnings, cleanings;
  std::map<std::string, std::size_t> skip_reasons;
  std::vector<ColumnUse> missing_columns;  ///< mapped, but in no row

  void count(const Outcome& outcome);
  double acceptance() const {
    return rows == 0 ? 0 : static_cast<double>(accepted) / static_cast<double>(rows);
  }
  /// Share of the accepted places that have the field.
  double fill(standard::Field field) const;
};

/// What is remembered from one run to the next.
struct PreviousFigures {
  std::size_t rows = 0, accepted = 0;
  std::array<double, standard::kFieldCount> fill{};
  std::vector<std::string> missing_columns;
};

std::string figures_json(const Figures& figures);
/// Nothing when the document is not one of ours.
std::optional<PreviousFigures> previous_figures(const formats::Json& json);

/// The drift alarm: mapped columns that no row has (each an alarm when the previous run still had
/// it, else a note), acceptance, number of rows or fill of a field clearly below the previous run.
/// Rules "drift.*".
base::Findings drift(const Figures& now, const std::optional<PreviousFigures>& previous);

}  // namespace maillage::transform
