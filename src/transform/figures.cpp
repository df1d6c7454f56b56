#include "transform/figures.hpp"

#include <cmath>

#include <fmt/format.h>

namespace maillage::transform {

using base::Severity;
using standard::Field;

namespace {

/// A fall smaller than this share of the rows is the ordinary life of a list.
constexpr double kNotableFall = 0.05;

RuleCount& entry(Figures::ByRule& rules, const std::string& field, const std::string& rule) {
  const auto known = rules.find(std::pair<std::string_view, std::string_view>(field, rule));
  return known != rules.end() ? known->second : rules[{field, rule}];
}

void add_example(RuleCount& rule, const Outcome& outcome, const std::string& before,
                 const std::string& after) {
  ++rule.count;
  if (rule.examples.size() >= RuleCount::kExamples) return;
  for (const Example& example : rule.examples) {
    if (example.before == before && example.after == after) return;
  }
  rule.examples.push_back({outcome.index, outcome.entry_name, before, after});
}

std::string percent(double share) {
  return fmt::format("{} %", std::lround(share * 100));
}

base::Finding alarm(Severity severity, std::string rule, std::string field, std::string value,
                    std::string message, std::string advice) {
  return {severity,         std::move(rule),    base::Finding::kNoRow, std::move(field),
          std::move(value), std::move(message), std::move(advice)};
}

void missing_columns(const Figures& now, const std::optional<PreviousFigures>& previous,
                     base::Findings& out) {
  for (const ColumnUse& use : now.missing_columns) {
    const bool known =
        previous && std::find(previous->missing_columns.begin(), previous->missing_columns.end(),
                              use.column) != previous->missing_columns.end();
    const bool vanished = previous && !known;
    out.push_back(alarm(
        vanished ? Severity::warning : Severity::note, "drift.missing-column", use.key, use.column,
        vanished ? fmt::format("La colonne « {} » a disparu de la source.", use.column)
                 : fmt::format("La colonne « {} » n’a de valeur dans aucune ligne.", use.column),
        fmt::format("Vérifiez le nom de la colonne de « {} » dans le fichier de correspondance.",
                    use.key)));
  }
}

}  // namespace

void Figures::count(const Outcome& outcome) {
  ++rows;
  switch (outcome.kind) {
    case Outcome::Kind::record:
      ++accepted;
      for (std::size_t f = 0; f < standard::kFieldCount; ++f)
        filled[f] += !outcome.place.values[f].empty();
      break;
    case Outcome::Kind::rejected:
      ++rejected;
      break;
    case Outcome::Kind::skipped:
      ++skipped;
      ++skip_reasons[outcome.reason];
      break;
  }
  for (const base::Finding& finding : outcome.notes.findings) {
    const bool rejects =
        outcome.kind == Outcome::Kind::rejected && finding.severity == Severity::error;
    RuleCount& rule = entry(rejects ? rejections : warnings, finding.field, finding.rule);
    if (rule.count == 0) {
      rule.message = finding.message;
      rule.advice = finding.advice;
    }
    add_example(rule, outcome, finding.value, "");
  }
  for (const base::Cleaning& cleaning : outcome.notes.cleanings) {
    add_example(entry(cleanings, cleaning.field, cleaning.rule), outcome, cleaning.before,
                cleaning.after);
  }
}

double Figures::fill(Field field) const {
  const std::size_t full = filled[static_cast<std::size_t>(field)];
  return accepted == 0 ? 0 : static_cast<double>(full) / static_cast<double>(accepted);
}

std::string figures_json(const Figures& figures) {
  std::string text;
  formats::JsonWriter json(text);
  json.begin_object();
  json.member("format", "maillage-figures-1");
  json.key("rows").integer(static_cast<long long>(figures.rows));
  json.key("accepted").integer(static_cast<long long>(figures.accepted));
  json.key("rejected").integer(static_cast<long long>(figures.rejected));
  json.key("skipped").integer(static_cast<long long>(figures.skipped));
  json.key("fill").begin_object();
  for (const Field field : standard::all_fields()) {
    json.key(standard::field_name(field)).number(std::round(figures.fill(field) * 10000) / 10000);
  }
  json.end_object();
  json.key("missing_columns").begin_array();
  for (const ColumnUse& use : figures.missing_columns) json.string(use.column);
  json.end_array();
  json.end_object();
  return text + "\n";
}

std::optional<PreviousFigures> previous_figures(const formats::Json& json) {
  if (json["format"].text() != "maillage-figures-1") return std::nullopt;
  PreviousFigures previous;
  previous.rows = static_cast<std::size_t>(std::max(0.0, json["rows"].as_number()));
  previous.accepted = static_cast<std::size_t>(std::max(0.0, json["accepted"].as_number()));
  for (const Field field : standard::all_fields()) {
    previous.fill[static_cast<std::size_t>(field)] =
        json["fill"][standard::field_name(field)].as_number();
  }
  for (const formats::Json& column : json["missing_columns"].items())
    previous.missing_columns.push_back(column.text());
  return previous;
}

base::Findings drift(const Figures& now, const std::optional<PreviousFigures>& previous) {
  base::Findings out;
  missing_columns(now, previous, out);
  if (!previous || previous->rows == 0) return out;

  if (static_cast<double>(now.rows) <
      static_cast<double>(previous->rows) * (1 - 2 * kNotableFall)) {
    out.push_back(alarm(Severity::warning, "drift.rows", "", fmt::format("{}", now.rows),
                        fmt::format("La source avait {} lignes, elle n’en a plus que {}.",
                                    previous->rows, now.rows),
                        "Vérifiez auprès du producteur que le fichier est complet."));
  }
  const double before =
      static_cast<double>(previous->accepted) / static_cast<double>(previous->rows);
  if (now.acceptance() < before - kNotableFall) {
    out.push_back(alarm(Severity::warning, "drift.acceptance", "", percent(now.acceptance()),
                        fmt::format("{} des lignes étaient acceptées, il n’y en a plus que {}.",
                                    percent(before), percent(now.acceptance())),
                        "Lisez les motifs de rejet dans le rapport."));
  }
  if (now.accepted == 0) return out;
  for (const Field field : standard::all_fields()) {
    const double was = previous->fill[static_cast<std::size_t>(field)];
    if (now.fill(field) >= was - kNotableFall) continue;
    out.push_back(
        alarm(Severity::warning, "drift.fill", std::string(standard::field_name(field)),
              percent(now.fill(field)),
              fmt::format("« {} » était rempli pour {} des lieux, il ne l’est plus que pour {}.",
                          standard::field_name(field), percent(was), percent(now.fill(field))),
              "La colonne a peut-être changé de nom ou de forme."));
  }
  return out;
}

}  // namespace maillage::transform
