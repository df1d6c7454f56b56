#include "base/error.hpp"
#include "base/text.hpp"
#include "fragility/commands.hpp"
#include "fragility/method_file.hpp"
#include "fragility/score_table.hpp"
#include "fragility/store_folder.hpp"
#include "fragility/uncertainty.hpp"

#include <ostream>

#include <fmt/format.h>

namespace maillage::fragility {

namespace {

constexpr std::size_t kMostDraws = 10'000'000, kMostRows = 100'000;

struct Prepared {
  Loading loading;
  Uncertain uncertain;
};

Prepared prepare(const UncertaintyOptions& options) {
  const Level level = level_or_refuse(options.level);
  if (options.weights != "autour" && options.weights != "libres") {
    throw base::Error(base::ErrorCode::usage, "--poids est « autour » ou « libres ».");
  }
  const Method method = load_method(options.method, options.methods_folder);
  Loading loading = load_store(options.data_folder, load_sources(options.sources_folder));
  Doubts doubts;
  doubts.seed = options.seed;
  doubts.free_weights = options.weights == "libres";
  Uncertain uncertain(loading.store, method, level, doubts);
  return {std::move(loading), std::move(uncertain)};
}

void check_count(std::size_t count, std::size_t most, const char* option) {
  if (count == 0 || count > most) {
    throw base::Error(base::ErrorCode::usage,
                      fmt::format("{} est un nombre entre 1 et {}.", option, most));
  }
}

/// "01001,L’Abergement-Clémenciat": the two first cells of a row.
std::vector<std::string> codes_and_names(const Territories& territories,
                                         const Uncertain& uncertain) {
  const LevelTable& table = territories.at(uncertain.calculation().level);
  std::vector<std::string> keys;
  for (const std::size_t row : uncertain.rows()) {
    keys.push_back(table.codes[row] + "," + csv_cell(table.names[row]));
  }
  return keys;
}

}  // namespace

int uncertainty_command(const UncertaintyOptions& options, std::ostream& out, std::ostream& err) {
  check_count(options.draws, kMostDraws, "--tirages");
  const auto [loading, uncertain] = prepare(options);
  tell(uncertain.calculation().findings, err);
  RankUncertainty found = rank_uncertainty(uncertain, options.draws, options.threads);
  double width = 0;
  for (std::size_t i = 0; i < found.rank.size(); ++i) width += found.high[i] - found.low[i];
  width /= static_cast<double>(found.rank.size());
  Frame result;
  result.add("rang", std::move(found.rank));
  result.add("rang_moyen", std::move(found.mean));
  result.add("rang_median", std::move(found.median));
  result.add("rang_5", std::move(found.low));
  result.add("rang_95", std::move(found.high));
  result.add("proba_premier_decile", std::move(found.top_decile));
  result.add("proba_premier_quintile", std::move(found.top_quintile));
  write_table(options.output, "code,nom", codes_and_names(loading.store.territories(), uncertain),
              result);
  out << fmt::format(
      "{} tirages, {} territoires. En moyenne, neuf fois sur dix, un rang tient dans un "
      "intervalle de {:.0f} places. Résultat dans {}.\n",
      options.draws, uncertain.rows().size(), width, options.output);
  return 0;
}

int sobol_command(const UncertaintyOptions& options, std::ostream& out, std::ostream& err) {
  check_count(options.draws, kMostRows, "--lignes");
  const Uncertain uncertain = prepare(options).uncertain;
  tell(uncertain.calculation().findings, err);
  const std::vector<SobolIndex> indices =
      rank_sobol(uncertain, options.draws, options.seed, options.threads);
  Frame result;
  const auto column = [&](const char* name, double SobolIndex::*field) {
    Column values;
    for (const SobolIndex& index : indices) values.push_back(index.*field);
    result.add(name, std::move(values));
  };
  column("premier_ordre", &SobolIndex::first);
  column("premier_ordre_5", &SobolIndex::first_low);
  column("premier_ordre_95", &SobolIndex::first_high);
  column("total", &SobolIndex::total);
  column("total_5", &SobolIndex::total_low);
  column("total_95", &SobolIndex::total_high);
  write_table(options.output, "choix", Uncertain::factors(), result);
  out << "Ce qui déplace les rangs (part de la variance, seul ; avec ses effets croisés) :\n";
  for (std::size_t i = 0; i < indices.size(); ++i) {
    out << fmt::format("  {:<10} {:5.2f} [{:.2f} ; {:.2f}]   {:5.2f} [{:.2f} ; {:.2f}]\n",
                       Uncertain::factors()[i], indices[i].first, indices[i].first_low,
                       indices[i].first_high, indices[i].total, indices[i].total_low,
                       indices[i].total_high);
  }
  out << "Sans un indicateur (places d’écart en moyenne ; premier décile conservé) :\n";
  for (const RemovedOne& one : remove_one(uncertain)) {
    out << fmt::format("  {:<24} {:7.0f}   {:3.0f} %\n", one.indicator, one.mean_shift,
                       100 * one.decile_kept);
  }
  return 0;
}

}  // namespace maillage::fragility
