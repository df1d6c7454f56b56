#pragma once
/// One's own weights: a method's indicators on its scales, weighed and joined as a person says in
/// the address of the page, so that it can be kept, sent and discussed.
///
///     /fragilite/ponderer?methode=maillage-1&part_65_ans_et_plus=5&moyenne=geometrique&nom=Mon+choix
#include "fragility/country.hpp"
#include "web/url.hpp"

#include <string>
#include <vector>

namespace maillage::fragility {

constexpr double kMostWeight = 10;

struct Weighing {
  const Method* method = nullptr;
  std::vector<double> weights;  ///< by indicator, 0..kMostWeight
  Mean mean = Mean::arithmetic;
  std::string name;  ///< as its author called it; may be empty

  /// An indicator that the address doesn't name has the method's own weight, the heaviest being 10.
  /// What is no number is 0 or the nearest end.
  static Weighing read(const web::Query& query, const Country& country);
  bool weighs() const;  ///< some weight isn't 0
  web::Address& in(web::Address& address) const;
};

/// The weights of a method as a person would write them, to a tenth.
std::vector<double> own_weights(const Method& method);

/// The method itself where its own weights are asked for. Throws base::Error as Country::standing
/// does.
Standing weighed(const Country& country, const Weighing& weighing, Level level);

/// What changed: another order of the same territories.
struct Difference {
  double agreement = kMissing;  ///< Spearman
  std::size_t moved = 0;        ///< territories that changed tenth
  std::size_t known = 0;
};
Difference difference(const Column& one, const Column& other);

}  // namespace maillage::fragility
