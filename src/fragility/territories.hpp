#pragma once
/// Where the figures live: IRIS, communes (arrondissements of Paris, Lyon and Marseille apart),
/// EPCI, départements, régions, France, and which is part of which. Read from two tables of the
/// folder of indicators, so that an index can be computed in the geography of its year.
#include "base/finding.hpp"
#include "fragility/grouping.hpp"
#include "fragility/values.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace maillage::fragility {

enum class Level { iris, commune, epci, departement, region, france };
constexpr std::size_t kLevels = 6;

/// "commune", "epci"…; nothing for another word. "dep", "reg" and "fr" are understood too.
std::optional<Level> level_of(std::string_view word);
/// The same for an option; throws base::Error (usage) with the possible words.
Level level_or_refuse(std::string_view word);
std::string_view level_name(Level level);

/// Paris, Lyon and Marseille, whose arrondissements are the communes of the figures.
std::span<const std::string_view> cut_communes();
/// The commune that an arrondissement of Paris, Lyon or Marseille is part of ("75056" of "75104");
/// empty for another code.
std::string_view cut_commune_of(std::string_view code);

/// The territories of one level, in the order of their codes.
struct LevelTable {
  std::vector<std::string> codes, names;
  Column population;
  Column latitude, longitude;  ///< degrees; of communes, else where their people live on average
  std::unordered_map<std::string, std::uint32_t> places;

  std::uint32_t find(const std::string& code) const;  ///< Grouping::kNone when unknown
};

class Territories {
 public:
  /// `folder` holds communes.csv (code, nom, type, dep, reg, epci, pop_…, lat, lon), and may hold
  /// iris.csv (iris, com, pop_…) and epci.csv, departements.csv, regions.csv (code, nom). Paris,
  /// Lyon and Marseille count by arrondissement. Throws base::Error when communes.csv can't be
  /// read.
  static Territories load(const std::string& folder);

  const LevelTable& at(Level level) const { return levels_[static_cast<std::size_t>(level)]; }
  /// The group at `to` of each territory of `from`; `from` is finer than `to`.
  const Grouping& up(Level from, Level to) const {
    return up_[static_cast<std::size_t>(from)][static_cast<std::size_t>(to)];
  }
  /// "Z": a commune that isn't cut in IRIS; its code is the commune's and "0000".
  bool is_whole_commune(std::size_t iris) const { return whole_[iris]; }

 private:
  void link();
  std::array<LevelTable, kLevels> levels_;
  std::array<std::array<Grouping, kLevels>, kLevels> up_;
  std::array<std::vector<std::string>, kLevels>
      parents_;  ///< of each commune; of each IRIS at `iris`
  std::vector<bool> whole_;
};

}  // namespace maillage::fragility
