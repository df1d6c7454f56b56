#pragma once
/// What a person told the guide so far, as the address of the page says it. It holds the commune
/// and, of an address, a point rounded to about 200 metres: never what was typed (decision 014).
#include "places/guidance.hpp"
#include "territory/communes.hpp"
#include "web/literal.hpp"
#include "web/url.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace maillage::places {

/// A need in a person's words, and the services of the standard that answer it.
struct GuideNeed {
  std::string_view slug;  ///< besoin=papiers
  std::uint16_t services;
  web::Literal question, detail;
  web::Literal to_bring;  ///< what to take along, one thing a line
};
std::span<const GuideNeed> guide_needs();

/// A choice of the guide: its value in the address, and its words.
template <class Value>
struct GuideChoice {
  Value value;
  std::string_view slug;
  web::Literal label, detail;
};
std::span<const GuideChoice<Autonomy>> autonomy_choices();
std::span<const GuideChoice<Mobility>> mobility_choices();
std::span<const GuideChoice<Wish>> wish_choices();

struct GuideQuery {
  const GuideNeed* need = nullptr;              ///< besoin
  Autonomy autonomy = Autonomy::unsaid;         ///< niveau
  const territory::Commune* commune = nullptr;  ///< lieu, by its code
  std::optional<standard::Coordinates> point;   ///< point, of an address
  std::optional<Mobility> mobility;             ///< moyen
  unsigned wishes = 0;                          ///< souhait, several times for several

  /// Unknown names and values are left out; `communes` may be null: then nothing says where.
  static GuideQuery read(const web::Query& query, const territory::Communes* communes);
  /// Names and values, as the address and the form of a question carry them.
  std::vector<std::pair<std::string_view, std::string>> answers() const;
  web::Address address() const;
  bool complete() const { return need && commune && mobility; }

  GuideQuery without_need() const;
  GuideQuery without_place() const;
  GuideQuery without_mobility() const;
  /// At that place; a point is rounded.
  GuideQuery at(const territory::Commune& where,
                std::optional<standard::Coordinates> exactly) const;
  /// Where the person starts from: the point, or that of the commune.
  standard::Coordinates from() const;
};

/// To about 200 metres, so that an address names a neighbourhood and not a door.
standard::Coordinates rounded(standard::Coordinates point);
/// "46.172,1.872"
std::string point_text(standard::Coordinates point);

}  // namespace maillage::places
