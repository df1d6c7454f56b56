#pragma once
/// The sections of a territory's profile, each with its own title.
#include "fragility/atlas.hpp"
#include "fragility/country.hpp"
#include "fragility/wording.hpp"
#include "web/page.hpp"
#include "web/url.hpp"

#include <memory>
#include <optional>
#include <set>
#include <string_view>

namespace maillage::fragility {

/// What every section of one profile draws from.
struct Profile {
  const Country& country;
  const Method& method;
  Territory territory;
  std::shared_ptr<const Standing> standing;  ///< of its level
  std::shared_ptr<const Standing> france;    ///< what it is compared with; a level of one row
  std::shared_ptr<const Sureness> sureness;  ///< may be null

  const Territories& territories() const { return country.territories(); }
  double index() const { return standing->calculation.index()[territory.row]; }
  bool has_index() const { return !is_missing(index()); }
  /// Those in which an indicator with several dates is known, ascending.
  std::set<int> years_of_change() const;
};

/// Of the territory that `code` names, by the method of the query. Nothing when there is none.
std::optional<Profile> profile_of(const web::Query& query, const Country& country,
                                  std::string_view code);

void score_section(web::Html& html, const web::View& view, const Profile& profile);
void indicators_section(web::Html& html, const web::View& view, const Profile& profile);
void change_section(web::Html& html, const web::View& view, const Profile& profile);
void offer_section(web::Html& html, const web::View& view, const Profile& profile, Atlas& atlas);
void map_section(web::Html& html, const web::View& view, const Profile& profile, Atlas& atlas);
void kin_section(web::Html& html, const web::View& view, const Profile& profile);

}  // namespace maillage::fragility
