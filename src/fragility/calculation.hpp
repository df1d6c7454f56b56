#pragma once
/// An index computed from the store: for each indicator its figures, what was imputed, its score on
/// the method's scale; then the parts and the index, at the level asked for.
#include "fragility/aggregate.hpp"
#include "fragility/method.hpp"
#include "fragility/store.hpp"

#include <mutex>
#include <string>
#include <vector>

namespace maillage::fragility {

/// One indicator of an index at one level.
struct Ingredient {
  std::string id;
  int year = 0;  ///< 0: the store has no figure
  std::string source;
  Column raw;
  std::vector<State> state;
  Column size;                  ///< denominators; missing where unknown
  bool is_share = true;         ///< in percent of people, homes…; else a value such as an income
  double deviation = kMissing;  ///< of the error of imputed figures
};

/// An index at one level; its columns are in the order of the store's territories of that level.
struct Calculation {
  Level level = Level::commune;
  std::vector<Ingredient> ingredients;  ///< in the order of the method's indicators
  Frame scores;  ///< by indicator, on the method's scale, with suffixes where it has references
  Frame parts;   ///< the root last
  base::Findings findings;

  const Column& index() const { return parts.columns.back(); }
  std::size_t rows() const { return index().size(); }
};

/// One method in one year at any of its levels; what they share is computed once. The store must
/// outlive it. Any number of threads.
class Calculator {
 public:
  /// `year`: the figures of that year or the latest before; 0: the latest.
  explicit Calculator(const Store& store, Method method, int year = 0);

  /// Throws base::Error when the store has no indicator of the method at all.
  Calculation at(Level level) const;

 private:
  /// What the method is computed on before its scores are brought up or down.
  struct Units {
    std::vector<Ingredient> ingredients;
    Frame scores;
  };
  const Units& units() const;

  const Store& store_;
  Method method_;
  int year_;
  Level unit_ = Level::commune;
  mutable std::once_flag units_made_;
  mutable Units units_;
};

/// At one level alone.
Calculation calculate(const Store& store, const Method& method, Level level, int year = 0);

}  // namespace maillage::fragility
