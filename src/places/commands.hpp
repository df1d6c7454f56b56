#pragma once
/// The verbs of the registry: `importer` fills it, `servir` shows it.
#include "web/message.hpp"
#include "web/server.hpp"

#include <cstdint>
#include <functional>
#include <iosfwd>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace maillage::places {

struct ImportOptions {
  std::vector<std::string> files;  ///< files of the standard, or folders that hold some
  std::string database = "var/maillage.db";
  std::string models;  ///< folder of the models: which records speak of one place
};
/// Imports each file; one that can't be read doesn't keep the others out. Returns the exit code: 0
/// all is in, 1 some rows or files are not, 2 a path is wrong, 3 the database failed.
int import_command(const ImportOptions& options, std::ostream& out, std::ostream& err);

class Site;
/// Pages of another room on the same site: the answer to a request of theirs, else nothing.
using Annex = std::function<std::optional<web::Response>(const web::Request&)>;

struct ServeOptions {
  std::string database = "var/maillage.db";
  std::uint16_t port = 8080;
  std::string address = "127.0.0.1";
  std::string communes =
      "data/territories/communes.bin";  ///< without it, the search knows no commune and says so
  std::string addresses = "var/adresses.bin";  ///< without it, the search knows no street
  std::string contours = "data/territories/contours.bin";  ///< without it, the pages have no map
  std::string school_holidays = "data/territories/school-holidays.csv";
  std::string list_names = "data/lists/names.csv";
  std::string models = "data/models";  ///< for the groups that follow decisions
  std::string holder;                  ///< who answers for the site, as JSON (operator.hpp)
  std::function<Annex(Site&)> annex;   ///< may be empty
  std::function<void(const web::AccessLine&)>
      observe;  ///< each answer, from one thread; may be empty
  /// What other rooms bring to the site: addresses, before its first request, and work of their
  /// own, which ends when what is returned goes out of scope.
  std::function<std::shared_ptr<void>(Site&)> furnish;
};
/// Serves the site until SIGTERM. Access lines go to `out` as JSON, what the operator must know to
/// `err`.
int serve_command(const ServeOptions& options, std::ostream& out, std::ostream& err);

}  // namespace maillage::places
