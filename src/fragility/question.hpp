#pragma once
/// What a page of fragility shows, as its address says it: a method and a level, and the form that
/// changes them. Unknown values are left out: any address gives a page.
#include "fragility/atlas.hpp"
#include "fragility/country.hpp"
#include "web/components.hpp"
#include "web/url.hpp"

#include <memory>
#include <span>
#include <string>

namespace maillage::fragility {

/// methode=ifn-v4, niveau=epci
struct Question {
  const Method* method = nullptr;
  Level level = Level::departement;

  static Question read(const web::Query& query, const Country& country, Level usual);
  std::shared_ptr<const Standing> standing(const Country& country) const;
  /// Adds what isn't usual to an address.
  web::Address& in(web::Address& address, const Country& country, Level usual) const;
};

/// The levels that pages show, the largest first; a picture of all of France leaves out communes.
std::span<const Level> shown_levels();
std::span<const Level> drawn_levels();
std::vector<web::Choice> level_choices(const web::Words& t, std::span<const Level> levels,
                                       Level chosen);
std::vector<web::Choice> method_choices(const Country& country, const Method& chosen);

/// The latest and the earliest year of a calculation's figures: "2017 à 2019", or "2019".
std::string years_of(const web::Words& t, const Calculation& calculation);

}  // namespace maillage::fragility
