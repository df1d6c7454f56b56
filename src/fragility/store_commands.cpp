#include "base/error.hpp"
#include "base/text.hpp"
#include "fragility/audit.hpp"
#include "fragility/calculation.hpp"
#include "fragility/commands.hpp"
#include "fragility/method_file.hpp"
#include "fragility/score_table.hpp"
#include "fragility/statistics.hpp"
#include "fragility/store_folder.hpp"

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <map>
#include <ostream>

#include <fmt/format.h>

namespace maillage::fragility {

namespace {

const Source& source_named(const std::vector<Source>& sources, const std::string& name) {
  std::vector<std::string> names;
  for (const Source& source : sources) {
    if (source.name == name) return source;
    names.push_back(source.name);
  }
  throw base::Error(base::ErrorCode::usage,
                    fmt::format("La source « {} » n’existe pas. Sources disponibles : {}.", name,
                                fmt::join(names, ", ")));
}

const Source& source_for(const std::vector<Source>& sources, const ImportOptions& options) {
  if (!options.source.empty()) return source_named(sources, options.source);
  if (const Source* source = recognise(sources, header_of(options.file))) return *source;
  throw base::Error(base::ErrorCode::bad_input,
                    fmt::format("{} ne ressemble à aucune source connue. Dites laquelle avec "
                                "--source, ou décrivez la vôtre (docs/indice.md).",
                                options.file));
}

/// One line for each kind of doubt in each file: rows of another geography come by the thousand.
void tell_loading(const Loading& loading, std::ostream& err) {
  std::map<std::pair<std::string, std::string>, std::pair<std::size_t, const base::Finding*>> kinds;
  for (const base::Finding& finding : loading.findings) {
    const std::string file = finding.message.substr(0, finding.message.find(" : "));
    auto& [count, example] = kinds[{file, finding.rule}];
    if (count++ == 0) example = &finding;
  }
  for (const auto& [kind, doubt] : kinds) {
    const base::Finding& example = *doubt.second;
    err << fmt::format("{} ({} fois, d’abord ligne {}, « {} »).\n", example.message, doubt.first,
                       example.row == base::Finding::kNoRow ? 1 : example.row + 2, example.value);
  }
}

Column imputed_counts(const Calculation& done) {
  Column counts(done.rows(), 0);
  for (const Ingredient& ingredient : done.ingredients) {
    for (std::size_t i = 0; i < counts.size(); ++i) {
      counts[i] += ingredient.state[i] == State::imputed;
    }
  }
  return counts;
}

/// Names, figures, scores, parts, index, rank and class of each territory.
Frame result_frame(const Calculation& done) {
  Frame result;
  for (const Ingredient& ingredient : done.ingredients) {
    if (ingredient.year == 0) continue;
    result.add(fmt::format("{}_brut_{}", ingredient.id, ingredient.year), ingredient.raw);
  }
  for (std::size_t k = 0; k < done.scores.names.size(); ++k) {
    result.add(done.scores.names[k], done.scores.columns[k]);
  }
  for (std::size_t k = 0; k < done.parts.names.size(); ++k) {
    result.add(done.parts.names[k], done.parts.columns[k]);
  }
  Column turned = done.index();
  for (double& value : turned) value = -value;
  result.add("rang", mid_ranks(turned));
  result.add("classe", classes(done.index(), deciles(done.index()), 1));
  result.add("indicateurs_imputes", imputed_counts(done));
  return result;
}

/// The column of an outside measure by code, in the order of `codes`.
Column truth_column(const std::string& path, const std::vector<std::string>& codes,
                    base::Findings& findings) {
  ScoreTable table = read_scores(*open_table(path), "code", [](std::string_view name) {
    return name == "valeur" || name.starts_with("tx_");
  });
  if (table.frame.columns.empty()) {
    throw base::Error(base::ErrorCode::bad_input,
                      path + " n’a ni colonne « valeur » ni colonne « tx_… ».");
  }
  std::move(table.findings.begin(), table.findings.end(), std::back_inserter(findings));
  std::map<std::string_view, double> values;
  for (std::size_t i = 0; i < table.codes.size(); ++i) {
    values[table.codes[i]] = table.frame.columns[0][i];
  }
  Column column;
  for (const std::string& code : codes) {
    const auto found = values.find(code);
    column.push_back(found == values.end() ? kMissing : found->second);
  }
  return column;
}

Frame audit_frame(const Audit& done, std::vector<std::string>& ids) {
  Frame frame;
  const auto column = [&](const char* name, auto value) {
    Column values;
    for (const IndicatorAudit& one : done.indicators)
      values.push_back(static_cast<double>(value(one)));
    frame.add(name, std::move(values));
  };
  for (const IndicatorAudit& one : done.indicators) ids.push_back(one.id);
  column("connus", [](const auto& one) { return one.column.known; });
  column("manquants", [](const auto& one) { return one.column.missing; });
  column("valeurs_distinctes", [](const auto& one) { return one.column.distinct; });
  column("minimum", [](const auto& one) { return one.column.lowest; });
  column("mediane", [](const auto& one) { return one.column.median; });
  column("maximum", [](const auto& one) { return one.column.highest; });
  column("asymetrie", [](const auto& one) { return one.column.skewness; });
  column("aplatissement", [](const auto& one) { return one.column.kurtosis; });
  column("part_ex_aequo", [](const auto& one) { return one.column.largest_tie; });
  column("classes_utiles", [](const auto& one) { return one.column.effective_classes; });
  column("part_recopiee", [](const auto& one) { return one.column.repeats; });
  column("part_recopiee_attendue", [](const auto& one) { return one.column.expected_repeats; });
  column("plus_longue_suite", [](const auto& one) { return one.column.longest_run; });
  column("extremes", [](const auto& one) { return one.column.wild; });
  column("poids_ecrit", [](const auto& one) { return one.nominal_weight; });
  column("poids_reel", [](const auto& one) { return one.effective_weight; });
  column("correlation_indice", [](const auto& one) { return one.with_index; });
  column("correlation_partie", [](const auto& one) { return one.with_family; });
  column("correlation_verite", [](const auto& one) { return one.with_truth; });
  for (std::size_t k = 0; k < ids.size(); ++k) {
    frame.add("correlation_" + ids[k], done.correlations[k]);
  }
  return frame;
}

}  // namespace

int import_command(const ImportOptions& options, std::ostream& out, std::ostream& err) {
  const std::vector<Source> sources = load_sources(options.sources_folder);
  const Source& source = source_for(sources, options);
  const bool own_geography = std::filesystem::exists(options.data_folder + "/communes.csv");
  const Territories territories =
      Territories::load(own_geography ? options.data_folder : options.territories_folder);
  Reading reading = read_source(*open_table(options.file), source, territories, options.year);
  tell(reading.findings, err);
  for (const Series& series : reading.series) {
    const std::string path = fmt::format("{}/{}-{}-{}.csv", options.data_folder, series.indicator,
                                         level_name(series.level), series.year);
    write_series(path, {series}, territories);
    out << fmt::format("{} {} ({}) : {} valeurs sur {}, dans {}\n", series.indicator, series.year,
                       level_name(series.level), known(series.value).size(), series.value.size(),
                       path);
  }
  out << fmt::format("{} lignes lues de « {} », {} remarques.\n", reading.rows, source.title,
                     reading.findings.size());
  return base::has_error(reading.findings) ? 1 : 0;
}

int calculate_command(const CalculateOptions& options, std::ostream& out, std::ostream& err) {
  const Method method = load_method(options.method, options.methods_folder);
  const Level level = level_or_refuse(options.level);
  const Loading loading = load_store(options.data_folder, load_sources(options.sources_folder));
  tell_loading(loading, err);
  const Calculation done = calculate(loading.store, method, level, options.year);
  tell(done.findings, err);
  std::vector<std::string> keys;
  const LevelTable& table = loading.store.territories().at(level);
  for (std::size_t i = 0; i < done.rows(); ++i) {
    keys.push_back(table.codes[i] + "," + csv_cell(table.names[i]));
  }
  write_table(options.output, "code,nom", keys, result_frame(done));
  out << fmt::format("{} : {} territoires sur {} ont un indice. Résultat dans {}.\n", method.title,
                     known(done.index()).size(), done.rows(), options.output);
  return base::has_error(loading.findings) || base::has_error(done.findings) ? 1 : 0;
}

int audit_command(const AuditOptions& options, std::ostream& out, std::ostream& err) {
  const Method method = load_method(options.method, options.methods_folder);
  const std::string suffix = method.references.empty() ? "" : method.references.front();
  Frame raw, scores;
  Column index;
  std::vector<std::string> codes;
  base::Findings breaks, doubts;  // of the years; of the tables given
  if (!options.scores.empty()) {
    ScoreTable table =
        read_scores(*open_table(options.scores), method.key, [&](std::string_view name) {
          const std::size_t cut = suffix.empty() ? 0 : suffix.size() + 1;
          return name.size() > cut &&
                 method.indicator(name.substr(0, name.size() - cut)) != Part::kNone;
        });
    doubts = std::move(table.findings);
    tell(doubts, err, 10);
    const Frame parts = combine(method, table.frame, suffix);
    if (parts.columns.empty()) {
      throw base::Error(
          base::ErrorCode::bad_input,
          fmt::format("{} n’a aucun des indicateurs de « {} ».", options.scores, method.title));
    }
    index = parts.columns.back();
    scores = std::move(table.frame);
    codes = std::move(table.codes);
  } else {
    const Level level = level_or_refuse(options.level);
    const Loading loading = load_store(options.data_folder, load_sources(options.sources_folder));
    tell_loading(loading, err);
    doubts = loading.findings;
    const Calculation done = calculate(loading.store, method, level);
    for (const Ingredient& ingredient : done.ingredients) {
      if (ingredient.year != 0) raw.add(ingredient.id, ingredient.raw);
    }
    for (const Indicator& indicator : method.indicators) {
      std::vector<YearColumn> years;
      for (const int year : loading.store.years(indicator.data)) {
        if (auto figures = loading.store.figures(indicator.data, level, year);
            figures && figures->year == year) {
          years.push_back({year, std::move(figures->value)});
        }
      }
      for (base::Finding& finding : breaks_between_years(indicator.id, years)) {
        breaks.push_back(std::move(finding));
      }
    }
    scores = done.scores;
    codes = loading.store.territories().at(level).codes;
    index = done.index();
  }
  Column truth;
  if (!options.truth.empty()) {
    base::Findings of_truth;
    truth = truth_column(options.truth, codes, of_truth);
    tell(of_truth, err, 10);
    std::move(of_truth.begin(), of_truth.end(), std::back_inserter(doubts));
  }
  const Audit found = audit(method, raw, scores, index, truth, suffix);
  std::vector<std::string> ids;
  const Frame table = audit_frame(found, ids);
  write_table(options.output, "indicateur", ids, table);
  tell(found.findings, err);
  tell(breaks, err);
  out << fmt::format("{} : {} indicateurs, {} alertes. Détail dans {}.\n", method.title,
                     found.indicators.size(), found.findings.size() + breaks.size(),
                     options.output);
  if (!truth.empty()) {
    std::size_t both = 0;
    for (std::size_t i = 0; i < index.size(); ++i) {
      both += !is_missing(index[i]) && !is_missing(truth[i]);
    }
    out << fmt::format("Corrélation de rang avec la mesure extérieure : {:.3f} ({} territoires).\n",
                       found.index_with_truth, both);
  }
  return base::has_error(doubts) ? 1 : 0;
}

}  // namespace maillage::fragility
