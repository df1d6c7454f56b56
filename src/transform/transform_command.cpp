#include "transform/transform_command.hpp"

#include "base/error.hpp"
#include "base/text.hpp"
#include "transform/file_names.hpp"
#include "transform/fingerprints.hpp"
#include "transform/mapping.hpp"
#include "transform/output_files.hpp"
#include "transform/row_transformer.hpp"
#include "transform/source.hpp"
#include "transform/unique_ids.hpp"

#include <filesystem>
#include <fstream>
#include <sstream>

#include <fmt/format.h>
#include <fmt/ostream.h>

namespace maillage::transform {

using base::Error;
using base::ErrorCode;
using base::Severity;

namespace {

constexpr std::size_t kRowsBetweenSigns = 256;

std::string read_text(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  if (!file || !(text << file.rdbuf())) {
    throw Error(ErrorCode::usage,
                fmt::format("Le fichier « {} » ne peut pas être lu. Vérifiez son nom.", path));
  }
  return std::move(text).str();
}

MappingReading read_mapping_file(const std::string& path) {
  try {
    return read_mapping_text(read_text(path));
  } catch (const Error& error) {
    if (error.code() == ErrorCode::usage) throw;
    throw Error(error.code(),
                fmt::format("Fichier de correspondance « {} » : {}", path, error.what()));
  }
}

bool is_file(const std::string& path) {
  std::error_code ignored;
  return std::filesystem::is_regular_file(path, ignored);
}

/// The document of an earlier run; null when there is none or it is damaged.
formats::Json read_memory(const std::string& path) {
  if (!is_file(path)) return {};
  try {
    return formats::parse_json(read_text(path));
  } catch (const Error&) {
    return {};
  }
}

/// "config/gironde.config.json" -> "gironde"
std::string name_of(const std::string& config_file) {
  std::string name = std::filesystem::path(config_file).filename().string();
  return name.substr(0, name.find('.'));
}

/// "1 rejetée", "2 rejetées"
std::string counted(std::size_t count, std::string_view noun) {
  return fmt::format("{} {}{}", count, noun, count > 1 ? "s" : "");
}

void print_findings(const base::Findings& findings, std::ostream& out) {
  for (const base::Finding& finding : findings) {
    const std::string_view kind = finding.severity == Severity::error     ? "Erreur"
                                  : finding.severity == Severity::warning ? "Alerte"
                                                                          : "Note";
    fmt::print(out, "{} : {}{}{}\n", kind, finding.message, finding.advice.empty() ? "" : " ",
               finding.advice);
  }
}

std::size_t count(const base::Findings& findings, Severity severity) {
  return static_cast<std::size_t>(
      std::count_if(findings.begin(), findings.end(),
                    [severity](const base::Finding& f) { return f.severity == severity; }));
}

SourceOptions source_options(const TransformOptions& options, const Mapping& mapping) {
  SourceOptions source;
  source.location = options.source;
  source.token = options.token;
  source.read.encoding = options.encoding;
  source.read.explode_arrays = mapping.explode_arrays;
  if (options.delimiter == "\\t" || options.delimiter == "tab") {
    source.read.delimiter = '\t';
  } else if (options.delimiter.size() > 1) {
    throw Error(ErrorCode::usage,
                fmt::format("Le séparateur est un seul caractère. Vous avez écrit « {} ».",
                            options.delimiter));
  } else if (!options.delimiter.empty()) {
    source.read.delimiter = options.delimiter.front();
  }
  return source;
}

void sign(const Source& source, std::size_t rows, const Watch& watch) {
  if (watch.stop && *watch.stop)
    throw Error(ErrorCode::environment, "Interrompu. Aucun fichier n’a été écrit.");
  if (!watch.progress) return;
  const double share = source.share_read();
  watch.progress(
      {rows, share > 0 ? static_cast<std::size_t>(static_cast<double>(rows) / share) : 0});
}

int check_config(const TransformOptions& options, const MappingReading& reading, const Watch& watch,
                 std::ostream& out) {
  base::Findings findings = reading.findings;
  if (!options.source.empty()) {
    Source source(source_options(options, reading.mapping));
    ColumnWatch columns(reading.mapping, source.rows().columns());
    formats::Row row;
    std::size_t rows = 0;
    while (source.rows().next(row)) {
      columns.see(row);
      if (++rows % kRowsBetweenSigns == 0) sign(source, rows, watch);
    }
    Figures figures;
    figures.missing_columns = columns.never_met();
    for (base::Finding& finding : drift(figures, std::nullopt)) {
      finding.severity = Severity::warning;
      findings.push_back(std::move(finding));
    }
  }
  print_findings(findings, out);
  const std::size_t errors = count(findings, Severity::error),
                    warnings = count(findings, Severity::warning);
  if (errors + warnings == 0) {
    fmt::print(out, "Le fichier de correspondance « {} » est bon.\n", options.config_file);
    return 0;
  }
  fmt::print(out, "{} à corriger : {}, {}.\n", options.config_file, counted(errors, "erreur"),
             counted(warnings, "alerte"));
  return base::exit_code(ErrorCode::bad_input);
}

/// A second place with the identifier of an earlier one gets a number, and a finding says so.
void make_unique(Outcome& outcome, UniqueIds& ids) {
  std::string& id = outcome.place[standard::Field::id];
  const std::string given = id;
  if (ids.make_unique(id)) return;
  outcome.notes.findings.push_back(
      {Severity::warning, "id.twice", outcome.index, "id", given,
       "Deux lignes portent le même identifiant : la seconde reçoit un numéro.",
       "Donnez à chaque lieu son identifiant."});
}

void print_summary(const Figures& figures, const base::Findings& mapping_findings,
                   const base::Findings& drift, const OutputNames& names, std::ostream& out) {
  fmt::print(out, "{} : {} {} sur {}", names.source_name, figures.accepted,
             figures.accepted > 1 ? "lieux acceptés" : "lieu accepté",
             counted(figures.rows, "ligne"));
  if (figures.rejected > 0) fmt::print(out, ", {}", counted(figures.rejected, "rejetée"));
  if (figures.skipped > 0) fmt::print(out, ", {}", counted(figures.skipped, "écartée"));
  std::size_t repairs = 0;
  for (const auto& [key, rule] : figures.cleanings) repairs += rule.count;
  fmt::print(out, ", {} {}.\n", repairs, repairs > 1 ? "valeurs réparées" : "valeur réparée");
  for (const auto& [key, rule] : figures.rejections) {
    fmt::print(out, "  {} : {}\n", counted(rule.count, "ligne"), rule.message);
  }
  if (figures.accepted == 0 && !figures.missing_columns.empty()) {
    std::vector<std::string> columns;
    for (const ColumnUse& use : figures.missing_columns) columns.push_back(use.column);
    fmt::print(out, "Colonnes du fichier de correspondance sans valeur dans la source : {}.\n",
               base::join(columns, ", "));
  }
  base::Findings alarms = drift;
  std::erase_if(alarms, [](const base::Finding& f) { return f.severity != Severity::warning; });
  print_findings(alarms, out);
  const std::size_t to_correct =
      count(mapping_findings, Severity::error) + count(mapping_findings, Severity::warning);
  if (to_correct > 0)
    fmt::print(out, "Le fichier de correspondance appelle {} : voyez le rapport.\n",
               counted(to_correct, "remarque"));
  fmt::print(out, "Rapport : {}\n", names.path("report", "html"));
}

/// The reference data that a transformation reads.
struct Territory {
  territory::Communes communes;
  territory::PriorityDistricts districts;
  territory::RevitalisationAreas areas;

  explicit Territory(const TransformOptions& options)
      : communes(territory::Communes::load(options.data_directory + "/territories/communes.bin")) {
    if (!options.qpv_file.empty())
      districts = territory::PriorityDistricts::load_geojson(options.qpv_file);
    if (!options.frr_file.empty())
      areas = territory::RevitalisationAreas::load_csv(options.frr_file);
  }
};

}  // namespace

int transform_command(const TransformOptions& options, base::Date today, const Watch& watch,
                      std::ostream& out, std::ostream& err) {
  const MappingReading reading = read_mapping_file(options.config_file);
  if (options.check_config) return check_config(options, reading, watch, out);
  const Mapping& mapping = reading.mapping;
  if (mapping.choice(standard::Field::services).empty() && base::has_error(reading.findings)) {
    print_findings(reading.findings, err);
  }

  std::optional<base::Date> source_date;
  standard::StandIns stand_ins;
  if (!options.source_date.empty()) {
    source_date = base::parse_iso_date(options.source_date);
    if (!source_date) {
      throw Error(
          ErrorCode::usage,
          fmt::format("La date s’écrit 2024-05-01. Vous avez écrit « {} ».", options.source_date));
    }
    stand_ins.date_maj = options.source_date;
  }
  const std::string source_name =
      options.source_name.empty() ? name_of(options.config_file) : options.source_name;
  const OutputNames names{options.output_directory, source_name, options.territory, today};
  const Territory territory(options);
  const Context context{territory.communes, territory.districts, territory.areas, source_name,
                        source_date};

  Source source(source_options(options, mapping));
  formats::RowReader& rows = source.rows();
  RowTransformer transformer(mapping, rows.columns(), context);
  ColumnWatch columns(mapping, rows.columns());
  OutputFiles files(names, stand_ins, options.jsonl);
  Figures figures;
  UniqueIds ids;

  const bool remembers = !options.force && mapping.text(standard::Field::id).mapped();
  const std::string prints_path = (std::filesystem::path(options.config_file).parent_path() /
                                   (file_name_part(source_name) + ".fingerprint.json"))
                                      .string();
  Fingerprints prints;
  std::optional<FingerprintFile> new_prints;
  if (remembers) {
    if (is_file(prints_path)) prints = Fingerprints(formats::open_file(prints_path));
    new_prints.emplace(prints_path);
  }

  formats::Row row;
  while (rows.next(row)) {
    Outcome outcome = transformer.transform(row);
    columns.see(row);
    if (outcome.kind == Outcome::Kind::record) make_unique(outcome, ids);
    if (remembers) {
      const std::string_view id = transformer.identifier(row);
      const std::string hash = row_hash(row, rows.columns());
      prints.see(id, hash);
      new_prints->write(id, hash);
    }
    figures.count(outcome);
    files.write(outcome);
    if (figures.rows % kRowsBetweenSigns == 0) sign(source, figures.rows, watch);
  }
  figures.missing_columns = columns.never_met();

  const auto previous = previous_figures(read_memory(names.figures_path()));
  if (remembers && previous && prints.nothing_changed()) {
    fmt::print(out,
               "{} : aucune ligne n’a changé depuis la dernière fois. Rien n’est refait (-f pour "
               "refaire).\n",
               source_name);
    return 0;
  }
  const base::Findings alarms = drift(figures, previous);
  files.commit(figures, reading.findings, alarms);
  if (remembers) new_prints->commit();
  print_summary(figures, reading.findings, alarms, names, out);
  if (figures.accepted == 0) return base::exit_code(ErrorCode::bad_input);
  const bool to_repair = figures.rejected > 0 || count(alarms, Severity::warning) > 0;
  return options.strict && to_repair ? base::exit_code(ErrorCode::bad_input) : 0;
}

}  // namespace maillage::transform
