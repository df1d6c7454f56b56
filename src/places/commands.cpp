#include "places/commands.hpp"

#include "base/error.hpp"
#include "places/grouping_report.hpp"
#include "places/importer.hpp"
#include "places/key_file.hpp"
#include "places/regrouper.hpp"
#include "places/review_commands.hpp"
#include "places/site.hpp"
#include "web/server.hpp"

#include <filesystem>
#include <iostream>

#include <fmt/format.h>
#include <unistd.h>

namespace maillage::places {
namespace {

base::Instant now() {
  return std::chrono::time_point_cast<std::chrono::seconds>(std::chrono::system_clock::now());
}

std::string counted(std::size_t number, std::string_view one, std::string_view many) {
  return fmt::format("{} {}", number, number < 2 ? one : many);
}

std::string sentence(const ImportedFile& imported) {
  const ImportCounts& counts = imported.counts;
  if (counts.same_file)
    return fmt::format("{} : inchangée depuis le dernier import", imported.list);
  std::string text =
      fmt::format("{} : {}", imported.list, counted(counts.present(), "lieu", "lieux"));
  const auto add = [&](std::size_t number, std::string_view one, std::string_view many) {
    if (number > 0) text += ", " + counted(number, one, many);
  };
  add(counts.added, "nouveau", "nouveaux");
  add(counts.changed, "modifié", "modifiés");
  add(counts.returned, "revenu", "revenus");
  add(counts.removed, "absent", "absents");
  return text;
}

/// Imports a file; a person who watches sees how far it is.
ImportedFile import_and_tell(store::Database& database, const std::string& file,
                             const base::SecretKey& key, std::ostream& err) {
  if (isatty(STDERR_FILENO) != 1) return import_file(database, file, key, now());
  const std::string list = list_name(file);
  const ImportedFile imported =
      import_file(database, file, key, now(), [&](std::size_t done, std::size_t all) {
        err << fmt::format("\r\x1b[K{} : {} lignes sur {}", list, done, all) << std::flush;
      });
  err << "\r\x1b[K";
  return imported;
}

void print_findings(const base::Findings& findings, std::ostream& err) {
  constexpr std::size_t kShown = 5;
  for (std::size_t i = 0; i < std::min(findings.size(), kShown); ++i) {
    err << fmt::format("  ligne {} : {} {}\n", findings[i].row + 1, findings[i].message,
                       findings[i].advice);
  }
  if (findings.size() > kShown) {
    err << fmt::format("  … et {} autres lignes laissées de côté\n", findings.size() - kShown);
  }
}

/// What the file holds, or nothing and a warning: the site starts without it.
template <class Load>
auto load_or_warn(Load load, const std::string& path, std::ostream& err) -> decltype(load(path)) {
  try {
    return load(path);
  } catch (const base::Error& error) {
    err << error.what() << "\n";
    return {};
  }
}

std::optional<territory::Communes> load_communes(const std::string& path, std::ostream& err) {
  try {
    return territory::Communes::load(path);
  } catch (const base::Error& error) {
    err << error.what()
        << "\nLe site démarre sans les communes : la recherche ne porte que sur les mots des "
           "fiches.\n";
    return std::nullopt;
  }
}

/// What understands where people search, with the streets when a file of addresses was imported.
std::optional<geocoding::Geocoder> open_geocoder(const std::optional<territory::Communes>& communes,
                                                 const std::string& addresses, std::ostream& err) {
  if (!communes) return std::nullopt;
  std::optional<geocoding::AddressFile> file;
  std::error_code absent;
  if (std::filesystem::exists(addresses, absent)) {
    try {
      file.emplace(addresses);
    } catch (const base::Error& error) {
      err << error.what() << "\nLe site démarre sans les adresses.\n";
    }
  }
  return geocoding::Geocoder(*communes, std::move(file));
}

void open_map(Site& site, const std::string& contours, std::ostream& err) {
  try {
    site.open_map(territory::Contours::load(contours));
  } catch (const base::Error& error) {
    err << error.what() << "\nLe site démarre sans carte.\n";
  }
}

void open_review(Site& site, const std::string& database, Regrouper& regrouper, std::ostream& err) {
  try {
    site.open_review(load_key(key_path(database)), [&regrouper] { regrouper.wake(); });
  } catch (const base::Error& error) {
    err << error.what() << "\nLe site démarre sans la relecture.\n";
  }
}

}  // namespace

int import_command(const ImportOptions& options, std::ostream& out, std::ostream& err) {
  int worst = 0;
  try {
    const auto database = open_registry(options.database, now());
    const base::SecretKey key = load_key(key_path(options.database));
    std::size_t files = 0;
    for (const std::string& path : options.files) {
      for (const std::string& file : place_files(path)) {
        ++files;
        try {
          const ImportedFile imported = import_and_tell(*database, file, key, err);
          out << sentence(imported) << "\n";
          print_findings(imported.findings, err);
          if (!imported.findings.empty()) worst = std::max(worst, 1);
        } catch (const base::Error& error) {
          if (error.code() == base::ErrorCode::environment) throw;
          err << error.what() << "\n";
          worst = std::max(worst, base::exit_code(error.code()));
        }
      }
    }
    group_and_tell(*database, options.models, now(), out, err);
    auto reader = database->read();
    out << fmt::format("{} dans l’annuaire, {}.\n", counted(shown_places(*reader), "lieu", "lieux"),
                       counted(files, "fichier lu", "fichiers lus"));
  } catch (const base::Error& error) {
    err << error.what() << "\n";
    return base::exit_code(error.code());
  }
  return worst;
}

int serve_command(const ServeOptions& options, std::ostream& out, std::ostream& err) {
  try {
    const auto database = open_registry(options.database, now());
    const auto communes = load_communes(options.communes, err);
    Site site(*database, communes ? &*communes : nullptr, now,
              load_or_warn(territory::SchoolHolidays::load_csv, options.school_holidays, err),
              load_or_warn(ListNames::load_csv, options.list_names, err));
    const auto geocoder = open_geocoder(communes, options.addresses, err);
    if (geocoder) site.use_geocoder(*geocoder);
    if (!options.holder.empty()) site.held_by(Operator::load(options.holder));
    Regrouper regrouper(
        *database, place_linking(options.models), now, [&site] { site.refresh(); },
        [&err](std::string_view why) { err << why << "\n"; });
    open_map(site, options.contours, err);
    open_review(site, options.database, regrouper, err);
    site.snapshot();  // the first visitor doesn't wait for it
    const auto furniture = options.furnish ? options.furnish(site) : nullptr;
    const auto watch = database->watch([&] {
      try {
        site.refresh();
      } catch (const base::Error& error) {
        err << error.what() << "\n";
      }
    });

    web::ServerOptions server_options;
    server_options.address = options.address;
    server_options.port = options.port;
    server_options.stop_on_signals = true;
    // what changes shows within two seconds, a slow making of the snapshot included
    server_options.pages_kept = std::chrono::milliseconds(500);
    server_options.log = [&](const web::AccessLine& line) {
      out << web::json_line(line) << "\n";
      if (options.observe) options.observe(line);
    };
    const Annex annex = options.annex ? options.annex(site) : Annex();
    web::Server server(std::move(server_options), [&](const web::Request& request) {
      if (annex) {
        if (auto response = annex(request)) return std::move(*response);
      }
      return answer(request, site);
    });
    err << fmt::format("Maillage est à l’adresse http://{}:{}/ (Ctrl+C pour arrêter)\n",
                       options.address, server.port())
        << std::flush;
    server.run();
    err << "Maillage est arrêté.\n";
  } catch (const base::Error& error) {
    err << error.what() << "\n";
    return base::exit_code(error.code());
  }
  return 0;
}

}  // namespace maillage::places
