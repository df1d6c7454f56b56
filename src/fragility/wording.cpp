#include "fragility/wording.hpp"

#include "base/text.hpp"

#include <cmath>

#include <fmt/format.h>

namespace maillage::fragility {

namespace {

constexpr std::string_view kRegionPrefix = "region-";
constexpr std::string_view kMinus = "\u2212";

}  // namespace

std::string decimal(const web::Words& t, double value, int digits) {
  const std::string text = fmt::format("{:.{}f}", std::abs(value), digits);
  const std::size_t point = std::min(text.find('.'), text.size());
  std::string said = t.number(std::stoll(text.substr(0, point)));
  if (point < text.size()) said += (t.language() == "en" ? "." : ",") + text.substr(point + 1);
  const bool zero = text.find_first_not_of("0.") == std::string::npos;
  return value < 0 && !zero ? std::string(kMinus) + said : said;
}

std::string decimal_or_unknown(const web::Words& t, double value, int digits) {
  return is_missing(value) ? t("inconnu") : decimal(t, value, digits);
}

std::string figure(const web::Words& t, double value, bool is_share) {
  if (is_missing(value)) return t("inconnu");
  if (is_share) return decimal(t, value, 1) + std::string(kNoBreakSpace) + "%";
  return decimal(t, value, std::abs(value) < 100 ? 1 : 0);
}

std::string ordinal(const web::Words& t, double rank) {
  const auto whole = static_cast<std::int64_t>(std::floor(rank));
  return whole == 1 ? t("1er") : t.fill("{}e", {t.number(whole)});
}

std::string signed_points(const web::Words& t, double points) {
  const std::string said = decimal(t, points, 1);
  return points > 0 && said != "0,0" ? "+" + said : said;
}

std::string level_word(const web::Words& t, Level level, bool several) {
  switch (level) {
    case Level::iris:
      return t("IRIS");
    case Level::commune:
      return several ? t("communes") : t("commune");
    case Level::epci:
      return several ? t("intercommunalités") : t("intercommunalité");
    case Level::departement:
      return several ? t("départements") : t("département");
    case Level::region:
      return several ? t("régions") : t("région");
    case Level::france:
      break;
  }
  return t("France");
}

std::string level_title(const web::Words& t, Level level) {
  std::string word = level_word(t, level, false);
  std::size_t second = 0;
  base::next_code_point(word, second);
  return base::upper(word.substr(0, second)) + word.substr(second);
}

std::string code_of(const Territories& territories, const Territory& territory) {
  const std::string& code = territories.at(territory.level).codes[territory.row];
  return territory.level == Level::region ? std::string(kRegionPrefix) + code : code;
}

std::optional<Territory> territory_of(const Territories& territories, std::string_view code) {
  Level level = Level::departement;
  if (code.starts_with(kRegionPrefix)) {
    level = Level::region;
    code.remove_prefix(kRegionPrefix.size());
  } else if (code.size() == 5) {
    level = Level::commune;
  } else if (code.size() == 9) {
    level = Level::epci;
  }
  const std::uint32_t row = territories.at(level).find(std::string(code));
  if (row == Grouping::kNone) return std::nullopt;
  return Territory{level, row};
}

web::Address profile_address(const Territories& territories, const Territory& territory) {
  return web::Address::local("/fragilite").segment(code_of(territories, territory));
}

std::string name_of(const Territories& territories, const Territory& territory) {
  return territories.at(territory.level).names[territory.row];
}

std::string full_name_of(const Territories& territories, const Territory& territory) {
  std::string name = name_of(territories, territory);
  if (territory.level != Level::commune) return name;
  const std::uint32_t departement =
      territories.up(Level::commune, Level::departement).group_of[territory.row];
  if (departement == Grouping::kNone) return name;
  return name + " (" + territories.at(Level::departement).codes[departement] + ")";
}

}  // namespace maillage::fragility
