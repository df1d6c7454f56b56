#pragma once
/// How the pages say numbers, levels and territories.
#include "fragility/country.hpp"
#include "web/url.hpp"
#include "web/words.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace maillage::fragility {

constexpr std::string_view kNoBreakSpace = "\u00a0";

/// "1 204,5": `digits` behind the comma.
std::string decimal(const web::Words& t, double value, int digits);
/// "—" in words where nothing is known.
std::string decimal_or_unknown(const web::Words& t, double value, int digits);
/// "23,8 %" of a share; of a value "23 970", or "8,5" where the tenth tells.
std::string figure(const web::Words& t, double value, bool is_share);
/// "1er", "12e"; of a mid-rank the better one.
std::string ordinal(const web::Words& t, double rank);
/// "+1,2", "−0,4"
std::string signed_points(const web::Words& t, double points);

std::string level_word(const web::Words& t, Level level, bool several);
/// "Commune", at the beginning of a sentence.
std::string level_title(const web::Words& t, Level level);

/// One territory, as its level and its row there.
struct Territory {
  Level level = Level::commune;
  std::uint32_t row = 0;
};
/// How an address names it: "23", "23096", "200034825", "region-75".
std::string code_of(const Territories& territories, const Territory& territory);
std::optional<Territory> territory_of(const Territories& territories, std::string_view code);
web::Address profile_address(const Territories& territories, const Territory& territory);
std::string name_of(const Territories& territories, const Territory& territory);
/// With its département where the name alone may mean several: "Saint-Denis (93)".
std::string full_name_of(const Territories& territories, const Territory& territory);

}  // namespace maillage::fragility
