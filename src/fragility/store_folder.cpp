#include "fragility/store_folder.hpp"

#include "base/error.hpp"
#include "base/text.hpp"
#include "formats/bytes_out.hpp"
#include "fragility/score_table.hpp"

#include <algorithm>
#include <filesystem>
#include <map>
#include <tuple>

#include <fmt/format.h>

namespace maillage::fragility {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view kTerritoryFiles[] = {"communes.csv", "iris.csv", "epci.csv",
                                                "departements.csv", "regions.csv"};
constexpr std::string_view kOurHeader =
    "niveau,code,indicateur,annee,numerateur,denominateur,valeur,poids,etat,part,source,licence";

constexpr std::string_view kShare = "oui";

std::string cell(double value) {
  return is_missing(value) ? std::string() : base::number_text(value);
}

State state_of(std::string_view word) {
  for (const State state : {State::secret, State::published, State::derived, State::weighted,
                            State::carried, State::imputed}) {
    if (state_name(state) == word) return state;
  }
  return State::missing;
}

void take(Reading reading, const std::string& file, Loading& loading) {
  loading.used.push_back(file);
  for (Series& series : reading.series) loading.store.add(std::move(series));
  for (base::Finding& finding : reading.findings) {
    finding.message = file + " : " + finding.message;
    loading.findings.push_back(std::move(finding));
  }
}

}  // namespace

Loading load_store(const std::string& folder, const std::vector<Source>& sources) {
  Loading loading{Store(Territories::load(folder)), {}, {}, {}};
  std::vector<std::string> files;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder)) {
    if (entry.path().extension() == ".csv") files.push_back(entry.path().filename().string());
  }
  std::sort(files.begin(), files.end());
  // Our own files come last: what was imported on purpose corrects what lies beside it.
  std::vector<std::string> ours;
  for (const std::string& file : files) {
    if (std::find(std::begin(kTerritoryFiles), std::end(kTerritoryFiles), file) !=
        std::end(kTerritoryFiles)) {
      continue;
    }
    const std::string path = folder + "/" + file;
    const std::vector<std::string> header = header_of(path);
    if (base::join(header, ",") == kOurHeader) {
      ours.push_back(file);
    } else if (const Source* source = recognise(sources, header)) {
      take(read_source(*open_table(path), *source, loading.store.territories()), file, loading);
    } else {
      loading.ignored.push_back(file);
    }
  }
  for (const std::string& file : ours) {
    take(read_series(*open_table(folder + "/" + file), loading.store.territories()), file, loading);
  }
  return loading;
}

void write_series(const std::string& path, const std::vector<Series>& all,
                  const Territories& territories) {
  formats::AtomicFile file(path);
  file.write(std::string(kOurHeader) + "\n");
  for (const Series& series : all) {
    const LevelTable& table = territories.at(series.level);
    const std::string end = fmt::format(",{},{},{}\n", series.is_share ? kShare : "",
                                        csv_cell(series.source), csv_cell(series.licence));
    for (std::size_t i = 0; i < series.value.size(); ++i) {
      if (series.state[i] == State::missing) continue;
      const bool counted = !series.numerator.empty();
      file.write(fmt::format(
          "{},{},{},{},{},{},{},{},{}", level_name(series.level), table.codes[i], series.indicator,
          series.year, counted ? cell(series.numerator[i]) : "",
          counted ? cell(series.denominator[i]) : "", cell(series.value[i]),
          series.weight.empty() ? "" : cell(series.weight[i]), state_name(series.state[i])));
      file.write(end);
    }
  }
  file.commit();
}

Reading read_series(formats::RowReader& rows, const Territories& territories) {
  Reading reading;
  std::map<std::tuple<std::string, Level, int>, Series> found;
  for (formats::Row row; rows.next(row);) {
    ++reading.rows;
    const auto text = [&](std::string_view name) {
      const formats::ColumnId id = rows.columns().find(name);
      return id == formats::Columns::kNone ? std::string_view() : row[id];
    };
    const auto number = [&](std::string_view name) { return read_number(text(name)).value; };
    const auto level = level_of(text("niveau"));
    const std::uint32_t place =
        level ? territories.at(*level).find(std::string(text("code"))) : Grouping::kNone;
    const double year = number("annee");
    if (place == Grouping::kNone || !(year >= 1900 && year <= 2100)) {
      reading.findings.push_back(
          {base::Severity::warning, "code.inconnu", row.index, "code", std::string(text("code")),
           "ce territoire ou cette année est inconnu ; la ligne n’est pas lue",
           "Importez de nouveau le fichier d’origine."});
      continue;
    }
    const std::string indicator(text("indicateur"));
    Series& series = found[{indicator, *level, static_cast<int>(year)}];
    if (series.value.empty()) {
      const std::size_t size = territories.at(*level).codes.size();
      series.indicator = indicator;
      series.level = *level;
      series.year = static_cast<int>(year);
      series.source = text("source");
      series.licence = text("licence");
      series.is_share = text("part") == kShare;
      series.value.assign(size, kMissing);
      series.state.assign(size, State::missing);
      series.numerator.assign(size, kMissing);
      series.denominator.assign(size, kMissing);
      series.weight.assign(size, kMissing);
    }
    series.value[place] = number("valeur");
    series.numerator[place] = number("numerateur");
    series.denominator[place] = number("denominateur");
    series.weight[place] = number("poids");
    series.state[place] = state_of(text("etat"));
  }
  for (auto& [key, series] : found) {
    if (known(series.numerator).empty()) {
      series.numerator.clear();
      series.denominator.clear();
    }
    if (known(series.weight).empty()) series.weight.clear();
    reading.series.push_back(std::move(series));
  }
  return reading;
}

}  // namespace maillage::fragility
