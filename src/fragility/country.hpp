#pragma once
/// France as the pages of fragility show it: the figures and methods that the program ships or was
/// given, and, for each method and level that somebody asks for, how the territories stand. Loaded
/// once when the site opens; what it gives out never changes. Any number of threads.
#include "fragility/audit.hpp"
#include "fragility/calculation.hpp"
#include "fragility/method.hpp"
#include "fragility/store.hpp"
#include "fragility/uncertainty.hpp"

#include <array>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

namespace maillage::fragility {

constexpr std::size_t kColours = 7;

/// The territories of a level in the order of an index: rank 1 is the most fragile, equal ones
/// share the mean of their ranks; each colour of the map holds a seventh of them.
struct Order {
  Column rank;                               ///< by territory
  std::size_t ranked = 0;                    ///< territories that have an index
  std::array<double, kColours - 1> steps{};  ///< the values at which a darker colour begins
  Column colour;                             ///< 1 the least fragile seventh .. 7 the most
  std::vector<std::uint32_t> rows;           ///< the ranked territories, the most fragile first
};
Order order_by(const Column& index);

/// One method at one level.
struct Standing {
  Calculation calculation;
  Order order;
};

/// How sure the ranks of a level are; by territory, missing where an indicator is unknown.
struct Sureness {
  Column low, high;   ///< ranks, 5 and 95 %, widened to the rank as the method gives it
  Column top_decile;  ///< probability to be among the most fragile tenth, 0..1
  std::size_t draws = 0;
};

/// Where a country is read from.
struct CountryFolders {
  std::string indicators = "data/indicators", sources = "data/sources", methods = "data/methods";
};

class Country {
 public:
  /// `methods` by name; the first is the one shown when nobody asks for another. `draws` lie behind
  /// each interval of ranks: with 2,000 the ends of one of 5-95 % move by under a percent.
  Country(Store store, std::vector<Method> methods, std::size_t draws = 2000);
  /// Throws base::Error when the figures or a method can't be read.
  static std::shared_ptr<const Country> load(const CountryFolders& folders,
                                             std::size_t draws = 2000);

  const Store& store() const { return store_; }
  const Territories& territories() const { return store_.territories(); }
  const std::vector<Method>& methods() const { return methods_; }
  const Method* method(std::string_view name) const;  ///< null when unknown
  /// The methods that these figures suffice for, and that know no reference territory: those that
  /// a map or a ranking can show.
  const std::vector<const Method*>& shown_methods() const { return shown_methods_; }

  /// Computed when first asked for, then kept; `year` as `calculate` takes it. Throws base::Error
  /// when the store has none of the method's indicators.
  std::shared_ptr<const Standing> standing(const Method& method, Level level, int year = 0) const;
  /// Of the first method. Null when ranks can't be compared.
  std::shared_ptr<const Sureness> sureness(Level level) const;
  /// Of a shown method, over the communes.
  std::shared_ptr<const Audit> audit(const Method& method) const;

 private:
  Store store_;
  std::vector<Method> methods_;
  std::vector<const Method*> shown_methods_;
  std::size_t draws_;
  /// Made by the first who asks; others wait for it, and only for it.
  template <class Value>
  struct Kept {
    std::once_flag made;
    std::shared_ptr<const Value> value;
  };
  template <class Key, class Value>
  using Shelf = std::map<Key, std::shared_ptr<Kept<Value>>>;
  template <class Key, class Value, class Make>
  std::shared_ptr<const Value> take(Shelf<Key, Value>& shelf, const Key& key, Make make) const;

  mutable std::mutex mutex_;  ///< guards the shelves, not what stands on them
  mutable Shelf<std::pair<std::string, int>, Calculator> calculators_;
  mutable Shelf<std::tuple<std::string, Level, int>, Standing> standings_;
  mutable Shelf<Level, Sureness> sureness_;
  mutable Shelf<std::string, Audit> audits_;
};

}  // namespace maillage::fragility
