#pragma once
/// What is known of territories: series of one indicator at one level for one year, each figure
/// with its numerator and denominator where they are published, and where it came from. Higher
/// levels are ratios of sums; nothing is a mean of means where counts exist.
#include "fragility/territories.hpp"
#include "fragility/values.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace maillage::fragility {

/// What stands behind one figure.
enum class State : std::uint8_t {
  missing,    ///< not published
  secret,     ///< withheld by its producer
  published,  ///< as its producer wrote it
  derived,    ///< ratio of sums of published figures
  weighted,   ///< mean of published figures weighted by people, for want of counts
  carried,    ///< the figure of the territory above
  imputed,    ///< estimated from others
};
std::string_view state_name(State state);  ///< "publié", "imputé"…

/// One indicator, one level, one year; by territory of the level.
struct Series {
  std::string indicator;
  Level level = Level::commune;
  int year = 0;
  std::string source, licence;
  bool is_share = true;           ///< in percent, from counts; else a value such as an income
  Column numerator, denominator;  ///< empty when only values are published
  Column value;                   ///< percent for a share
  Column weight;                  ///< people behind a value; empty: the population
  std::vector<State> state;
};

/// Values of an indicator for all territories of a level, with their states.
struct Figures {
  int year = 0;
  std::string source;
  Column value;
  std::vector<State> state;
  Column size;           ///< the denominator behind each share; missing where unknown
  bool is_share = true;  ///< as Series::is_share
};

class Store {
 public:
  explicit Store(Territories territories) : territories_(std::move(territories)) {}

  const Territories& territories() const { return territories_; }
  const std::vector<Series>& series() const { return series_; }
  void add(Series series);

  /// The latest series of the indicator up to `year` (0: any), at the level itself or from the
  /// level nearest to it: finer ones summed, those of a commune carried down to its IRIS. Gaps are
  /// filled from another level of the same year only. Nothing when none has any.
  std::optional<Figures> figures(std::string_view indicator, Level level, int year = 0) const;
  /// The same from finer levels alone: what sums say, whatever was published for the level itself.
  std::optional<Figures> sums_of_finer(std::string_view indicator, Level level, int year = 0) const;
  /// The years of an indicator at any level, ascending.
  std::vector<int> years(std::string_view indicator) const;

 private:
  const Series* latest(std::string_view indicator, Level level, int year) const;
  void fill_from_finer(std::optional<Figures>& found, std::string_view indicator, Level level,
                       int year) const;
  Figures raised(const Series& series, Level level) const;
  Figures carried(const Series& series, Level level) const;

  Territories territories_;
  std::vector<Series> series_;
};

}  // namespace maillage::fragility
