#include "standard/commands.hpp"

#include "base/date.hpp"
#include "base/error.hpp"
#include "base/text.hpp"
#include "formats/bytes_out.hpp"
#include "standard/digest.hpp"
#include "standard/migrate.hpp"
#include "standard/reading.hpp"
#include "standard/validate.hpp"
#include "standard/validation_report.hpp"
#include "standard/writing.hpp"

#include <array>
#include <functional>
#include <map>
#include <ostream>

#include <fmt/format.h>

namespace maillage::standard {

namespace {

using base::Severity;

/// Runs a command's body; an exception of ours becomes its sentence on `err` and its exit code.
int guarded(std::ostream& err, const std::function<int()>& body) {
  try {
    return body();
  } catch (const base::Error& error) {
    err << error.what() << "\n";
    return base::exit_code(error.code());
  }
}

[[noreturn]] void wrong_usage(const std::string& message) {
  throw base::Error(base::ErrorCode::usage, message);
}

std::optional<Version> wanted_version(const std::string& name) {
  if (name.empty()) return std::nullopt;
  if (const auto version = version_named(name)) return version;
  wrong_usage(fmt::format(
      "La version « {} » n’existe pas. Choisissez 0.1.0, 0.1.1, 0.2.0, 1.0.0, 1.0.1 ou 1.0.2.",
      name));
}

// ---- valider

int validate(const ValidateOptions& options, std::ostream& out, std::ostream& err) {
  const auto version = wanted_version(options.version);
  const auto rows = open_list(options.file);
  RecordReader reader(*rows, version);
  Validator validator(reader.schema().version);
  ValidationTally tally;
  const auto report = make_report(options.format, options.file, out, reader, tally);
  const auto tell = [&](const base::Findings& findings) {
    for (const base::Finding& finding : findings) {
      tally.add(finding);
      report->finding(finding);
    }
  };
  tell(reader.column_findings());

  // A file that breaks off midway is still told about as far as it could be read.
  const int reading = guarded(err, [&] {
    Record record;
    base::Findings findings;
    while (reader.next(record)) {
      findings.clear();
      validator.check(record.row, record.values, findings);
      ++tally.places;
      tally.valid += base::has_error(findings) ? 0 : 1;
      tell(findings);
    }
    return 0;
  });
  report->end();
  if (reading != 0) return reading;
  return tally.count(Severity::error) == 0 && tally.places > 0 ? 0 : 1;
}

// ---- migrer

OutputFormat output_format_of(const std::string& path) {
  const std::string name = base::lower(path);
  if (name.ends_with(".csv")) return OutputFormat::csv;
  if (name.ends_with(".geojson")) return OutputFormat::geojson;
  if (name.ends_with(".json")) return OutputFormat::json;
  wrong_usage(fmt::format("Le nom « {} » doit finir par .csv, .json ou .geojson.", path));
}

StandIns stand_ins_of(const MigrateOptions& options) {
  StandIns stand_ins;
  if (options.date_source.empty()) return stand_ins;
  if (!base::parse_iso_date(options.date_source)) {
    wrong_usage(
        fmt::format("« {} » n’est pas une date. Écrivez année-mois-jour, par exemple 2024-04-02.",
                    options.date_source));
  }
  stand_ins.date_maj = options.date_source;
  return stand_ins;
}

/// The values of a place as its file will hold them, for the validator.
std::array<std::string_view, kFieldCount> written_values(const Place& place,
                                                         const StandIns& stand_ins) {
  std::array<std::string_view, kFieldCount> values;
  for (std::size_t i = 0; i < kFieldCount; ++i) values[i] = place.values[i];
  const auto stand_in = [&](Field field, std::string_view text) {
    std::string_view& value = values[static_cast<std::size_t>(field)];
    if (value.empty()) value = text;
  };
  stand_in(Field::date_maj, stand_ins.date_maj);
  stand_in(Field::pivot, stand_ins.pivot);
  return values;
}

/// What a migration did, for the producer.
struct MigrationSummary {
  std::size_t read = 0;
  std::size_t written = 0;
  FindingDigest left_behind;
  FindingDigest refused;
  std::map<std::string, std::size_t> repairs;  ///< by field
};

void print(std::ostream& out, const MigrationSummary& summary, const MigrateOptions& options,
           const RecordReader& reader) {
  out << fmt::format("Fichier : {}\nVersion du standard : {} ({})\n", options.file,
                     version_name(reader.schema().version), reader.detection().reason);
  if (const std::string text = summary.left_behind.text(Severity::warning); !text.empty()) {
    out << "\nNON REPRIS : la version 1.0.2 n’a pas de place pour ces valeurs\n" << text;
  }
  if (reader.schema().version < Version::v0_2_0 && !reader.extra_columns().empty()) {
    out << fmt::format("\n  Colonnes hors du standard, non reprises : {}\n",
                       base::join(reader.extra_columns(), ", "));
  }
  if (!summary.repairs.empty()) {
    out << "\nRÉPARÉS\n\n";
    for (const auto& [field, count] : summary.repairs)
      out << fmt::format("  {} : {}\n", field, counted(count, "valeur", "valeurs"));
  }
  if (const std::string text = summary.refused.text(Severity::error); !text.empty()) {
    out << "\nÉCARTÉS : ces lieux ne respectent pas le schéma 1.0.2\n" << text;
  }
  out << fmt::format("\nBilan : {}, {} dans {}, {}.\n",
                     counted(summary.read, "lieu lu", "lieux lus"),
                     counted(summary.written, "écrit", "écrits"), options.output,
                     counted(summary.read - summary.written, "écarté", "écartés"));
}

int migrate_list(const MigrateOptions& options, std::ostream& out) {
  if (version_named(options.to) != Version::v1_0_2)
    wrong_usage("La migration se fait vers la version 1.0.2.");
  const OutputFormat format = output_format_of(options.output);
  const StandIns stand_ins = stand_ins_of(options);
  const auto version = wanted_version(options.version);
  const auto rows = open_list(options.file);
  RecordReader reader(*rows, version);
  Validator validator(Version::v1_0_2);
  MigrationSummary summary;

  formats::AtomicFile file(options.output);
  std::string buffer;
  const bool keeps_extras = reader.schema().version >= Version::v0_2_0;
  PlaceWriter writer(format, buffer, stand_ins,
                     keeps_extras ? reader.extra_columns() : std::vector<std::string>());
  for (Record record; reader.next(record);) {
    ++summary.read;
    const Migration migration = migrate(reader.schema(), record);
    for (const base::Finding& finding : migration.notes.findings) summary.left_behind.add(finding);
    for (const base::Cleaning& cleaning : migration.notes.cleanings)
      ++summary.repairs[cleaning.field];
    base::Findings findings;
    validator.check(record.row, written_values(migration.place, stand_ins), findings);
    if (base::has_error(findings)) {
      for (const base::Finding& finding : findings) summary.refused.add(finding);
      continue;
    }
    ++summary.written;
    writer.write(migration.place);
    file.write(buffer);
    buffer.clear();
  }
  writer.finish();
  file.write(buffer);
  file.commit();
  print(out, summary, options, reader);
  return summary.written == summary.read && summary.read > 0 ? 0 : 1;
}

}  // namespace

int validate_command(const ValidateOptions& options, std::ostream& out, std::ostream& err) {
  return guarded(err, [&] { return validate(options, out, err); });
}

int migrate_command(const MigrateOptions& options, std::ostream& out, std::ostream& err) {
  return guarded(err, [&] { return migrate_list(options, out); });
}

}  // namespace maillage::standard
