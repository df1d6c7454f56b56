#include "fragility/territories.hpp"

#include "base/error.hpp"
#include "formats/row_reader.hpp"
#include "fragility/score_table.hpp"

#include <algorithm>
#include <filesystem>

#include <fmt/format.h>

namespace maillage::fragility {

namespace {

constexpr std::string_view kNames[kLevels] = {"iris",        "commune", "epci",
                                              "departement", "region",  "france"};
/// Communes that are cut in arrondissements, which stand in the table too.
constexpr std::string_view kCut[] = {"75056", "69123", "13055"};

/// Calls `visit(cell)` for each row, `cell(name)` giving the text of a column.
template <class Visit>
void each_row(const std::string& path, Visit visit) {
  const auto reader = formats::make_reader(formats::Format::csv, formats::open_file(path), {});
  for (formats::Row row; reader->next(row);) {
    visit([&](std::string_view name) {
      const formats::ColumnId id = reader->columns().find(name);
      return id == formats::Columns::kNone ? std::string_view() : row[id];
    });
  }
}

/// The latest population written on the row.
double population(const auto& cell) {
  for (int year = 2030; year >= 2010; --year) {
    const Cell read = read_number(cell(fmt::format("pop_{}", year)));
    if (read.kind == Cell::Kind::number) return read.value;
  }
  return kMissing;
}

void index(LevelTable& table) {
  for (std::uint32_t i = 0; i < table.codes.size(); ++i) table.places.emplace(table.codes[i], i);
}

void read_names(const std::string& path, LevelTable& table) {
  if (!std::filesystem::exists(path)) return;
  each_row(path, [&](const auto& cell) {
    const std::uint32_t place = table.find(std::string(cell("code")));
    if (place != Grouping::kNone) table.names[place] = cell("nom");
  });
}

}  // namespace

std::optional<Level> level_of(std::string_view word) {
  if (word == "dep") return Level::departement;
  if (word == "reg") return Level::region;
  if (word == "fr" || word == "france_metropolitaine") return Level::france;
  for (std::size_t k = 0; k < kLevels; ++k) {
    if (kNames[k] == word) return static_cast<Level>(k);
  }
  return std::nullopt;
}

Level level_or_refuse(std::string_view word) {
  if (const auto level = level_of(word)) return *level;
  throw base::Error(base::ErrorCode::usage,
                    fmt::format("Le niveau « {} » n’existe pas. Écrivez iris, commune, epci, "
                                "departement ou region.",
                                word));
}

std::span<const std::string_view> cut_communes() {
  return kCut;
}

std::string_view cut_commune_of(std::string_view code) {
  if (code.size() != 5) return {};
  if (code.starts_with("751")) return kCut[0];
  if (code.starts_with("6938")) return kCut[1];
  if (code.starts_with("132")) return kCut[2];
  return {};
}

std::string_view level_name(Level level) {
  return kNames[static_cast<std::size_t>(level)];
}

std::uint32_t LevelTable::find(const std::string& code) const {
  const auto found = places.find(code);
  return found == places.end() ? Grouping::kNone : found->second;
}

Territories Territories::load(const std::string& folder) {
  Territories all;
  auto& communes = all.levels_[1];
  each_row(folder + "/communes.csv", [&](const auto& cell) {
    const std::string code(cell("code"));
    if (std::find(std::begin(kCut), std::end(kCut), code) != std::end(kCut)) return;
    communes.codes.push_back(code);
    communes.names.emplace_back(cell("nom"));
    communes.population.push_back(population(cell));
    communes.latitude.push_back(read_number(cell("lat")).value);
    communes.longitude.push_back(read_number(cell("lon")).value);
    for (const Level level : {Level::epci, Level::departement, Level::region}) {
      const std::string_view name = level == Level::departement ? "dep"
                                    : level == Level::region    ? "reg"
                                                                : "epci";
      all.parents_[static_cast<std::size_t>(level)].emplace_back(cell(name));
    }
    all.parents_[static_cast<std::size_t>(Level::france)].emplace_back("FR");
  });
  if (communes.codes.empty()) {
    throw base::Error(base::ErrorCode::bad_input, folder + "/communes.csv n’a aucune commune.");
  }
  index(communes);
  auto& iris = all.levels_[0];
  if (std::filesystem::exists(folder + "/iris.csv")) {
    each_row(folder + "/iris.csv", [&](const auto& cell) {
      iris.codes.emplace_back(cell("iris"));
      const std::string commune(cell("com"));
      const std::uint32_t place = communes.find(commune);
      iris.names.push_back(place == Grouping::kNone ? commune : communes.names[place]);
      all.parents_[0].push_back(commune);
      const bool whole = iris.codes.back().ends_with("0000");
      all.whole_.push_back(whole);
      double people = population(cell);
      if (is_missing(people) && whole && place != Grouping::kNone) {
        people = communes.population[place];
      }
      iris.population.push_back(people);
    });
  }
  index(iris);
  all.link();
  read_names(folder + "/epci.csv", all.levels_[2]);
  read_names(folder + "/departements.csv", all.levels_[3]);
  read_names(folder + "/regions.csv", all.levels_[4]);
  all.levels_[5].names.assign(1, "France");
  return all;
}

void Territories::link() {
  const auto commune = static_cast<std::size_t>(Level::commune);
  for (std::size_t to = commune + 1; to < kLevels; ++to) {
    Grouping& groups = up_[commune][to];
    groups = group_by(parents_[to]);
    levels_[to].codes = groups.codes;
    levels_[to].names = groups.codes;
    levels_[to].population = sums(levels_[commune].population, groups);
    levels_[to].latitude =
        weighted_means(levels_[commune].latitude, levels_[commune].population, groups);
    levels_[to].longitude =
        weighted_means(levels_[commune].longitude, levels_[commune].population, groups);
    index(levels_[to]);
  }
  // EPCI lie in the département and région of most of their people.
  for (std::size_t from = commune + 1; from + 1 < kLevels; ++from) {
    for (std::size_t to = from + 1; to < kLevels; ++to) {
      std::vector<std::map<std::string, double>> shares(levels_[from].codes.size());
      for (std::size_t i = 0; i < levels_[commune].codes.size(); ++i) {
        const std::uint32_t group = up_[commune][from].group_of[i];
        if (group == Grouping::kNone) continue;
        const double people = levels_[commune].population[i];
        shares[group][parents_[to][i]] += is_missing(people) ? 0 : people;
      }
      Grouping& groups = up_[from][to];
      groups.codes = levels_[to].codes;
      for (const auto& share : shares) {
        const auto most = std::max_element(share.begin(), share.end(),
                                           [](auto& a, auto& b) { return a.second < b.second; });
        groups.group_of.push_back(most == share.end() ? Grouping::kNone
                                                      : levels_[to].find(most->first));
      }
    }
  }
  Grouping& in_commune = up_[0][commune];
  in_commune.codes = levels_[commune].codes;
  for (const std::string& code : parents_[0]) {
    in_commune.group_of.push_back(levels_[commune].find(code));
  }
  levels_[0].latitude = spread(levels_[commune].latitude, in_commune);
  levels_[0].longitude = spread(levels_[commune].longitude, in_commune);
  for (std::size_t to = commune + 1; to < kLevels; ++to) {
    Grouping& groups = up_[0][to];
    groups.codes = levels_[to].codes;
    for (const std::uint32_t place : in_commune.group_of) {
      groups.group_of.push_back(place == Grouping::kNone ? Grouping::kNone
                                                         : up_[commune][to].group_of[place]);
    }
  }
}

}  // namespace maillage::fragility
