#include "base/error.hpp"
#include "fragility/commands.hpp"
#include "fragility/grouping.hpp"
#include "fragility/method_file.hpp"
#include "fragility/score_table.hpp"
#include "fragility/statistics.hpp"

#include <algorithm>
#include <ostream>
#include <set>

#include <fmt/format.h>

namespace maillage::fragility {

namespace {

std::set<std::string, std::less<>> column_names(const Method& method) {
  std::set<std::string, std::less<>> names;
  for (const std::string& suffix : method.suffixes()) {
    for (const Part& part : method.parts) {
      if (&part != &method.parts.front()) names.insert(column_name(part.id, suffix));
    }
    for (const Indicator& indicator : method.indicators) {
      names.insert(column_name(indicator.id, suffix));
    }
  }
  return names;
}

/// Codes come as people write them, commas and quotes too.
std::vector<std::string> csv_cells(const std::vector<std::string>& codes) {
  std::vector<std::string> cells;
  for (const std::string& code : codes) cells.push_back(csv_cell(code));
  return cells;
}

/// Each column of the table as the weighted mean over the groups; the rows become the groups.
void regroup(ScoreTable& table, const std::string& path) {
  std::vector<std::string> group_names;
  std::map<std::string, std::pair<std::string, double>, std::less<>> groups;
  const auto reader = open_table(path);
  for (formats::Row row; reader->next(row);) {
    const formats::Columns& columns = reader->columns();
    const auto cell = [&](std::string_view name) {
      const formats::ColumnId id = columns.find(name);
      return id == formats::Columns::kNone ? std::string_view() : row[id];
    };
    groups[std::string(cell("code"))] = {std::string(cell("groupe")),
                                         read_number(cell("poids")).value};
  }
  Column weights;
  for (const std::string& code : table.codes) {
    const auto found = groups.find(code);
    group_names.push_back(found == groups.end() ? "" : found->second.first);
    weights.push_back(found == groups.end() ? kMissing : found->second.second);
  }
  const Grouping grouping = group_by(group_names);
  if (grouping.codes.empty()) {
    throw base::Error(base::ErrorCode::bad_input,
                      fmt::format("{} ne range aucun territoire du tableau dans un groupe. Il faut "
                                  "les colonnes code, groupe, poids.",
                                  path));
  }
  for (Column& column : table.frame.columns) column = weighted_means(column, weights, grouping);
  table.codes = grouping.codes;
  table.frame.rows = grouping.codes.size();
}

}  // namespace

int combine_command(const CombineOptions& options, std::ostream& out, std::ostream& err) {
  const Method method = load_method(options.method, options.methods_folder);
  const auto names = column_names(method);
  ScoreTable table =
      read_scores(*open_table(options.scores), method.key,
                  [&](std::string_view name) { return names.find(name) != names.end(); });
  if (!options.groups.empty()) regroup(table, options.groups);
  Frame result;
  for (const std::string& suffix : method.suffixes()) {
    Frame joined = combine(method, table.frame, suffix);
    for (std::size_t k = 0; k < joined.names.size(); ++k) {
      const std::string& name = joined.names[k];
      const std::size_t part =
          method.part(suffix.empty() ? name : name.substr(0, name.size() - suffix.size() - 1));
      if (method.parts[part].shown) result.add(name, std::move(joined.columns[k]));
    }
  }
  if (result.columns.empty()) {
    throw base::Error(base::ErrorCode::bad_input,
                      fmt::format("{} n’a aucune des colonnes de la méthode « {} » : {}.",
                                  options.scores, method.name, fmt::join(names, ", ")));
  }
  write_table(options.output, csv_cell(method.key), csv_cells(table.codes), result);
  tell(table.findings, err);
  out << fmt::format("{} territoires, méthode « {} ». Résultat dans {}.\n", table.codes.size(),
                     method.title, options.output);
  return base::has_error(table.findings) ? 1 : 0;
}

int class_command(const ClassOptions& options, std::ostream& out, std::ostream& err) {
  const ScoreTable table = read_scores(*open_table(options.values), "code",
                                       [](std::string_view name) { return name == "valeur"; });
  const Column* values = table.frame.find("valeur");
  if (values == nullptr) {
    throw base::Error(base::ErrorCode::bad_input,
                      options.values + " n’a pas de colonne « valeur ».");
  }
  Frame result;
  result.add("classe", classes(*values, deciles(*values), 1));
  write_table(options.output, "code", csv_cells(table.codes), result);
  tell(table.findings, err);
  out << fmt::format("{} valeurs rangées en dix classes. Résultat dans {}.\n",
                     known(*values).size(), options.output);
  return base::has_error(table.findings) ? 1 : 0;
}

}  // namespace maillage::fragility
