#pragma once
/// `maillage valider` and `maillage migrer`. Both read CSV, JSON or a workbook, print what a
/// producer needs to know and return the exit code: 0 all is well, 1 the list has errors, 2 wrong
/// usage, 3 a file can't be read or written.
#include <iosfwd>
#include <string>

namespace maillage::standard {

struct ValidateOptions {
  std::string file;
  std::string version;           ///< "1.0.2"; empty: recognised
  std::string format = "texte";  ///< texte, json or csv
};
int validate_command(const ValidateOptions& options, std::ostream& out, std::ostream& err);

struct MigrateOptions {
  std::string file;
  std::string version;  ///< of the list; empty: recognised
  std::string to = "1.0.2";
  std::string output;       ///< .csv, .json or .geojson
  std::string date_source;  ///< stands for a date of update that nobody knows; empty: 1970-01-01
};
/// Writes the places that are valid; those that are not are named, with what to correct.
int migrate_command(const MigrateOptions& options, std::ostream& out, std::ostream& err);

}  // namespace maillage::standard
